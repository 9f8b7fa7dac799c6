//! The rows that stand in the page, and the room that the others would take.

use super::{
    row_element::{Around, RowElement, icon},
    window::Window,
};
use crate::{operations::columns::Chosen, route::OperationKey, ui::IconName};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use wire::Unreadable;

/// Draws into a `tbody`. Rows are kept by their place in the window, so that scrolling writes into nodes that are there.
pub struct Board {
    body: Element,
    above: HtmlElement,
    below: HtmlElement,
    slots: Vec<Slot>,
    chosen: Chosen,
}

enum Slot {
    Operation(Box<RowElement>),
    Unreadable(Element, Unreadable),
}

/// What stands in a slot.
pub enum Drawn {
    /// An operation, to be shown by what it is given.
    Operation(crate::operations::row_data::RowData),
    /// What came instead of one.
    Unreadable(Unreadable),
}

impl Board {
    /// An empty one. `None` where the browser refuses to make nodes, which none does.
    pub fn new(body: Element) -> Option<Self> {
        let space = || -> Option<HtmlElement> {
            let row = document().create_element("tr").ok()?;
            row.set_class_name("ops-space");
            row.set_attribute("aria-hidden", "true").ok()?;
            row.set_attribute("hidden", "").ok()?;
            body.append_child(&row).ok()?;
            row.dyn_into().ok()
        };
        let (above, below) = (space()?, space()?);
        Some(Self { body, above, below, slots: Vec::new(), chosen: Chosen::default() })
    }

    /// Draws the rows of a window. Whoever had the focus has it still: the row of the same operation, where that is among them.
    pub fn draw<'a>(
        &mut self,
        window: Window,
        chosen: Chosen,
        rows: impl Iterator<Item = Drawn>,
        around: impl Fn(usize, &OperationKey) -> Around<'a>,
    ) {
        let focused = self.focused();
        if self.chosen != chosen {
            self.chosen = chosen;
            self.slots.drain(..).for_each(|slot| slot.root().remove());
        }
        give_room(&self.above, window.above);
        give_room(&self.below, window.below);
        let mut count = 0;
        for row in rows {
            self.put(count, row, window.first, &around);
            count += 1;
        }
        for slot in self.slots.drain(count.min(self.slots.len())..) {
            slot.root().remove();
        }
        if let Some((slot, key)) = focused {
            self.restore(slot, &key);
        }
    }

    /// The height of a row that stands in the page, in px.
    pub fn row_height(&self) -> Option<f64> {
        let row = self.slots.iter().find(|slot| matches!(slot, Slot::Operation(_)))?;
        Some(row.root().get_bounding_client_rect().height()).filter(|height| *height > 0.0)
    }

    fn put<'a>(
        &mut self,
        at: usize,
        row: Drawn,
        first: usize,
        around: &impl Fn(usize, &OperationKey) -> Around<'a>,
    ) {
        match (self.slots.get_mut(at), row) {
            (Some(Slot::Operation(element)), Drawn::Operation(data)) => {
                let around = around(first + at, &data.key);
                element.show(data, around);
            }
            (Some(Slot::Unreadable(_, shown)), Drawn::Unreadable(row)) if *shown == row => {}
            (_, row) => self.place(at, row, first, around),
        }
    }

    fn place<'a>(
        &mut self,
        at: usize,
        row: Drawn,
        first: usize,
        around: &impl Fn(usize, &OperationKey) -> Around<'a>,
    ) {
        let made = match row {
            Drawn::Operation(data) => RowElement::new(self.chosen).map(|mut element| {
                let around = around(first + at, &data.key);
                element.show(data, around);
                Slot::Operation(Box::new(element))
            }),
            Drawn::Unreadable(row) => unreadable(&row, self.chosen.columns().count() + 1)
                .map(|element| Slot::Unreadable(element, row)),
        };
        let Some(slot) = made else { return };
        match self.slots.get_mut(at) {
            Some(there) => {
                // Refused only where the old node has left the page; then the whole table has.
                let _ = there.root().replace_with_with_node_1(slot.root());
                *there = slot;
            }
            None => {
                let _ = self.body.insert_before(slot.root(), Some(&self.below));
                self.slots.push(slot);
            }
        }
    }

    fn focused(&self) -> Option<(usize, OperationKey)> {
        let active = document().active_element()?;
        if !self.body.contains(Some(&active)) {
            return None;
        }
        let at = self.slots.iter().position(|slot| slot.root().contains(Some(&active)))?;
        Some((at, self.slots.get(at)?.key()?.clone()))
    }

    fn restore(&self, at: usize, key: &OperationKey) {
        let same = |slot: &Slot| slot.key() == Some(key);
        if self.slots.get(at).is_some_and(same) {
            return;
        }
        let found = self.slots.iter().find(|slot| same(slot));
        let link = found.and_then(|slot| match slot {
            Slot::Operation(row) => row.link().cloned(),
            Slot::Unreadable(..) => None,
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
    fn root(&self) -> &Element {
        match self {
            Self::Operation(row) => row.root(),
            Self::Unreadable(element, _) => element,
        }
    }

    fn key(&self) -> Option<&OperationKey> {
        match self {
            Self::Operation(row) => row.key(),
            Self::Unreadable(..) => None,
        }
    }
}

fn give_room(space: &HtmlElement, px: f64) {
    space.set_hidden(px <= 0.0);
    // Whole px: writing floats costs the bundle more than this file.
    let _ = space.style().set_property("height", &format!("{}px", px.round() as u32));
}

fn unreadable(row: &Unreadable, cells: usize) -> Option<Element> {
    let make = |parent: &Element, name: &str, text: &str| -> Option<Element> {
        let child = document().create_element(name).ok()?;
        child.set_text_content(Some(text).filter(|text| !text.is_empty()));
        parent.append_child(&child).ok()?;
        Some(child)
    };
    let root = document().create_element("tr").ok()?;
    root.set_class_name("ops-row row-unreadable");
    root.set_attribute("role", "row").ok()?;
    let cell = make(&root, "td", "")?;
    cell.set_attribute("role", "cell").ok()?;
    cell.set_attribute("colspan", &cells.to_string()).ok()?;
    icon(&cell, IconName::Warning)?;
    make(&cell, "span", &format!("Unreadable row: {}", row.why))?;
    let details = make(&cell, "details", "")?;
    make(&details, "summary", "Raw JSON")?;
    make(&details, "pre", &row.raw)?.set_class_name("code-text");
    Some(root)
}
