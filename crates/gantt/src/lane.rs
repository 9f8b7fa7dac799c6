//! The bars of one device.

use super::span::{Phase, Span};

/// Maximum number of tracks; further bars share the last one.
const TRACKS: u8 = 4;

/// The bar of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The caller's id of the row.
    pub row: u32,
    /// Index of its type in [`crate::Chart::kinds`].
    pub kind: u16,
    /// The phase.
    pub phase: Phase,
    /// Percent, if running.
    pub progress: u8,
    /// Its extent in time.
    pub span: Span,
    /// Its track, from 0. Overlapping bars have different ones, except that the last track can be shared.
    pub track: u8,
    /// Whether it overlaps another bar of the device.
    pub overlaps: bool,
}

/// All bars of a device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lane {
    /// The device's id.
    pub device_id: String,
    /// Its name, or the id if it has none.
    pub name: String,
    /// Whether another lane has the same name, so that only the id tells them apart.
    pub shares_name: bool,
    /// Sorted by start.
    bars: Vec<Bar>,
    /// For each bar, the maximum reach of it and all before it. Ascending, so binary search works.
    reaches: Vec<i64>,
    /// Number of tracks, at least one.
    tracks: u8,
    /// Disjoint ascending ranges with overlapping bars.
    doubled: Vec<(i64, i64)>,
}

impl Lane {
    pub(super) fn new(device_id: String, name: String) -> Self {
        Self { device_id, name, ..Self::default() }
    }

    pub(super) fn push(&mut self, bar: Bar) {
        self.bars.push(bar);
    }

    /// Sorts the bars and finds overlaps.
    pub(super) fn settle(&mut self) {
        self.bars.sort_unstable_by_key(|bar| (bar.span.start, bar.span.reach, bar.row));
        let mut furthest = i64::MIN;
        self.reaches = self
            .bars
            .iter()
            .map(|bar| {
                furthest = furthest.max(bar.span.reach);
                furthest
            })
            .collect();
        self.place();
        self.mark();
    }

    /// Assigns each bar to the first free track.
    fn place(&mut self) {
        let mut ends: Vec<i64> = Vec::new();
        for bar in &mut self.bars {
            let free = ends.iter().position(|end| *end <= bar.span.start);
            let at = free.unwrap_or(ends.len()).min(usize::from(TRACKS) - 1);
            let end = bar.span.until();
            match ends.get_mut(at) {
                Some(last) => *last = end.max(*last),
                None => ends.push(end),
            }
            bar.track = at as u8;
        }
        self.tracks = ends.len().max(1) as u8;
    }

    /// Marks overlaps. Cancelled bars don't overlap others.
    fn mark(&mut self) {
        let mut doubled: Vec<(i64, i64)> = Vec::new();
        // The previous bar that reaches furthest.
        let mut before: Option<usize> = None;
        for at in 0..self.bars.len() {
            let bar = self.bars[at];
            if bar.phase == Phase::Cancelled {
                continue;
            }
            if let Some(earlier) =
                before.map(|before| self.bars[before].span).filter(|span| span.overlaps(bar.span))
            {
                self.bars[at].overlaps = true;
                if let Some(before) = before {
                    self.bars[before].overlaps = true;
                }
                let end = bar.span.reach.min(earlier.reach).max(bar.span.start);
                match doubled.last_mut() {
                    Some((_, last)) if *last >= bar.span.start => *last = end.max(*last),
                    _ => doubled.push((bar.span.start, end)),
                }
            }
            if before.is_none_or(|before| self.bars[before].span.until() < bar.span.until()) {
                before = Some(at);
            }
        }
        // A bar that reaches less far than the furthest may still overlap the next one.
        let mut next: Option<Span> = None;
        for bar in self.bars.iter_mut().rev().filter(|bar| bar.phase != Phase::Cancelled) {
            bar.overlaps |= next.is_some_and(|next| next.overlaps(bar.span));
            next = Some(bar.span);
        }
        self.doubled = doubled;
    }

    /// All bars, by start.
    pub fn bars(&self) -> &[Bar] {
        &self.bars
    }

    /// Number of tracks.
    pub fn tracks(&self) -> u8 {
        self.tracks
    }

    /// Ranges of time with overlapping bars.
    pub fn doubled(&self) -> &[(i64, i64)] {
        &self.doubled
    }

    /// The bars that intersect `[from, to)`, in order, with their index.
    pub fn within(&self, from: i64, to: i64) -> impl Iterator<Item = (usize, &Bar)> {
        // No bar before this one reaches `from`.
        let first = self.reaches.partition_point(|reach| *reach < from);
        let last = self.bars.partition_point(|bar| bar.span.start < to).max(first);
        let bars = self.bars.get(first..last).unwrap_or_default();
        bars.iter()
            .enumerate()
            .filter(move |(_, bar)| bar.span.reach >= from)
            .map(move |(at, bar)| (first + at, bar))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lane(spans: &[(i64, i64, bool)]) -> Lane {
        let mut lane = Lane::new("d".into(), "d".into());
        for (row, (start, length, cancelled)) in spans.iter().enumerate() {
            lane.push(Bar {
                row: row as u32,
                kind: 0,
                phase: if *cancelled { Phase::Cancelled } else { Phase::Done },
                progress: 0,
                span: Span { start: *start, end: start + length, reach: start + length },
                track: 0,
                overlaps: false,
            });
        }
        lane.settle();
        lane
    }

    #[test]
    fn overlaps_are_marked_and_apart() {
        let lane =
            lane(&[(0, 100, false), (10, 5, false), (50, 100, false), (200, 10, false), (205, 1, true)]);
        let marked: Vec<bool> = lane.bars().iter().map(|bar| bar.overlaps).collect();
        assert_eq!(marked, [true, true, true, false, false]);
        assert_eq!(lane.doubled(), [(10, 15), (50, 100)]);
        assert_eq!(lane.bars().iter().map(|bar| bar.track).collect::<Vec<_>>(), [0, 1, 1, 0, 1]);
        assert_eq!(lane.tracks(), 2);
    }

    #[test]
    fn adjacent_bars_do_not_overlap() {
        let lane = lane(&[(0, 10, false), (10, 10, false), (20, 0, false)]);
        assert!(lane.bars().iter().all(|bar| !bar.overlaps && bar.track == 0));
        assert!(lane.doubled().is_empty());
    }

    fn spans() -> impl Strategy<Value = Vec<(i64, i64, bool)>> {
        prop::collection::vec(
            (0..200i64, prop_oneof![Just(0i64), 0..60i64], prop::bool::weighted(0.2)),
            0..30,
        )
    }

    proptest! {
        #[test]
        fn visible_bars_are_found(spans in spans(), from in -20..220i64, long in 1..100i64) {
            let lane = lane(&spans);
            let found: Vec<usize> = lane.within(from, from + long).map(|(at, _)| at).collect();
            let judge = |bar: &Bar| bar.span.start < from + long && bar.span.reach >= from;
            let all: Vec<usize> = (0..lane.bars().len()).filter(|at| judge(&lane.bars()[*at])).collect();
            prop_assert_eq!(found, all);
        }

        #[test]
        fn overlaps_match_a_pairwise_search(spans in spans()) {
            let lane = lane(&spans);
            for (at, bar) in lane.bars().iter().enumerate() {
                let counts = |bar: &Bar| bar.phase != Phase::Cancelled;
                let other = |(place, other): (usize, &Bar)| place != at && counts(other) && other.span.overlaps(bar.span);
                let judge = counts(bar) && lane.bars().iter().enumerate().any(other);
                prop_assert_eq!(bar.overlaps, judge, "{:?}", bar);
            }
            prop_assert!(lane.doubled().windows(2).all(|pair| pair[0].1 < pair[1].0));
        }

        #[test]
        fn a_track_holds_one_bar_at_a_time(spans in spans()) {
            let lane = lane(&spans);
            for (at, bar) in lane.bars().iter().enumerate().filter(|(_, bar)| bar.track < TRACKS - 1) {
                let same = |other: &&Bar| other.track == bar.track && other.span.overlaps(bar.span);
                prop_assert!(lane.bars()[at + 1..].iter().all(|other| !same(&other)));
            }
        }
    }
}
