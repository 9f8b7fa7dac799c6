//! The selected rows, for views that show or change them.

use super::SelectedRows;
use history::RowId;
use leptos::prelude::*;

/// Handle on the selection. Copies share one state.
#[derive(Clone, Copy)]
pub struct RowSelection {
    rows: ReadSignal<SelectedRows>,
    set_rows: WriteSignal<SelectedRows>,
}

impl RowSelection {
    pub(super) fn new() -> Self {
        let (rows, set_rows) = signal(SelectedRows::default());
        Self { rows, set_rows }
    }

    /// The selected rows.
    pub fn rows(self) -> ReadSignal<SelectedRows> {
        self.rows
    }

    /// Selects these rows, or deselects them.
    pub fn set(self, rows: &[RowId], on: bool) {
        self.set_rows.update(|selected| selected.set(rows, on));
    }

    /// Toggles a row of `list`, or the range to it; see [`SelectedRows::press`].
    pub fn press(self, list: &[RowId], row: RowId, range: bool) {
        self.set_rows.update(|selected| selected.press(list, row, range));
    }

    /// Deselects all.
    pub fn clear(self) {
        self.set_rows.set(SelectedRows::default());
    }

    pub(super) fn rename(self, name: impl Fn(&RowId) -> RowId) {
        let rows: Vec<RowId> = self.rows.with_untracked(SelectedRows::rows).iter().map(name).collect();
        self.set_rows.update(|selected| {
            *selected = SelectedRows::default();
            selected.set(&rows, true);
        });
    }
}
