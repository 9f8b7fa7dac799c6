//! The nodes of a row: created once, cloned for each row, and identified by document order.

use crate::{operations::columns::Chosen, ui::IconName};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node, Text};

const SVG: &str = "http://www.w3.org/2000/svg";
/// Column and cell class of the five times, in the order of the row's data.
const TIMES: [(&str, &str); 5] = [
    ("scheduled", "cell-time cell-scheduled"),
    ("started", "cell-time cell-started"),
    ("completed", "cell-time cell-completed"),
    ("created", "cell-time cell-created"),
    ("updated", "cell-time cell-updated"),
];

/// The nodes of a row in document order, and their roles.
pub struct RowNodes {
    nodes: Vec<Node>,
    /// Index of each part.
    pub parts: Parts,
}

/// Index of each part in document order. The root is 0.
#[derive(Clone, Copy, Default)]
pub struct Parts {
    pub check: usize,
    pub link: usize,
    pub id: usize,
    pub kind: usize,
    pub device: usize,
    pub device_more: usize,
    pub serial: Option<usize>,
    pub group: Option<usize>,
    pub status: usize,
    pub reason: Option<usize>,
    pub status_icon: usize,
    pub status_word: usize,
    pub flag: usize,
    pub flag_word: usize,
    pub flag_why: usize,
    pub progress: usize,
    pub track: usize,
    pub fill: usize,
    pub percent: usize,
    pub priority: Option<usize>,
    pub times: [Option<TimeParts>; 5],
    pub duration: Option<usize>,
}

/// The nodes of a time.
#[derive(Clone, Copy, Default)]
pub struct TimeParts {
    pub time: usize,
    pub words: usize,
}

impl RowNodes {
    /// An empty row with these columns.
    pub fn blank(chosen: Chosen) -> Self {
        let root = document().create_element("tr").map(Node::from);
        let root = root.unwrap_or_else(|_| document().create_text_node("").into());
        let mut made = Self { nodes: vec![root], parts: Parts::default() };
        made.set(0, "class", "ops-row");
        made.set(0, "role", "row");
        made.parts = Parts::make(&mut made, chosen);
        made
    }

    /// Clones the row.
    pub fn copy(&self) -> Option<Self> {
        let root = self.nodes.first()?.clone_node_with_deep(true).ok()?;
        let mut nodes = Vec::with_capacity(self.nodes.len());
        collect(root, &mut nodes);
        (nodes.len() == self.nodes.len()).then_some(Self { nodes, parts: self.parts })
    }

    /// The `tr`.
    pub fn root(&self) -> &HtmlElement {
        self.nodes[0].unchecked_ref()
    }

    /// The element at an index.
    pub fn element(&self, part: usize) -> &HtmlElement {
        self.nodes[part].unchecked_ref()
    }

    /// Ignores errors of `setAttribute`: the names are constants and valid.
    pub fn set(&self, part: usize, name: &str, value: &str) {
        let _ = self.nodes[part].unchecked_ref::<Element>().set_attribute(name, value);
    }

    /// Sets or removes an attribute.
    pub fn set_or_remove(&self, part: usize, name: &str, value: Option<&str>) {
        match value {
            Some(value) => self.set(part, name, value),
            None => drop(self.nodes[part].unchecked_ref::<Element>().remove_attribute(name)),
        }
    }

    /// Writes to a text node. Translators of browsers replace text nodes, so its place is checked first.
    pub fn say(&self, part: usize, words: &str) {
        // A text node is the first child of its parent, which is the node before it.
        let (parent, text) = (&self.nodes[part - 1], &self.nodes[part]);
        if text.parent_node().as_ref() != Some(parent) {
            parent.set_text_content(None);
            // Can't fail for nodes created here.
            let _ = parent.append_child(text);
        }
        text.unchecked_ref::<Text>().set_data(words);
    }

    fn add(&mut self, parent: usize, node: Node) -> usize {
        // Can't fail for nodes created here.
        let _ = self.nodes[parent].append_child(&node);
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    fn put(&mut self, parent: usize, name: &str, class: &str) -> usize {
        let Ok(element) = document().create_element(name) else { return parent };
        if !class.is_empty() {
            element.set_class_name(class);
        }
        self.add(parent, element.into())
    }

    fn cell(&mut self, class: &str) -> usize {
        let cell = self.put(0, "td", class);
        self.set(cell, "role", "cell");
        cell
    }

    /// Cell of an optional column. Its content is created even if the column is hidden.
    fn hideable(&mut self, class: &str, shown: bool) -> usize {
        let cell = self.cell(class);
        if !shown {
            self.set(cell, "hidden", "");
        }
        cell
    }

    /// Cell with only text; `None` if the column is hidden.
    fn worded(&mut self, class: &str, shown: bool) -> Option<usize> {
        shown.then(|| {
            let cell = self.cell(class);
            self.words(cell, "")
        })
    }

    /// Adds a text node that can be updated in place. It must be the only child of `parent`.
    fn words(&mut self, parent: usize, words: &str) -> usize {
        self.add(parent, document().create_text_node(words).into())
    }

    fn icon(&mut self, parent: usize, name: IconName) -> usize {
        let Some((svg, drawing)) = icon(name) else { return parent };
        let svg = self.add(parent, svg.into());
        self.add(svg, drawing.into())
    }
}

impl Parts {
    /// Depth first, in document order, so that the nodes of a clone are found in the same order.
    fn make(row: &mut RowNodes, chosen: Chosen) -> Self {
        let mut parts = Self::default();
        let check = row.cell("cell-check");
        parts.check = row.put(check, "input", "checkbox");
        row.set(parts.check, "type", "checkbox");
        let id = row.cell("cell-id");
        parts.link = row.put(id, "a", "row-link mono");
        parts.id = row.words(parts.link, "");
        let kind = row.hideable("cell-type", chosen.has("type"));
        parts.kind = row.words(kind, "");
        let device_cell = row.hideable("cell-device", chosen.has("device"));
        let device = row.put(device_cell, "span", "device-name bidi");
        parts.device = row.words(device, "");
        let device_more = row.put(device_cell, "span", "device-more mono");
        parts.device_more = row.words(device_more, "");
        parts.serial = row.worded("cell-serial mono", chosen.has("serial"));
        parts.group = row.worded("cell-group", chosen.has("group"));
        let status_cell = row.hideable("cell-status", chosen.has("status"));
        parts.status = row.put(status_cell, "span", "status");
        parts.status_icon = row.icon(parts.status, IconName::Unknown);
        let word = row.put(parts.status, "span", "status-word");
        parts.status_word = row.words(word, "");
        parts.flag = row.put(status_cell, "span", "flag");
        row.set(parts.flag, "hidden", "");
        row.icon(parts.flag, IconName::Stalled);
        let word = row.put(parts.flag, "span", "");
        parts.flag_word = row.words(word, "");
        let why = row.put(parts.flag, "span", "visually-hidden");
        parts.flag_why = row.words(why, "");
        parts.reason = row.worded("cell-reason bidi", chosen.has("reason"));
        let progress_cell = row.hideable("cell-progress", chosen.has("progress"));
        parts.progress = row.put(progress_cell, "div", "progress");
        parts.track = row.put(parts.progress, "div", "progress-track");
        for (name, value) in [("role", "progressbar"), ("aria-valuemin", "0"), ("aria-valuemax", "100")] {
            row.set(parts.track, name, value);
        }
        parts.fill = row.put(parts.track, "div", "progress-fill");
        let percent = row.put(parts.progress, "span", "progress-text");
        row.set(percent, "aria-hidden", "true");
        parts.percent = row.words(percent, "");
        parts.priority = row.worded("cell-priority", chosen.has("priority"));
        parts.times = TIMES.map(|(column, class)| chosen.has(column).then(|| TimeParts::make(row, class)));
        parts.duration = row.worded("cell-time cell-duration", chosen.has("duration"));
        parts
    }
}

impl TimeParts {
    fn make(row: &mut RowNodes, class: &str) -> Self {
        let cell = row.cell(class);
        let time = row.put(cell, "time", "time");
        Self { time, words: row.words(time, "") }
    }
}

/// Collects a node and its descendants in document order.
fn collect(node: Node, into: &mut Vec<Node>) {
    let mut child = node.first_child();
    into.push(node);
    while let Some(node) = child {
        child = node.next_sibling();
        collect(node, into);
    }
}

/// The `svg` of an icon, and its `use`.
pub fn icon(name: IconName) -> Option<(Element, Element)> {
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
    Some((svg, drawing))
}
