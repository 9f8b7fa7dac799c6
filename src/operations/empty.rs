//! The message shown instead of the table when there are no rows.

use super::visible_rows::VisibleRows;
use crate::history_query::QueryHandle;
use crate::{
    route::{ListQuery, use_navigator},
    ui::{Button, ButtonKind, EmptyState, IconName},
};
use leptos::prelude::*;

/// No rows, and the reason: no operations yet, no match, or a page past the end.
#[component]
pub fn Empty(
    /// Query in the address.
    ask: QueryHandle,
    /// The rows shown.
    listed: Memo<VisibleRows>,
) -> impl IntoView {
    let navigator = use_navigator();
    let clear = Callback::new(move |()| ask.go(ask.query().with_untracked(ListQuery::cleared)));
    let first = Callback::new(move |()| ask.choose(|_| {}));
    let schedule = Callback::new(move |()| navigator.go(navigator.route().get_untracked().to_schedule(None)));
    (move || {
        let query = ask.query().get();
        let total = listed.with(|l| l.total.unwrap_or_default());
        let mut lookup = None;
        let (icon, title, text, (way, on_press)) = if !query.id.is_empty() {
            let title = messages::list::no_operation_of_id(&query.id);
            let text = messages::list::id_unknown_to_api().to_owned();
            (IconName::Search, title, text, (messages::list::clear_filters(), clear))
        } else if query.page > 1 && total > 0 {
            let title = messages::list::page_past_end().to_owned();
            let text = messages::list::there_are_operations(total);
            (IconName::List, title, text, (messages::list::to_first_page(), first))
        } else if query.is_filtered() {
            // A single word may be the id of an operation that isn't loaded.
            let word = query.text.trim();
            lookup = (!word.is_empty() && !word.contains(char::is_whitespace)).then(|| word.to_owned());
            let title = messages::list::no_match().to_owned();
            let text = match ask.question(&query).date.is_some_and(|date| date.is_reversed()) {
                true => messages::list::period_reversed().to_owned(),
                false => messages::list::filters_look_at_loaded().to_owned(),
            };
            (IconName::Search, title, text, (messages::list::clear_filters(), clear))
        } else {
            let title = messages::list::no_operations().to_owned();
            let text = messages::list::no_operations_hint().to_owned();
            (IconName::Calendar, title, text, (messages::list::schedule_operation(), schedule))
        };
        let to_schedule = icon == IconName::Calendar;
        let actions = move || {
            let lookup = lookup.clone().map(|id| view! { <Lookup ask id /> });
            let button = match to_schedule {
                true => view! {
                    <Button kind=ButtonKind::Primary icon=IconName::Plus on_press>
                        {way}
                    </Button>
                }
                .into_any(),
                false => view! { <Button on_press>{way}</Button> }.into_any(),
            };
            view! {
                {button}
                {lookup}
            }
        };
        view! { <EmptyState icon title text actions /> }
    })
    .into_any()
}

#[component]
fn Lookup(ask: QueryHandle, id: String) -> impl IntoView {
    let words = messages::list::ask_api_for_operation(&id);
    let look = move |()| {
        ask.go(ListQuery { id: id.clone(), ..ask.query().with_untracked(ListQuery::cleared) });
    };
    view! {
        <Button kind=ButtonKind::Quiet on_press=look>
            {words}
        </Button>
    }
}
