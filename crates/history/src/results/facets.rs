//! Row counts for each value of a filter, ignoring that filter.

use crate::columns::{Coded, Codes, marked};
use crate::filter::{selected_codes, selected_ids, selected_statuses};
use crate::history::History;
use crate::mask::Mask;
use crate::order::{sort, sort_numbers};
use crate::query::Query;
use operation::known_status;
use std::borrow::Cow;

/// Number of rows each value would match. Each list ignores its own filter and applies all others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Rows that match the whole query.
    pub total: usize,
    /// All statuses in the history, most frequent first, then by name; includes those with 0 matches. Spellings of one status are one
    /// entry, by [`operation::status_name`].
    pub statuses: Vec<(String, usize)>,
    /// All types in the history, in the same order.
    pub types: Vec<(String, usize)>,
    /// The devices with most matches; devices without a match are left out.
    pub devices: Vec<DeviceCount>,
}

/// A device and its number of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceCount {
    /// The device.
    pub id: String,
    /// The name of its newest device entry, if any.
    pub name: Option<String>,
    /// Number of rows.
    pub count: usize,
}

impl History {
    /// Counts for the facet panel, with at most `top` devices.
    pub fn facets(&mut self, query: &Query, top: usize) -> Facets {
        let rest = Query { statuses: Vec::new(), types: Vec::new(), devices: Vec::new(), ..query.clone() };
        let rows = self.filtered(&rest).rows;
        let columns = &self.columns;
        let by_status =
            (!query.statuses.is_empty()).then(|| selected_statuses(&columns.statuses, &query.statuses));
        let by_type = (!query.types.is_empty()).then(|| selected_codes(&columns.types, &query.types));
        let by_device = (!query.devices.is_empty()).then(|| selected_ids(&columns.devices, &query.devices));
        let keep = |rows: &mut Cow<Mask>, column: &Codes, table: &Option<Vec<bool>>| {
            if let Some(table) = table {
                column.keep(table, rows.to_mut());
            }
        };
        let (statuses, types, devices) =
            (columns.statuses.codes(), columns.types.codes(), &columns.device_of);
        let mut of_statuses = Cow::Borrowed(&*rows);
        keep(&mut of_statuses, devices, &by_device);
        let mut of_devices = Cow::Borrowed(&*rows);
        keep(&mut of_devices, statuses, &by_status);
        let mut of_types = of_devices.clone();
        keep(&mut of_types, devices, &by_device);
        keep(&mut of_statuses, types, &by_type);
        keep(&mut of_devices, types, &by_type);
        let type_counts = types.count(&of_types, columns.types.code_count());
        let passing = |code: usize| by_type.as_ref().is_none_or(|table| marked(table, code as u32));
        Facets {
            total: type_counts
                .iter()
                .enumerate()
                .filter(|(code, _)| passing(*code))
                .map(|(_, count)| count)
                .sum(),
            statuses: by_name(listed(
                &columns.statuses,
                &statuses.count(&of_statuses, columns.statuses.code_count()),
            )),
            types: listed(&columns.types, &type_counts),
            devices: match top {
                0 => Vec::new(),
                _ => self.top_devices(&devices.count(&of_devices, columns.devices.len()), top),
            },
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
        let counts: Vec<(usize, u32)> = by_id.into_iter().filter(|(count, _)| *count > 0).collect();
        let named = |(count, entry): (usize, u32)| DeviceCount {
            id: devices.id(entry).to_owned(),
            name: devices.name(entry).map(str::to_owned),
            count,
        };
        let of =
            |at: u32| counts.get(at as usize).map_or((0, ""), |&(count, entry)| (count, devices.id(entry)));
        let order = most_frequent(counts.len(), top, &of);
        order.into_iter().filter_map(|at| counts.get(at as usize)).map(|&count| named(count)).collect()
    }
}

fn listed(column: &Coded, counts: &[usize]) -> Vec<(String, usize)> {
    let codes = (1..column.code_count() as u32).filter(|&code| column.uses(code) > 0);
    named(column, codes.map(|code| (code, counts.get(code as usize).copied().unwrap_or(0))).collect())
}

/// Resolves codes to texts; most frequent first, then by name.
pub(crate) fn named(column: &Coded, counts: Vec<(u32, usize)>) -> Vec<(String, usize)> {
    let of = |at: u32| {
        let &(code, count) = counts.get(at as usize).unwrap_or(&(0, 0));
        (count, column.text(code).unwrap_or(""))
    };
    let order = most_frequent(counts.len(), counts.len(), &of);
    order.into_iter().map(of).map(|(count, text)| (text.to_owned(), count)).collect()
}

/// Adds up the spellings of each status; most frequent first, then by name.
pub(crate) fn by_name(spellings: Vec<(String, usize)>) -> Vec<(String, usize)> {
    let mut known: Vec<(String, usize)> = Vec::new();
    let mut unknown = Vec::new();
    for (status, count) in spellings {
        let Some(name) = known_status(&status) else {
            unknown.push((status, count));
            continue;
        };
        match known.iter_mut().find(|(known, _)| known == name) {
            Some((_, sum)) => *sum += count,
            None => known.push((name.to_owned(), count)),
        }
    }
    known.append(&mut unknown);
    let of = |at: u32| known.get(at as usize).map_or((0, ""), |(status, count)| (*count, status.as_str()));
    let order = most_frequent(known.len(), known.len(), &of);
    order.into_iter().filter_map(|at| known.get_mut(at as usize).map(std::mem::take)).collect()
}

/// The `top` most frequent of `0..all`, most frequent first, then by name.
pub(crate) fn most_frequent<'a>(all: usize, top: usize, of: &dyn Fn(u32) -> (usize, &'a str)) -> Vec<u32> {
    let mut candidates: Vec<u32> = (0..all as u32).collect();
    if top < all {
        // Find the smallest count that still makes the top, so that thousands of devices below it needn't be sorted.
        let mut counts = candidates.iter().map(|&at| of(at).0 as u64).collect();
        sort_numbers(&mut counts);
        let least = counts.get(all - top).copied().unwrap_or(u64::MAX);
        candidates.retain(|&at| of(at).0 as u64 >= least);
    }
    sort::sort(&mut candidates, &|a, b| {
        let (x, y) = (of(a), of(b));
        y.0.cmp(&x.0).then_with(|| x.1.cmp(y.1))
    });
    candidates.truncate(top);
    candidates
}
