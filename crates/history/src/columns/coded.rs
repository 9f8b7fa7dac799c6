//! Dictionary-encoded column for repeating texts: a dictionary, one code per row, and a use count per code.

use super::codes::Codes;
use super::dictionary::Dictionary;

/// Code 0 means "no text"; code `n + 1` is entry `n` of the dictionary.
#[derive(Clone, Debug, Default)]
pub(crate) struct Coded {
    dictionary: Dictionary,
    codes: Codes,
    uses: Vec<u32>,
    /// Bytes of texts that no row uses anymore.
    unused: usize,
}

/// Bytes of unused text below which the dictionary is never rebuilt: this much, and a quarter of a byte for each row, because a rebuild visits
/// every row.
const SLACK: usize = 1 << 14;

impl Coded {
    pub fn codes(&self) -> &Codes {
        &self.codes
    }

    /// Number of codes, including "no text".
    pub fn code_count(&self) -> usize {
        self.dictionary.len() + 1
    }

    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    pub fn text(&self, code: u32) -> Option<&str> {
        code.checked_sub(1).map(|entry| self.dictionary.get(entry))
    }

    /// Text of a row, or an empty string.
    pub fn get(&self, row: usize) -> &str {
        self.get_optional(row).unwrap_or("")
    }

    pub fn get_optional(&self, row: usize) -> Option<&str> {
        self.text(self.codes.get(row))
    }

    /// Code of a known text.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.dictionary.find(text).map(|entry| entry + 1)
    }

    /// Number of rows that use a code.
    pub fn uses(&self, code: u32) -> u32 {
        self.uses.get(code as usize).copied().unwrap_or(0)
    }

    pub fn has_room(&self, text: &str) -> bool {
        self.dictionary.arena().has_room(text)
    }

    pub fn push(&mut self, text: Option<&str>) {
        let code = self.intern(text);
        self.codes.push(code);
        self.take(code);
    }

    /// Returns the code of a text, adding it to the dictionary if necessary. Doesn't change any use count.
    pub fn learn(&mut self, text: &str) -> Option<u32> {
        self.dictionary.intern(text).map(|entry| entry + 1)
    }

    /// Appends a row with an existing code.
    pub fn push_code(&mut self, code: u32) {
        self.codes.push(code);
        self.take(code);
    }

    /// Sets a row's text. Returns whether it changed.
    pub fn set(&mut self, row: usize, text: Option<&str>) -> bool {
        if self.get_optional(row) == text {
            return false;
        }
        let code = self.intern(text);
        self.release(self.codes.get(row));
        self.codes.set(row, code);
        self.take(code);
        self.reclaim();
        true
    }

    /// Stops counting the removed row's text as used. The code stays readable until the dictionary is rebuilt.
    pub fn remove(&mut self, row: usize) {
        self.release(self.codes.get(row));
        self.codes.set(row, 0);
        self.reclaim();
    }

    pub fn reserve(&mut self, rows: usize) {
        self.codes.reserve(rows);
    }

    pub fn heap_bytes(&self) -> usize {
        self.dictionary.heap_bytes() + self.codes.heap_bytes() + self.uses.capacity() * 4
    }

    fn intern(&mut self, text: Option<&str>) -> u32 {
        text.and_then(|text| self.dictionary.intern(text)).map_or(0, |entry| entry + 1)
    }

    fn take(&mut self, code: u32) {
        if self.uses.len() <= code as usize {
            self.uses.resize(code as usize, 0);
            self.uses.push(1);
            return;
        }
        let Some(uses) = self.uses.get_mut(code as usize) else { return };
        *uses = uses.saturating_add(1);
        if *uses == 1 {
            self.unused = self.unused.saturating_sub(self.text(code).map_or(0, str::len));
        }
    }

    fn release(&mut self, code: u32) {
        let Some(uses) = self.uses.get_mut(code as usize) else { return };
        *uses = uses.saturating_sub(1);
        if *uses == 0 {
            self.unused += self.text(code).map_or(0, str::len);
        }
    }

    /// Rebuilds the dictionary once most of it is unused. Without this, texts that change at every poll would accumulate.
    fn reclaim(&mut self) {
        if self.unused < SLACK + self.codes.len() / 4 + self.dictionary.arena().bytes() / 2 {
            return;
        }
        let old = std::mem::take(&mut self.dictionary);
        let mut moved = vec![0u32; old.len() + 1];
        let mut uses = vec![self.uses(0)];
        for code in 1..=old.len() as u32 {
            let count = self.uses(code);
            if count > 0
                && let Some(entry) = self.dictionary.intern(old.get(code - 1))
                && let Some(slot) = moved.get_mut(code as usize)
            {
                *slot = entry + 1;
                uses.push(count);
            }
        }
        for row in 0..self.codes.len() {
            let code = self.codes.get(row);
            self.codes.set(row, moved.get(code as usize).copied().unwrap_or(0));
        }
        self.uses = uses;
        self.unused = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_uses() {
        let mut coded = Coded::default();
        for text in [Some("a"), None, Some("b"), Some("a")] {
            coded.push(text);
        }
        assert!(coded.set(0, Some("c")) && !coded.set(2, Some("b")));
        let uses = |text| coded.find(text).map(|code| coded.uses(code));
        assert_eq!([uses("a"), uses("b"), uses("c"), uses("d")], [Some(1), Some(1), Some(1), None]);
        assert_eq!(coded.get_optional(1), None);
    }

    #[test]
    fn drops_unused_texts() {
        let mut coded = Coded::default();
        for text in ["gone", "kept", "kept", "changes"] {
            coded.push(Some(text));
        }
        coded.set(0, Some("kept"));
        for tick in 0..10_000 {
            coded.set(3, Some(&format!("{tick:0100}")));
        }
        assert!(coded.dictionary.arena().bytes() < 3 * SLACK);
        assert_eq!(coded.get(0), "kept");
        assert_eq!(coded.get(3), format!("{:0100}", 9999));
        let uses = |text: &str| coded.find(text).map(|code| coded.uses(code));
        assert_eq!([uses("gone"), uses("kept"), uses(coded.get(3))], [None, Some(3), Some(1)]);
    }
}
