//! Describes the drawing: its filter, the number of operations, and what is missing.

use super::{view::View, window::Window};
use crate::{
    route::{ListQuery, Route, query_summary},
    ui::{Button, ButtonKind, Icon, IconName},
};
use leptos::prelude::*;
use messages::timeline as text;

/// The line above the drawing.
#[component]
pub fn About(view: View, query: Memo<ListQuery>) -> impl IntoView {
    let counts = Memo::new(move |_| {
        let (from, to) = view.bounds();
        view.all.with(|chart| {
            let seen = chart.within(from, to).fold((0_u64, 0_u64), |(all, doubled), (_, bar)| {
                (all + 1, doubled + u64::from(bar.overlaps))
            });
            (seen, chart.len() as u64, chart.lanes().len() as u64, chart.untimed() as u64)
        })
    });
    let words = move || {
        let ((seen, doubled), all, devices, untimed) = counts.get();
        summary(seen, all, doubled, devices, untimed)
    };
    let asked = Memo::new(move |_| query.with(|query| (!is_plain(query)).then(|| query_summary(query))));
    let list = Memo::new(move |_| Route::Operations { query: query.get(), open: None }.href());
    let clear = move |_| view.filter(query.with_untracked(ListQuery::cleared));
    view! {
        <p class="tl-about">
            <span role="status" class="tabular">
                {words}
            </span>
            " "
            {move || {
                asked
                    .get()
                    .map(|words| {
                        view! {
                            <span class="chip">
                                <span class="wrap-anywhere">{words}</span>
                                <button type="button" aria-label=text::remove_filter() on:click=clear>
                                    <Icon name=IconName::Close />
                                </button>
                            </span>
                        }
                            .into_any()
                    })
            }}
            " "
            <a href=move || {
                list.get()
            }>{move || if asked.with(Option::is_some) { text::edit_filter() } else { text::add_filter() }}</a>
        </p>
        <Nearest view />
    }
}

fn summary(seen: u64, all: u64, overlapping: u64, devices: u64, untimed: u64) -> String {
    let in_sight = text::in_sight(seen, all, overlapping, devices);
    match untimed {
        0 => in_sight,
        untimed => format!("{in_sight} {}", text::untimed(untimed)),
    }
}

fn is_plain(query: &ListQuery) -> bool {
    !query.is_filtered() && query.id.is_empty()
}

/// Shown if nothing is in sight, with buttons to the nearest operations.
#[component]
fn Nearest(view: View) -> impl IntoView {
    let beside = Memo::new(move |_| {
        let (from, to) = view.bounds();
        view.all.with(|chart| match chart.within(from, to).next() {
            None if !chart.is_empty() => Some(chart.beside(from, to)),
            _ => None,
        })
    });
    let to = move |at: i64| move |()| view.go(Window { at: Some(at), ..untrack(|| view.window()) });
    (move || {
        beside.get().map(|(before, after)| {
            let earlier = before.map(|at| {
                view! {
                    <Button kind=ButtonKind::Quiet on_press=to(at)>
                        {text::to_last_before()}
                    </Button>
                }
            });
            let later = after.map(|at| {
                view! {
                    <Button kind=ButtonKind::Quiet on_press=to(at)>
                        {text::to_next()}
                    </Button>
                }
            });
            view! { <p class="tl-nearest">{text::nothing_in_sight()} {earlier} {later}</p> }.into_any()
        })
    })
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn summary_mentions_operations_without_a_time() {
        assert_eq!(summary(1, 1, 0, 1, 0), "1 of 1 operation in sight, on 1 device.");
        assert_eq!(
            summary(0, 1234, 2, 3, 1),
            "0 of 1,234 operations in sight, 2 overlapping, on 3 devices. 1 operation says no time and can't be drawn."
        );
        assert_eq!(
            summary(4, 4, 0, 2, 2),
            "4 of 4 operations in sight, on 2 devices. 2 operations say no time and can't be drawn."
        );
    }
}
