//! Pure: the window of a virtualized list: the rows in sight and a few around them.

/// Rows rendered beyond each end of the viewport, so that a step of the wheel shows no gap.
const AROUND: usize = 6;
/// Browsers limit the height of an element: Firefox to 17 million CSS px, Chromium to 33 million px of the screen. A longer list scrolls
/// proportionally faster.
const TALLEST: f64 = 16_000_000.0;
const TALLEST_ON_SCREEN: f64 = 32_000_000.0;
/// Rows are positioned relative to the first of this many, for the same reason. Within such a block a row keeps its position while scrolling.
const CHAPTER: usize = 4_096;
/// Upper limit for the height of the viewport, in px. A larger box is unconstrained and would render every row.
const TALLEST_SCREEN: f64 = 10_000.0;

/// Measures of the scroll container, in px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Scroll offset.
    pub top: f64,
    /// Its height.
    pub height: f64,
    /// Height of a row; 0 if none is rendered.
    pub row: f64,
    /// Greatest height of an element, see [`tallest`].
    pub tallest: f64,
}

/// Greatest height of an element in CSS px, on a screen with that many px for each. The zoom of the page counts, too.
pub fn tallest(device_pixel_ratio: f64) -> f64 {
    (TALLEST_ON_SCREEN / device_pixel_ratio.max(0.1)).min(TALLEST)
}

impl Frame {
    /// How far to scroll for one row, in px: its height, or less in a shrunk list.
    pub fn step(self, total: usize) -> f64 {
        let rows = total as f64;
        match rows * self.row > self.tallest {
            true => (self.tallest - self.height).max(1.0) / (rows - self.height / self.row).max(1.0),
            false => self.row,
        }
    }
}

impl Default for Frame {
    /// Values before the first measurement: the row height of the style sheet and a common screen height, so that the first rendering rarely has to
    /// be repeated.
    fn default() -> Self {
        Self { top: 0.0, height: 560.0, row: 40.0, tallest: TALLEST }
    }
}

/// The rows to render, and the space reserved for the others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Window {
    /// Index of the first row.
    pub first: usize,
    /// Number of rows.
    pub count: usize,
    /// Space above, in px.
    pub above: f64,
    /// Space below, in px.
    pub below: f64,
    /// Height of a row in px; 0 for rows in the normal flow.
    pub row: f64,
    /// Index of the first row in sight, within the window.
    sight: usize,
    /// Number of rows fully or partly in sight.
    seen: usize,
}

impl Window {
    /// A window with all rows, for a short list.
    pub fn whole(rows: usize) -> Self {
        Self { count: rows, ..Self::default() }
    }

    /// The window for a list of `total` rows.
    pub fn of(frame: Frame, total: usize) -> Self {
        if frame.row <= 0.0 {
            return Self { count: total.min(3 * AROUND), ..Self::default() };
        }
        let frame = Frame { height: frame.height.min(TALLEST_SCREEN), ..frame };
        let height = (total as f64 * frame.row).min(frame.tallest);
        let seen = frame.height / frame.row;
        let top = place(frame, total);
        let first = (top as usize).saturating_sub(AROUND).min(total);
        // One more, as the first and the last row may be only partly in sight.
        let count = (seen.ceil() as usize + 2 * AROUND + 1).min(total - first);
        // In a shrunk list, rows are positioned from the scroll position, not from the top. The heading and other content make the container scroll
        // further than the rows reach; limit the offset to the rows.
        let at = frame.top.max(0.0).min((height - frame.height).max(0.0));
        let above = (at - (top - first as f64) * frame.row).max(0.0).min(height);
        let below = (height - above - count as f64 * frame.row).max(0.0);
        let sight = (top as usize).saturating_sub(first);
        Self { first, count, above, below, row: frame.row, sight, seen: seen.ceil() as usize + 1 }
    }

    /// Whether the row at that index of the window is or may be in sight; always true for rows in the normal flow.
    pub fn is_in_sight(&self, at: usize) -> bool {
        self.row <= 0.0 || (self.sight..self.sight + self.seen).contains(&at)
    }

    /// Position of the row at that index of the window, in px below [`Self::shift`]; `None` for rows in the normal flow.
    pub fn place_of(&self, at: usize) -> Option<u32> {
        (self.row > 0.0).then(|| whole((self.first % CHAPTER + at) as f64 * self.row))
    }

    /// Offset of the row positions from the top, in px; may be negative in a shrunk list. `None` as for [`Self::place_of`].
    pub fn shift(&self) -> Option<i32> {
        (self.row > 0.0).then(|| (self.above - (self.first % CHAPTER) as f64 * self.row).round() as i32)
    }

    /// Space for all rows, in px; `None` for rows in the normal flow.
    pub fn room(&self) -> Option<u32> {
        (self.row > 0.0).then(|| whole(self.above + self.count as f64 * self.row + self.below))
    }
}

/// Rounds to whole px. `as` saturates.
fn whole(px: f64) -> u32 {
    px.round() as u32
}

/// The row at the upper edge; the fraction is the part out of sight.
fn place(frame: Frame, total: usize) -> f64 {
    let last = (total as f64 - frame.height / frame.row).max(0.0);
    // Not `clamp`: its panic message pulls in float formatting, 6 KB in the first chunk.
    (frame.top / frame.step(total)).max(0.0).min(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ROW: f64 = 40.0;

    fn frame(top: f64) -> Frame {
        Frame { top, height: 600.0, row: ROW, tallest: TALLEST }
    }

    #[test]
    fn window_contains_the_rows_in_sight_and_a_margin() {
        let at_top = Window::of(frame(0.0), 1000);
        assert_eq!((at_top.first, at_top.above), (0, 0.0));
        assert_eq!(at_top.above + at_top.count as f64 * ROW + at_top.below, 40_000.0);
        let further = Window::of(frame(4_010.0), 1000);
        assert_eq!(further.first, 94);
        assert_eq!(further.above, 94.0 * ROW);
        assert!(further.count < 32);
    }

    #[test]
    fn unconstrained_container_does_not_render_all_rows() {
        let endless = Frame { height: 4_000_000.0, ..frame(0.0) };
        assert!(Window::of(endless, 100_000).count < 300);
    }

    #[test]
    fn scrolling_within_a_row_keeps_the_window() {
        assert_eq!(Window::of(frame(4_000.0), 1000), Window::of(frame(4_039.0), 1000));
        assert_ne!(Window::of(frame(4_000.0), 1000), Window::of(frame(4_040.0), 1000));
    }

    #[test]
    fn row_keeps_its_position_while_the_window_moves() {
        let place_of = |top, row: usize| {
            let window = Window::of(frame(top), 5_000);
            (window.place_of(row - window.first), window.shift())
        };
        assert_eq!(place_of(4_000.0, 100), (Some(4_000), Some(0)));
        assert_eq!(place_of(4_200.0, 100), (Some(4_000), Some(0)));
        assert_eq!(place_of(4_200.0 * ROW, 4_200), (Some(104 * 40), Some(4_096 * 40)), "the next chapter");
        assert_eq!(Window::of(frame(4_000.0), 1000).room(), Some(40_000));
        assert_eq!(Window::whole(20).place_of(3), None, "a page's rows follow each other");
        assert_eq!(Window::whole(20).room(), None);
    }

    #[test]
    fn rows_stay_in_place_when_scrolled_past_the_end() {
        let end = Window::of(frame(40_000.0 - 600.0), 1000);
        assert_eq!(Window::of(frame(40_000.0 - 600.0 + 88.0), 1000), end);
        assert_eq!(end.above, end.first as f64 * ROW);
        let long = 2_000_000;
        assert_eq!(Window::of(frame(TALLEST - 600.0 + 88.0), long), Window::of(frame(TALLEST - 600.0), long));
    }

    #[test]
    fn unmeasured_container_renders_one_screen() {
        assert_eq!(Window::of(Frame::default(), 5).count, 5);
        assert_eq!(Window::of(Frame::default(), 5_000).count, 27);
        assert_eq!(Window::of(Frame { row: 0.0, ..Frame::default() }, 5_000).count, 18, "rows of no height");
    }

    #[test]
    fn last_of_two_million_rows_is_reachable() {
        let total = 2_000_000;
        let end = Window::of(frame(TALLEST - 600.0), total);
        assert_eq!(end.first + end.count, total);
        assert!(end.above + end.count as f64 * ROW + end.below <= 33_554_428.0);
        let bottom_of_last = end.above + (total - end.first) as f64 * ROW;
        assert!((bottom_of_last - TALLEST).abs() < 1.0, "{bottom_of_last}");
    }

    #[test]
    fn last_row_is_reachable_on_dense_screens() {
        // Chromium's limit in px of the screen.
        const LIMIT: f64 = 33_554_428.0;
        for (ratio, total) in [
            (1.0, 1_000_000),
            (2.0, 400_000),
            (2.5, 400_000),
            (4.0, 400_000),
            (2.5, 1_000_000),
            (5.0, 20_000),
        ] {
            let frame = Frame { tallest: tallest(ratio), ..frame(0.0) };
            let room = Window::of(frame, total).room().map(f64::from).unwrap_or_default();
            assert!(room * ratio <= LIMIT, "{room} px at {ratio}");
            let end = Window::of(Frame { top: room - frame.height, ..frame }, total);
            assert_eq!(end.first + end.count, total, "at {ratio}");
            assert!(end.above + end.count as f64 * ROW <= room + 1.0, "at {ratio}");
        }
        assert_eq!(tallest(0.0), TALLEST, "a browser that doesn't say");
    }

    #[test]
    fn a_row_is_a_smaller_step_in_a_shrunk_list() {
        assert_eq!(frame(0.0).step(1_000), ROW);
        let step = frame(0.0).step(4_000_000);
        assert!((3.9..4.1).contains(&step), "{step}");
    }

    proptest! {
        /// The space above puts rows in the right position, within 1 px, in any list.
        #[test]
        fn positions_and_shift_match_the_space_above(total in 1usize..3_000_000, at in 0.0..=1.0f64, row in 24.0..80.0f64) {
            let top = ((total as f64 * row).min(TALLEST) - 600.0).max(0.0) * at;
            let window = Window::of(Frame { row, ..frame(top) }, total);
            let stands = window.place_of(0).map(f64::from).zip(window.shift().map(f64::from)).map(|(place, shift)| place + shift);
            prop_assert!(stands.is_some_and(|px| (px - window.above).abs() <= 1.0), "{stands:?} {window:?}");
        }

        /// The rows in sight are always rendered without a gap, for any offset and length.
        #[test]
        fn window_has_no_gaps(total in 1usize..3_000_000, at in 0.0..=1.0f64, height in 80.0..3_000.0f64, row in 24.0..80.0f64) {
            let tall = (total as f64 * row).min(TALLEST);
            let top = (tall - height).max(0.0) * at;
            let window = Window::of(Frame { height, row, ..frame(top) }, total);
            prop_assert!(window.first + window.count <= total);
            prop_assert!(window.above <= top + 0.01, "{window:?} begins below {top}");
            let end = window.above + window.count as f64 * row;
            prop_assert!(end + 0.01 >= (top + height).min(tall), "{window:?} ends above {}", top + height);
            for at in 0..window.count {
                let from = window.above + at as f64 * row;
                let in_sight = from + row > top + 0.01 && from + 0.01 < top + height;
                prop_assert!(!in_sight || window.is_in_sight(at), "row {at} of {window:?}");
            }
            prop_assert!(window.above + window.count as f64 * row + window.below <= tall + row);
        }

        /// Every row can be scrolled into sight.
        #[test]
        fn every_row_is_reachable(total in 1usize..3_000_000, part in 0.0..1.0f64) {
            let wanted = (total as f64 * part) as usize;
            let tall = (total as f64 * ROW).min(TALLEST);
            let last = (total as f64 - 600.0 / ROW).max(1.0);
            let top = (tall - 600.0).max(0.0) * (wanted as f64 / last).min(1.0);
            let window = Window::of(frame(top), total);
            prop_assert!((window.first..window.first + window.count).contains(&wanted), "{wanted} in {window:?}");
        }
    }
}
