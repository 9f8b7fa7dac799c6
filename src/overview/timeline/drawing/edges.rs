//! The fixed edges of the drawing: the device names and the axis.

use super::{
    canvas::Path,
    labels::{label_x, lane_label},
    layout::Layout,
    painter::{Painter, Scene},
};
use crate::ui::visible_marks;

impl Painter {
    /// Device names: in a column of their own, or above the bars of each device.
    pub(super) fn names(&self, scene: &Scene<'_>) {
        let layout = scene.layout;
        let beside = layout.names > 0.0;
        let room = if beside { layout.names } else { layout.width };
        let seen = layout.lanes(scene.top, scene.chart.lanes().len());
        self.context.within([0.0, layout.head, room, layout.height], || {
            if beside {
                self.context.ground(&scene.palette.surface, [0.0, layout.head, layout.names, layout.height]);
            }
            self.font(if beside { "13px" } else { "12px" }, scene);
            for at in seen.clone() {
                let Some(lane) = scene.chart.lanes().get(at) else { continue };
                let y = layout.lane_y(at, scene.top);
                let middle = if beside { y + layout.lane / 2.0 } else { y + layout.above / 2.0 + 1.0 };
                let under = [scene.hover, scene.focus].into_iter().flatten().any(|place| place.lane == at);
                self.context.ink(if under { &scene.palette.text } else { &scene.palette.muted });
                let left = if beside { 16.0 } else { 8.0 };
                let id = lane.shares_name.then_some(lane.device_id.as_str());
                let letters = ((room - left - 8.0) / 7.2).max(0.0) as usize;
                self.context.text(&lane_label(&visible_marks(&lane.name), id, letters), left, middle);
            }
            if beside {
                self.context.lines(
                    &scene.palette.hairline,
                    1.0,
                    seen.map(|at| scene.below(at, layout.names)),
                );
            }
        });
        if beside {
            let x = layout.names - 0.5;
            self.context.lines(&scene.palette.border, 1.0, [[x, 0.0, x, layout.height]]);
        }
    }

    /// The axis: larger units above, smaller ones below.
    pub(super) fn head(&self, scene: &Scene<'_>) {
        let Layout { width, head, names, .. } = scene.layout;
        self.context.ground(&scene.palette.surface, [0.0, 0.0, width, head]);
        self.context.within([names, 0.0, width, head], || {
            self.font("600 12px", scene);
            self.context.ink(&scene.palette.text);
            for (at, tick) in scene.ticks.large.iter().enumerate() {
                let next = scene.ticks.large.get(at + 1).map_or(f64::MAX, |next| scene.scale.x(next.at));
                // A label that starts before the window stays at the left until the next one pushes it out.
                let x = scene.scale.x(tick.at).max(names);
                let place = |label| label_x(x + 4.0, next.min(width), self.context.measure(label));
                let labels = [tick.label.as_str(), tick.short.as_str()];
                if let Some((label, left)) =
                    labels.into_iter().find_map(|label| place(label).map(|left| (label, left)))
                {
                    self.context.text(label, left, 13.0);
                }
            }
            self.font("11px", scene);
            self.context.ink(&scene.palette.muted);
            let seen = |at: i64| (names..width).contains(&scene.scale.x(at));
            for tick in scene.ticks.small.iter().filter(|tick| seen(tick.at)) {
                let length = self.context.measure(&tick.label);
                if let Some(left) = label_x(scene.scale.x(tick.at), width, length) {
                    self.context.text(&tick.label, left, 33.0);
                }
            }
            let upright = |at: i64, from: f64| {
                let x = scene.scale.x(at).round() + 0.5;
                [x, from, x, head]
            };
            self.context.lines(
                &scene.palette.border,
                1.0,
                scene.ticks.large.iter().map(|tick| upright(tick.at, 4.0)),
            );
            self.context.lines(
                &scene.palette.border,
                1.0,
                scene.ticks.small.iter().map(|tick| upright(tick.at, 26.0)),
            );
            let mut now = Path::default();
            now.diamond(scene.scale.x(scene.now).round(), head - 6.0, 5.0);
            self.context.fill(&scene.palette.accent, &now);
        });
        self.context.lines(&scene.palette.border, 1.0, [[0.0, head - 0.5, width, head - 0.5]]);
        if names > 0.0 {
            self.context.lines(&scene.palette.border, 1.0, [[names - 0.5, 0.0, names - 0.5, head]]);
        }
    }
}
