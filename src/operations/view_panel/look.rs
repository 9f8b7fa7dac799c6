//! Columns and density.

use super::super::columns::COLUMNS;
use crate::history_query::QueryHandle;
use crate::ui::{Button, ButtonKind, SegmentedControl};
use leptos::prelude::*;
use messages::list_views as text;

/// Chooses the columns and the density of the table.
#[component]
pub fn Look(
    /// Query in the address.
    ask: QueryHandle,
) -> impl IntoView {
    let compact = ask.part(|query| query.compact);
    let options = [("comfortable", text::density_comfortable()), ("compact", text::density_compact())];
    let options = options.map(|(value, label)| (value.to_owned(), label.to_owned())).to_vec();
    let changed = ask.part(|query| query.compact || !query.columns.is_empty());
    let reset = move |()| {
        ask.restyle(|query| {
            query.columns.clear();
            query.compact = false;
        });
    };
    // The first column links to the detail and is always shown.
    let choosable = COLUMNS.into_iter().skip(1);
    view! {
        <div class="view-look">
            <fieldset class="field-set">
                <legend>{text::columns()}</legend>
                <ul class="choices choices-columns">
                    {choosable
                        .map(|column| view! { <Choice ask name=column.name heading=(column.heading)() /> })
                        .collect_view()}
                </ul>
            </fieldset>
            <SegmentedControl
                name="density"
                legend=text::density()
                options=Signal::stored(options)
                value=Signal::derive(move || if compact.get() { "compact" } else { "comfortable" }.to_owned())
                on_change=move |value: String| ask.restyle(|query| query.compact = value == "compact")
            />
            <Button kind=ButtonKind::Quiet disabled=Signal::derive(move || !changed.get()) on_press=reset>
                {text::reset_columns_and_density()}
            </Button>
        </div>
    }
}

#[component]
fn Choice(ask: QueryHandle, name: &'static str, heading: &'static str) -> impl IntoView {
    let on: Memo<bool> = ask.part(move |query| query.shows(name));
    view! {
        <li>
            <label class="choice">
                <input
                    type="checkbox"
                    class="checkbox"
                    prop:checked=move || on.get()
                    on:change=move |event| ask.restyle(|query| query.show(name, event_target_checked(&event)))
                />
                <span class="choice-word">{heading}</span>
            </label>
        </li>
    }
}
