//! The cells that aren't fields of a row: the groups of its device and the reason of its failure. Computed only if their column is shown.

use crate::{
    operations::columns::Chosen,
    session::{Session, use_session},
    sync::{CellsOf, SharedStore},
};
use history::Observation;
use leptos::prelude::*;
use std::sync::Arc;

/// Computes the cells once the chunk for them is loaded. Copies share one instance.
#[derive(Clone, Copy)]
pub struct ComputedCells {
    session: Session,
    told_by: StoredValue<Option<(u32, CellsOf)>, LocalStorage>,
}

impl ComputedCells {
    /// Creates the lookup for the table of this page.
    pub fn here() -> Self {
        Self { session: use_session(), told_by: StoredValue::new_local(None) }
    }

    /// Version of the groups that rows show; `None` if rows show no computed cell. Tracked.
    pub fn version(self, store: SharedStore, chosen: Chosen) -> Option<u32> {
        if !chosen.has("group") && !chosen.has("reason") {
            return None;
        }
        let version = self.session.groups().get();
        if !self.told_by.with_value(|by| by.as_ref().is_some_and(|(known, _)| *known == version)) {
            let meanings = store.peek(|known| known.meanings());
            self.told_by.set_value(meanings.map(|meanings| (version, (meanings.cells_of)())));
        }
        Some(version)
    }

    /// Groups of the row's device, and the reason of its failure.
    pub fn of(self, row: &Observation<'_>, chosen: Chosen) -> [Option<Arc<str>>; 2] {
        ["group", "reason"].map(|column| {
            let tell = |(_, tell): &mut (u32, CellsOf)| tell(row, column == "group");
            let told =
                self.told_by.try_update_value(|by| by.as_mut().filter(|_| chosen.has(column)).map(tell));
            told.flatten()
        })
    }
}
