//! Polls active operations on any page of the API.

use crate::sync::ListSync;
use history::RowId;
use leptos::prelude::*;

/// Maximum number of polled rows.
pub const MOST: usize = 300;
/// Number of operations requested by id with each poll.
const AT_A_TIME: usize = 6;

/// Each poll brings the newest operations, but an active one may be old. Requests all of `rows` in turn, a few at a time.
pub fn watch(list: ListSync, rows: Memo<Vec<RowId>>) {
    // The time of the last answer, and the number of answers. Each answer starts the next turn.
    let turn = Memo::new(move |before: Option<&(Option<i64>, usize)>| {
        let answered = list.freshness().with(|freshness| freshness.answered_at);
        let turn = before.map_or(0, |(last, turn)| turn.wrapping_add(usize::from(*last != answered)));
        (answered, turn)
    });
    Effect::new(move |_| list.set_shown(rows.with(|rows| now(rows, turn.get().1, AT_A_TIME).to_vec())));
    on_cleanup(move || list.set_shown(Vec::new()));
}

/// The rows of this turn.
fn now(rows: &[RowId], turn: usize, size: usize) -> &[RowId] {
    let turns = rows.len().div_ceil(size).max(1);
    rows.chunks(size).nth(turn % turns).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_gets_a_turn() {
        let rows: Vec<RowId> = (0..7).map(RowId).collect();
        let turns: Vec<usize> = (0..4).map(|turn| now(&rows, turn, 3).len()).collect();
        assert_eq!(turns, [3, 3, 1, 3]);
        assert!(now(&[], 5, 3).is_empty());
    }
}
