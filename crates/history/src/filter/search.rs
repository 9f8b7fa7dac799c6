//! Finds the rows that contain a term. Each dictionary is searched once and ids as one buffer. A longer term is searched only within the
//! rows of a shorter one.

use super::scan::{Needle, each_hit, entry_has};
use crate::columns::{Codes, Columns, marked};
use crate::journal::{Journal, bits};
use crate::mask::Mask;
use crate::query::TextScope;
use std::sync::Arc;

/// Number of cached answers.
const CACHED: usize = 8;
/// Up to this many changed rows are checked one by one instead of searching everything.
pub(crate) const MOST_CHANGES: usize = 1 << 12;
/// Bytes of `operation_data` that may be searched for each row saved.
const MEAN_TEXT: usize = 128;

/// Rows that contain a term, for the last few terms.
#[derive(Clone, Debug, Default)]
pub(crate) struct Search {
    found: Vec<Found>,
}

#[derive(Clone, Debug)]
struct Found {
    term: String,
    scope: TextScope,
    generation: u64,
    rows: Arc<Mask>,
    count: usize,
}

impl Search {
    /// The rows that contain `term`. May include removed rows.
    pub fn rows(&mut self, columns: &Columns, journal: &Journal, term: &str, scope: TextScope) -> Arc<Mask> {
        let generation = journal.generation();
        if let Some(at) = self.found.iter().position(|found| found.term == term && found.scope == scope) {
            let mut found = self.found.remove(at);
            if found.bring_up_to_date(columns, journal) {
                let rows = found.rows.clone();
                self.found.push(found);
                return rows;
            }
        }
        let needle = Needle::new(term);
        let rows = match self.narrower(columns, journal, term, scope) {
            Some(wider) => narrow(columns, &needle, scope, wider),
            None => everywhere(columns, &needle, scope),
        };
        if self.found.len() >= CACHED {
            self.found.remove(0);
        }
        let count = rows.count();
        let rows = Arc::new(rows);
        self.found.push(Found { term: term.to_owned(), scope, generation, rows: rows.clone(), count });
        rows
    }

    /// A small superset of the rows with `term`, taken from the cached answer of a part of the term.
    fn narrower(
        &mut self,
        columns: &Columns,
        journal: &Journal,
        term: &str,
        scope: TextScope,
    ) -> Option<&Found> {
        let few = columns.len() / 16;
        let found = self
            .found
            .iter_mut()
            .filter(|found| found.scope == scope && found.count <= few && term.contains(&found.term))
            .min_by_key(|found| found.count)?;
        found.bring_up_to_date(columns, journal).then_some(&*found)
    }

    pub fn heap_bytes(&self) -> usize {
        self.found.iter().map(|found| found.rows.heap_bytes()).sum()
    }
}

impl Found {
    /// Brings the answer up to date if little has changed; `false` when a new search is cheaper.
    fn bring_up_to_date(&mut self, columns: &Columns, journal: &Journal) -> bool {
        if self.generation == journal.generation() {
            return true;
        }
        let Some(rows) = journal.rows_since(self.generation, relevant(self.scope)) else { return false };
        if rows.len() > MOST_CHANGES {
            return false;
        }
        if !rows.is_empty() {
            let needle = Needle::new(&self.term);
            let mask = Arc::make_mut(&mut self.rows);
            mask.resize(columns.len());
            for row in rows {
                mask.set(row as usize, row_has(columns, &needle, self.scope, row as usize));
            }
            self.count = mask.count();
        }
        self.generation = journal.generation();
        true
    }
}

/// Changes that can affect whether a row matches.
pub(crate) fn relevant(scope: TextScope) -> u32 {
    match scope {
        TextScope::Identity => bits::ADDED | bits::DEVICE,
        TextScope::Everything => bits::ADDED | bits::DEVICE | bits::TYPE | bits::STATUS | bits::DATA,
    }
}

/// Whether a row contains the term.
pub(crate) fn row_has(columns: &Columns, needle: &Needle, scope: TextScope, row: usize) -> bool {
    let device = columns.device(row) as usize;
    let everything = scope == TextScope::Everything;
    let coded = [&columns.data, &columns.types, &columns.statuses];
    entry_has(&columns.ids, needle, row)
        || entry_has(columns.devices.ids().arena(), needle, columns.device_id_code(row) as usize)
        || entry_has(columns.devices.labels(), needle, device * 2)
        || entry_has(columns.devices.labels(), needle, device * 2 + 1)
        || everything
            && coded.iter().any(|column| {
                let code = column.codes().get(row);
                code > 0 && entry_has(column.dictionary().arena(), needle, code as usize - 1)
            })
}

/// A column of codes, and for each code whether it matches.
type Table<'a> = (&'a Codes, Vec<bool>);

fn everywhere(columns: &Columns, needle: &Needle, scope: TextScope) -> Mask {
    if columns.ids.all_have(needle.text) {
        return Mask::ones(columns.len());
    }
    let mut rows = Mask::zeros(columns.len());
    each_hit(&columns.ids, needle, |row| rows.set(row, true));
    for (codes, table) in tables(columns, needle, scope) {
        codes.add(&table, &mut rows);
    }
    rows
}

fn narrow(columns: &Columns, needle: &Needle, scope: TextScope, wider: &Found) -> Mask {
    let mut rows = Mask::zeros(columns.len());
    if columns.data.dictionary().arena().bytes() > wider.count.saturating_mul(MEAN_TEXT) {
        // Nearly every row has its own text: check the few rows instead of searching all texts.
        wider
            .rows
            .rows()
            .filter(|&row| row_has(columns, needle, scope, row))
            .for_each(|row| rows.set(row, true));
        return rows;
    }
    let tables = tables(columns, needle, scope);
    for row in wider.rows.rows() {
        let listed = tables.iter().any(|(codes, table)| marked(table, codes.get(row)));
        if listed || entry_has(&columns.ids, needle, row) {
            rows.set(row, true);
        }
    }
    rows
}

/// Searches each dictionary once. Columns without a match are left out.
fn tables<'a>(columns: &'a Columns, needle: &Needle, scope: TextScope) -> Vec<Table<'a>> {
    let mut tables: Vec<Table> = vec![(&columns.device_of, devices(columns, needle))];
    if scope == TextScope::Everything {
        for column in [&columns.types, &columns.statuses, &columns.data] {
            let mut table = vec![false; column.code_count()];
            each_hit(column.dictionary().arena(), needle, |entry| mark(&mut table, entry + 1));
            tables.push((column.codes(), table));
        }
    }
    tables.retain(|(_, table)| table.contains(&true));
    tables
}

/// For each device entry, whether its id, name or serial contains the term.
fn devices(columns: &Columns, needle: &Needle) -> Vec<bool> {
    let mut ids = vec![false; columns.devices.ids().len()];
    each_hit(columns.devices.ids().arena(), needle, |entry| mark(&mut ids, entry));
    let mut devices = columns.devices.with_ids(&ids);
    each_hit(columns.devices.labels(), needle, |label| mark(&mut devices, label / 2));
    devices
}

fn mark(table: &mut [bool], entry: usize) {
    if let Some(slot) = table.get_mut(entry) {
        *slot = true;
    }
}
