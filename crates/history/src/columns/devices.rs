//! Distinct devices: id, name and serial as one dictionary entry.

use super::arena::Arena;
use super::codes::{Codes, marked};
use super::dictionary::{Dictionary, hash};
use super::table::Table;

/// A device as reported by an observation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device<'a> {
    /// Its id, or an empty string when the observation had none.
    pub id: &'a str,
    /// Its name, if known.
    pub name: Option<&'a str>,
    /// Its serial number, if known.
    pub serial: Option<&'a str>,
}

/// Devices by entry. A renamed device has two entries with the same id.
#[derive(Clone, Debug, Default)]
pub(crate) struct Devices {
    ids: Dictionary,
    /// Code of each entry's id.
    id_of: Codes,
    /// Name and serial of each entry, alternating.
    labels: Arena,
    /// Bit 0: has a name; bit 1: has a serial.
    present: Vec<u8>,
    entries: Table,
}

impl Devices {
    pub fn len(&self) -> usize {
        self.present.len()
    }
    pub fn ids(&self) -> &Dictionary {
        &self.ids
    }
    pub fn labels(&self) -> &Arena {
        &self.labels
    }
    /// Code of an entry's id.
    pub fn id_code(&self, entry: u32) -> u32 {
        self.id_of.get(entry as usize)
    }
    pub fn id(&self, entry: u32) -> &str {
        if (entry as usize) < self.len() { self.ids.get(self.id_code(entry)) } else { "" }
    }
    pub fn name(&self, entry: u32) -> Option<&str> {
        self.label(entry, 0)
    }
    pub fn serial(&self, entry: u32) -> Option<&str> {
        self.label(entry, 1)
    }
    pub fn get(&self, entry: u32) -> Device<'_> {
        Device { id: self.id(entry), name: self.name(entry), serial: self.serial(entry) }
    }

    pub fn has_room(&self, device: &Device) -> bool {
        let name = device.name.unwrap_or("");
        self.ids.arena().has_room(device.id)
            && self.labels.has_room(name)
            && self.labels.bytes() + name.len() + device.serial.map_or(0, str::len) + 2 < u32::MAX as usize
            && self.labels.len() < (u32::MAX - 4) as usize
    }

    /// Returns the device's entry, adding it if necessary; `None` when there is no room.
    pub fn intern(&mut self, device: &Device) -> Option<u32> {
        let hashed = of(device);
        if let Some(entry) = self.entries.find(hashed, |entry| self.get(entry) == *device) {
            return Some(entry);
        }
        if !self.has_room(device) {
            return None;
        }
        let id = self.ids.intern(device.id)?;
        let entry = self.present.len() as u32;
        self.labels.push(device.name.unwrap_or(""))?;
        self.labels.push(device.serial.unwrap_or(""))?;
        self.id_of.push(id);
        self.present.push(u8::from(device.name.is_some()) | u8::from(device.serial.is_some()) << 1);
        let mut entries = std::mem::take(&mut self.entries);
        entries.insert(hashed, entry, &|&entry| of(&self.get(entry)));
        self.entries = entries;
        Some(entry)
    }

    /// For each entry, whether its id is set in `ids`.
    pub fn with_ids(&self, ids: &[bool]) -> Vec<bool> {
        (0..self.len()).map(|entry| marked(ids, self.id_of.get(entry))).collect()
    }

    pub fn heap_bytes(&self) -> usize {
        self.ids.heap_bytes()
            + self.id_of.heap_bytes()
            + self.labels.heap_bytes()
            + self.present.capacity()
            + self.entries.heap_bytes()
    }

    fn label(&self, entry: u32, which: usize) -> Option<&str> {
        let present = self.present.get(entry as usize)? >> which & 1 == 1;
        present.then(|| self.labels.get(entry as usize * 2 + which))
    }
}

fn of(device: &Device) -> u64 {
    let label = hash(device.name.unwrap_or(""), 0) ^ hash(device.serial.unwrap_or(""), 1).rotate_left(20);
    hash(device.id, (label >> 32) as u32 ^ label as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distinguishes_absent_from_empty_and_old_names_from_new() {
        let mut devices = Devices::default();
        let seen = [
            Device { id: "d", name: None, serial: None },
            Device { id: "d", name: Some(""), serial: None },
            Device { id: "d", name: None, serial: Some("") },
            Device { id: "d", name: Some("n"), serial: Some("s") },
        ];
        for (entry, device) in seen.iter().enumerate() {
            assert_eq!(devices.intern(device), Some(entry as u32));
        }
        for (entry, device) in seen.iter().enumerate() {
            assert_eq!(devices.intern(device), Some(entry as u32));
            assert_eq!(devices.get(entry as u32), *device);
        }
        assert_eq!(devices.ids().len(), 1);
    }
}
