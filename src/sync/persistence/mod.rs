//! The snapshot of the history between visits, where the user allows it.
//!
//! Owns its status and the timer of the saving. Knows the store, the list and the crawl, which it reads and restores. Saving and restoring
//! are in the lazy chunk of the history.

mod indexed_db;
pub(super) mod restore;
pub(super) mod save;

use super::{crawl::CrawlSync, list::ListSync, store::SharedStore};
use crate::session::Session;
use indexed_db::StorageError;
use leptos::prelude::*;
use save::SaveState;

/// How keeping the history between visits stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum PersistenceStatus {
    /// Nothing is kept.
    #[default]
    Nothing,
    /// So much is.
    Kept {
        /// Operations.
        rows: usize,
        /// Their size.
        bytes: usize,
        /// When it was saved, in ms since the epoch.
        at: i64,
    },
    /// It couldn't be; the message for the user.
    Failed(&'static str),
}

/// Keeping the history between visits. Copies share one state.
#[derive(Clone, Copy)]
pub struct Persistence {
    status: ReadSignal<PersistenceStatus>,
    set_status: WriteSignal<PersistenceStatus>,
    session: Session,
    store: SharedStore,
    list: ListSync,
    crawl: CrawlSync,
    save_state: StoredValue<SaveState, LocalStorage>,
    /// Saves the snapshot; `None` until the lazy chunk is here.
    save: StoredValue<Option<fn(Self)>>,
    /// Takes a message for the user.
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

    /// How keeping the history stands.
    pub fn status(self) -> ReadSignal<PersistenceStatus> {
        self.status
    }

    /// Whether the user wants the history kept in this browser. Read anew each time: another tab may have changed it.
    pub fn is_enabled(self) -> bool {
        indexed_db::allowed()
    }

    /// Keeps the history between visits from now on, or removes whatever is kept.
    pub fn set_enabled(self, enabled: bool) {
        if !indexed_db::allow(enabled) {
            return self.set_status.set(PersistenceStatus::Failed(StorageError::Refused.message()));
        }
        self.set_status.set(PersistenceStatus::Nothing);
        self.save_state.update_value(|state| state.saved = None);
        match enabled {
            false => indexed_db::wipe(None),
            true if self.store.has_history_untracked() => self.save(),
            // It is saved once the columns are open.
            true => self.crawl.open_history(),
        }
    }

    /// The lazy chunk is here.
    pub(super) fn set_save(self, save: fn(Self)) {
        self.save.set_value(Some(save));
    }

    /// Saves what is known, where that is allowed and worth it.
    pub(super) fn save(self) {
        if let Some(save) = self.save.get_value().filter(|_| self.store.has_history_untracked()) {
            save(self);
        }
    }

    /// Removes what is kept of that API, under any token.
    pub(super) fn wipe(self, base: &str) {
        indexed_db::wipe(Some(base));
    }

    /// Removes what is kept of that API, and resolves when it is gone, or can't be removed.
    pub(super) async fn wiped(self, base: &str) {
        indexed_db::wiped(base).await;
    }

    /// Forgets everything: after signing out, or with a refused token. What is kept stays.
    pub(super) fn reset(self) {
        self.save_state.set_value(SaveState::default());
        self.save.set_value(None);
        self.set_status.set(PersistenceStatus::default());
    }
}
