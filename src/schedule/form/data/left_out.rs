//! "Not sent again": members of a copied `operation_data` that are sent only if the user adds them.

use catalogue::json::{self, pointer};
use leptos::prelude::*;

use super::section::Data;
use crate::schedule::draft::LeftOut;
use crate::ui::{Button, ButtonKind, visible_text};

/// Lists them, each with a button that adds it to the settings.
#[component]
pub fn NotSentAgain(
    /// The state shared by the fields.
    data: Data,
    /// The JSON can't be parsed, so nothing can be added.
    broken: Memo<bool>,
) -> impl IntoView {
    let left = Memo::new(move |_| data.form.draft.with(|draft| draft.left_out.clone()));
    let item = move |LeftOut { name, value }: LeftOut| {
        let (shown, label) = (visible_text(&name), messages::schedule::add_left_out(&visible_text(&name)));
        let is_common = !value.is_empty();
        let said = match is_common {
            true => visible_text(&json::compact_text(&value).unwrap_or_else(|| value.clone())),
            false => messages::schedule::left_out_differs().to_owned(),
        };
        let add = move |()| {
            let Ok(document) = json::parse(&value) else { return };
            data.set(&pointer::child("", &name), Some(&document.value));
            data.form.draft.update(|draft| draft.left_out.retain(|left| left.name != name));
        };
        let button = is_common.then(|| {
            view! {
                <Button kind=ButtonKind::Quiet disabled=broken on_press=add>
                    {label}
                </Button>
            }
        });
        view! {
            <li>
                <code class="wrap-anywhere bidi">{shown}</code>
                " "
                <span class="data-left-value muted wrap-anywhere bidi">{said}</span>
                {button}
            </li>
        }
    };
    (move || {
        let left = left.get();
        (!left.is_empty()).then(|| {
            view! {
                <section class="data-left" aria-labelledby="schedule-left">
                    <h3 id="schedule-left">{messages::schedule::not_sent_again()}</h3>
                    <p class="muted">{messages::schedule::not_sent_again_reason()}</p>
                    <ul>{left.into_iter().map(item).collect_view()}</ul>
                </section>
            }
            .into_any()
        })
    })
    .into_any()
}
