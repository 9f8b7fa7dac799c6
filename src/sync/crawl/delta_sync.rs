//! Pure: which pages to read again to bring a restored history up to date.
//!
//! New operations are on top, and operations in a final status no longer change. So a delta sync reads the top and the pages with
//! unfinished rows. If it misses something, the API's count shows that (see `CrawlSync::keep_up`).

use crate::sync::list::PAGE;
use std::collections::BTreeSet;

/// The offsets of these pages; `None` if reading everything is as cheap.
///
/// - `unfinished`: positions of the unfinished rows in the API's order, counting readable rows only
/// - `known`: rows in the store, of which `unread` are unreadable
/// - `count`: the API's count
pub(super) fn pages(
    unfinished: impl IntoIterator<Item = usize>,
    (known, unread): (usize, usize),
    count: usize,
) -> Option<Vec<usize>> {
    // Fewer rows than known: some were deleted, and only a full crawl tells which.
    let new = count.checked_sub(known)?;
    let most = count.div_ceil(PAGE) / 2;
    let mut pages: BTreeSet<usize> = BTreeSet::new();
    let mut read = |from: usize, to: usize| {
        let last = to.min(count.saturating_sub(1)) / PAGE;
        for page in from / PAGE..=last {
            pages.insert(page);
            if pages.len() > most {
                return None;
            }
        }
        Some(())
    };
    // Read one row past the new ones; the overlap proves that there is no gap. A poll may already have read the top page, so the new rows
    // may begin below it.
    read(0, if new > 0 { new + PAGE } else { 0 })?;
    for place in unfinished {
        // Wherever the new rows were inserted, a row has moved down by at most their number, plus the unreadable rows before it, which
        // `place` doesn't count.
        read(place, place + new + unread)?;
    }
    Some(pages.into_iter().map(|page| page * PAGE).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_the_top_and_pages_with_unfinished_rows() {
        assert_eq!(pages([], (10_000, 0), 10_000), Some(vec![0]));
        assert_eq!(pages([5, 730, 731], (10_000, 0), 10_000), Some(vec![0, 700]));
        assert_eq!(pages([795], (10_000, 0), 10_010), Some(vec![0, 100, 700, 800]));
        assert_eq!(pages([], (10_000, 0), 10_250), Some(vec![0, 100, 200, 300]));
        assert_eq!(
            pages([795], (10_000, 5), 10_000),
            Some(vec![0, 700, 800]),
            "five before it may not have been read"
        );
    }

    #[test]
    fn reads_all_if_as_cheap_or_rows_were_deleted() {
        assert_eq!(pages([], (50, 0), 50), None);
        assert_eq!(pages([], (100, 0), 10_000), None);
        assert_eq!(pages((0..100).map(|n| n * 100), (10_000, 0), 10_000), None);
        assert_eq!(pages([], (10_000, 0), 9_999), None);
    }

    const UNREAD: usize = usize::MAX;

    proptest! {
        /// Wherever rows were inserted, the new rows on top and the unfinished rows are on the pages.
        #[test]
        fn all_rows_that_may_have_changed_are_read(
            known in 2_000usize..6_000,
            open in prop::collection::vec(0usize..400, 0..12),
            above in prop::collection::vec(0usize..500, 0..40),
            top in 0usize..300,
            unread in prop::collection::btree_set(0usize..450, 0..20),
            polled in prop::sample::select(vec![0, PAGE]),
        ) {
            // Positions count readable rows only.
            let mut list: Vec<Option<usize>> = (0..known).map(Some).collect();
            for at in &unread {
                list.insert(*at, Some(UNREAD));
            }
            for at in above {
                list.insert(at, None);
            }
            for _ in 0..top {
                list.insert(0, None);
            }
            // A poll may have read the top page since.
            let here = |at: usize, row: Option<usize>| row.is_some() || at < polled;
            let rows = || list.iter().copied().enumerate().filter(|(at, row)| here(*at, *row));
            let readable = rows().filter(|(_, row)| *row != Some(UNREAD)).enumerate();
            let places = readable.filter(|(_, (_, row))| row.is_some_and(|row| open.contains(&row))).map(|(place, _)| place);
            let pages = pages(places, (rows().count(), unread.len()), list.len());
            prop_assume!(pages.is_some(), "everything is read again");
            let pages = pages.unwrap();
            let read = |at: usize| pages.contains(&(at / PAGE * PAGE));
            for (at, row) in list.iter().enumerate() {
                if row.is_some_and(|row| open.contains(&row)) || (!here(at, *row) && at < top) {
                    prop_assert!(read(at), "{} of {:?}", at, pages);
                }
            }
        }
    }
}
