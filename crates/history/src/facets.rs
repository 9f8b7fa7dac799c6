//! Counts beside each value of a filter, as if that filter weren't set.

use crate::coded::Coded;
use crate::codes::marked;
use crate::filter::{wanted_codes, wanted_ids};
use crate::history::History;
use crate::query::Query;

/// How many rows each value would give. Each list leaves its own filter aside and heeds all others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Rows that pass the whole query.
    pub total: usize,
    /// Every status that any row has, most frequent first, then by name; those without a match are there with 0.
    pub statuses: Vec<(String, usize)>,
    /// Every type that any row has, likewise.
    pub types: Vec<(String, usize)>,
    /// The devices with most matches, those without left out.
    pub devices: Vec<DeviceCount>,
}

/// A device and how many rows it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceCount {
    /// The device.
    pub id: String,
    /// Its name as it was last given to a new device entry, if any.
    pub name: Option<String>,
    /// Rows.
    pub count: usize,
}

impl History {
    /// Counts for the facet panel, with at most `devices` devices.
    pub fn facets(&mut self, query: &Query, devices: usize) -> Facets {
        let rest = Query { statuses: Vec::new(), types: Vec::new(), devices: Vec::new(), ..query.clone() };
        let rows = self.filtered(&rest).rows;
        let columns = &self.columns;
        let status_wanted = wanted_codes(&columns.statuses, &query.statuses);
        let type_wanted = wanted_codes(&columns.types, &query.types);
        let device_wanted = wanted_ids(&columns.devices, &query.devices);
        let mut statuses = vec![0usize; columns.statuses.code_count()];
        let mut types = vec![0usize; columns.types.code_count()];
        let mut entries = vec![0usize; columns.devices.len()];
        let mut total = 0;
        for row in rows.rows() {
            let (status, kind) = (columns.statuses.codes().get(row), columns.types.codes().get(row));
            let device = columns.device_of.get(row);
            let by_status = marked(&status_wanted, status);
            let by_type = marked(&type_wanted, kind);
            let by_device = marked(&device_wanted, device);
            bump(&mut statuses, status, by_type && by_device);
            bump(&mut types, kind, by_status && by_device);
            bump(&mut entries, device, by_status && by_type);
            total += usize::from(by_status && by_type && by_device);
        }
        Facets {
            total,
            statuses: listed(&columns.statuses, &statuses),
            types: listed(&columns.types, &types),
            devices: self.top_devices(&entries, devices),
        }
    }

    fn top_devices(&self, entries: &[usize], top: usize) -> Vec<DeviceCount> {
        let devices = &self.columns.devices;
        let mut by_id = vec![(0usize, 0u32); devices.ids().len()];
        for (entry, &count) in entries.iter().enumerate() {
            if let Some(slot) = by_id.get_mut(devices.id_code(entry as u32) as usize) {
                slot.0 += count;
                slot.1 = entry as u32;
            }
        }
        let mut counts: Vec<(usize, u32)> = by_id.into_iter().filter(|(count, _)| *count > 0).collect();
        counts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| devices.id(a.1).cmp(devices.id(b.1))));
        counts.truncate(top);
        let named = |(count, entry): (usize, u32)| DeviceCount {
            id: devices.id(entry).to_owned(),
            name: devices.name(entry).map(str::to_owned),
            count,
        };
        counts.into_iter().map(named).collect()
    }
}

fn bump(counts: &mut [usize], code: u32, by: bool) {
    if let Some(count) = counts.get_mut(code as usize) {
        *count += usize::from(by);
    }
}

fn listed(column: &Coded, counts: &[usize]) -> Vec<(String, usize)> {
    let mut list: Vec<(String, usize)> = (1..column.code_count() as u32)
        .filter(|&code| column.uses(code) > 0)
        .filter_map(|code| {
            Some((column.text(code)?.to_owned(), counts.get(code as usize).copied().unwrap_or(0)))
        })
        .collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    list
}
