//! Maps (`id`, device key) to a row.

use crate::columns::{Columns, Table, hash};

/// Rows by (`id`, [`operation::device_key`]), the identity implied by the API page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Identity {
    rows: Table,
}

impl Identity {
    pub fn find(&self, columns: &Columns, id: &str, device: &str) -> Option<u32> {
        let same =
            |row: u32| columns.ids.get(row as usize) == id && columns.device_key(row as usize) == device;
        self.rows.find(key_hash(id, device), same)
    }

    pub fn insert(&mut self, columns: &Columns, row: u32) {
        self.rows.insert(of(columns, row), row, &|&row| of(columns, row));
    }

    /// Inserts a row unless a row with the same identity exists. Returns whether it was inserted.
    pub fn insert_new(&mut self, columns: &Columns, row: u32) -> bool {
        let new =
            self.find(columns, columns.ids.get(row as usize), columns.device_key(row as usize)).is_none();
        if new {
            self.insert(columns, row);
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
    key_hash(columns.ids.get(row as usize), columns.device_key(row as usize))
}

fn key_hash(id: &str, device: &str) -> u64 {
    hash(id, hash(device, 0) as u32)
}
