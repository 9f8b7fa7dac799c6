//! Pagination of a list.

use leptos::prelude::*;

use super::{PageSlot, page_window};
use crate::ui::{IconButton, IconName};

const PER_PAGE: [usize; 3] = [20, 50, 100];
/// All rows on one page.
const ALL: usize = usize::MAX;

/// Page numbers, rows per page, and the range shown. Presentational: the caller owns the page.
#[component]
pub fn Pagination(
    /// Current page, from 1.
    #[prop(into)]
    page: Signal<usize>,
    /// Number of pages.
    #[prop(into)]
    pages: Signal<usize>,
    /// Rows per page.
    #[prop(into)]
    per_page: Signal<usize>,
    /// Range of the rows shown, such as "1–20 of 45".
    #[prop(into)]
    summary: Signal<String>,
    /// Called with the new page.
    #[prop(into)]
    on_page: Callback<usize>,
    /// Called with the new number of rows per page.
    #[prop(into)]
    on_per_page: Callback<usize>,
) -> impl IntoView {
    let first = Signal::derive(move || page.get() <= 1);
    let last = Signal::derive(move || page.get() >= pages.get());
    let back = move |()| on_page.run(page.get_untracked().saturating_sub(1).max(1));
    let forth = move |()| on_page.run(page.get_untracked() + 1);
    view! {
        <nav class="pagination" aria-label=messages::ui::pagination()>
            <div class="pagination-pages">
                <IconButton
                    label=messages::ui::previous_page()
                    icon=IconName::ChevronLeft
                    disabled=first
                    on_press=back
                />
                <ol class="pagination-numbers">
                    <For
                        each=move || page_window(page.get(), pages.get())
                        key=|place| format!("{place:?}")
                        let(place)
                    >
                        <li>
                            <PageNumber place page on_page />
                        </li>
                    </For>
                </ol>
                <IconButton
                    label=messages::ui::next_page()
                    icon=IconName::ChevronRight
                    disabled=last
                    on_press=forth
                />
            </div>
            <RowsPerPage per_page on_per_page />
            <p class="pagination-summary" role="status">
                {move || summary.get()}
            </p>
        </nav>
    }
}

#[component]
fn PageNumber(place: PageSlot, page: Signal<usize>, on_page: Callback<usize>) -> impl IntoView {
    match place {
        PageSlot::Gap(_) => view! {
            <span class="pagination-gap" aria-hidden="true">
                "…"
            </span>
        }
        .into_any(),
        PageSlot::Page(number) => view! {
            <button
                type="button"
                class="page-number"
                aria-label=messages::ui::page(number as u64)
                aria-current=move || (page.get() == number).then_some("page")
                on:click=move |_| on_page.run(number)
            >
                {messages::number(number as u64)}
            </button>
        }
        .into_any(),
    }
}

#[component]
fn RowsPerPage(per_page: Signal<usize>, on_per_page: Callback<usize>) -> impl IntoView {
    let option = move |rows: usize| {
        let word = if rows == ALL { messages::ui::all_rows().to_owned() } else { rows.to_string() };
        view! {
            <option value=rows.to_string() prop:selected=move || per_page.get() == rows>
                {word}
            </option>
        }
    };
    let change = move |event| {
        if let Ok(rows) = event_target_value(&event).parse() {
            on_per_page.run(rows);
        }
    };
    view! {
        <div class="rows-per-page">
            <label for="rows-per-page">{messages::ui::rows_per_page()}</label>
            <span class="select-frame">
                <select id="rows-per-page" class="input select" on:change=change>
                    {PER_PAGE.into_iter().chain([ALL]).map(option).collect_view()}
                </select>
            </span>
        </div>
    }
}
