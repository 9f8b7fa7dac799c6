//! The rows that stand in the page, and the room that the others would take.

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

/// Draws into a `tbody`. A row that is still in sight keeps its nodes and its place among them; the nodes of one that has left are written
/// again for one that comes. So a step of scrolling costs the rows that it brings, and nothing else. Where all rows change, those in sight
/// are written at once and the others when [`RowRenderer::is_behind`] is asked: a letter typed is on the screen in half the time.
pub struct RowRenderer {
    body: HtmlElement,
    slots: Vec<Slot>,
    /// A row that says nothing, to be copied.
    blank: RowNodes,
    /// The columns that it has.
    chosen: Chosen,
    /// The nodes don't stand in the order of the rows.
    untidy: bool,
    /// The room that was given, and where the rows' places begin in it, in px.
    room: Option<(u32, i32)>,
}

struct Slot {
    row: ListRow,
    /// Its place among all rows.
    place: usize,
    nodes: Nodes,
    /// Out of sight, it still says what it said before.
    behind: bool,
}

enum Nodes {
    Operation(Box<RowElement>),
    Unreadable(HtmlElement),
}

/// What rows are drawn from.
pub struct Drawing<'a> {
    /// The rows of the window.
    pub rows: &'a [ListRow],
    /// Where they stand.
    pub window: Window,
    /// Nothing but the window has changed since the last drawing: a row that is there already says what it should.
    pub same: bool,
    /// Reads a row.
    pub read: &'a dyn Fn(RowId) -> RowData,
    /// What a row shows beside what was read: by its place in the window.
    pub around: &'a dyn Fn(usize, &OperationKey) -> RowContext<'a>,
}

impl RowRenderer {
    /// An empty one.
    pub fn new(body: HtmlElement, chosen: Chosen) -> Self {
        Self { body, slots: Vec::new(), blank: RowNodes::blank(chosen), chosen, untidy: false, room: None }
    }

    /// Other columns: every row is made anew.
    pub fn choose(&mut self, chosen: Chosen) {
        if self.chosen != chosen {
            self.slots.drain(..).for_each(|slot| slot.root().remove());
            (self.blank, self.chosen) = (RowNodes::blank(chosen), chosen);
        }
    }

    /// Draws the rows of a window. Whoever had the focus has it still: the row of the same operation, where that is among them.
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
        // While it is scrolled, only what is new has to come into the page: where a row stands doesn't depend on the order of the nodes.
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

    /// Brings the nodes into the order of the rows, which is the order in which they are read out, once scrolling rests.
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

    /// Whether [`Self::tidy`] has something to do.
    pub fn is_untidy(&self) -> bool {
        self.untidy
    }

    /// Whether rows out of sight wait to be drawn: by another drawing in which nothing else has changed.
    pub fn is_behind(&self) -> bool {
        self.slots.iter().any(|slot| slot.behind)
    }

    fn append_new(&self, places: &[Option<usize>]) {
        for (slot, _) in self.slots.iter().zip(places).filter(|(_, place)| place.is_none()) {
            // Refused only where the body itself has left the page.
            let _ = self.body.append_child(slot.root());
        }
    }

    /// Brings the nodes into the order of the slots, moving only what doesn't stay: a node that is moved loses focus and animation.
    fn arrange(&self, stays: &[bool]) {
        let mut next: Option<&Node> = None;
        for (slot, stays) in self.slots.iter().zip(stays).rev() {
            let node: &Node = slot.root();
            if !stays {
                // Refused only where the body itself has left the page.
                let _ = self.body.insert_before(node, next);
            }
            next = Some(node);
        }
    }

    /// Room for all rows under the heading, and the place from which those in sight stand in it.
    fn give_room(&mut self, window: Window) {
        let room = window.room().zip(window.shift());
        if self.room == room {
            return;
        }
        // Whole px: writing floats costs the bundle more than this file.
        let height = room.map(|(room, _)| format!("calc({room}px + var(--ops-head))")).unwrap_or_default();
        let place = room.map(|(_, shift)| format!("translateY({shift}px)")).unwrap_or_default();
        if let Some(table) = self.body.parent_element().and_then(|table| table.dyn_into::<HtmlElement>().ok())
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

    /// `node` had the focus, as a part of the row of `key`.
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
        // Scrolled out of the page: the table itself, so that keys go on scrolling it and no other operation is taken for that one.
        let table = || self.body.closest("[tabindex]").ok().flatten()?.dyn_into::<HtmlElement>().ok();
        if let Some(target) = link.or_else(table) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = target.focus_with_options(&options);
        }
    }
}

impl Slot {
    /// Whether its nodes can be those of that row.
    fn is_like(&self, row: &ListRow) -> bool {
        is_known(&self.row) && is_known(row)
    }

    /// The same nodes for a row that is drawn later.
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

/// Where each of the rows stood before. They are looked for from where the last was found, as most stand in a run.
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

/// Where nodes of rows of operations stand that are no longer shown.
fn spare(old: &[Option<Slot>], places: &[Option<usize>]) -> Vec<usize> {
    let mut taken = vec![false; old.len()];
    places.iter().flatten().for_each(|place| taken[*place] = true);
    let free = old.iter().zip(taken).enumerate();
    free.filter(|(_, (slot, taken))| !taken && slot.as_ref().is_some_and(|slot| is_known(&slot.row)))
        .map(|(place, _)| place)
        .collect()
}
