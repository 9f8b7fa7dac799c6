//! A bit set of rows, 64 rows per word. Bits past the length are always zero.

/// A set of row numbers less than the length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mask {
    words: Vec<u64>,
    len: usize,
}

impl Mask {
    pub fn zeros(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    pub fn ones(len: usize) -> Self {
        let mut mask = Self { words: vec![u64::MAX; len.div_ceil(64)], len };
        if let Some(last) = mask.words.last_mut()
            && !len.is_multiple_of(64)
        {
            *last = (1 << (len % 64)) - 1;
        }
        mask
    }

    /// Adds a row at the end.
    pub fn push(&mut self, bit: bool) {
        self.resize(self.len + 1);
        self.set(self.len - 1, bit);
    }

    /// Extends with zeros; never shrinks.
    pub fn resize(&mut self, len: usize) {
        self.len = self.len.max(len);
        self.words.resize(self.len.div_ceil(64), 0);
    }

    pub fn get(&self, row: usize) -> bool {
        self.words.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    pub fn set(&mut self, row: usize, bit: bool) {
        if let Some(word) = self.words.get_mut(row / 64) {
            let at = 1u64 << (row % 64);
            if bit {
                *word |= at;
            } else {
                *word &= !at;
            }
        }
    }

    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub fn clear(&mut self) {
        self.words.fill(0);
    }

    pub fn and(&mut self, other: &Mask) {
        for (index, word) in self.words.iter_mut().enumerate() {
            *word &= other.words.get(index).copied().unwrap_or(0);
        }
    }

    /// Row numbers in ascending order.
    pub fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(index, &word)| Bits(word).map(move |bit| index * 64 + bit))
    }

    /// Number of words, of 64 rows each.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// Row numbers in a range of words, in ascending order.
    pub fn rows_of(&self, range: std::ops::Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let first = range.start;
        let words = self.words.get(first..range.end.min(self.words.len())).unwrap_or(&[]).iter();
        words.enumerate().flat_map(move |(at, &word)| Bits(word).map(move |bit| (first + at) * 64 + bit))
    }

    /// Removes the rows whose value doesn't pass. Skips words that are already empty.
    pub fn keep<T: Copy>(&mut self, values: &[T], pass: impl Fn(T) -> bool) {
        for (index, word) in self.words.iter_mut().enumerate() {
            if *word != 0 {
                *word &= bits(values, index, &pass);
            }
        }
    }

    /// Calls `each` with the value of every row in the set.
    pub fn each<T: Copy>(&self, values: &[T], mut each: impl FnMut(T)) {
        for (&word, chunk) in self.words.iter().zip(values.chunks(64)) {
            match word {
                0 => {}
                u64::MAX => chunk.iter().for_each(|&value| each(value)),
                _ => Bits(word).filter_map(|bit| chunk.get(bit)).for_each(|&value| each(value)),
            }
        }
    }

    /// Adds the rows whose value passes.
    pub fn add<T: Copy>(&mut self, values: &[T], pass: impl Fn(T) -> bool) {
        let whole = self.words.len();
        for (index, word) in self.words.iter_mut().enumerate() {
            if *word != u64::MAX || index + 1 == whole {
                *word |= bits(values, index, &pass);
            }
        }
    }

    pub fn heap_bytes(&self) -> usize {
        self.words.capacity() * 8
    }
}

fn bits<T: Copy>(values: &[T], index: usize, pass: &impl Fn(T) -> bool) -> u64 {
    let start = (index * 64).min(values.len());
    let end = (start + 64).min(values.len());
    let chunk = values.get(start..end).unwrap_or(&[]);
    let mut bits = 0;
    for (at, &value) in chunk.iter().enumerate() {
        bits |= u64::from(pass(value)) << at;
    }
    bits
}

struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;
    fn next(&mut self) -> Option<usize> {
        if self.0 == 0 {
            return None;
        }
        let bit = self.0.trailing_zeros() as usize;
        self.0 &= self.0 - 1;
        Some(bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_adds_and_lists() {
        let values: Vec<u32> = (0..200).collect();
        let mut mask = Mask::zeros(200);
        mask.add(&values, |value| value % 3 == 0);
        assert_eq!(mask.count(), 67);
        mask.keep(&values, |value| value >= 100);
        assert_eq!(mask.rows().next(), Some(102));
        assert_eq!(mask.rows().last(), Some(198));
        mask.push(true);
        assert!(mask.get(200) && !mask.get(201));
        assert_eq!([0, 1, 63, 64, 65].map(|len| Mask::ones(len).count()), [0, 1, 63, 64, 65]);
    }
}
