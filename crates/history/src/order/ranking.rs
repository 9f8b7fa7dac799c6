//! Reconstructs the API's order from pages whose offsets shift while operations arrive.
//!
//! An offset is valid only at the moment of its page. So each row gets the key `offset - shift`, where `shift` is how far the list had
//! moved by then. If a page contains known rows, they determine the shift: the deepest of them anchor the page to the rows below it.
//! Otherwise `count` determines it: in a list with the newest first, each new operation moves all rows by one. The direction in which
//! a list grows is inferred from `created_at` of adjacent rows.

use super::sort;
use crate::columns::UNRANKED;

/// Number of anchors that vote on a page's shift. Several, because a single row may have moved; few, because the deepest ones join best.
const VOTES: usize = 7;
const CERTAIN: i32 = 1000;

#[derive(Clone, Debug, Default)]
pub(crate) struct Ranking {
    /// Shift and `count` of the last page.
    shift: i64,
    total: Option<u32>,
    /// Above zero: adjacent rows get older downwards.
    newest_first: i32,
    page: Option<Page>,
}

#[derive(Clone, Debug, Default)]
struct Page {
    total: Option<u32>,
    rows: Vec<Placed>,
    before: Option<(u32, i64)>,
}

#[derive(Clone, Copy, Debug)]
struct Placed {
    rank: u32,
    row: u32,
    anchor: Option<i32>,
}

impl Ranking {
    pub fn begin_page(&mut self, total: u32) {
        self.page = Some(Page { total: Some(total), ..Page::default() });
    }

    /// Provisional key of a row at this offset. Within a page, [`Ranking::end_page`] gives the final one.
    pub fn place(&mut self, row: u32, rank: u32, created: Option<i64>, anchor: Option<i32>) -> i32 {
        let shift = self.expected(self.page.as_ref().and_then(|page| page.total));
        if let Some(page) = &mut self.page {
            page.rows.push(Placed { rank, row, anchor: anchor.filter(|&key| key != UNRANKED) });
            if let (Some((before, older)), Some(created)) = (page.before, created)
                && before.checked_add(1) == Some(rank)
            {
                let vote = older.cmp(&created) as i32;
                self.newest_first = (self.newest_first + vote).clamp(-CERTAIN, CERTAIN);
            }
            page.before = created.map(|created| (rank, created));
        }
        key(rank, shift)
    }

    /// Whether a page has begun and not ended.
    pub fn in_page(&self) -> bool {
        self.page.is_some()
    }

    /// The final keys of the page's rows.
    pub fn end_page(&mut self) -> Vec<(u32, i32)> {
        let Some(page) = self.page.take() else { return Vec::new() };
        let rank = |at: u32| page.rows.get(at as usize).map_or(0, |placed| placed.rank);
        let deepest_first = sort::order(page.rows.len(), &|a, b| rank(b).cmp(&rank(a)));
        let deepest_first: Vec<&Placed> =
            deepest_first.iter().filter_map(|&at| page.rows.get(at as usize)).collect();
        let votes: Vec<i64> = deepest_first
            .iter()
            .filter_map(|placed| placed.anchor.map(|key| i64::from(placed.rank) - i64::from(key)))
            .take(VOTES)
            .collect();
        let vote = |at: u32| votes.get(at as usize).copied();
        let middle = sort::order(votes.len(), &|a, b| vote(a).cmp(&vote(b))).get(votes.len() / 2).copied();
        let shift = middle.and_then(vote).unwrap_or_else(|| self.expected(page.total));
        self.shift = shift;
        self.total = page.total.or(self.total);
        deepest_first.iter().map(|placed| (placed.row, key(placed.rank, shift))).collect()
    }

    /// Shift, `count` and growth direction, for a snapshot.
    pub fn state(&self) -> (i64, Option<u32>, i32) {
        (self.shift, self.total, self.newest_first)
    }

    pub fn from_state(shift: i64, total: Option<u32>, newest_first: i32) -> Self {
        Self { shift, total, newest_first: newest_first.clamp(-CERTAIN, CERTAIN), page: None }
    }

    fn expected(&self, total: Option<u32>) -> i64 {
        match (total, self.total) {
            (Some(now), Some(then)) if self.newest_first >= 0 => {
                self.shift.saturating_add(i64::from(now) - i64::from(then))
            }
            _ => self.shift,
        }
    }
}

fn key(rank: u32, shift: i64) -> i32 {
    i64::from(rank).saturating_sub(shift).clamp(i64::from(i32::MIN), i64::from(UNRANKED) - 1) as i32
}
