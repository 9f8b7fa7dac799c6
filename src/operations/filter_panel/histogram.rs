//! Histogram of the matching rows by day, week, month or year, with a brush for pointer and keyboard.

use super::spans::{cut, extent};
use crate::history_query::{QueryHandle, time_field};
use crate::{
    route::ListQuery,
    sync::SharedStore,
    time::{
        intl::Browser,
        span::{Span, ends},
        zones::start_of,
    },
    ui::pressed_key,
};
use chrono::{Datelike, NaiveDate};
use leptos::{html, prelude::*};
use messages::list_filters as text;

/// A day, week, month or year and its row count.
#[derive(Clone, Debug, PartialEq)]
struct Bar {
    first: NaiveDate,
    last: NaiveDate,
    count: usize,
    /// Overlaps the selected period.
    chosen: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Bars {
    unit: Span,
    bars: Vec<Bar>,
    /// Rows outside the bars.
    beyond: usize,
}

/// The bars. The period filter itself is ignored, so that another period can be selected.
#[component]
pub fn Histogram(store: SharedStore, ask: QueryHandle) -> impl IntoView {
    let bars = Memo::new(move |_| bars(store, ask));
    let there = Memo::new(move |_| bars.with(Option::is_some));
    (move || match there.get() {
        true => view! { <Brush ask bars /> }.into_any(),
        false if store.has_history() => view! { <p class="muted">{text::nothing_has_date()}</p> }.into_any(),
        false => view! { <p class="muted">{text::counting()}</p> }.into_any(),
    })
    .into_any()
}

fn bars(store: SharedStore, ask: QueryHandle) -> Option<Bars> {
    let query = ask.query().get();
    let chosen = ask.question(&query).date.filter(|_| query.is_dated());
    let question = ask.question(&ListQuery { from: String::new(), to: String::new(), ..query.clone() });
    let (field, zone) = (time_field(&query.date_of), ask.zone().name());
    let count = |bounds: &[i64]| store.read(|history| history.histogram(&question, field, bounds));
    let (first, last) = extent(count)?;
    // Add a day at both ends: in the zone in force, a row may fall on the day before or after its UTC day.
    let (unit, starts) = cut(first.pred_opt()?, last.succ_opt()?);
    let bounds: Vec<i64> = starts.iter().map(|day| start_of(&Browser, &zone, *day)).collect::<Option<_>>()?;
    let counts = count(&bounds);
    let (low, high) = ends(&counts)?;
    let dated: usize = count(&[i64::MIN, i64::MAX]).iter().sum();
    let beyond = dated - counts.iter().sum::<usize>();
    let days = starts.windows(2).zip(bounds.windows(2)).zip(counts);
    let bars = days.filter_map(|((days, ms), count)| {
        let (&[first, next], &[start, end]) = (days, ms) else { return None };
        let chosen = chosen.is_some_and(|date| {
            date.from.is_none_or(|from| from < end) && date.to.is_none_or(|to| start < to)
        });
        Some(Bar { first, last: next.pred_opt()?, count, chosen })
    });
    Some(Bars { unit, bars: bars.skip(low).take(high + 1 - low).collect(), beyond })
}

/// Bars with a brush.
#[component]
fn Brush(ask: QueryHandle, bars: Memo<Option<Bars>>) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    // The current bar, and the bar at which the brush started.
    let at = RwSignal::new(None::<usize>);
    let anchor = RwSignal::new(None::<usize>);
    let count = move || bars.with(|bars| bars.as_ref().map_or(0, |bars| bars.bars.len()));
    let swept = move || {
        let (at, anchor) = (at.get()?, anchor.get()?);
        Some((at.min(anchor), at.max(anchor)))
    };
    let choose = move || {
        let Some((low, high)) = untrack(swept).or_else(|| at.get_untracked().map(|at| (at, at))) else {
            return;
        };
        let days = bars.with_untracked(|bars| {
            let bars = &bars.as_ref()?.bars;
            Some((bars.get(low)?.first, bars.get(high)?.last))
        });
        anchor.set(None);
        if let Some((first, last)) = days {
            ask.choose(|query| (query.from, query.to) = (first.to_string(), last.to_string()));
        }
    };
    let under = move |x: i32| {
        let rect = node.get_untracked()?.get_bounding_client_rect();
        let share = (f64::from(x) - rect.left()) / rect.width().max(1.0);
        let last = untrack(count).checked_sub(1)?;
        Some(((share * (last + 1) as f64).max(0.0) as usize).min(last))
    };
    let pressed = move |event: leptos::ev::PointerEvent| {
        if event.button() != 0 {
            return;
        }
        if let Some(node) = node.get_untracked() {
            // If the capture fails, the brush ends at the edge of the histogram.
            drop(node.set_pointer_capture(event.pointer_id()));
        }
        at.set(under(event.client_x()));
        anchor.set(at.get_untracked());
    };
    let typed = move |event: leptos::ev::KeyboardEvent| {
        let (Some(key), Some(last)) = (pressed_key(&event), untrack(count).checked_sub(1)) else { return };
        // Start at the latest bar, as recent operations are searched for most.
        let here = at.get_untracked().unwrap_or(last).min(last);
        let next = match key.as_str() {
            "ArrowLeft" => here.saturating_sub(1),
            "ArrowRight" => (here + 1).min(last),
            "PageUp" => here.saturating_sub(7),
            "PageDown" => (here + 7).min(last),
            "Home" => 0,
            "End" => last,
            "Enter" | " " => {
                event.prevent_default();
                at.set(Some(here));
                return choose();
            }
            _ => return,
        };
        event.prevent_default();
        match (event.shift_key(), anchor.get_untracked()) {
            (true, None) => anchor.set(Some(here)),
            (false, _) => anchor.set(None),
            _ => {}
        }
        at.set(Some(next));
    };
    let unit = Memo::new(move |_| bars.with(|bars| bars.as_ref().map_or(Span::Day, |bars| bars.unit)));
    let words = move || {
        bars.with(|bars| {
            let bars = &bars.as_ref()?.bars;
            let (low, high) = swept().or_else(|| at.get().map(|at| (at, at)))?;
            let count: usize = bars.get(low..=high)?.iter().map(|bar| bar.count).sum();
            let (first, last) = (bars.get(low)?.first, bars.get(high)?.last);
            Some(text::operations_in_days(&days(first, last), count as u64))
        })
    };
    let hint = move || {
        let most = bars.with(|bars| bars.as_ref()?.bars.iter().map(|bar| bar.count).max());
        let say = match unit.get() {
            Span::Day => text::histogram_hint_day,
            Span::Week => text::histogram_hint_week,
            Span::Month => text::histogram_hint_month,
            Span::Year => text::histogram_hint_year,
        };
        say(most.unwrap_or_default() as u64)
    };
    let label = move || match unit.get() {
        Span::Day => text::histogram_of_days(),
        Span::Week => text::histogram_of_weeks(),
        Span::Month => text::histogram_of_months(),
        Span::Year => text::histogram_of_years(),
    };
    let drawn =
        (move || bars.with(|bars| bars.as_ref().map(|bars| draw(bars, at, anchor)).unwrap_or_default()))
            .into_any();
    let end =
        move |pick: fn(&Bars) -> Option<NaiveDate>| bars.with(|bars| bars.as_ref().and_then(pick)).map(day);
    view! {
        <div class="histogram">
            <p class="histogram-words field-hint">{move || words().unwrap_or_else(hint)}</p>
            <div
                class="histogram-bars"
                role="listbox"
                tabindex="0"
                aria-multiselectable="true"
                aria-orientation="horizontal"
                aria-label=label
                aria-activedescendant=move || at.get().map(|at| format!("histogram-{at}"))
                node_ref=node
                on:keydown=typed
                on:pointerdown=pressed
                on:pointermove=move |event| at.set(under(event.client_x()))
                on:pointerup=move |_| choose()
                on:pointercancel=move |_| anchor.set(None)
                on:pointerleave=move |_| {
                    if anchor.get_untracked().is_none() {
                        at.set(None)
                    }
                }
            >
                {drawn}
            </div>
            {move || {
                let beyond = bars.with(|bars| bars.as_ref().map_or(0, |bars| bars.beyond));
                (beyond > 0)
                    .then(|| view! { <p class="field-hint">{text::beyond(beyond as u64)}</p> }.into_any())
            }}
            <p class="histogram-ends field-hint" aria-hidden="true">
                <span>{move || end(|bars| bars.bars.first().map(|bar| bar.first))}</span>
                <span>{move || end(|bars| bars.bars.last().map(|bar| bar.last))}</span>
            </p>
        </div>
    }
}

fn draw(bars: &Bars, at: RwSignal<Option<usize>>, anchor: RwSignal<Option<usize>>) -> Vec<AnyView> {
    let most = bars.bars.iter().map(|bar| bar.count).max().unwrap_or(1).max(1);
    let bar = |(index, bar): (usize, &Bar)| {
        let height = format!("{}%", (bar.count * 100).div_ceil(most));
        let under = move || match (at.get(), anchor.get()) {
            (Some(at), Some(anchor)) => (at.min(anchor)..=at.max(anchor)).contains(&index),
            (at, _) => at == Some(index),
        };
        view! {
            <div
                class="bar"
                role="option"
                id=format!("histogram-{index}")
                aria-selected=bar.chosen.to_string()
                class:bar-under=under
                aria-label=text::count_in_days(&days(bar.first, bar.last), bar.count as u64)
            >
                <span class="bar-fill" style:height=height></span>
            </div>
        }
    };
    bars.bars.iter().enumerate().map(|one| bar(one).into_any()).collect()
}

/// Formats the days: "3 Jan 2024", or "1 Jan – 7 Jan 2024".
fn days(first: NaiveDate, last: NaiveDate) -> String {
    if first == last { day(first) } else { format!("{} – {}", day(first), day(last)) }
}

fn day(day: NaiveDate) -> String {
    let month = match day.month() {
        1 => text::month_jan(),
        2 => text::month_feb(),
        3 => text::month_mar(),
        4 => text::month_apr(),
        5 => text::month_may(),
        6 => text::month_jun(),
        7 => text::month_jul(),
        8 => text::month_aug(),
        9 => text::month_sep(),
        10 => text::month_oct(),
        11 => text::month_nov(),
        _ => text::month_dec(),
    };
    text::day(&day.day().to_string(), month, &day.year().to_string())
}
