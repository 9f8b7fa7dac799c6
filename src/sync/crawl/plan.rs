//! Pure: which pages to fetch, or fetch again, until every row was seen. The caller reports the answers to the plan.
//!
//! Offsets shift while operations arrive. When pages are fetched in order, they then overlap and nothing is lost. When they are fetched
//! concurrently, a page served *after* an insertion and the next page, served *before* it, have a gap between them. The counts reveal that:
//! if a page's count is higher than its successor's, the successor is fetched again. Rows that move within the list don't change the count;
//! so if fewer rows were seen than the API counts, the whole list is swept again.

use crate::sync::list::PAGE;
use std::collections::{BTreeMap, VecDeque};
use wire::believed_count;

const MAX_SWEEPS: u32 = 3;

/// A crawl under way.
#[derive(Debug)]
pub struct Crawl {
    /// Page size, learned from the first answer: a server may return fewer rows than requested.
    size: usize,
    ahead: usize,
    again: VecDeque<usize>,
    under_way: Vec<usize>,
    answers: BTreeMap<usize, Answered>,
    count: Option<u64>,
    ended: bool,
    /// A page has contradicted the count: only an empty or last page tells the end.
    capped: bool,
    /// Reads this many given pages instead of all.
    partial: Option<usize>,
    sweeps: u32,
}

/// What the plan needs to know of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Answered {
    /// The API's count at that moment, if the answer holds one.
    pub count: Option<u64>,
    /// Rows on the page, unreadable ones included.
    pub rows: usize,
    /// Whether the API says that another page follows.
    pub more: bool,
}

impl Default for Crawl {
    fn default() -> Self {
        Self {
            size: PAGE,
            ahead: 0,
            again: VecDeque::new(),
            under_way: Vec::new(),
            answers: BTreeMap::new(),
            count: None,
            ended: false,
            capped: false,
            partial: None,
            sweeps: 1,
        }
    }
}

impl Crawl {
    /// A plan that reads only the pages at these offsets.
    pub fn of(pages: Vec<usize>) -> Self {
        Self { partial: Some(pages.len()), again: pages.into(), ..Self::default() }
    }

    /// Whether it reads only given pages.
    pub fn is_partial(&self) -> bool {
        self.partial.is_some()
    }

    /// Most rows that it reads; `None` if it reads all.
    pub fn rows(&self) -> Option<u64> {
        self.partial.map(|pages| (pages * PAGE) as u64)
    }

    /// The next offset to fetch, if another call may be sent: up to `at_once` at a time. The first page is fetched alone, because it brings the
    /// count.
    pub fn next(&mut self, at_once: usize) -> Option<usize> {
        let room = if self.answers.is_empty() { 1 } else { at_once };
        if self.under_way.len() >= room {
            return None;
        }
        let offset = match self.again.pop_front() {
            Some(offset) => offset,
            None if self.reached_end() => return None,
            None => {
                let offset = self.ahead;
                self.ahead = offset.saturating_add(self.size);
                offset
            }
        };
        self.under_way.push(offset);
        Some(offset)
    }

    /// Reports a page. `seen` is the number of distinct rows that the whole crawl has seen, this page included.
    pub fn answered(&mut self, offset: usize, page: Answered, seen: usize) {
        self.under_way.retain(|o| *o != offset);
        self.count = page.count.max(self.count);
        self.capped |=
            page.count.is_some() && believed_count(page.count, offset, page.rows, page.more).is_none();
        if self.is_partial() {
            self.answered_in_part(offset, page);
            return;
        }
        if self.answers.is_empty() && page.rows > 0 && page.rows < self.size && self.more_after(page.rows) {
            self.size = page.rows;
            self.ahead = page.rows;
        }
        self.answers.insert(offset, page);
        let uncounted = self.capped || page.count.is_none();
        if page.rows == 0 || (uncounted && page.rows < self.size && !page.more) {
            self.ended = true;
        } else if page.rows < self.size && self.more_after(offset.saturating_add(page.rows)) {
            self.fetch_again(offset.saturating_add(page.rows));
        }
        self.check_seam(offset);
        let before = self.answers.range(..offset).next_back().map(|(before, _)| *before);
        if let Some(before) = before {
            self.check_seam(before);
        }
        self.sweep_again_if_short(seen);
    }

    /// Requests the rest of a given page when the server returned fewer rows than requested.
    fn answered_in_part(&mut self, offset: usize, page: Answered) {
        self.answers.insert(offset, page);
        let next = offset.saturating_add(page.rows);
        if page.rows > 0 && next / PAGE == offset / PAGE && self.more_after(next) {
            self.fetch_again(next);
        }
    }

    /// Whether an empty or last page has shown the end, whatever the count says.
    pub fn saw_end(&self) -> bool {
        self.ended
    }

    /// Number of calls under way.
    pub fn under_way(&self) -> usize {
        self.under_way.len()
    }

    /// The largest count in any answer.
    pub fn count(&self) -> Option<u64> {
        self.count
    }

    /// Reports a failed page, which will be fetched again.
    pub fn failed(&mut self, offset: usize) {
        self.under_way.retain(|o| *o != offset);
        self.fetch_again(offset);
    }

    /// Whether nothing is left to do.
    pub fn is_done(&self) -> bool {
        self.under_way.is_empty() && self.again.is_empty() && self.reached_end()
    }

    fn reached_end(&self) -> bool {
        self.ended || self.is_partial() || (!self.answers.is_empty() && !self.more_after(self.ahead))
    }

    fn more_after(&self, offset: usize) -> bool {
        self.capped || self.count.is_none_or(|count| (offset as u64) < count)
    }

    fn fetch_again(&mut self, offset: usize) {
        if !self.again.contains(&offset) && !self.under_way.contains(&offset) {
            self.again.push_back(offset);
        }
    }

    fn check_seam(&mut self, offset: usize) {
        let mut pages = self.answers.range(offset..);
        let (Some((_, page)), Some((next_offset, next))) = (pages.next(), pages.next()) else {
            return;
        };
        if page.count > next.count {
            let next_offset = *next_offset;
            self.fetch_again(next_offset);
        }
    }

    fn sweep_again_if_short(&mut self, seen: usize) {
        let short = !self.capped && self.count.is_some_and(|count| (seen as u64) < count);
        if self.is_done() && short && self.sweeps < MAX_SWEEPS {
            let sweeps = self.sweeps + 1;
            let size = self.size;
            *self = Self { size, sweeps, count: self.count, ..Self::default() };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    /// A server that inserts rows between any two answers.
    struct Server {
        rows: Vec<u32>,
        cap: usize,
        /// It counts up to this many rows; `None` if it doesn't count.
        most: Option<u64>,
    }

    /// Offset, rows, count, and whether another page follows.
    type Served = (usize, Vec<u32>, Option<u64>, bool);

    impl Server {
        fn page(&self, offset: usize) -> Served {
            let rows: Vec<u32> = self.rows.iter().skip(offset).take(self.cap).copied().collect();
            let more = offset + rows.len() < self.rows.len();
            (offset, rows, self.most.map(|most| most.min(self.rows.len() as u64)), more)
        }
    }

    fn deliver(crawl: &mut Crawl, seen: &mut HashSet<u32>, (offset, rows, count, more): Served) {
        seen.extend(&rows);
        crawl.answered(offset, Answered { count, rows: rows.len(), more }, seen.len());
    }

    /// Drives a crawl with `moves`: serve a request under way, deliver an answer in any order, lose one, insert a row.
    fn crawl(server: &mut Server, moves: &[(u8, usize)]) -> HashSet<u32> {
        let (mut crawl, mut seen) = (Crawl::default(), HashSet::new());
        let (mut waiting, mut served) = (Vec::new(), Vec::new());
        let mut moves = moves.iter().copied();
        for _ in 0..100_000 {
            while let Some(offset) = crawl.next(24) {
                waiting.push(offset);
            }
            let (kind, pick) = moves.next().unwrap_or((0, 0));
            match kind {
                2 if !waiting.is_empty() => crawl.failed(waiting.remove(pick % waiting.len())),
                3 => server.rows.insert(0, server.rows.len() as u32),
                4 => server.rows.insert(pick % (server.rows.len() + 1), server.rows.len() as u32),
                5 if server.rows.len() > 1 => {
                    let moved = server.rows.remove(pick % server.rows.len());
                    server.rows.insert(0, moved);
                }
                1 if !served.is_empty() => {
                    let answer = served.remove(pick % served.len());
                    deliver(&mut crawl, &mut seen, answer);
                }
                _ if !waiting.is_empty() => {
                    let offset = waiting.remove(pick % waiting.len());
                    served.push(server.page(offset));
                }
                _ if !served.is_empty() => {
                    let answer = served.remove(0);
                    deliver(&mut crawl, &mut seen, answer);
                }
                _ if crawl.is_done() => return seen,
                _ => {}
            }
        }
        panic!("the crawl does not end: {crawl:?}");
    }

    fn moves(kinds: std::ops::Range<u8>) -> impl Strategy<Value = Vec<(u8, usize)>> {
        prop::collection::vec((kinds, 0usize..2000), 0..200)
    }

    proptest! {
        #[test]
        fn no_row_is_lost_while_others_arrive(n in 0u32..1500, cap in prop::sample::select(vec![100usize, 100, 37]), moves in moves(0..5)) {
            let mut server = Server { rows: (0..n).rev().collect(), cap, most: Some(u64::MAX) };
            let seen = crawl(&mut server, &moves);
            for id in 0..n {
                prop_assert!(seen.contains(&id), "row {} of {} was lost", id, n);
            }
        }

        #[test]
        fn rows_that_move_are_found_by_another_sweep(n in 0u32..900, moves in moves(0..6)) {
            let mut server = Server { rows: (0..n).collect(), cap: 100, most: Some(u64::MAX) };
            let seen = crawl(&mut server, &moves);
            for id in 0..n {
                prop_assert!(seen.contains(&id), "row {} of {} was lost", id, n);
            }
        }

        #[test]
        fn a_server_without_counts_is_read_to_its_end(n in 0u32..700) {
            let mut server = Server { rows: (0..n).collect(), cap: 100, most: None };
            prop_assert_eq!(crawl(&mut server, &[]).len(), n as usize);
        }

        #[test]
        fn a_capped_count_is_not_the_end(n in 0u32..3_200, most in 0u64..2_000, cap in prop::sample::select(vec![100usize, 37])) {
            let mut server = Server { rows: (0..n).collect(), cap, most: Some(most) };
            prop_assert_eq!(crawl(&mut server, &[]).len(), n as usize);
        }
    }

    #[test]
    fn one_pass_suffices_when_nothing_changes() {
        let mut crawl = Crawl::default();
        let mut requests = 0;
        while let Some(offset) = crawl.next(24) {
            requests += 1;
            let rows = 950usize.saturating_sub(offset).min(PAGE);
            crawl.answered(
                offset,
                Answered { count: Some(950), rows, more: offset + rows < 950 },
                offset + rows,
            );
        }
        assert!(crawl.is_done());
        assert_eq!(requests, 10);
    }

    #[test]
    fn a_partial_plan_reads_only_its_pages() {
        for cap in [100, 37] {
            let mut crawl = Crawl::of(vec![0, 700, 9_900]);
            let mut rows = std::collections::BTreeSet::new();
            while let Some(offset) = crawl.next(24) {
                let came = cap.min(9_950 - offset);
                rows.extend(offset..offset + came);
                crawl.answered(offset, Answered { count: Some(9_950), rows: came, more: false }, rows.len());
            }
            assert!(crawl.is_done());
            assert!((0..100).chain(700..800).chain(9_900..9_950).all(|row| rows.contains(&row)), "{cap}");
            assert!(rows.len() < 350, "{cap}: {}", rows.len());
        }
    }

    #[test]
    fn a_page_served_after_an_insertion_has_its_successor_fetched_again() {
        let mut crawl = Crawl::default();
        assert_eq!(crawl.next(24), Some(0));
        crawl.answered(0, Answered { count: Some(300), rows: 100, more: true }, 100);
        assert_eq!((crawl.next(24), crawl.next(24)), (Some(100), Some(200)));
        crawl.answered(200, Answered { count: Some(300), rows: 100, more: false }, 200);
        crawl.answered(100, Answered { count: Some(301), rows: 100, more: true }, 299);
        let mut rest: Vec<usize> = std::iter::from_fn(|| crawl.next(24)).collect();
        rest.sort_unstable();
        assert_eq!(rest, [200, 300]);
    }
}
