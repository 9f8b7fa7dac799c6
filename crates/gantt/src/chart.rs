//! The chart: all lanes.

use super::{
    lane::{Bar, Lane},
    scale::Scale,
    span::{Phase, Span, Times},
};
use std::{collections::HashMap, sync::Arc};

/// Input for a bar.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// The caller's id of the row.
    pub row: u32,
    /// The device's id; it determines the lane.
    pub device_id: &'a str,
    /// The device's name, if any.
    pub device_name: Option<&'a str>,
    /// The type.
    pub kind: &'a str,
    /// The phase.
    pub phase: Phase,
    /// Percent.
    pub progress: u8,
    /// Its times.
    pub times: Times,
}

/// All lanes with their bars.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// Shared, so that other orders of the same lanes cost no copies of the bars.
    lanes: Vec<Arc<Lane>>,
    kinds: Vec<String>,
    bars: usize,
    untimed: usize,
}

/// Position of a bar: its lane, and its index in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the lane, from the top.
    pub lane: usize,
    /// Index of the bar, by time.
    pub bar: usize,
}

impl Chart {
    /// Builds the chart. Lanes are in order of first appearance of their devices; bars of running operations end at `now`.
    pub fn build<'a>(items: impl IntoIterator<Item = Item<'a>>, now: i64) -> Self {
        let mut chart = Self::default();
        let mut lanes: Vec<Lane> = Vec::new();
        let mut known: HashMap<&'a str, usize> = HashMap::new();
        let mut kinds: HashMap<&'a str, u16> = HashMap::new();
        for item in items {
            let Some(span) = Span::of(item.phase, item.times, now) else {
                chart.untimed += 1;
                continue;
            };
            let at = *known.entry(item.device_id).or_insert_with(|| {
                let name = item.device_name.filter(|name| !name.trim().is_empty()).unwrap_or(item.device_id);
                lanes.push(Lane::new(item.device_id.to_owned(), name.to_owned()));
                lanes.len() - 1
            });
            let kind = *kinds.entry(item.kind).or_insert_with(|| {
                chart.kinds.push(item.kind.to_owned());
                // If there are too many types, the last one stands for the rest; it is only a label.
                u16::try_from(chart.kinds.len() - 1).unwrap_or(u16::MAX)
            });
            if let Some(lane) = lanes.get_mut(at) {
                let Item { row, phase, progress, .. } = item;
                lane.push(Bar { row, kind, phase, progress, span, track: 0, overlaps: false });
                chart.bars += 1;
            }
        }
        lanes.iter_mut().for_each(Lane::settle);
        mark_shared_names(&mut lanes);
        chart.lanes = lanes.into_iter().map(Arc::new).collect();
        chart
    }

    /// The same chart with the lanes that have a bar in `[from, to)` first, each part in its order. `hide_idle` leaves the others out;
    /// the number of bars stays that of the whole chart.
    pub fn arranged(&self, from: i64, to: i64, hide_idle: bool) -> Self {
        let (mut lanes, idle): (Vec<Arc<Lane>>, Vec<Arc<Lane>>) =
            self.lanes.iter().cloned().partition(|lane| lane.within(from, to).next().is_some());
        if !hide_idle {
            lanes.extend(idle);
        }
        Self { lanes, kinds: self.kinds.clone(), ..*self }
    }

    /// The lanes, from the top.
    pub fn lanes(&self) -> &[Arc<Lane>] {
        &self.lanes
    }

    /// The types that occur.
    pub fn kinds(&self) -> &[String] {
        &self.kinds
    }

    /// Number of bars.
    pub fn len(&self) -> usize {
        self.bars
    }

    /// Whether there are no bars.
    pub fn is_empty(&self) -> bool {
        self.bars == 0
    }

    /// Number of operations without any time, which have no bar.
    pub fn untimed(&self) -> usize {
        self.untimed
    }

    /// The bar at a position.
    pub fn bar(&self, place: Place) -> Option<&Bar> {
        self.lanes.get(place.lane)?.bars().get(place.bar)
    }

    /// The current position of a row, if it has a bar.
    pub fn find(&self, row: u32) -> Option<Place> {
        self.lanes.iter().enumerate().find_map(|(lane, one)| {
            one.bars().iter().position(|bar| bar.row == row).map(|bar| Place { lane, bar })
        })
    }

    /// All bars that intersect `[from, to)`: by lane, then by time.
    pub fn within(&self, from: i64, to: i64) -> impl Iterator<Item = (Place, &Bar)> {
        let lane = move |(lane, one): (usize, &'_ Arc<Lane>)| {
            (lane, one.within(from, to).map(|(bar, _)| bar).collect::<Vec<_>>())
        };
        self.lanes.iter().enumerate().map(lane).flat_map(move |(lane, bars)| {
            bars.into_iter().filter_map(move |bar| {
                let place = Place { lane, bar };
                self.bar(place).map(|bar| (place, bar))
            })
        })
    }

    /// Start of the last bar before `from` and of the first bar from `to` on. For navigation when no bar is visible.
    pub fn beside(&self, from: i64, to: i64) -> (Option<i64>, Option<i64>) {
        let starts = |lane: &Arc<Lane>, at: i64| lane.bars().partition_point(|bar| bar.span.start < at);
        let start = |bar: &Bar| bar.span.start;
        let before =
            self.lanes.iter().filter_map(|lane| lane.bars()[..starts(lane, from)].last().map(start)).max();
        let after = self.lanes.iter().filter_map(|lane| lane.bars().get(starts(lane, to)).map(start)).min();
        (before, after)
    }

    /// The next visible bar after `place` in the order of [`Self::within`], or the previous one; without `place`, the first or the last
    /// visible one.
    pub fn step(&self, place: Option<Place>, forward: bool, from: i64, to: i64) -> Option<Place> {
        let places = self.within(from, to).map(|(place, _)| place);
        match (place, forward) {
            (None, true) => places.into_iter().next(),
            (None, false) => places.last(),
            (Some(now), true) => places.into_iter().find(|place| *place > now),
            (Some(now), false) => places.take_while(|place| *place < now).last(),
        }
    }

    /// The bar of a lane at `x`, or the nearest one within `slack` pixels, because many bars are thin. `track` restricts the search to one
    /// track.
    pub fn hit(&self, lane: usize, track: Option<u8>, x: f64, scale: &Scale, slack: f64) -> Option<Place> {
        let (near, far) = (scale.at(x - slack), scale.at(x + slack));
        let bars = self.lanes.get(lane)?.within(near, far.saturating_add(1));
        let distance = |bar: &Bar| {
            let (left, right) = (scale.x(bar.span.start), scale.x(bar.span.reach));
            if x < left { left - x } else { (x - right).max(0.0) }
        };
        let fitting = bars.filter(|(_, bar)| track.is_none_or(|track| bar.track == track));
        // At equal distance, the bar drawn last is on top.
        let mut best: Option<(f64, usize)> = None;
        for (at, bar) in fitting {
            let away = distance(bar);
            if away <= slack && best.is_none_or(|(least, _)| away <= least) {
                best = Some((away, at));
            }
        }
        best.map(|(_, bar)| Place { lane, bar })
    }
}

/// Marks the lanes whose name another lane has, too.
fn mark_shared_names(lanes: &mut [Lane]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for lane in lanes.iter() {
        *counts.entry(lane.name.clone()).or_default() += 1;
    }
    for lane in lanes {
        lane.shares_name = counts.get(&lane.name).is_some_and(|count| *count > 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn item(row: u32, device_id: &str, start: Option<i64>, long: i64) -> Item<'_> {
        Item {
            row,
            device_id,
            device_name: None,
            kind: "t",
            phase: Phase::Done,
            progress: 0,
            times: Times { started: start, completed: start.map(|start| start + long), ..Times::default() },
        }
    }

    #[test]
    fn lanes_are_in_order_of_appearance() {
        let items = [
            item(0, "b", Some(50), 10),
            item(1, "a", Some(0), 10),
            item(2, "b", Some(0), 5),
            item(3, "c", None, 0),
        ];
        let chart = Chart::build(items, 0);
        let names: Vec<&str> = chart.lanes().iter().map(|lane| lane.name.as_str()).collect();
        assert_eq!((names.as_slice(), chart.len(), chart.untimed()), (&["b", "a"][..], 3, 1));
        let rows = |from, to| chart.within(from, to).map(|(_, bar)| bar.row).collect::<Vec<_>>();
        assert_eq!(rows(0, 100), [2, 0, 1]);
        assert_eq!(rows(8, 40), [1]);
        assert_eq!(chart.beside(20, 40), (Some(0), Some(50)));
        assert_eq!(chart.beside(-20, -10), (None, Some(0)));
        assert_eq!(chart.find(1), Some(Place { lane: 1, bar: 0 }));
        assert_eq!(chart.find(3), None);
    }

    fn ids(chart: &Chart) -> Vec<&str> {
        chart.lanes().iter().map(|lane| lane.device_id.as_str()).collect()
    }

    #[test]
    fn lanes_with_a_bar_in_the_window_come_first() {
        let items = [
            item(0, "a", Some(0), 10),
            item(1, "b", Some(50), 10),
            item(2, "c", Some(500), 10),
            item(3, "d", Some(40), 20),
        ];
        let chart = Chart::build(items, 0);
        assert_eq!(ids(&chart.arranged(45, 100, false)), ["b", "d", "a", "c"]);
        let busy = chart.arranged(45, 100, true);
        assert_eq!((ids(&busy), busy.len()), (vec!["b", "d"], 4));
        assert_eq!(busy.find(3), Some(Place { lane: 1, bar: 0 }));
        assert_eq!(busy.find(2), None);
        assert_eq!(ids(&chart.arranged(100, 200, true)), [""; 0]);
        assert_eq!(chart.arranged(-100, 1000, false), chart, "all are busy");
    }

    #[test]
    fn devices_of_one_name_are_marked() {
        let named = |row, id, name| Item { device_name: Some(name), ..item(row, id, Some(0), 1) };
        let items = [named(0, "1", "Router"), named(1, "2", "Switch"), named(2, "3", "Router")];
        let chart = Chart::build(items, 0);
        let marked: Vec<bool> = chart.lanes().iter().map(|lane| lane.shares_name).collect();
        assert_eq!(marked, [true, false, true]);
    }

    #[test]
    fn a_thin_bar_can_be_hit() {
        let chart = Chart::build([item(0, "a", Some(1000), 1), item(1, "a", Some(1500), 400)], 0);
        let scale = Scale { from: 0, to: 2000, left: 0.0, width: 200.0 };
        let hit =
            |x| chart.hit(0, None, x, &scale, 6.0).and_then(|place| chart.bar(place)).map(|bar| bar.row);
        assert_eq!(
            [hit(96.0), hit(105.0), hit(120.0), hit(150.0), hit(189.0)],
            [Some(0), Some(0), None, Some(1), Some(1)]
        );
        assert_eq!(chart.hit(1, None, 96.0, &scale, 6.0), None);
        assert_eq!(chart.hit(0, Some(1), 96.0, &scale, 6.0), None);
    }

    proptest! {
        #[test]
        fn steps_visit_every_visible_bar(
            all in prop::collection::vec((0..5usize, 0..100i64, 0..20i64), 0..30), from in 0..60i64
        ) {
            let ids = ["a", "b", "c", "d", "e"];
            let items = all.iter().enumerate().map(|(row, (device, start, long))| item(row as u32, ids[*device], Some(*start), *long));
            let chart = Chart::build(items, 0);
            let places: Vec<Place> = chart.within(from, from + 30).map(|(place, _)| place).collect();
            let (mut forth, mut at) = (Vec::new(), None);
            while let Some(next) = chart.step(at, true, from, from + 30) {
                forth.push(next);
                at = Some(next);
            }
            prop_assert_eq!(&forth, &places);
            let (mut back, mut at) = (Vec::new(), None);
            while let Some(next) = chart.step(at, false, from, from + 30) {
                back.push(next);
                at = Some(next);
            }
            back.reverse();
            prop_assert_eq!(&back, &places);
        }
    }
}
