//! One row of the table in the page.
//!
//! Drawn by hand, not by `view!`: rows are what scrolling, typing and polling change, dozens at a time, and here a change costs what differs
//! and nothing else. The nodes are made once a row and written again.

use crate::{
    operations::{
        columns::Chosen,
        row_data::{RowData, Trouble},
    },
    route::OperationKey,
    time::{intl::Style, intl::format_instant, iso, relative::relative},
    ui::{IconName, scale, status_look, whole_percent},
};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

const SVG: &str = "http://www.w3.org/2000/svg";
/// The columns of [`RowData::times`], and the classes of their cells.
const TIMES: [(&str, &str); 5] = [
    ("scheduled", "cell-time cell-scheduled"),
    ("started", "cell-time cell-started"),
    ("completed", "cell-time cell-completed"),
    ("created", "cell-time cell-created"),
    ("updated", "cell-time cell-updated"),
];

/// What a row shows, beside what the API said of it.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The present moment by the server's clock (ms).
    pub now: i64,
    /// The zone in force.
    pub zone: &'a str,
    /// Its place among all that match, from 0.
    pub place: usize,
    /// Its detail is shown.
    pub open: bool,
    /// Somebody has picked it.
    pub picked: bool,
    /// The address that opens its detail.
    pub href: &'a dyn Fn(&OperationKey) -> String,
    /// Changes whenever `href` would say something else of the same key.
    pub address: u64,
}

/// A row's nodes, and what they say.
pub struct RowElement {
    root: HtmlElement,
    check: HtmlInputElement,
    link: Element,
    kind: Element,
    device: Element,
    device_more: Element,
    status: Element,
    status_icon: Element,
    status_word: Element,
    flag: Element,
    flag_word: Element,
    flag_why: Element,
    progress: Element,
    track: Element,
    fill: HtmlElement,
    percent: Element,
    serial: Element,
    priority: Element,
    times: [Option<TimeCell>; 5],
    duration: Option<Element>,
    shown: Option<Shown>,
}

struct TimeCell {
    time: Element,
    relative: Element,
    absolute: Element,
    none: Element,
    words: String,
}

/// What the nodes say at present.
struct Shown {
    data: RowData,
    zone: String,
    address: u64,
    place: usize,
    open: bool,
    trouble: Option<Trouble>,
}

impl RowElement {
    /// The nodes of a row that says nothing yet; the cells of columns that aren't chosen stay out of the page. `None` where the
    /// browser refuses to make one, which none does.
    pub fn new(chosen: Chosen) -> Option<Self> {
        let root = element("tr", "ops-row")?;
        root.set_attribute("role", "row").ok()?;
        let cell = |column: &str, class: &str| cell(&root, class, chosen.has(column));
        let check = put(&self::cell(&root, "cell-check", true)?, "input", "checkbox")?;
        check.set_attribute("type", "checkbox").ok()?;
        let link = put(&cell("id", "cell-id")?, "a", "row-link mono")?;
        let kind = cell("type", "cell-type")?;
        let device_cell = cell("device", "cell-device")?;
        let device = put(&device_cell, "span", "device-name bidi")?;
        let device_more = put(&device_cell, "span", "device-more mono")?;
        let serial = cell("serial", "cell-serial mono")?;
        let status_cell = cell("status", "cell-status")?;
        let status = put(&status_cell, "span", "status")?;
        let status_icon = icon(&status, IconName::Unknown)?;
        let status_word = put(&status, "span", "status-word")?;
        let flag = put(&status_cell, "span", "flag")?;
        icon(&flag, IconName::Stalled)?;
        let flag_word = put(&flag, "span", "")?;
        let flag_why = put(&flag, "span", "visually-hidden")?;
        flag.set_attribute("hidden", "").ok()?;
        let progress = put(&cell("progress", "cell-progress")?, "div", "progress")?;
        let track = put(&progress, "div", "progress-track")?;
        for (name, value) in [("role", "progressbar"), ("aria-valuemin", "0"), ("aria-valuemax", "100")] {
            track.set_attribute(name, value).ok()?;
        }
        let fill = put(&track, "div", "progress-fill")?.dyn_into().ok()?;
        let percent = put(&progress, "span", "progress-text")?;
        percent.set_attribute("aria-hidden", "true").ok()?;
        let priority = cell("priority", "cell-priority")?;
        let time =
            |(column, class): (&str, &str)| chosen.has(column).then(|| TimeCell::new(&root, class)).flatten();
        let times = TIMES.map(time);
        let duration = chosen.has("duration").then(|| cell("duration", "cell-time")).flatten();
        Some(Self {
            root: root.dyn_into().ok()?,
            check: check.dyn_into().ok()?,
            link,
            kind,
            device,
            device_more,
            status,
            status_icon,
            status_word,
            flag,
            flag_word,
            flag_why,
            progress,
            track,
            fill,
            percent,
            serial,
            priority,
            times,
            duration,
            shown: None,
        })
    }

    /// Its `tr`.
    pub fn root(&self) -> &HtmlElement {
        &self.root
    }

    /// Its link, which takes the focus.
    pub fn link(&self) -> Option<&HtmlElement> {
        self.link.dyn_ref()
    }

    /// Whose row it is at present.
    pub fn key(&self) -> Option<&OperationKey> {
        self.shown.as_ref().map(|shown| &shown.data.key)
    }

    /// Says what there is to say now, touching only what differs.
    pub fn show(&mut self, data: RowData, around: Around<'_>) {
        let trouble = data.trouble(around.now);
        let before = self.shown.take();
        let was = before.as_ref();
        let differs = |same: fn(&RowData, &RowData) -> bool| was.is_none_or(|was| !same(&was.data, &data));
        if differs(|a, b| a.key == b.key) || was.is_none_or(|was| was.address != around.address) {
            set(&self.link, "href", &(around.href)(&data.key));
        }
        if differs(|a, b| a.key == b.key) {
            set(&self.root, "data-operation-id", &data.key.id);
            set(&self.root, "data-device-id", &data.key.device_id);
            set(&self.link, "title", &data.key.id);
            self.link.set_text_content(Some(&data.key.id));
            set(&self.track, "aria-label", &format!("Progress of {}", data.key.id));
            set(&self.check, "aria-label", &format!("Select {} {}", data.key.id, data.key.device_id));
        }
        if differs(|a, b| a.operation_type == b.operation_type) {
            set(&self.kind, "title", &data.operation_type);
            self.kind.set_text_content(Some(&data.operation_type));
        }
        if differs(|a, b| a.device == b.device) {
            set(&self.device, "title", &data.device);
            self.device.set_text_content(Some(&data.device));
        }
        if differs(|a, b| a.device_more == b.device_more) {
            self.device_more.set_text_content(Some(&data.device_more));
        }
        if differs(|a, b| a.status == b.status) {
            self.show_status(&data.status);
        }
        if differs(|a, b| a.progress == b.progress) {
            self.show_progress(data.progress);
        }
        if was.map(|was| was.trouble) != Some(trouble) {
            self.show_trouble(trouble);
        }
        if was.is_none_or(|was| was.place != around.place) {
            // The heading is row 1.
            set(&self.root, "aria-rowindex", &(around.place + 2).to_string());
        }
        if was.is_none_or(|was| was.open != around.open) {
            self.root.class_list().toggle_with_force("is-open", around.open).ok();
            let selected = around.open.then_some("true");
            set_or_remove(&self.root, "aria-selected", selected);
        }
        // The browser has turned it already where somebody pressed it, and a range may mean something else.
        if self.check.checked() != around.picked {
            self.check.set_checked(around.picked);
        }
        self.root.class_list().toggle_with_force("is-picked", around.picked).ok();
        if differs(|a, b| a.serial == b.serial) {
            self.serial.set_text_content(Some(&data.serial));
        }
        if differs(|a, b| a.priority == b.priority) {
            self.priority.set_text_content(Some(&data.priority));
        }
        if let Some(cell) = &self.duration {
            let words = data.duration(around.now);
            if cell.text_content().as_deref() != Some(&words) {
                cell.set_text_content(Some(&words));
            }
        }
        for (index, cell) in self.times.iter_mut().enumerate() {
            let Some(cell) = cell else { continue };
            let at = data.times[index];
            let moved = was.is_none_or(|was| was.data.times[index] != at || was.zone != around.zone);
            cell.show(at, moved, around);
        }
        let Around { place, open, address, .. } = around;
        let zone = match before {
            Some(before) if before.zone == around.zone => before.zone,
            _ => around.zone.to_owned(),
        };
        self.shown = Some(Shown { data, zone, address, place, open, trouble });
    }

    fn show_status(&self, status: &str) {
        let look = status_look(status);
        set(&self.status, "class", &format!("status {}", look.class));
        set(&self.status_icon, "href", look.icon.href());
        self.status_word.set_text_content(Some(&look.word));
        set(&self.progress, "class", &format!("progress {}", look.class));
    }

    fn show_progress(&self, progress: Option<f32>) {
        let percent = progress.map(whole_percent);
        let (text, spoken) = match percent {
            Some(value) => (format!("{value}\u{202f}%"), format!("{value} %")),
            None => ("–".to_owned(), "not known".to_owned()),
        };
        self.percent.set_text_content(Some(&text));
        set(&self.track, "aria-valuetext", &spoken);
        set_or_remove(&self.track, "aria-valuenow", percent.map(|value| value.to_string()).as_deref());
        // A refused style leaves the bar where it is; its figure stands beside it.
        let _ = self.fill.style().set_property("transform", &scale(percent.unwrap_or(0)));
    }

    fn show_trouble(&self, trouble: Option<Trouble>) {
        set_or_remove(&self.flag, "hidden", trouble.is_none().then_some(""));
        if let Some(trouble) = trouble {
            set(&self.flag, "class", trouble.class());
            set(&self.flag, "title", trouble.why());
            self.flag_word.set_text_content(Some(trouble.word()));
            self.flag_why.set_text_content(Some(&format!(": {}", trouble.why())));
        }
    }
}

impl TimeCell {
    fn new(row: &Element, class: &str) -> Option<Self> {
        let cell = cell(row, class, true)?;
        let time = put(&cell, "time", "time")?;
        let relative = put(&time, "span", "")?;
        let absolute = put(&time, "span", "visually-hidden")?;
        let none = put(&cell, "span", "time time--none")?;
        none.set_text_content(Some("–"));
        Some(Self { time, relative, absolute, none, words: String::new() })
    }

    /// `moved`: another moment than the one that stands there, or another zone.
    fn show(&mut self, at: Option<i64>, moved: bool, around: Around<'_>) {
        let words = at.map(|at| relative(at, around.now)).unwrap_or_default();
        if words != self.words {
            self.relative.set_text_content(Some(&words));
            self.words = words;
        }
        if !moved {
            return;
        }
        set_or_remove(&self.time, "hidden", at.is_none().then_some(""));
        set_or_remove(&self.none, "hidden", at.is_some().then_some(""));
        if let Some(at) = at {
            let absolute = format!("{} ({})", format_instant(at, around.zone, Style::Full), around.zone);
            set(&self.time, "datetime", &iso::write(at));
            set(&self.time, "title", &absolute);
            self.absolute.set_text_content(Some(&format!(", {absolute}")));
        }
    }
}

fn element(name: &str, class: &str) -> Option<Element> {
    let element = document().create_element(name).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    Some(element)
}

fn put(parent: &Element, name: &str, class: &str) -> Option<Element> {
    let child = element(name, class)?;
    parent.append_child(&child).ok()?;
    Some(child)
}

/// A cell at the end of a row, or, not `shown`, of none.
fn cell(row: &Element, class: &str, shown: bool) -> Option<Element> {
    let cell = element("td", class)?;
    cell.set_attribute("role", "cell").ok()?;
    if shown {
        row.append_child(&cell).ok()?;
    }
    Some(cell)
}

/// The `use` of a drawing.
pub fn icon(parent: &Element, name: IconName) -> Option<Element> {
    let svg = document().create_element_ns(Some(SVG), "svg").ok()?;
    for (attribute, value) in [
        ("class", "icon"),
        ("width", "16"),
        ("height", "16"),
        ("focusable", "false"),
        ("aria-hidden", "true"),
    ] {
        svg.set_attribute(attribute, value).ok()?;
    }
    let drawing = document().create_element_ns(Some(SVG), "use").ok()?;
    drawing.set_attribute("href", name.href()).ok()?;
    svg.append_child(&drawing).ok()?;
    parent.append_child(&svg).ok()?;
    Some(drawing)
}

/// Names are ours and values are text: what `setAttribute` could refuse, it isn't given.
fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

fn set_or_remove(element: &Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => set(element, name, value),
        None => drop(element.remove_attribute(name)),
    }
}
