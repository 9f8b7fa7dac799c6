//! Row counts per interval of time. The caller supplies the intervals, because days depend on a time zone.

use crate::history::History;
use crate::order::{sort_numbers, time_key};
use crate::query::Query;
use operation::TimeField;

/// Size of the lookup table for the first guess of a bucket.
const SLOTS: u32 = 12;

/// Range of one time over a set of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// The earliest and the latest, in ms since the epoch; `None` when no row has a value.
    pub ends: Option<(i64, i64)>,
    /// Rows without a value.
    pub without: usize,
}

impl History {
    /// Range of `field` over the matching rows.
    pub fn extent(&mut self, query: &Query, field: TimeField) -> Extent {
        let rows = self.filtered(query).rows;
        let times = self.columns.time(field);
        let mut extent = Extent::default();
        for row in rows.rows() {
            match times.get(row) {
                Some(ms) => {
                    let (first, last) = extent.ends.unwrap_or((ms, ms));
                    extent.ends = Some((ms.min(first), ms.max(last)));
                }
                None => extent.without += 1,
            }
        }
        extent
    }

    /// Number of matching rows with `field` in each `[boundaries[i], boundaries[i + 1])`; the result has one element fewer than
    /// `boundaries`. Boundaries that don't ascend are sorted first. The query's own date filter applies too: remove it from the query
    /// when the histogram is used to select a date range.
    pub fn histogram(&mut self, query: &Query, field: TimeField, boundaries: &[i64]) -> Vec<usize> {
        let mut bounds = boundaries.to_vec();
        if !bounds.is_sorted() {
            let mut keys = bounds.iter().map(|&bound| time_key(bound)).collect();
            sort_numbers(&mut keys);
            bounds = keys.into_iter().map(|key| (key ^ 1 << 63) as i64).collect();
        }
        let (Some(&first), Some(&last)) = (bounds.first(), bounds.last()) else { return Vec::new() };
        let mut counts = vec![0usize; bounds.len() - 1];
        let buckets = Buckets::new(&bounds, first, last);
        let rows = self.filtered(query).rows;
        let times = self.columns.time(field);
        for row in rows.rows() {
            if let Some(ms) = times.get(row)
                && ms >= first
                && ms < last
                && let Some(count) = counts.get_mut(buckets.find(ms))
            {
                *count += 1;
            }
        }
        counts
    }
}

/// Finds a bucket from a table lookup that is exact or slightly too low.
struct Buckets<'a> {
    bounds: &'a [i64],
    first: i64,
    shift: u32,
    guesses: Vec<u32>,
}

impl<'a> Buckets<'a> {
    fn new(bounds: &'a [i64], first: i64, last: i64) -> Self {
        let span = last.wrapping_sub(first) as u64;
        let shift = (64 - span.leading_zeros()).saturating_sub(SLOTS);
        let guess = |slot: u64| {
            let at = first.wrapping_add((slot << shift) as i64);
            bounds.partition_point(|&bound| bound <= at).saturating_sub(1) as u32
        };
        let guesses = (0..=span >> shift).map(guess).collect();
        Self { bounds, first, shift, guesses }
    }

    fn find(&self, ms: i64) -> usize {
        let slot = (ms.wrapping_sub(self.first) as u64) >> self.shift;
        let mut bucket = self.guesses.get(slot as usize).map_or(0, |&guess| guess as usize);
        while self.bounds.get(bucket + 1).is_some_and(|&next| next <= ms) {
            bucket += 1;
        }
        bucket
    }
}
