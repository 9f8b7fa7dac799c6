//! One row of the table in the page.
//!
//! Drawn by hand, not by `view!`: rows are what scrolling, typing and polling change, dozens at a time, and here a change costs what differs
//! and nothing else. The nodes are made once a row and written again.

use super::row_nodes::RowNodes;
use crate::{
    health,
    operations::row_data::RowData,
    time::{iso, relative::relative},
    ui::{scale, status_look, whole_percent},
};
use operation::{Health, OperationKey};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

/// What a row shows, beside what the API said of it.
#[derive(Clone, Copy)]
pub struct RowContext<'a> {
    /// The present moment by the server's clock (ms).
    pub now: i64,
    /// Its place among all that match, from 0.
    pub place: usize,
    /// Its detail is shown.
    pub open: bool,
    /// It is selected.
    pub selected: bool,
    /// The address that opens its detail.
    pub href: &'a dyn Fn(&OperationKey) -> String,
    /// Changes whenever `href` would say something else of the same key.
    pub address: u64,
}

/// A row's nodes, and what they say.
pub struct RowElement {
    nodes: RowNodes,
    /// The words that stand in its times.
    relative: [String; 5],
    /// The words that stand in its duration.
    duration: String,
    stands: Option<u32>,
    shown: Option<Shown>,
}

/// What the nodes say at present.
struct Shown {
    data: RowData,
    address: u64,
    place: usize,
    open: bool,
    selected: bool,
    health: Option<Health>,
}

impl RowElement {
    /// A row that says nothing yet: copying nodes is far less work than making them.
    pub fn copy_of(blank: &RowNodes) -> Option<Self> {
        Some(Self {
            nodes: blank.copy()?,
            relative: Default::default(),
            duration: String::new(),
            stands: None,
            shown: None,
        })
    }

    /// Its `tr`.
    pub fn root(&self) -> &HtmlElement {
        self.nodes.root()
    }

    /// Its link, which takes the focus.
    pub fn link(&self) -> &HtmlElement {
        self.nodes.element(self.nodes.parts.link)
    }

    /// Puts it so many px below the top of all rows, or where its turn is.
    pub fn stand(&mut self, px: Option<u32>) {
        if self.stands != px {
            // By `top`, not by a transform: a row that comes is laid out anyway, and each transform is a layer for the browser to order.
            let place = px.map(|px| format!("{px}px")).unwrap_or_default();
            let _ = self.root().style().set_property("top", &place);
            self.stands = px;
        }
    }

    /// Whose row it is at present.
    pub fn key(&self) -> Option<&OperationKey> {
        self.shown.as_ref().map(|shown| &shown.data.key)
    }

    /// Says what there is to say now, touching only what differs.
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
            nodes.say(at.id, &data.key.id);
            nodes.set(at.track, "aria-label", &messages::list::progress_of_operation(&data.key.id));
            let select = messages::list::select_operation(&data.key.id, &data.key.device_id);
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
            // The bar moves where an operation has moved on, not where a row has become another operation's.
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
        // The browser has turned it already where somebody pressed it, and a range may mean something else.
        let check: &HtmlInputElement = nodes.element(at.check).unchecked_ref();
        if check.checked() != around.selected {
            check.set_checked(around.selected);
        }
        if was.is_none_or(|was| was.selected != around.selected) {
            nodes.root().class_list().toggle_with_force("is-selected", around.selected).ok();
        }
        for (part, text, same) in [
            (at.serial, &*data.serial, !differs(|a, b| a.serial == b.serial)),
            (at.group, data.groups.as_deref().unwrap_or_default(), !differs(|a, b| a.groups == b.groups)),
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
        // Most are at one end or the other; only what is under way needs a transform, which is a layer for the browser to order.
        let class = match (percent.unwrap_or(0), moves) {
            (0, _) => "progress-fill is-none",
            (100, false) => "progress-fill is-all",
            (_, false) => "progress-fill is-set",
            (_, true) => "progress-fill",
        };
        nodes.set(at.fill, "class", class);
        // A refused style leaves the bar where it is; its figure stands beside it.
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

    /// `moved`: another moment than the one that stands there.
    fn show_time(&mut self, column: usize, at: Option<i64>, moved: bool, around: RowContext<'_>) {
        let nodes = &self.nodes;
        let Some(cell) = nodes.parts.times[column] else { return };
        let words = at.map_or_else(|| "–".to_owned(), |at| relative(at, around.now));
        if words != self.relative[column] {
            nodes.say(cell.words, &words);
            self.relative[column] = words;
        }
        if !moved {
            return;
        }
        nodes.set_or_remove(cell.time, "datetime", at.map(iso::write).as_deref());
        // Its title is written once somebody looks, see `titles`.
        nodes.set_or_remove(cell.time, "title", None);
    }
}
