//! Maps (`id`, `device_id`) to a row.

use crate::columns::{Columns, Table, hash};

/// Rows by (`id`, `device_id`), the identity implied by the API page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Identity {
    rows: Table,
}

impl Identity {
    pub fn find(&self, columns: &Columns, id: &str, device_id: &str) -> Option<u32> {
        let device = columns.devices.ids().find(device_id)?;
        let same =
            |row: u32| columns.device_id_code(row as usize) == device && columns.ids.get(row as usize) == id;
        self.rows.find(hash(id, device), same)
    }

    pub fn insert(&mut self, columns: &Columns, row: u32) {
        self.rows.insert(of(columns, row), row, &|&row| of(columns, row));
    }

    /// Inserts a row unless a row with the same identity exists. Returns whether it was inserted.
    pub fn insert_new(&mut self, columns: &Columns, row: u32) -> bool {
        let (id, device) = (columns.ids.get(row as usize), columns.device_id_code(row as usize));
        let hashed = hash(id, device);
        let same = |other: u32| {
            columns.device_id_code(other as usize) == device && columns.ids.get(other as usize) == id
        };
        let new = self.rows.find(hashed, same).is_none();
        if new {
            self.rows.insert(hashed, row, &|&row| of(columns, row));
        }
        new
    }

    pub fn remove(&mut self, columns: &Columns, row: u32) {
        self.rows.remove(of(columns, row), row);
    }

    pub fn reserve(&mut self, columns: &Columns, rows: usize) {
        self.rows.reserve(rows, &|&row| of(columns, row));
    }

    pub fn heap_bytes(&self) -> usize {
        self.rows.heap_bytes()
    }
}

fn of(columns: &Columns, row: u32) -> u64 {
    hash(columns.ids.get(row as usize), columns.device_id_code(row as usize))
}
