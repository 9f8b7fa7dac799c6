//! What stays in place when the rows, the query or the density change.

use super::{
    super::visible_rows::{Rows, VisibleRows},
    window::Frame,
};
use crate::route::ListQuery;
use history::RowId;
use leptos::{html, prelude::*};
use web_sys::Element;

/// Keeps the row at the upper edge in place when the density changes.
pub fn keep_row(
    scroller: NodeRef<html::Div>,
    compact: Memo<bool>,
    listed: Memo<VisibleRows>,
    frame: RwSignal<Frame>,
) {
    Effect::new(move |before: Option<bool>| {
        let now = compact.get();
        if before.is_some_and(|before| before != now)
            && let Some(scroller) = scroller.get_untracked()
            && let Some(height) = row_height(&scroller)
        {
            let was = frame.get_untracked();
            if was.row > 0.0 {
                let total = listed.with_untracked(|listed| listed.rows.len());
                let top = was.top / was.step(total) * Frame { row: height, ..was }.step(total);
                frame.update(|frame| (frame.top, frame.row) = (top, height));
                scroller.set_scroll_top(top as i32);
            }
        }
        now
    });
}

/// Height of a row in px; `None` while there is none.
pub fn row_height(scroller: &Element) -> Option<f64> {
    let row = scroller.query_selector(".ops-row:not(.row-unreadable)").ok().flatten();
    row.map(|row| row.get_bounding_client_rect().height())
}

/// A new query starts at its first row; new data for the same query keeps the scroll position.
pub fn back_to_top(scroller: NodeRef<html::Div>, query: Memo<ListQuery>, frame: RwSignal<Frame>) {
    Effect::new(move |before: Option<ListQuery>| {
        let query = ListQuery { zone: None, columns: Vec::new(), compact: false, ..query.get() };
        if before.is_some_and(|before| before != query)
            // At the top, skip the call: it would force the browser to lay out content that is about to change.
            && frame.with_untracked(|frame| frame.top > 0.0)
            && let Some(scroller) = scroller.get_untracked()
        {
            scroller.set_scroll_top(0);
        }
        query
    });
}

/// Rows added or removed above must not move the row being read. At the very top, new rows may appear.
pub fn keep_place(
    scroller: NodeRef<html::Div>,
    listed: Memo<VisibleRows>,
    query: Memo<ListQuery>,
    frame: RwSignal<Frame>,
) {
    Effect::new(move |before: Option<(Rows, ListQuery)>| {
        let (rows, query) = (listed.with(|listed| listed.rows.clone()), query.get());
        let frame = frame.get_untracked();
        let moved = before.filter(|(_, asked)| *asked == query && frame.top > 0.0 && frame.row > 0.0);
        if let Some(scroller) = scroller.get_untracked()
            && let Some((Rows::Many(before), _)) = moved
            && let Rows::Many(now) = &rows
            && !now.same_rows(&before)
        {
            let step = frame.step(before.len());
            let by = shift(before.rows(), now.rows(), (frame.top / step) as usize);
            scroller.set_scroll_top(scroller.scroll_top() + (by as f64 * step) as i32);
        }
        (rows, query)
    });
}

/// By how many positions the row at `at` has moved; 0 if it isn't found nearby.
fn shift(before: &[RowId], now: &[RowId], at: usize) -> isize {
    const NEARBY: usize = 2_000;
    let Some(row) = before.get(at) else { return 0 };
    let from = at.saturating_sub(NEARBY);
    let near = now.iter().skip(from).take(2 * NEARBY);
    near.enumerate()
        .find(|(_, other)| *other == row)
        .map_or(0, |(place, _)| (from + place) as isize - at as isize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn position_shifts_with_rows_added_or_removed_above() {
        let rows = |range: std::ops::Range<u32>| range.map(RowId).collect::<Vec<_>>();
        let before = rows(10..60);
        assert_eq!(shift(&before, &before, 20), 0);
        assert_eq!(shift(&before, &rows(7..60), 20), 3, "three came");
        assert_eq!(shift(&before, &rows(12..60), 20), -2, "two went");
        assert_eq!(shift(&before, &rows(100..160), 20), 0, "none of it is there any more");
        assert_eq!(shift(&before, &before, 999), 0, "past the end");
    }
}
