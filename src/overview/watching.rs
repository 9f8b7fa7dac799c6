//! Polls active operations on any page of the API.

use crate::sync::{PAGE, Sync};
use history::{Query, RowId};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Maximum number of polled rows.
pub const MOST: usize = 300;
/// Most calls for them with each poll. One more is left for the open operation.
const AT_A_TIME: usize = 5;

/// Each poll brings the newest operations, but an active one may be old. Requests all of `rows` in turn, a few calls at a time: by page where
/// several lie together, by id otherwise.
pub fn watch(sync: Sync, rows: Memo<Vec<RowId>>) {
    let list = sync.list;
    // The time of the last answer, and the number of answers. Each answer starts the next turn.
    let turn = Memo::new(move |before: Option<&(Option<i64>, usize)>| {
        let answered = list.freshness().with(|freshness| freshness.answered_at);
        let turn = before.map_or(0, |(last, turn)| turn.wrapping_add(usize::from(*last != answered)));
        (answered, turn)
    });
    Effect::new(move |_| {
        let turn = turn.get().1;
        let groups = rows.with(|rows| group(rows, &places(sync, rows)));
        let now = now(&groups, turn, AT_A_TIME);
        let pages = now.iter().filter_map(|group| group.page).collect();
        list.set_shown_on(now.iter().flat_map(|group| group.rows.iter().copied()).collect(), pages);
    });
    on_cleanup(move || list.set_shown(Vec::new()));
}

/// Rows that one call brings.
#[derive(Debug, PartialEq)]
struct Group {
    rows: Vec<RowId>,
    /// Offset of their page; `None` if there is one row, requested by id.
    page: Option<usize>,
}

/// The positions of these rows in the API's order. Empty while they aren't known, because rows before them are missing or unreadable.
fn places(sync: Sync, rows: &[RowId]) -> BTreeMap<RowId, usize> {
    let (known, count) = untrack(|| sync.list.loaded());
    let whole = count == Some(known as u64) && sync.store.unreadable().with_untracked(Vec::is_empty);
    if !whole || rows.is_empty() {
        return BTreeMap::new();
    }
    sync.store.peek(|known| {
        let mut wanted = rows.to_vec();
        wanted.sort_unstable();
        let all = known.select(&Query::default());
        let places = all.rows().iter().copied().enumerate();
        places.filter(|(_, row)| wanted.binary_search(row).is_ok()).map(|(place, row)| (row, place)).collect()
    })
}

/// Groups the rows by their page, those of the first page apart: each poll brings it.
fn group(rows: &[RowId], places: &BTreeMap<RowId, usize>) -> Vec<Group> {
    let mut pages: BTreeMap<usize, Vec<RowId>> = BTreeMap::new();
    let mut groups = Vec::new();
    for &row in rows {
        match places.get(&row) {
            Some(place) => pages.entry(place / PAGE * PAGE).or_default().push(row),
            None => groups.push(Group { rows: vec![row], page: None }),
        }
    }
    for (offset, rows) in pages {
        let page = Some(offset).filter(|offset| *offset > 0 && rows.len() > 1);
        groups.push(Group { rows, page });
    }
    groups
}

/// The groups of this turn.
fn now(groups: &[Group], turn: usize, size: usize) -> &[Group] {
    let turns = groups.len().div_ceil(size).max(1);
    groups.chunks(size).nth(turn % turns).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(ids: std::ops::Range<u32>) -> Vec<RowId> {
        ids.map(RowId).collect()
    }

    #[test]
    fn every_row_gets_a_turn() {
        let groups = group(&rows(0..7), &BTreeMap::new());
        let turns: Vec<usize> = (0..4).map(|turn| now(&groups, turn, 3).len()).collect();
        assert_eq!(turns, [3, 3, 1, 3]);
        assert!(now(&[], 5, 3).is_empty());
    }

    #[test]
    fn rows_that_lie_together_take_one_call() {
        // Two on the first page, fifty on the third, one alone far below.
        let all = rows(0..53);
        let place = |row: &RowId| match row.0 {
            0..2 => row.0 as usize,
            2..52 => 200 + row.0 as usize,
            _ => 4_000,
        };
        let groups = group(&all, &all.iter().map(|row| (*row, place(row))).collect());
        let pages: Vec<(usize, Option<usize>)> =
            groups.iter().map(|group| (group.rows.len(), group.page)).collect();
        assert_eq!(pages, [(2, None), (50, Some(200)), (1, None)]);
    }
}
