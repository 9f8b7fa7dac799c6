//! Small numbers found by hash, compiled once: whoever keeps one brings the meaning of the numbers.

use hashbrown::HashTable;

/// Gives the hash of any number that is in a table.
pub(crate) type Rehash<'a> = &'a dyn Fn(&u32) -> u64;

#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    numbers: HashTable<u32>,
}

impl Table {
    /// The number with this hash that is the `same`.
    pub fn find(&self, hash: u64, same: impl Fn(u32) -> bool) -> Option<u32> {
        self.numbers.find(hash, |&number| same(number)).copied()
    }

    /// Adds a number that isn't there.
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
