//! Distinct texts, each with a small integer code.

use super::arena::Arena;
use super::table::Table;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Maps codes to texts and texts to codes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dictionary {
    arena: Arena,
    codes: Table,
}

/// Hash of a text combined with a number.
pub(crate) fn hash(text: &str, with: u32) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.write_u32(with);
    hasher.finish()
}

impl Dictionary {
    pub fn len(&self) -> usize {
        self.arena.len()
    }

    pub fn get(&self, code: u32) -> &str {
        self.arena.get(code as usize)
    }

    pub fn find(&self, text: &str) -> Option<u32> {
        self.codes.find(hash(text, 0), |code| self.arena.get(code as usize) == text)
    }

    /// Returns the text's code, adding it if necessary; `None` when there is no room.
    pub fn intern(&mut self, text: &str) -> Option<u32> {
        if let Some(code) = self.find(text) {
            return Some(code);
        }
        let code = self.arena.push(text)?;
        let arena = &self.arena;
        self.codes.insert(hash(text, 0), code, &|&code| hash(arena.get(code as usize), 0));
        Some(code)
    }

    pub fn arena(&self) -> &Arena {
        &self.arena
    }

    pub fn heap_bytes(&self) -> usize {
        self.arena.heap_bytes() + self.codes.heap_bytes()
    }
}
