//! All known operations of this connection, and a signal for their changes. Makes no calls.

mod memberships;
mod operation_store;
mod page_cache;

pub use operation_store::{CellsOf, MEANINGS, Meanings, OperationStore, Sweep, make_history};

use crate::api::{Fetched, Problem};
use history::{Observation, RowId, Unread};
use leptos::prelude::*;
use page_cache::PageCache;
use std::collections::HashSet;
use wire::{Operation, Row, Timestamp, Unreadable};

/// The known operations of this connection. Copies share one store.
#[derive(Clone, Copy)]
pub struct SharedStore {
    known: StoredValue<Box<dyn OperationStore>, LocalStorage>,
    has_history: RwSignal<bool>,
    /// Incremented when the store is cleared, so that results of earlier work are dropped.
    connection: StoredValue<u64>,
    version: RwSignal<u64>,
    unreadable: ReadSignal<Vec<Unreadable>>,
    set_unreadable: WriteSignal<Vec<Unreadable>>,
}

/// A row of an answer, as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub enum ListRow {
    /// An operation in the store.
    Known(RowId),
    /// A row that could not be read.
    Unreadable(Unreadable),
}

/// Position of a page in the API's own order.
#[derive(Clone, Copy, Debug)]
pub struct PagePosition {
    /// Offset of the first row.
    pub offset: usize,
    /// The API's total count, if it sends one.
    pub count: Option<u64>,
}

/// Result of storing the rows of an answer.
pub struct Stored {
    /// The rows, in the answer's order.
    pub rows: Vec<ListRow>,
    /// Number of rows that were not known before.
    pub added: usize,
    /// Whether any known value has changed.
    pub changed: bool,
}

impl SharedStore {
    /// An empty store.
    pub fn new() -> Self {
        let (unreadable, set_unreadable) = signal(Vec::new());
        Self {
            known: StoredValue::new_local(Box::new(PageCache::default())),
            has_history: RwSignal::new(false),
            connection: StoredValue::new(0),
            version: RwSignal::new(0),
            unreadable,
            set_unreadable,
        }
    }

    /// Reads the store and tracks its changes.
    pub fn read<T>(self, read: impl FnOnce(&mut dyn OperationStore) -> T) -> T {
        self.version.track();
        self.peek(read)
    }

    /// Reads the store untracked. `&mut` because the column store caches what it computes. Must not be nested.
    pub fn peek<T>(self, read: impl FnOnce(&mut dyn OperationStore) -> T) -> T {
        read(self.known.write_value().as_mut())
    }

    /// Rows that could not be read, each once.
    pub fn unreadable(self) -> ReadSignal<Vec<Unreadable>> {
        self.unreadable
    }

    /// Stores the rows of an answer. `place` is its position in the API's own order, if it is a page of the whole list. Readers are not
    /// notified until [`Self::announce`].
    pub fn take_in(self, rows: &[Row], place: Option<PagePosition>) -> Stored {
        let (mut added, mut changed) = (0, false);
        if let Some(count) = place.and_then(|place| place.count).and_then(|count| u32::try_from(count).ok()) {
            self.peek(|known| known.begin_page(count));
        }
        let seen = rows.iter().enumerate().map(|(index, row)| match row {
            Row::Operation(operation) => {
                let rank = place.and_then(|place| u32::try_from(place.offset + index).ok());
                let upsert = self.peek(|known| upsert(known, rank, operation));
                added += usize::from(upsert.change == history::Change::Added);
                changed |= upsert.change != history::Change::Same;
                ListRow::Known(upsert.row)
            }
            Row::Unreadable(row) => {
                self.keep_unreadable(row);
                ListRow::Unreadable(row.clone())
            }
        });
        let rows = seen.collect();
        if place.is_some() {
            self.peek(|known| known.end_page());
        }
        Stored { rows, added, changed }
    }

    /// Stores a page of the whole list as it was fetched. Readers are not notified until [`Self::announce`].
    ///
    /// # Errors
    /// A [`Problem`] if it is not a page; then nothing is stored.
    pub fn take_page(self, page: &Fetched, offset: usize) -> Result<history::Taken, Problem> {
        let taken = self.peek(|known| known.take_page(page, offset))?;
        self.take_unread(taken.unreadable.iter().cloned());
        Ok(taken)
    }

    /// The unreadable rows, for the snapshot.
    pub(super) fn unread(self) -> Vec<Unread> {
        let rows = self.unreadable.get_untracked().into_iter();
        rows.map(|Unreadable { index, raw, why }| Unread { index, raw, why }).collect()
    }

    /// Adds unreadable rows of a snapshot or a page.
    pub(super) fn take_unread(self, rows: impl IntoIterator<Item = Unread>) {
        for Unread { index, raw, why } in rows {
            self.keep_unreadable(&Unreadable { index, raw, why });
        }
    }

    /// Drops the unreadable rows that are not in `seen`: the API no longer has them, or they have become readable.
    pub(super) fn retain_unread(self, seen: &HashSet<String>) {
        if self.unreadable.with_untracked(|known| known.iter().any(|row| !seen.contains(&row.raw))) {
            self.set_unreadable.update(|known| known.retain(|row| seen.contains(&row.raw)));
        }
    }

    fn keep_unreadable(self, row: &Unreadable) {
        if self.unreadable.with_untracked(|known| known.iter().all(|k| k.raw != row.raw)) {
            self.set_unreadable.update(|known| known.push(row.clone()));
        }
    }

    /// Notifies readers that the store has changed.
    pub fn announce(self) {
        self.version.update(|v| *v += 1);
    }

    /// Version of the store, incremented with each change; tracked.
    pub fn version(self) -> u64 {
        self.version.get()
    }

    /// Whether the column store is open, so that filters, sort orders and counts see every loaded row. Until then only a few pages are cached.
    pub fn has_history(self) -> bool {
        self.has_history.get()
    }

    /// [`Self::has_history`], untracked.
    pub fn has_history_untracked(self) -> bool {
        self.has_history.get_untracked()
    }

    /// Incremented when the store is cleared, so that results of earlier work are dropped. `None` after the app was unmounted.
    pub(super) fn connection(self) -> Option<u64> {
        self.connection.try_get_value()
    }

    /// Moves all rows into `history`, after those that it already holds. Returns the new row ids, indexed by the old ones. Readers are not
    /// notified until [`Self::announce_history`].
    pub(super) fn replace(self, mut history: Box<dyn OperationStore>) -> Vec<RowId> {
        let names = self.peek(|few| {
            few.hand_over(history.as_mut());
            let row = |name| few.row(RowId(name));
            let names = (0..few.count() as u32).map(row);
            names.map(|row| history.find(row.id, row.device_key()).unwrap_or(RowId::NONE)).collect()
        });
        self.known.set_value(history);
        names
    }

    /// Notifies readers that the column store is open.
    pub(super) fn announce_history(self) {
        self.has_history.set(true);
        self.announce();
    }

    /// Clears the store: after signing out, or with a refused token.
    pub fn clear(self) {
        self.connection.update_value(|connection| *connection += 1);
        self.set_unreadable.set(Vec::new());
        self.known.set_value(Box::new(PageCache::default()));
        self.has_history.set(false);
        self.announce();
    }
}

impl Default for SharedStore {
    fn default() -> Self {
        Self::new()
    }
}

fn upsert(known: &mut dyn OperationStore, rank: Option<u32>, operation: &Operation) -> history::Upsert {
    let ms = |at: Option<Timestamp>| at.map(|at| at.0);
    known.upsert(
        rank,
        &Observation {
            id: &operation.id,
            device_id: &operation.device_id,
            operation_type: &operation.operation_type,
            status: &operation.status,
            device_name: operation.device_name.as_deref(),
            device_serial: operation.device_serial.as_deref(),
            scheduled_at: ms(operation.scheduled_at),
            started_at: ms(operation.started_at),
            completed_at: ms(operation.completed_at),
            created_at: ms(operation.created_at),
            updated_at: ms(operation.updated_at),
            progress: operation.progress,
            priority: operation.priority.as_deref(),
            data: &operation.data,
            extra: &operation.extra_text,
        },
    )
}
