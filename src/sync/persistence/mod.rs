//! Snapshot of the history between visits, if the user allows it.
//!
//! Owns the status and the timer for saving. Knows the store, the list and the crawl, which it saves and restores. The code for saving and
//! restoring is in the lazy history chunk.

mod indexed_db;
pub(super) mod restore;
pub(super) mod save;

use super::{crawl::CrawlSync, list::ListSync, store::SharedStore};
use crate::session::Session;
use indexed_db::StorageError;
use leptos::{prelude::*, task::spawn_local};
use save::SaveState;

/// Status of the stored snapshot.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum PersistenceStatus {
    /// No snapshot is stored.
    #[default]
    Nothing,
    /// A snapshot is stored.
    Kept {
        /// Number of operations.
        rows: usize,
        /// Size in bytes.
        bytes: usize,
        /// When it was saved, in ms since the epoch.
        at: i64,
    },
    /// Saving or restoring failed; holds the message for the user.
    Failed(&'static str),
}

/// Persistence of the history between visits. Copies share one state.
#[derive(Clone, Copy)]
pub struct Persistence {
    status: ReadSignal<PersistenceStatus>,
    set_status: WriteSignal<PersistenceStatus>,
    session: Session,
    store: SharedStore,
    list: ListSync,
    crawl: CrawlSync,
    save_state: StoredValue<SaveState, LocalStorage>,
    /// Saves the snapshot; `None` until the lazy chunk is loaded.
    save: StoredValue<Option<fn(Self)>>,
    /// Shows a message to the user.
    notify: Callback<&'static str>,
}

impl Persistence {
    pub(super) fn new(
        session: Session,
        store: SharedStore,
        list: ListSync,
        crawl: CrawlSync,
        notify: Callback<&'static str>,
    ) -> Self {
        let (status, set_status) = signal(PersistenceStatus::default());
        Self {
            status,
            set_status,
            session,
            store,
            list,
            crawl,
            save_state: StoredValue::new_local(SaveState::default()),
            save: StoredValue::new(None),
            notify,
        }
    }

    /// Status of the stored snapshot.
    pub fn status(self) -> ReadSignal<PersistenceStatus> {
        self.status
    }

    /// Whether the user has enabled persistence. Read on each call, because another tab may have changed it.
    pub fn is_enabled(self) -> bool {
        indexed_db::allowed()
    }

    /// Whether snapshots remain that should have been deleted. Opening the column store deletes them.
    pub(super) fn is_left(self) -> bool {
        indexed_db::is_left()
    }

    /// Enables persistence, or disables it and deletes all snapshots.
    pub fn set_enabled(self, enabled: bool) {
        if !indexed_db::allow(enabled) {
            return self.set_status.set(PersistenceStatus::Failed(StorageError::Refused.message()));
        }
        self.forget_saved();
        match enabled {
            false => self.wipe_all(),
            true if self.store.has_history_untracked() => self.save(),
            // Opening the column store saves the snapshot.
            true => self.crawl.open_history(),
        }
    }

    /// Sets the entry point for saving, once the lazy chunk is loaded.
    pub(super) fn set_save(self, save: fn(Self)) {
        self.save.set_value(Some(save));
    }

    /// Saves the snapshot, if that is enabled and something has changed.
    pub(super) fn save(self) {
        if let Some(save) = self.save.get_value().filter(|_| self.store.has_history_untracked()) {
            save(self);
        }
    }

    /// The snapshot was deleted, here or by another tab.
    pub fn forget_saved(self) {
        self.set_status.set(PersistenceStatus::Nothing);
        self.save_state.update_value(|state| state.saved = None);
    }

    /// Deletes all snapshots.
    fn wipe_all(self) {
        spawn_local(async move {
            if !indexed_db::wipe(None).await {
                self.set_status.set(PersistenceStatus::Failed(messages::freshness::history_not_removed()));
            }
        });
    }

    /// Deletes the snapshots of that API for all tokens, and notifies the user if that fails.
    pub(super) async fn wipe(self, base: &str) {
        if !indexed_db::wipe(Some(base)).await {
            self.notify.run(messages::freshness::history_not_removed());
        }
    }

    /// Clears all state after signing out or with a refused token. The stored snapshot stays.
    pub(super) fn reset(self) {
        self.save_state.set_value(SaveState::default());
        self.save.set_value(None);
        self.set_status.set(PersistenceStatus::default());
    }
}
