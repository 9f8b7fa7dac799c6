//! Finds a term in an arena: one SIMD search over all texts, or in blocks if case must be folded first.

use crate::columns::Arena;
use memchr::memmem::Finder;

/// Bytes folded at a time if texts have capitals.
const BLOCK: usize = 1 << 15;
/// Texts up to this length are searched naively if the previous entry has the term.
const NEAR: usize = 64;

/// A folded term, prepared for searching.
pub(crate) struct Needle<'a> {
    pub text: &'a str,
    finder: Finder<'a>,
}

impl<'a> Needle<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, finder: Finder::new(text.as_bytes()) }
    }

    /// Whether a short text contains the term. Long texts give `false` and are left to the finder.
    fn is_near(&self, text: &[u8]) -> bool {
        let Some((&first, rest)) = self.text.as_bytes().split_first() else { return true };
        if text.len() > NEAR {
            return false;
        }
        let mut ahead = text;
        while let Some((&byte, behind)) = ahead.split_first() {
            if byte == first && (rest.is_empty() || behind.starts_with(rest)) {
                return true;
            }
            ahead = behind;
        }
        false
    }
}

/// Whether an entry contains the term.
pub(crate) fn entry_has(arena: &Arena, needle: &Needle, entry: usize) -> bool {
    if let Some(wide) = arena.wide_text(entry) {
        return wide.contains(needle.text);
    }
    let text = arena.get(entry).as_bytes();
    if arena.capitals() {
        let size = needle.text.len().max(1);
        text.windows(size).any(|window| window.eq_ignore_ascii_case(needle.text.as_bytes()))
    } else if text.len() <= NEAR {
        needle.is_near(text)
    } else {
        needle.finder.find(text).is_some()
    }
}

/// Calls `hit` with each entry that contains the term; possibly several times for an entry.
pub(crate) fn each_hit(arena: &Arena, needle: &Needle, mut hit: impl FnMut(usize)) {
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

/// Searches `text`, which starts at offset `base` of the arena and holds the entries that end at `ends`; `first` is the first of them.
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
    loop {
        // Matching entries often follow each other. For a few bytes, a naive search is faster than starting the finder.
        while from > 0
            && let Some(&end) = ends.get(entry)
            && text.get(from..end as usize - base).is_some_and(|near| needle.is_near(near))
        {
            hit(first + entry);
            from = end as usize - base + 1;
            entry += 1;
        }
        let Some(found) = text.get(from..).and_then(|rest| needle.finder.find(rest)) else { return };
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

/// Number of entries that end before `at`. Usually few: uses exponential search.
fn entries_before(ends: &[u32], at: usize) -> usize {
    let mut step = 1;
    while ends.get(step - 1).is_some_and(|&end| (end as usize) < at) {
        step *= 2;
    }
    let low = step / 2;
    let near = ends.get(low..step.min(ends.len())).unwrap_or(&[]);
    low + near.partition_point(|&end| (end as usize) < at)
}

/// Calls `hit` with each entry that equals `text`.
pub(crate) fn each_equal(arena: &Arena, text: &str, mut hit: impl FnMut(usize)) {
    let needle = Needle::new(text);
    each_in(arena.text().as_bytes(), 0, arena.ends(), 0, &needle, &mut |entry| {
        if arena.get(entry) == text {
            hit(entry);
        }
    });
}
