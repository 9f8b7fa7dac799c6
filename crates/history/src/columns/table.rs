//! Hash table of small integers, compiled once for all uses. Callers supply hashes and equality.

use hashbrown::HashTable;

/// Computes the hash of a number in a table.
pub(crate) type Rehash<'a> = &'a dyn Fn(&u32) -> u64;

#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    numbers: HashTable<u32>,
}

impl Table {
    /// Finds a number with this hash for which `same` is true.
    pub fn find(&self, hash: u64, same: impl Fn(u32) -> bool) -> Option<u32> {
        self.numbers.find(hash, |&number| same(number)).copied()
    }

    /// Inserts a number that isn't in the table.
    pub fn insert(&mut self, hash: u64, number: u32, rehash: Rehash) {
        self.numbers.insert_unique(hash, number, rehash);
    }

    pub fn remove(&mut self, hash: u64, number: u32) {
        if let Ok(found) = self.numbers.find_entry(hash, |&other| other == number) {
            found.remove();
        }
    }

    pub fn reserve(&mut self, more: usize, rehash: Rehash) {
        self.numbers.reserve(more, rehash);
    }

    pub fn heap_bytes(&self) -> usize {
        self.numbers.allocation_size()
    }
}
