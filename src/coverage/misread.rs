//! Shows the parameters of an address that can't be read, instead of dropping them silently.

use crate::ui::{Banner, BannerKind, Button};
use leptos::prelude::*;

/// Lists the parameters, with a button to remove them.
#[component]
pub fn Misread(
    /// Name and value of each parameter.
    problems: Memo<Vec<(String, String)>>,
    /// Removes the parameters.
    #[prop(into)]
    on_remove: Callback<()>,
) -> impl IntoView {
    (move || {
        let problems = problems.get();
        (!problems.is_empty()).then(|| {
            let words: Vec<String> = problems.iter().map(|(name, value)| format!("{name}={value}")).collect();
            view! {
                <Banner
                    kind=BannerKind::Warning
                    title=messages::coverage::address_not_understood()
                    actions=move || {
                        view! {
                            <Button on_press=move |()| {
                                on_remove.run(())
                            }>{messages::coverage::remove_from_address()}</Button>
                        }
                    }
                >
                    <p>{words.join(", ")}</p>
                </Banner>
            }
        })
    })
    .into_any()
}
