//! All values of all rows, one column per field. Holds no derived data.

mod arena;
mod coded;
mod codes;
mod devices;
mod dictionary;
mod fold;
mod growth;
mod progress;
mod table;
mod times;

pub(crate) use arena::Arena;
pub(crate) use coded::Coded;
pub(crate) use codes::{Codes, marked};
pub use devices::Device;
pub(crate) use devices::Devices;
pub(crate) use dictionary::hash;
pub(crate) use fold::fold;
pub(crate) use progress::{Progress, whole_percent};
pub(crate) use table::Table;
pub(crate) use times::Times;

use crate::journal::bits;
use crate::mask::Mask;
use operation::Observation;
use operation::TimeField;

/// Sort key of a row whose position in the API's order is unknown: sorts last.
pub(crate) const UNRANKED: i32 = i32::MAX;

#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    pub ids: Arena,
    pub types: Coded,
    pub statuses: Coded,
    pub priorities: Coded,
    pub data: Coded,
    pub extra: Coded,
    pub devices: Devices,
    pub device_of: Codes,
    pub times: [Times; 5],
    pub progress: Progress,
    /// Position in the API's order, ascending; see `order::Ranking`.
    pub keys: Vec<i32>,
    pub alive: Mask,
    pub alive_count: usize,
}

fn text(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

impl Columns {
    /// Number of rows ever added, including removed ones.
    pub fn len(&self) -> usize {
        self.keys.len()
    }
    pub fn device(&self, row: usize) -> u32 {
        if row < self.device_of.len() { self.device_of.get(row) } else { u32::MAX }
    }
    pub fn device_id_code(&self, row: usize) -> u32 {
        self.devices.id_code(self.device(row))
    }
    /// The device's part of the row's key.
    pub fn device_key(&self, row: usize) -> &str {
        let device = self.devices.get(self.device(row));
        operation::device_key(device.id, device.serial, device.name)
    }
    pub fn time(&self, field: TimeField) -> &Times {
        let [scheduled, started, completed, created, updated] = &self.times;
        match field {
            TimeField::Scheduled => scheduled,
            TimeField::Started => started,
            TimeField::Completed => completed,
            TimeField::Created => created,
            TimeField::Updated => updated,
        }
    }
    /// The dictionary-encoded columns.
    pub fn coded(&self) -> [&Coded; 5] {
        [&self.types, &self.statuses, &self.priorities, &self.data, &self.extra]
    }
    pub fn coded_mut(&mut self) -> [&mut Coded; 5] {
        [&mut self.types, &mut self.statuses, &mut self.priorities, &mut self.data, &mut self.extra]
    }
    /// The row's position in the API's order. Ties sort by arrival.
    pub fn place(&self, row: u32) -> (i32, u32) {
        (self.keys.get(row as usize).copied().unwrap_or(UNRANKED), row)
    }

    /// Appends a row and returns its number. `None` when a column is full; then nothing has changed.
    pub fn push(&mut self, observed: &Observation) -> Option<u32> {
        if !self.has_room(observed) || !self.ids.has_room(observed.id) {
            return None;
        }
        let device = self.devices.intern(&device(observed))?;
        let row = self.ids.push(observed.id)?;
        self.device_of.push(device);
        self.types.push(Some(observed.operation_type));
        self.statuses.push(Some(observed.status));
        self.priorities.push(observed.priority);
        self.data.push(text(observed.data));
        self.extra.push(text(observed.extra));
        for (column, time) in self.times.iter_mut().zip(observed.times()) {
            column.push(time);
        }
        self.progress.push(observed.progress);
        growth::reserve_one(&mut self.keys);
        self.keys.push(UNRANKED);
        self.alive.push(true);
        self.alive_count += 1;
        Some(row)
    }

    /// Updates a row. Returns the changed fields as journal bits, or `None` when a column is full.
    pub fn update(&mut self, row: usize, observed: &Observation) -> Option<u32> {
        if !self.has_room(observed) {
            return None;
        }
        let mut changed = 0;
        let entry = self.devices.intern(&device(observed))?;
        if entry != self.device_of.get(row) {
            self.device_of.set(row, entry);
            changed |= bits::DEVICE;
        }
        let coded = [
            (&mut self.types, Some(observed.operation_type), bits::TYPE),
            (&mut self.statuses, Some(observed.status), bits::STATUS),
            (&mut self.priorities, observed.priority, bits::PRIORITY),
            (&mut self.data, text(observed.data), bits::DATA),
            (&mut self.extra, text(observed.extra), bits::EXTRA),
        ];
        for (column, value, bit) in coded {
            if column.set(row, value) {
                changed |= bit;
            }
        }
        for ((column, time), field) in self.times.iter_mut().zip(observed.times()).zip(TimeField::ALL) {
            if column.get(row) != times::clamp(time) {
                column.set(row, time);
                changed |= bits::time(field);
            }
        }
        if self.progress.get(row) != progress::clean(observed.progress) {
            self.progress.set(row, observed.progress);
            changed |= bits::PROGRESS;
        }
        Some(changed)
    }

    /// Marks the row as removed. Its id and device stay readable.
    pub fn remove(&mut self, row: usize) {
        if self.alive.get(row) {
            self.alive.set(row, false);
            self.alive_count -= 1;
            for column in self.coded_mut() {
                column.remove(row);
            }
        }
    }

    pub fn reserve(&mut self, rows: usize) {
        self.ids.reserve(rows);
        for column in self.coded_mut() {
            column.reserve(rows);
        }
        self.device_of.reserve(rows);
        self.times.iter_mut().for_each(|column| column.reserve(rows));
        self.progress.reserve(rows);
        self.keys.reserve_exact(rows);
    }

    pub fn heap_bytes(&self) -> usize {
        self.ids.heap_bytes()
            + self.coded().iter().map(|column| column.heap_bytes()).sum::<usize>()
            + self.devices.heap_bytes()
            + self.device_of.heap_bytes()
            + self.times.iter().map(Times::heap_bytes).sum::<usize>()
            + self.progress.heap_bytes()
            + self.keys.capacity() * 4
            + self.alive.heap_bytes()
    }

    fn has_room(&self, observed: &Observation) -> bool {
        self.types.has_room(observed.operation_type)
            && self.statuses.has_room(observed.status)
            && self.priorities.has_room(observed.priority.unwrap_or(""))
            && self.data.has_room(observed.data)
            && self.extra.has_room(observed.extra)
            && self.devices.has_room(&device(observed))
    }
}

fn device<'a>(observed: &Observation<'a>) -> Device<'a> {
    Device { id: observed.device_id, name: observed.device_name, serial: observed.device_serial }
}
