//! Where a term occurs: dictionaries are looked through once, ids as one buffer, and a longer term only where the shorter one was.

use crate::arena::Arena;
use crate::codes::marked;
use crate::columns::Columns;
use crate::journal::{Journal, bits};
use crate::mask::Mask;
use crate::query::TextScope;
use memchr::memmem::Finder;
use std::sync::Arc;

/// Answers that are kept.
const KEPT: usize = 8;
/// Rows that are looked at again one by one when they changed, rather than everything.
pub(crate) const MENDED: usize = 1 << 12;
/// Bytes folded at a time where texts have capitals.
const BLOCK: usize = 1 << 15;

/// A folded term, ready to be looked for.
pub(crate) struct Needle<'a> {
    text: &'a str,
    finder: Finder<'a>,
}

impl<'a> Needle<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, finder: Finder::new(text.as_bytes()) }
    }
}

/// Rows that have a term, for the last few terms.
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
    /// The rows in which `term` occurs, removed ones possibly among them.
    pub fn rows(&mut self, columns: &Columns, journal: &Journal, term: &str, scope: TextScope) -> Arc<Mask> {
        let generation = journal.generation();
        if let Some(at) = self.found.iter().position(|found| found.term == term && found.scope == scope) {
            let mut found = self.found.remove(at);
            if found.mend(columns, journal) {
                let rows = found.rows.clone();
                self.found.push(found);
                return rows;
            }
        }
        let needle = Needle::new(term);
        let rows = match self.narrower(columns, journal, term, scope) {
            Some(wider) => narrow(columns, &needle, scope, &wider),
            None => everywhere(columns, &needle, scope),
        };
        if self.found.len() >= KEPT {
            self.found.remove(0);
        }
        let count = rows.count();
        let rows = Arc::new(rows);
        self.found.push(Found { term: term.to_owned(), scope, generation, rows: rows.clone(), count });
        rows
    }

    /// Few rows among which all rows with `term` must be, because a part of it is known to occur only there.
    fn narrower(
        &mut self,
        columns: &Columns,
        journal: &Journal,
        term: &str,
        scope: TextScope,
    ) -> Option<Arc<Mask>> {
        let few = columns.len() / 16;
        let found = self
            .found
            .iter_mut()
            .filter(|found| found.scope == scope && found.count <= few && term.contains(&found.term))
            .min_by_key(|found| found.count)?;
        found.mend(columns, journal).then(|| found.rows.clone())
    }

    pub fn heap_bytes(&self) -> usize {
        self.found.iter().map(|found| found.rows.heap_bytes()).sum()
    }
}

impl Found {
    /// Brings the answer up to date if only little has changed; `false` when it is cheaper to look everywhere.
    fn mend(&mut self, columns: &Columns, journal: &Journal) -> bool {
        if self.generation == journal.generation() {
            return true;
        }
        let Some(rows) = journal.rows_since(self.generation, relevant(self.scope)) else { return false };
        if rows.len() > MENDED {
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

/// Changes that can make a row match or not.
pub(crate) fn relevant(scope: TextScope) -> u32 {
    match scope {
        TextScope::Identity => bits::ADDED | bits::DEVICE,
        TextScope::Everything => bits::ADDED | bits::DEVICE | bits::TYPE | bits::STATUS | bits::DATA,
    }
}

/// Whether one row has the term.
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

fn everywhere(columns: &Columns, needle: &Needle, scope: TextScope) -> Mask {
    let mut rows = Mask::zeros(columns.len());
    each_hit(&columns.ids, needle, |row| rows.set(row, true));
    let devices = devices(columns, needle);
    if devices.contains(&true) {
        columns.device_of.add(&devices, &mut rows);
    }
    if scope == TextScope::Everything {
        for column in [&columns.types, &columns.statuses, &columns.data] {
            let mut table = vec![false; column.code_count()];
            let mut any = false;
            each_hit(column.dictionary().arena(), needle, |entry| {
                any = true;
                mark(&mut table, entry + 1);
            });
            if any {
                column.codes().add(&table, &mut rows);
            }
        }
    }
    rows
}

fn narrow(columns: &Columns, needle: &Needle, scope: TextScope, wider: &Mask) -> Mask {
    let mut rows = Mask::zeros(columns.len());
    let devices = devices(columns, needle);
    for row in wider.rows() {
        if marked(&devices, columns.device(row)) || row_has(columns, needle, scope, row) {
            rows.set(row, true);
        }
    }
    rows
}

/// For each device entry, whether its id, name or serial has the term.
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

fn entry_has(arena: &Arena, needle: &Needle, entry: usize) -> bool {
    if let Some(wide) = arena.wide_text(entry) {
        return wide.contains(needle.text);
    }
    let text = arena.get(entry).as_bytes();
    if arena.capitals() {
        let size = needle.text.len().max(1);
        text.windows(size).any(|window| window.eq_ignore_ascii_case(needle.text.as_bytes()))
    } else {
        needle.finder.find(text).is_some()
    }
}

/// Calls `hit` with each entry that has the term, once or more.
fn each_hit(arena: &Arena, needle: &Needle, mut hit: impl FnMut(usize)) {
    for (entry, text) in arena.wide() {
        if text.contains(needle.text) {
            hit(*entry as usize);
        }
    }
    if !needle.text.is_ascii() {
        return;
    }
    let text = arena.text().as_bytes();
    if !arena.capitals() {
        each_in(text, 0, arena.ends(), 0, needle, &mut hit);
        return;
    }
    let mut folded = Vec::with_capacity(BLOCK * 2);
    let mut first = 0;
    while first < arena.len() {
        let start = arena.start(first);
        let rest = arena.ends().get(first..).unwrap_or(&[]);
        let count = rest.partition_point(|&end| (end as usize) < start + BLOCK).max(1);
        let end = arena.start(first + count);
        folded.clear();
        folded.extend_from_slice(text.get(start..end).unwrap_or(&[]));
        folded.make_ascii_lowercase();
        each_in(&folded, start, rest.get(..count).unwrap_or(&[]), first, needle, &mut hit);
        first += count;
    }
}

/// Finds the term in `text`, which starts at `base` of an arena and holds the entries that end at `ends`, `first` being the first.
fn each_in(
    text: &[u8],
    base: usize,
    ends: &[u32],
    first: usize,
    needle: &Needle,
    hit: &mut impl FnMut(usize),
) {
    let size = needle.text.len();
    let (mut from, mut entry) = (0, 0);
    while let Some(found) = text.get(from..).and_then(|rest| needle.finder.find(rest)) {
        let at = from + found;
        entry += entries_before(ends.get(entry..).unwrap_or(&[]), base + at);
        let Some(&end) = ends.get(entry) else { return };
        let end = end as usize - base;
        if at + size <= end {
            hit(first + entry);
            from = end + 1;
            entry += 1;
        } else {
            from = at + 1;
        }
    }
}

/// How many entries end before `at`: nearby as a rule, so in growing steps.
fn entries_before(ends: &[u32], at: usize) -> usize {
    let mut step = 1;
    while ends.get(step - 1).is_some_and(|&end| (end as usize) < at) {
        step *= 2;
    }
    let low = step / 2;
    let near = ends.get(low..step.min(ends.len())).unwrap_or(&[]);
    low + near.partition_point(|&end| (end as usize) < at)
}

/// Calls `hit` with each entry that is exactly `text`.
pub(crate) fn each_equal(arena: &Arena, text: &str, mut hit: impl FnMut(usize)) {
    let needle = Needle::new(text);
    each_in(arena.text().as_bytes(), 0, arena.ends(), 0, &needle, &mut |entry| {
        if arena.get(entry) == text {
            hit(entry);
        }
    });
}
