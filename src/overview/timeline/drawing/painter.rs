//! Draws the timeline on a canvas. Positions come from [`Layout`], data from the chart.

use super::{
    canvas::{Canvas, Path},
    labels::{LETTER, cut},
    layout::Layout,
    palette::Palette,
    selection_marks::SelectionMarks,
    ticks::Ticks,
};
use crate::{
    overview::js_reflect::{number, set},
    sync::SelectedRows,
    ui::visible_marks,
};
use gantt::{Bar, Chart, Lane, Phase, Place, Scale};
use history::RowId;
use wasm_bindgen::JsValue;

/// Minimum width of a bar, so that it is visible.
const LEAST: f64 = 3.0;
/// Minimum width for a mark, and for text.
const MARKED: f64 = 14.0;
const WORDED: f64 = 48.0;

/// Input for a frame.
pub struct Scene<'a> {
    /// The bars.
    pub chart: &'a Chart,
    /// Positions.
    pub layout: Layout,
    /// The time scale.
    pub scale: Scale,
    /// Vertical scroll position.
    pub top: f64,
    /// The axis.
    pub ticks: &'a Ticks,
    /// Current time by the server's clock.
    pub now: i64,
    /// The bar under the pointer.
    pub hover: Option<Place>,
    /// The focused bar.
    pub focus: Option<Place>,
    /// The bar whose detail is open.
    pub open: Option<Place>,
    /// The selected rows.
    pub selected: &'a SelectedRows,
    /// The colours.
    pub palette: &'a Palette,
}

/// A canvas and its context.
pub struct Painter {
    canvas: JsValue,
    pub(super) context: Canvas,
}

/// Rectangles grouped by look. Each group is drawn in one call.
#[derive(Default)]
struct Looks {
    done: Vec<[f64; 4]>,
    failed: Vec<[f64; 4]>,
    running: Vec<[f64; 4]>,
    ahead: Vec<[f64; 4]>,
    waiting: Vec<[f64; 4]>,
    cancelled: Vec<[f64; 4]>,
    unknown: Vec<[f64; 4]>,
    /// Bars without a length, drawn as diamonds.
    moments: Vec<([f64; 4], Phase)>,
    words: Vec<([f64; 4], u16, Phase)>,
}

impl Painter {
    /// Creates a painter; `None` if the browser provides no 2D context.
    pub fn new(canvas: JsValue) -> Option<Self> {
        let context = Canvas::new(&canvas)?;
        Some(Self { canvas, context })
    }

    /// Draws a frame at the resolution of the screen.
    pub fn draw(&self, scene: &Scene<'_>, ratio: f64) {
        let Layout { width, height, names, head, .. } = scene.layout;
        for (name, size) in [("width", (width * ratio).round()), ("height", (height * ratio).round())] {
            // Setting the size clears the canvas and its state, even if it is the same.
            if number(&self.canvas, name) != size {
                set(&self.canvas, name, size);
            }
        }
        self.context.ratio(ratio);
        self.context.ground(&scene.palette.surface, [0.0, 0.0, width, height]);
        self.context.within([names, head, width, height], || {
            self.ground(scene);
            self.lanes(scene);
        });
        self.names(scene);
        self.head(scene);
    }

    /// The page's font in a size and weight.
    pub(super) fn font(&self, size: &str, scene: &Scene<'_>) {
        self.context.font(&format!("{size} {}", scene.palette.family));
    }

    /// The area after now, and the lines of the axis.
    fn ground(&self, scene: &Scene<'_>) {
        let Layout { width, height, head, names, .. } = scene.layout;
        let now = scene.scale.x(scene.now);
        if now < width {
            self.context.ground(&scene.palette.page, [now.max(names), head, width, height]);
        }
        let upright = |at: i64| {
            let x = scene.scale.x(at).round() + 0.5;
            [x, head, x, height]
        };
        self.context.lines(
            &scene.palette.hairline,
            1.0,
            scene.ticks.small.iter().map(|tick| upright(tick.at)),
        );
        self.context.lines(&scene.palette.border, 1.0, scene.ticks.large.iter().map(|tick| upright(tick.at)));
    }

    fn lanes(&self, scene: &Scene<'_>) {
        let layout = scene.layout;
        let lanes = scene.chart.lanes();
        let seen = layout.lanes(scene.top, lanes.len());
        let (mut looks, mut marks) = (Looks::default(), SelectionMarks::default());
        let mut doubled = Vec::new();
        for at in seen.clone() {
            let Some(lane) = lanes.get(at) else { continue };
            let y = layout.lane_y(at, scene.top);
            if [scene.hover, scene.open].into_iter().flatten().any(|place| place.lane == at) {
                self.context.opacity(0.5);
                self.context.ground(&scene.palette.fill, [0.0, y, layout.width, layout.lane]);
                self.context.opacity(1.0);
            }
            for (from, to) in lane.doubled() {
                if *from < scene.scale.to && *to >= scene.scale.from {
                    let x = scene.scale.x(*from);
                    doubled.push([x, y, (scene.scale.x(*to) - x).max(4.0), layout.lane]);
                }
            }
            for (_, bar) in lane.within(scene.scale.from, scene.scale.to) {
                looks.add(bar, lane, y, scene);
                if scene.selected.has(RowId(bar.row)) {
                    marks.add(scene.around(bar, lane, at));
                }
            }
        }
        self.context.lines(&scene.palette.hairline, 1.0, seen.map(|at| scene.below(at, layout.width)));
        self.overlaps(scene, &doubled);
        self.bars(scene, &looks);
        self.mark_selection(scene, &marks);
        let now = scene.scale.x(scene.now).round();
        self.context.lines(&scene.palette.accent, 2.0, [[now, layout.head, now, layout.height]]);
        // Two frames: no other mark has them.
        if let Some([x, y, w, h]) = scene.open.and_then(|place| scene.frame(place)) {
            let mut frames = Path::default();
            frames.rect([x - 2.0, y - 2.0, w + 4.0, h + 4.0]);
            frames.rect([x - 5.0, y - 4.5, w + 10.0, h + 9.0]);
            self.context.stroke(&scene.palette.text, 1.5, &frames);
        }
        for (place, ink, width) in
            [(scene.hover, &scene.palette.text, 1.5), (scene.focus, &scene.palette.accent, 2.5)]
        {
            if let Some([x, y, w, h]) = place.and_then(|place| scene.frame(place)) {
                let mut frame = Path::default();
                frame.rect([x - 2.0, y - 2.0, w + 4.0, h + 4.0]);
                self.context.stroke(ink, width, &frame);
            }
        }
    }

    /// Time with overlapping operations on a device: tinted, with a double line above and below, which no other mark has.
    fn overlaps(&self, scene: &Scene<'_>, doubled: &[[f64; 4]]) {
        let tint = path(doubled);
        self.context.opacity(0.16);
        self.context.fill(&scene.palette.warning, &tint);
        self.context.opacity(1.0);
        let rules = doubled.iter().flat_map(|[x, y, w, h]| {
            [1.0, 3.5, h - 4.5, h - 2.0].map(|down| [*x, y + down, x + w, y + down])
        });
        self.context.lines(&scene.palette.warning, 1.5, rules);
    }

    fn bars(&self, scene: &Scene<'_>, looks: &Looks) {
        let palette = scene.palette;
        for (ink, bars) in [
            (&palette.done, &looks.done),
            (&palette.failed, &looks.failed),
            (&palette.running, &looks.running),
        ] {
            self.context.fill(ink, &path(bars));
        }
        // Failed: a cross if there is room, otherwise end caps that stick out.
        let (wide, thin): (Vec<[f64; 4]>, Vec<[f64; 4]>) =
            looks.failed.iter().partition(|[_, _, w, _]| *w >= MARKED);
        let crosses = wide.iter().flat_map(|[x, y, _, h]| {
            let (middle_x, middle_y, arm) = (x + 8.0, y + h / 2.0, (h / 2.0 - 2.0).min(3.5));
            let (left, right, up, down) = (middle_x - arm, middle_x + arm, middle_y - arm, middle_y + arm);
            [[left, up, right, down], [left, down, right, up]]
        });
        self.context.lines(&palette.surface, 1.75, crosses);
        let ends = thin.iter().flat_map(|[x, y, w, h]| {
            let (left, right) = (x - 2.0, x + w + 2.0);
            [[left, y + 1.0, right, y + 1.0], [left, y + h - 1.0, right, y + h - 1.0]]
        });
        self.context.lines(&palette.failed, 2.0, ends);
        // Waiting, cancelled, unknown and expected bars are outlined; unknown and expected ones are dashed.
        for (ink, bars, dashed) in [
            (&palette.waiting, &looks.waiting, false),
            (&palette.running, &looks.ahead, true),
            (&palette.muted, &looks.cancelled, false),
            (&palette.unknown, &looks.unknown, true),
        ] {
            let inner =
                |[x, y, w, h]: &[f64; 4]| [x + 0.75, y + 0.75, (w - 1.5).max(0.5), (h - 1.5).max(0.5)];
            let hollow = path(&bars.iter().map(inner).collect::<Vec<_>>());
            self.context.fill(&palette.surface, &hollow);
            self.context.dashed(dashed);
            self.context.stroke(ink, 1.5, &hollow);
            self.context.dashed(false);
        }
        let slashes = looks.cancelled.iter().map(|[x, y, w, h]| {
            let middle = x + w / 2.0;
            [middle - h / 3.0, y + h, middle + h / 3.0, *y]
        });
        self.context.lines(&palette.muted, 1.5, slashes);
        for phase in [Phase::Waiting, Phase::Unknown] {
            let mut diamonds = Path::default();
            for ([x, y, _, h], _) in looks.moments.iter().filter(|(_, of)| *of == phase) {
                diamonds.diamond(*x, y + h / 2.0, (h / 2.0).min(6.0));
            }
            self.context.fill(&palette.surface, &diamonds);
            self.context.stroke(palette.of(phase), 1.75, &diamonds);
        }
        self.words(scene, looks);
    }

    /// Labels in bars that are wide enough.
    fn words(&self, scene: &Scene<'_>, looks: &Looks) {
        self.font("11px", scene);
        for ([x, y, w, h], kind, phase) in &looks.words {
            let Some(kind) = scene.chart.kinds().get(usize::from(*kind)) else { continue };
            let solid = matches!(phase, Phase::Done | Phase::Failed | Phase::Running | Phase::Stalled);
            self.context.ink(if solid { &scene.palette.surface } else { scene.palette.of(*phase) });
            let left = if *phase == Phase::Failed { x + 17.0 } else { x + 5.0 };
            let letters = ((x + w - left - 3.0) / LETTER).max(0.0) as usize;
            self.context.text(&cut(&visible_marks(kind), letters), left, y + h / 2.0 + 0.5);
        }
    }
}

fn path(rects: &[[f64; 4]]) -> Path {
    let mut path = Path::default();
    rects.iter().for_each(|rect| path.rect(*rect));
    path
}

impl Palette {
    fn of(&self, phase: Phase) -> &str {
        match phase {
            Phase::Waiting => &self.waiting,
            Phase::Running | Phase::Stalled => &self.running,
            Phase::Done => &self.done,
            Phase::Failed => &self.failed,
            Phase::Cancelled => &self.muted,
            Phase::Unknown => &self.unknown,
        }
    }
}

impl Scene<'_> {
    /// The line below a lane, `width` px wide.
    pub fn below(&self, lane: usize, width: f64) -> [f64; 4] {
        let y = (self.layout.lane_y(lane, self.top) + self.layout.lane).round() - 0.5;
        [0.0, y, width, y]
    }

    /// The frame of a bar, also outside the window.
    pub fn frame(&self, place: Place) -> Option<[f64; 4]> {
        let (lane, bar) = (self.chart.lanes().get(place.lane)?, self.chart.bar(place)?);
        Some(self.around(bar, lane, place.lane))
    }

    /// The frame of a bar in the lane with index `at`.
    fn around(&self, bar: &Bar, lane: &Lane, at: usize) -> [f64; 4] {
        let (y, h) = self.layout.bar(self.layout.lane_y(at, self.top), bar.track, lane.tracks());
        let (left, right) = (self.scale.x(bar.span.start), self.scale.x(bar.span.reach.max(bar.span.end)));
        if right - left < LEAST { [left - 4.0, y, 8.0, h] } else { [left, y, right - left, h] }
    }
}

impl Looks {
    fn add(&mut self, bar: &Bar, lane: &Lane, y: f64, scene: &Scene<'_>) {
        let (y, h) = scene.layout.bar(y, bar.track, lane.tracks());
        let end = if bar.phase == Phase::Running { scene.now.max(bar.span.start) } else { bar.span.end };
        let [start, end, reach] = [bar.span.start, end, bar.span.reach].map(|at| scene.scale.x(at));
        let (solid, whole) = ((end - start).max(LEAST), (reach - start).max(end - start));
        match bar.phase {
            Phase::Done => push(&mut self.done, [start, y, solid, h]),
            Phase::Failed => push(&mut self.failed, [start, y, solid, h]),
            Phase::Running | Phase::Stalled => {
                if reach > end + LEAST {
                    self.ahead.push([end, y, reach - end, h]);
                }
                self.running.push([start, y, solid, h]);
            }
            phase if whole < MARKED / 2.0 && phase != Phase::Cancelled => {
                self.moments.push(([start, y, 0.0, h], phase))
            }
            Phase::Waiting => self.waiting.push([start, y, whole, h]),
            Phase::Cancelled => self.cancelled.push([start, y, whole.max(LEAST), h]),
            Phase::Unknown => self.unknown.push([start, y, whole, h]),
        }
        let left = start.max(scene.layout.names);
        let room = start + whole.max(solid) - left;
        if room >= WORDED && h >= 14.0 {
            let room = if matches!(bar.phase, Phase::Running | Phase::Stalled) {
                (end - left).max(0.0)
            } else {
                room
            };
            self.words.push(([left, y, room, h], bar.kind, bar.phase));
        }
    }
}

/// Merges thin bars at the same place: they look the same, and each costs as much as a wide one.
fn push(bars: &mut Vec<[f64; 4]>, bar: [f64; 4]) {
    let [x, y, w, h] = bar;
    if let Some([left, upper, width, high]) = bars.last_mut()
        && *upper == y
        && *high == h
        && w <= LEAST
        && x <= *left + *width + 0.5
        && x >= *left
        && *width <= LEAST * 2.0
    {
        *width = (x + w - *left).max(*width);
        return;
    }
    bars.push(bar);
}
