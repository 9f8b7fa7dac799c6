//! Pure: formats an estimate as a short text. Coarse on purpose: it must not suggest precision, nor change every second.

use messages::board as text;
use operation::{EstimateBasis, TimeLeft};

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// `3–5 min left`, `about 4 min left`, `under 2 min left`.
pub fn time_left_text(left: TimeLeft) -> String {
    // The smaller unit is used until somewhat beyond the larger one.
    let (size, step, counted): (_, _, fn(u64) -> String) = match left.to {
        to if to < 90 * SECOND => (SECOND, 10, text::seconds),
        to if to < 2 * HOUR => (MINUTE, 1, text::minutes),
        to if to < 2 * DAY => (HOUR, 1, text::hours),
        _ => (DAY, 1, text::days),
    };
    let step_ms = size * step;
    // Round outwards, so that the range never gets narrower.
    let to = (left.to + step_ms - 1) / step_ms * step;
    let from = left.from / step_ms * step;
    let time = counted(to.unsigned_abs());
    match (from, to) {
        (_, 0) => text::any_moment().to_owned(),
        (0, _) => text::under_left(&time),
        (from, to) if to - from <= step => text::about_left(&time),
        (from, _) => text::between_left(from.unsigned_abs(), &time),
    }
}

/// What the estimate goes by, to follow "by".
pub fn basis_text(basis: EstimateBasis) -> &'static str {
    match basis {
        EstimateBasis::Progress => text::basis_progress(),
        EstimateBasis::PastDurations => text::basis_past(),
        EstimateBasis::Plan => text::basis_plan(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coarse_and_short() {
        let shown =
            |from: i64, to: i64| time_left_text(TimeLeft { from, to, basis: EstimateBasis::Progress });
        for (from, to, text) in [
            (0, 0, "any moment"),
            (0, 7 * SECOND, "under 10 s left"),
            (41 * SECOND, 67 * SECOND, "40–70 s left"),
            (61 * SECOND, 64 * SECOND, "about 70 s left"),
            (3 * MINUTE, 5 * MINUTE - 1, "3–5 min left"),
            (4 * MINUTE, 4 * MINUTE, "about 4 min left"),
            (50 * MINUTE, 3 * HOUR, "under 3 h left"),
            (2 * HOUR, 5 * HOUR, "2–5 h left"),
            (3 * DAY, 9 * DAY, "3–9 d left"),
        ] {
            assert_eq!(shown(from, to), text);
        }
    }
}
