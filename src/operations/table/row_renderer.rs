//! Renders the rows in the document, and reserves space for the others.

use super::{
    row_element::{RowContext, RowElement},
    row_nodes::RowNodes,
    staying::stay,
    unreadable::unreadable,
    window::Window,
};
use crate::{
    operations::{columns::Chosen, row_data::RowData},
    sync::ListRow,
};
use history::RowId;
use leptos::prelude::document;
use operation::OperationKey;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

/// Characters for which the style sheet has room, so that most lists don't change.
const USUAL_ID: usize = 9;
/// Most characters of an id for which the column is widened: a UUID in braces.
const MOST_ID: usize = 38;

/// Renders rows into a `tbody`. A row that stays in sight keeps its node and its position; the node of a row that left is reused for a new one, so a
/// scroll step costs only the rows it adds. When all rows change, those in sight are written at once and the others by a later rendering, see
/// [`RowRenderer::is_behind`]. This halves the delay after a keystroke.
pub struct RowRenderer {
    body: HtmlElement,
    slots: Vec<Slot>,
    /// Empty row to clone.
    blank: RowNodes,
    /// Columns of the rows.
    chosen: Chosen,
    /// The nodes aren't in the order of the rows.
    untidy: bool,
    /// Characters of the longest id so far. The column doesn't shrink, so that it stays while scrolling.
    widest: usize,
    /// Reserved space and offset of the rows in it, in px.
    room: Option<(u32, i32)>,
}

struct Slot {
    row: ListRow,
    /// Index among all rows.
    place: usize,
    nodes: Nodes,
    /// Out of sight and not updated yet.
    behind: bool,
}

enum Nodes {
    Operation(Box<RowElement>),
    Unreadable(HtmlElement),
}

/// Input for a rendering.
pub struct Drawing<'a> {
    /// The rows of the window.
    pub rows: &'a [ListRow],
    /// Position of the window.
    pub window: Window,
    /// Only the window has changed since the last rendering: existing rows are up to date.
    pub same: bool,
    /// Reads the data of a row.
    pub read: &'a dyn Fn(RowId) -> RowData,
    /// Provides the context of a row, by its index in the window.
    pub around: &'a dyn Fn(usize, &OperationKey) -> RowContext<'a>,
}

impl RowRenderer {
    /// Creates a renderer without rows.
    pub fn new(body: HtmlElement, chosen: Chosen) -> Self {
        let blank = RowNodes::blank(chosen);
        Self { body, slots: Vec::new(), blank, chosen, untidy: false, widest: USUAL_ID, room: None }
    }

    /// Changes the columns. All rows are created again.
    pub fn choose(&mut self, chosen: Chosen) {
        if self.chosen != chosen {
            self.slots.drain(..).for_each(|slot| slot.root().remove());
            (self.blank, self.chosen) = (RowNodes::blank(chosen), chosen);
        }
    }

    /// Renders the rows of a window. The row of the focused operation keeps the focus if it is still there.
    pub fn draw(&mut self, drawing: &Drawing<'_>) {
        let focused = self.focused();
        let rows = drawing.rows;
        let mut old: Vec<Option<Slot>> = self.slots.drain(..).map(Some).collect();
        let mut places = found(&old, rows);
        let mut spare = spare(&old, &places).into_iter();
        for (place, _) in places.iter_mut().zip(rows).filter(|(place, row)| place.is_none() && is_known(row))
        {
            *place = spare.next();
        }
        for (at, row) in rows.iter().enumerate() {
            let there = places[at].and_then(|place| old.get_mut(place)).and_then(Option::take);
            let put_off = !drawing.same && !drawing.window.is_in_sight(at);
            let slot = match there {
                Some(slot) if put_off && slot.is_like(row) => {
                    Some(slot.behind(row, drawing.window.first + at))
                }
                there => self.filled(there, row, at, drawing),
            };
            if let Some(mut slot) = slot {
                slot.stand(drawing.window.place_of(at));
                self.slots.push(slot);
            }
        }
        old.into_iter().flatten().for_each(|slot| slot.root().remove());
        // While scrolling, only add the new rows: the position of a row doesn't depend on the order of the nodes.
        let scrolled = drawing.same && drawing.window.row > 0.0;
        if scrolled || self.untidy {
            self.append_new(&places);
            self.untidy |= places.iter().enumerate().any(|(at, place)| *place != Some(at));
        } else {
            self.arrange(&stay(&places));
        }
        if !scrolled {
            self.tidy();
        }
        self.widen();
        self.give_room(drawing.window);
        if let Some((node, key)) = focused {
            self.restore(&node, &key);
        }
    }

    fn filled(&self, there: Option<Slot>, row: &ListRow, at: usize, drawing: &Drawing<'_>) -> Option<Slot> {
        let place = drawing.window.first + at;
        let nodes = match (there, row) {
            (Some(slot), row) if drawing.same && !slot.behind && slot.row == *row && slot.place == place => {
                return Some(slot);
            }
            (Some(Slot { nodes: Nodes::Unreadable(nodes), .. }), ListRow::Unreadable(_)) => {
                Nodes::Unreadable(nodes)
            }
            (_, ListRow::Unreadable(row)) => Nodes::Unreadable(unreadable(row)?),
            (there, ListRow::Known(id)) => {
                let mut element = match there {
                    Some(Slot { nodes: Nodes::Operation(element), .. }) => element,
                    _ => Box::new(RowElement::copy_of(&self.blank)?),
                };
                let data = (drawing.read)(*id);
                let around = (drawing.around)(at, &data.key);
                element.show(data, around);
                Nodes::Operation(element)
            }
        };
        Some(Slot { row: row.clone(), place, nodes, behind: false })
    }

    /// Sorts the nodes by row, which is the order for screen readers. Call it when scrolling has stopped.
    pub fn tidy(&mut self) {
        if !std::mem::take(&mut self.untidy) {
            return;
        }
        let nodes = self.body.child_nodes();
        let children: Vec<Node> = (0..nodes.length()).filter_map(|at| nodes.get(at)).collect();
        let place = |slot: &Slot| {
            let root: &Node = slot.root();
            children.iter().position(|child| child == root)
        };
        let places: Vec<_> = self.slots.iter().map(place).collect();
        let focused = self.focused();
        self.arrange(&stay(&places));
        if let Some((node, key)) = focused {
            self.restore(&node, &key);
        }
    }

    /// Whether [`Self::tidy`] has work to do.
    pub fn is_untidy(&self) -> bool {
        self.untidy
    }

    /// Whether rows out of sight still need a rendering, with nothing else changed.
    pub fn is_behind(&self) -> bool {
        self.slots.iter().any(|slot| slot.behind)
    }

    fn append_new(&self, places: &[Option<usize>]) {
        for (slot, _) in self.slots.iter().zip(places).filter(|(_, place)| place.is_none()) {
            // Fails only if the body was removed from the document.
            let _ = self.body.append_child(slot.root());
        }
    }

    /// Sorts the nodes by slot. Moves as few as possible: a moved node loses focus and animation.
    fn arrange(&self, stays: &[bool]) {
        let mut next: Option<&Node> = None;
        for (slot, stays) in self.slots.iter().zip(stays).rev() {
            let node: &Node = slot.root();
            if !stays {
                // Fails only if the body was removed from the document.
                let _ = self.body.insert_before(node, next);
            }
            next = Some(node);
        }
    }

    /// Makes the column as wide as its ids: a part of an id tells nothing.
    fn widen(&mut self) {
        let widest = self.slots.iter().filter_map(Slot::key).map(|key| key.id.len()).max().unwrap_or(0);
        if widest > self.widest
            && let Some(table) = self.table()
        {
            let _ = table.style().set_property("--id", &widest.min(MOST_ID).to_string());
            self.widest = widest;
        }
    }

    fn table(&self) -> Option<HtmlElement> {
        self.body.parent_element()?.dyn_into().ok()
    }

    /// Reserves the space for all rows below the heading, and sets the offset of those in sight.
    fn give_room(&mut self, window: Window) {
        let room = window.room().zip(window.shift());
        if self.room == room {
            return;
        }
        // Whole px: formatting floats would add more to the bundle than this file.
        let height = room.map(|(room, _)| format!("calc({room}px + var(--ops-head))")).unwrap_or_default();
        let place = room.map(|(_, shift)| format!("translateY({shift}px)")).unwrap_or_default();
        if let Some(table) = self.table()
            && self.room.map(|(room, _)| room) != room.map(|(room, _)| room)
        {
            let _ = table.style().set_property("height", &height);
        }
        let _ = self.body.style().set_property("transform", &place);
        self.room = room;
    }

    fn focused(&self) -> Option<(Element, OperationKey)> {
        let active = document().active_element()?;
        if !self.body.contains(Some(&active)) {
            return None;
        }
        let slot = self.slots.iter().find(|slot| slot.root().contains(Some(&active)))?;
        Some((active, slot.key()?.clone()))
    }

    /// Restores the focus: `node` had it, as a part of the row of `key`.
    fn restore(&self, node: &Element, key: &OperationKey) {
        let row = self.slots.iter().find(|slot| slot.key() == Some(key));
        let still = document().active_element().as_ref() == Some(node);
        if still && row.is_some_and(|row| row.root().contains(Some(node))) {
            return;
        }
        let link = row.and_then(|slot| match &slot.nodes {
            Nodes::Operation(row) => Some(row.link().clone()),
            Nodes::Unreadable(..) => None,
        });
        // The row scrolled out of the document. Focus the table, so that keys still scroll it and no other row gets the focus.
        let table = || self.body.closest("[tabindex]").ok().flatten()?.dyn_into::<HtmlElement>().ok();
        if let Some(target) = link.or_else(table) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = target.focus_with_options(&options);
        }
    }
}

impl Slot {
    /// Whether the nodes can be reused for that row.
    fn is_like(&self, row: &ListRow) -> bool {
        is_known(&self.row) && is_known(row)
    }

    /// Reuses the nodes for a row that is rendered later.
    fn behind(self, row: &ListRow, place: usize) -> Self {
        Self { row: row.clone(), place, behind: true, ..self }
    }

    fn root(&self) -> &HtmlElement {
        match &self.nodes {
            Nodes::Operation(row) => row.root(),
            Nodes::Unreadable(element) => element,
        }
    }

    fn key(&self) -> Option<&OperationKey> {
        match &self.nodes {
            Nodes::Operation(row) => row.key(),
            Nodes::Unreadable(..) => None,
        }
    }

    fn stand(&mut self, px: Option<u32>) {
        if let Nodes::Operation(row) = &mut self.nodes {
            row.stand(px);
        }
    }
}

fn is_known(row: &ListRow) -> bool {
    matches!(row, ListRow::Known(_))
}

/// Old index of each row. Searches from the last hit, as most rows follow each other.
fn found(old: &[Option<Slot>], rows: &[ListRow]) -> Vec<Option<usize>> {
    let same = |place: usize, row: &ListRow| old[place].as_ref().is_some_and(|slot| slot.row == *row);
    let mut taken = vec![false; old.len()];
    let mut from = 0;
    let mut places = Vec::with_capacity(rows.len());
    for row in rows {
        let place = (from..old.len()).chain(0..from).find(|place| !taken[*place] && same(*place, row));
        if let Some(place) = place {
            taken[place] = true;
            from = place + 1;
        }
        places.push(place);
    }
    places
}

/// Indices of the slots whose operations are no longer shown.
fn spare(old: &[Option<Slot>], places: &[Option<usize>]) -> Vec<usize> {
    let mut taken = vec![false; old.len()];
    places.iter().flatten().for_each(|place| taken[*place] = true);
    let free = old.iter().zip(taken).enumerate();
    free.filter(|(_, (slot, taken))| !taken && slot.as_ref().is_some_and(|slot| is_known(&slot.row)))
        .map(|(place, _)| place)
        .collect()
}
