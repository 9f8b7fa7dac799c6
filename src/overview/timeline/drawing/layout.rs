//! Pure: positions in the drawing, in CSS pixels.

use gantt::Scale;

/// Below this width, the names are above the bars instead of beside them.
const NARROW: f64 = 640.0;

/// The dimensions of a drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// Total width.
    pub width: f64,
    /// Visible height.
    pub height: f64,
    /// Width of the column of names; 0 if they are above the bars.
    pub names: f64,
    /// Height of the axis.
    pub head: f64,
    /// Height of a lane.
    pub lane: f64,
    /// Distance from the top of a lane to its bars.
    pub above: f64,
    /// Height of the bars in a lane.
    pub bars: f64,
}

impl Layout {
    /// The layout for a canvas of that size.
    pub fn of(width: f64, height: f64) -> Self {
        let (names, lane, above) = if width < NARROW { (0.0, 46.0, 19.0) } else { (208.0, 32.0, 5.0) };
        Self { width, height, names, head: 44.0, lane, above, bars: 22.0 }
    }

    /// Height of the lanes and the axis.
    pub fn total(&self, lanes: usize) -> f64 {
        self.head + self.lane * lanes as f64
    }

    /// The visible lanes when scrolled down by `top`.
    pub fn lanes(&self, top: f64, count: usize) -> std::ops::Range<usize> {
        let first = (top / self.lane).max(0.0) as usize;
        let last = ((top + self.height - self.head) / self.lane).max(0.0).ceil() as usize;
        first.min(count)..last.min(count)
    }

    /// Upper edge of a lane.
    pub fn lane_y(&self, lane: usize, top: f64) -> f64 {
        self.head + lane as f64 * self.lane - top
    }

    /// The lane at `y`, if any.
    pub fn lane_at(&self, y: f64, top: f64, count: usize) -> Option<usize> {
        let lane = ((y - self.head + top) / self.lane).floor();
        (y >= self.head && lane >= 0.0 && lane < count as f64).then_some(lane as usize)
    }

    /// Upper edge and height of a bar in one of the `tracks` of a lane at `y`.
    pub fn bar(&self, y: f64, track: u8, tracks: u8) -> (f64, f64) {
        let each = self.bars / f64::from(tracks.max(1));
        let gap = if tracks > 1 { 1.0 } else { 0.0 };
        (y + self.above + f64::from(track) * each, each - gap)
    }

    /// The track at a height within a lane; `None` above or below the bars.
    pub fn track_at(&self, within: f64, tracks: u8) -> Option<u8> {
        let share = (within - self.above) / self.bars;
        (0.0..1.0).contains(&share).then(|| (share * f64::from(tracks.max(1))) as u8)
    }

    /// Scroll position that brings a lane into sight.
    pub fn showing(&self, lane: usize, top: f64) -> f64 {
        let y = lane as f64 * self.lane;
        let room = (self.height - self.head - self.lane).max(0.0);
        top.min(y).max(y - room)
    }

    /// The time scale for `from..to`.
    pub fn scale(&self, (from, to): (i64, i64)) -> Scale {
        Scale { from, to, left: self.names, width: (self.width - self.names).max(1.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_beside_or_above_the_bars() {
        assert!(Layout::of(1200.0, 600.0).names > 0.0);
        let phone = Layout::of(390.0, 600.0);
        assert_eq!(phone.names, 0.0);
        assert!(phone.above >= 16.0, "room for a name");
    }

    #[test]
    fn parallel_bars_do_not_overlap() {
        let layout = Layout::of(1200.0, 600.0);
        let (first, second) = (layout.bar(100.0, 0, 2), layout.bar(100.0, 1, 2));
        assert!(first.0 + first.1 < second.0 && second.0 + second.1 <= 100.0 + layout.lane);
        assert_eq!(layout.track_at(second.0 - 100.0 + 1.0, 2), Some(1));
        assert_eq!(layout.track_at(1.0, 2), None);
    }

    proptest! {
        #[test]
        fn lane_at_a_visible_height_is_visible(width in 200f64..2000.0, height in 100f64..2000.0, top in 0f64..100_000.0, y in 0f64..2000.0) {
            let layout = Layout::of(width, height);
            if let Some(lane) = layout.lane_at(y.min(height - 1.0), top, 5000) {
                prop_assert!(layout.lanes(top, 5000).contains(&lane));
            }
        }

        #[test]
        fn scrolling_to_a_lane_makes_it_visible(height in 120f64..2000.0, top in 0f64..100_000.0, lane in 0usize..5000) {
            let layout = Layout::of(1000.0, height);
            let top = layout.showing(lane, top);
            let y = layout.lane_y(lane, top);
            prop_assert!(top >= 0.0 && y >= layout.head - 0.01 && y + layout.lane <= layout.height.max(layout.head + layout.lane) + 0.01);
        }
    }
}
