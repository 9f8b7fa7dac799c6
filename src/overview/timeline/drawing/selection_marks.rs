//! Marks selected bars with a frame and a checkbox on its corner, as in the list.

use super::{
    canvas::Path,
    painter::{Painter, Scene},
};

/// Side of the checkbox if the bar is high enough, in px.
const BOX: f64 = 11.0;
/// Maximum width of the frame of a thin bar, in px.
const THIN: f64 = 12.0;

/// The frames to mark. Frames that look the same are merged.
#[derive(Default)]
pub struct SelectionMarks(Vec<[f64; 4]>);

impl SelectionMarks {
    /// Adds the frame of a bar. Call it lane by lane, in order of time.
    pub fn add(&mut self, [x, y, w, h]: [f64; 4]) {
        let last = self.0.iter_mut().rev().take(4).find(|[_, upper, _, high]| (*upper, *high) == (y, h));
        match last {
            Some([left, _, width, _]) if w <= THIN && *left <= x && x <= *left + *width => {
                *width = width.max(x + w - *left);
            }
            _ => self.0.push([x, y, w, h]),
        }
    }
}

impl Painter {
    /// Draws the marks over the bars. The tick distinguishes them from other frames.
    pub(super) fn mark_selection(&self, scene: &Scene<'_>, marks: &SelectionMarks) {
        if marks.0.is_empty() {
            return;
        }
        let (mut frames, mut boxes) = (Path::default(), Path::default());
        let mut ticks = Vec::new();
        for &[x, y, w, h] in &marks.0 {
            frames.rect([x - 2.0, y - 2.0, w + 4.0, h + 4.0]);
            let side = BOX.min(h + 2.0);
            // If a bar starts before the window, its checkbox is at the left edge.
            let (left, upper) = ((x - side / 2.0).max(scene.layout.names + 2.0), y - 4.0);
            boxes.rect([left, upper, side, side]);
            let at = |across: f64, down: f64| (left + side * across, upper + side * down);
            let [(a, b), (c, d), (e, f)] = [at(0.22, 0.52), at(0.43, 0.73), at(0.78, 0.28)];
            ticks.extend([[a, b, c, d], [c, d, e, f]]);
        }
        self.context.stroke(&scene.palette.accent, 2.0, &frames);
        self.context.fill(&scene.palette.accent, &boxes);
        // An outline, to stand out from a bar of a similar colour.
        self.context.stroke(&scene.palette.surface, 1.0, &boxes);
        self.context.lines(&scene.palette.surface, 1.5, ticks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thin_bars_at_one_place_share_a_mark() {
        let mut marks = SelectionMarks::default();
        for frame in [
            [0.0, 5.0, 8.0, 22.0],
            [4.0, 5.0, 8.0, 22.0],
            [10.0, 5.0, 8.0, 22.0],
            [40.0, 5.0, 8.0, 22.0],
            [41.0, 5.0, 90.0, 22.0],
            [41.0, 37.0, 8.0, 22.0],
        ] {
            marks.add(frame);
        }
        assert_eq!(
            marks.0,
            [
                [0.0, 5.0, 18.0, 22.0],
                [40.0, 5.0, 8.0, 22.0],
                [41.0, 5.0, 90.0, 22.0],
                [41.0, 37.0, 8.0, 22.0]
            ]
        );
    }
}
