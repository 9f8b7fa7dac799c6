//! The groups of a row's device, computed only if their column is shown.

use crate::{
    operations::columns::Chosen,
    session::{Session, use_session},
    sync::{GroupsOf, SharedStore},
};
use history::{Device, Observation};
use leptos::prelude::*;
use std::sync::Arc;

/// Looks up groups once the chunk for them is loaded. Copies share one instance.
#[derive(Clone, Copy)]
pub struct Groups {
    session: Session,
    told_by: StoredValue<Option<(u32, GroupsOf)>, LocalStorage>,
}

impl Groups {
    /// Creates the lookup for the table of this page.
    pub fn here() -> Self {
        Self { session: use_session(), told_by: StoredValue::new_local(None) }
    }

    /// Version of the groups that rows show; `None` if they show none. Tracked.
    pub fn version(self, store: SharedStore, chosen: Chosen) -> Option<u32> {
        if !chosen.has("group") {
            return None;
        }
        let version = self.session.groups().get();
        if !self.told_by.with_value(|by| by.as_ref().is_some_and(|(known, _)| *known == version)) {
            let meanings = store.peek(|known| known.meanings());
            self.told_by.set_value(meanings.map(|meanings| (version, (meanings.groups_of)())));
        }
        Some(version)
    }

    /// Groups of the row's device.
    pub fn of(self, row: &Observation<'_>) -> Option<Arc<str>> {
        let device = Device { id: row.device_id, name: row.device_name, serial: row.device_serial };
        self.told_by.try_update_value(|by| by.as_mut().map(|(_, tell)| tell(&device))).flatten()
    }
}
