//! A moment on the board: its distance with its time of day, or its date if it is more than a day away.
//!
//! Nothing is behind a hover, as a wall display has no pointer and a phone neither.

use crate::time::{
    TimeText,
    intl::{Style, format_instant},
    iso, use_server_now, use_zone,
};
use leptos::prelude::*;

const DAY: i64 = 86_400_000;
/// A date without its year is clear for so long.
const YEARLESS: i64 = 300 * DAY;

/// A moment in ms since the epoch; a dash if there is none.
#[component]
pub fn When(at: Memo<Option<i64>>) -> impl IntoView {
    let (now, zone) = (use_server_now(), use_zone());
    let style = Memo::new(move |_| at.get().map_or(Style::Short, |at| style(at, now.get())));
    let is_near = Memo::new(move |_| at.get().is_none_or(|at| is_near(at, now.get())));
    let format = move |style| at.get().map(|at| format_instant(at, &zone.name(), style));
    (move || match is_near.get() {
        // The text of the distance has the whole time for screen readers.
        true => view! {
            <TimeText ms=at />
            <span class="board-clock" aria-hidden="true">
                {move || format(Style::Short)}
            </span>
        }
        .into_any(),
        false => view! {
            <time class="time" datetime=move || at.get().map(iso::write) title=move || format(Style::Full)>
                {move || format(style.get())}
            </time>
        }
        .into_any(),
    })
    .into_any()
}

/// Whether the distance says more than the date.
fn is_near(at: i64, now: i64) -> bool {
    at.saturating_sub(now).saturating_abs() < DAY
}

fn style(at: i64, now: i64) -> Style {
    match at.saturating_sub(now).saturating_abs() < YEARLESS {
        true => Style::Short,
        false => Style::Full,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_beyond_a_day_and_with_its_year_beyond_most_of_one() {
        let now = 1_705_312_800_000;
        assert!(is_near(now - DAY + 1, now) && is_near(now + DAY - 1, now));
        assert!(!is_near(now - DAY, now) && !is_near(now + DAY, now) && !is_near(i64::MIN, i64::MAX));
        assert_eq!([style(now - 200 * DAY, now), style(now - 300 * DAY, now)], [Style::Short, Style::Full]);
    }
}
