//! Parts of an address that can't be read: shown, not dropped.

use crate::ui::{Banner, BannerKind, Button};
use leptos::prelude::*;

/// Says which, and takes them away on request.
#[component]
pub fn Misread(
    /// Name and value of each.
    problems: Memo<Vec<(String, String)>>,
    /// Takes them away.
    #[prop(into)]
    on_remove: Callback<()>,
) -> impl IntoView {
    (move || {
        let problems = problems.get();
        (!problems.is_empty()).then(|| {
            let words: Vec<String> = problems.iter().map(|(name, value)| format!("{name}={value}")).collect();
            view! {
                <Banner kind=BannerKind::Warning title=messages::coverage::address_not_understood()
                    actions=move || view! { <Button on_press=move |()| on_remove.run(())>{messages::coverage::remove_from_address()}</Button> }>
                    <p>{words.join(", ")}</p>
                </Banner>
            }
        })
    }).into_any()
}
