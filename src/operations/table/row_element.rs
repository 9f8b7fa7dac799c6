//! The DOM element of one table row.
//!
//! Rendered by hand instead of with `view!`: scrolling, typing and polling change dozens of rows at a time, and here an update writes only what
//! differs. The nodes are created once and reused. Measured in docs/adr/0018-rows-drawn-by-hand.md.

use super::row_nodes::RowNodes;
use crate::{
    health,
    operations::row_data::{RowData, date_style},
    time::{intl::format_instant, iso, relative::relative},
    ui::{scale, status_look, visible_marks, whole_percent},
};
use operation::{Health, OperationKey};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

/// What a row shows beside its data.
#[derive(Clone, Copy)]
pub struct RowContext<'a> {
    /// Current time by the server's clock, in ms.
    pub now: i64,
    /// The zone in force.
    pub zone: &'a str,
    /// Index among all matching rows, from 0.
    pub place: usize,
    /// The detail of this row is open.
    pub open: bool,
    /// The row is selected.
    pub selected: bool,
    /// Builds the address that opens the detail.
    pub href: &'a dyn Fn(&OperationKey) -> String,
    /// Changes whenever `href` would return another address for the same key.
    pub address: u64,
}

/// The nodes of a row, and the values they show.
pub struct RowElement {
    nodes: RowNodes,
    /// Text of the times.
    relative: [String; 5],
    /// Text of the duration.
    duration: String,
    stands: Option<u32>,
    shown: Option<Shown>,
}

/// The values that the nodes show.
struct Shown {
    data: RowData,
    address: u64,
    place: usize,
    open: bool,
    selected: bool,
    health: Option<Health>,
}

fn cell(text: &Option<Arc<str>>) -> &str {
    text.as_deref().unwrap_or_default()
}

impl RowElement {
    /// An empty row. Cloning nodes is much cheaper than creating them.
    pub fn copy_of(blank: &RowNodes) -> Option<Self> {
        Some(Self {
            nodes: blank.copy()?,
            relative: Default::default(),
            duration: String::new(),
            stands: None,
            shown: None,
        })
    }

    /// The `tr`.
    pub fn root(&self) -> &HtmlElement {
        self.nodes.root()
    }

    /// The link, which takes the focus.
    pub fn link(&self) -> &HtmlElement {
        self.nodes.element(self.nodes.parts.link)
    }

    /// Positions the row `px` below the top of all rows; `None` leaves it in the normal flow.
    pub fn stand(&mut self, px: Option<u32>) {
        if self.stands != px {
            // Uses `top` instead of a transform: a new row is laid out anyway, and each transform adds a compositor layer.
            let place = px.map(|px| format!("{px}px")).unwrap_or_default();
            let _ = self.root().style().set_property("top", &place);
            self.stands = px;
        }
    }

    /// Key of the operation that the row shows.
    pub fn key(&self) -> Option<&OperationKey> {
        self.shown.as_ref().map(|shown| &shown.data.key)
    }

    /// Shows the data. Writes only what differs.
    pub fn show(&mut self, data: RowData, around: RowContext<'_>) {
        let health = data.health(around.now);
        let (nodes, at) = (&self.nodes, &self.nodes.parts);
        let before = self.shown.take();
        let was = before.as_ref();
        let differs = |same: fn(&RowData, &RowData) -> bool| was.is_none_or(|was| !same(&was.data, &data));
        if differs(|a, b| a.key == b.key) || was.is_none_or(|was| was.address != around.address) {
            nodes.set(at.link, "href", &(around.href)(&data.key));
        }
        if differs(|a, b| a.key == b.key) {
            nodes.set(0, "data-operation-id", &data.key.id);
            nodes.set(0, "data-device-id", &data.key.device_id);
            let id = visible_marks(&data.key.id);
            nodes.say(at.id, &id);
            nodes.set(at.track, "aria-label", &messages::list::progress_of_operation(&id));
            let select = messages::list::select_operation(&id, &visible_marks(&data.key.device_id));
            nodes.set(at.check, "aria-label", &select);
        }
        if differs(|a, b| a.operation_type == b.operation_type) {
            nodes.say(at.kind, &data.operation_type);
        }
        if differs(|a, b| a.device == b.device) {
            nodes.say(at.device, &data.device);
        }
        if differs(|a, b| a.device_more == b.device_more) {
            nodes.say(at.device_more, &data.device_more);
        }
        if differs(|a, b| a.status == b.status) {
            self.show_status(&data.status);
        }
        if differs(|a, b| a.progress == b.progress) {
            // Animate the progress bar only if the same operation has progressed, not if the row now shows another operation.
            let moves = !differs(|a, b| a.key == b.key);
            self.show_progress(data.progress, moves);
        }
        if was.map(|was| was.health) != Some(health) {
            self.show_health(health);
        }
        if was.is_none_or(|was| was.place != around.place) {
            // The heading is row 1.
            nodes.set(0, "aria-rowindex", &(around.place + 2).to_string());
        }
        if was.is_none_or(|was| was.open != around.open) {
            nodes.root().class_list().toggle_with_force("is-open", around.open).ok();
            let selected = around.open.then_some("true");
            nodes.set_or_remove(0, "aria-selected", selected);
        }
        // Compare with the DOM: the browser has already toggled a clicked checkbox, which is wrong for a range selection.
        let check: &HtmlInputElement = nodes.element(at.check).unchecked_ref();
        if check.checked() != around.selected {
            check.set_checked(around.selected);
        }
        if was.is_none_or(|was| was.selected != around.selected) {
            nodes.root().class_list().toggle_with_force("is-selected", around.selected).ok();
        }
        for (part, text, same) in [
            (at.serial, &*data.serial, !differs(|a, b| a.serial == b.serial)),
            (at.group, cell(&data.computed[0]), !differs(|a, b| a.computed[0] == b.computed[0])),
            (at.reason, cell(&data.computed[1]), !differs(|a, b| a.computed[1] == b.computed[1])),
            (at.priority, &*data.priority, !differs(|a, b| a.priority == b.priority)),
        ] {
            if let (Some(part), false) = (part, same) {
                nodes.say(part, text);
            }
        }
        if let Some(part) = at.duration {
            let words = data.duration(around.now);
            if words != self.duration {
                nodes.say(part, &words);
                self.duration = words;
            }
        }
        for (column, &at) in data.times.iter().enumerate() {
            let moved = was.is_none_or(|was| was.data.times[column] != at);
            self.show_time(column, at, moved, around);
        }
        let RowContext { place, open, selected, address, .. } = around;
        self.shown = Some(Shown { data, address, place, open, selected, health });
    }

    fn show_status(&self, status: &str) {
        let (nodes, at) = (&self.nodes, &self.nodes.parts);
        let look = status_look(status);
        nodes.set(at.status, "class", &format!("status {}", look.class));
        nodes.set(at.status_icon, "href", look.icon.href());
        nodes.say(at.status_word, &look.word);
        nodes.set(at.progress, "class", &format!("progress {}", look.class));
    }

    fn show_progress(&self, progress: Option<f32>, moves: bool) {
        let (nodes, at) = (&self.nodes, &self.nodes.parts);
        let percent = progress.map(whole_percent);
        let (text, spoken) = match percent {
            Some(value) => (format!("{value}\u{202f}%"), messages::ui::percent(value.into())),
            None => ("–".to_owned(), messages::ui::progress_not_known().to_owned()),
        };
        nodes.say(at.percent, &text);
        nodes.set(at.track, "aria-valuetext", &spoken);
        nodes.set_or_remove(at.track, "aria-valuenow", percent.map(|value| value.to_string()).as_deref());
        // Most bars are empty or full. Only one in progress needs a transform, which adds a compositor layer.
        let class = match (percent.unwrap_or(0), moves) {
            (0, _) => "progress-fill is-none",
            (100, false) => "progress-fill is-all",
            (_, false) => "progress-fill is-set",
            (_, true) => "progress-fill",
        };
        nodes.set(at.fill, "class", class);
        // If the style is rejected, the bar doesn't move; the number beside it is right.
        let _ = nodes.element(at.fill).style().set_property("transform", &scale(percent.unwrap_or(0)));
    }

    fn show_health(&self, health: Option<Health>) {
        let (nodes, at) = (&self.nodes, &self.nodes.parts);
        nodes.set_or_remove(at.flag, "hidden", health.is_none().then_some(""));
        if let Some(of) = health {
            nodes.set(at.flag, "class", health::class(of));
            nodes.set(at.flag, "title", health::reason(of));
            nodes.say(at.flag_word, health::word(of));
            nodes.say(at.flag_why, &format!(": {}", health::reason(of)));
        }
    }

    /// `moved`: the instant differs from the one shown.
    fn show_time(&mut self, column: usize, at: Option<i64>, moved: bool, around: RowContext<'_>) {
        let nodes = &self.nodes;
        let Some(cell) = nodes.parts.times[column] else { return };
        let words = at.map_or_else(|| "–".to_owned(), |at| moment(at, around));
        if words != self.relative[column] {
            nodes.say(cell.words, &words);
            self.relative[column] = words;
        }
        if !moved {
            return;
        }
        nodes.set_or_remove(cell.time, "datetime", at.map(iso::write).as_deref());
        // The title is set when it is needed, see `titles`.
        nodes.set_or_remove(cell.time, "title", None);
    }
}

/// Text of a time: relative within a day, else a date.
fn moment(at: i64, around: RowContext<'_>) -> String {
    match date_style(at, around.now) {
        Some(style) => format_instant(at, around.zone, style),
        None => relative(at, around.now),
    }
}
