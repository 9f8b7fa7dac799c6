//! Stable radix sort of rows by integer keys, in linear time and optionally in steps.

use crate::row::RowId;

/// Bits per pass. 2048 counters fit the L1 cache.
const DIGIT: u32 = 11;
const SLOTS: usize = 1 << DIGIT;

/// Key of a row without a value: sorts last in both directions.
pub(crate) const MISSING: u64 = u64::MAX;

/// Sorts `rows` by key. Rows with equal keys stay in input order.
pub(crate) fn sort(rows: &[RowId], keys: Vec<u64>, descending: bool) -> Vec<RowId> {
    match Sorting::new(rows, keys, descending) {
        Ok(mut sorting) => {
            while !sorting.step(rows, usize::MAX) {}
            sorting.into_rows()
        }
        Err(places) => by_halves(rows, &places),
    }
}

/// Sorts numbers in ascending order.
pub(crate) fn sort_numbers(numbers: &mut Vec<u64>) {
    let bits = 64 - numbers.iter().max().map_or(64, |most| most.leading_zeros());
    let mut scratch = vec![0; numbers.len()];
    for pass in 0..bits.div_ceil(DIGIT) {
        let mut starts = [0; SLOTS];
        let digit = |number: u64| (number >> (pass * DIGIT)) as usize & (SLOTS - 1);
        numbers.iter().for_each(|&number| starts[digit(number)] += 1);
        sum(&mut starts);
        scatter(numbers, &mut scratch, &mut starts, digit);
        std::mem::swap(numbers, &mut scratch);
    }
}

/// A sort in progress. Each row is packed with its key, then distributed digit by digit, lowest first.
#[derive(Clone, Debug)]
pub(crate) struct Sorting {
    /// Initially only keys; replaced from the front by keys packed with their rows.
    values: Vec<u64>,
    scratch: Vec<u64>,
    sorted: Vec<RowId>,
    span: Span,
    row_bits: u32,
    width: u32,
    passes: usize,
    /// Counters of all passes, later the start offset of each digit.
    starts: Vec<[u32; SLOTS]>,
    pass: Option<usize>,
    at: usize,
    ascending: bool,
    falling: bool,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    low: u64,
    high: u64,
    descending: bool,
}

impl Span {
    /// Maps a key to a small integer. Missing keys are greater than all others.
    fn place(self, key: u64) -> u64 {
        match key {
            MISSING if self.low > self.high => 0,
            MISSING => self.high - self.low + 1,
            _ if self.descending => self.high.wrapping_sub(key),
            _ => key.wrapping_sub(self.low),
        }
    }
}

impl Sorting {
    /// Starts a sort. Returns the mapped keys as an error if a key and a row together don't fit 64 bits.
    pub fn new(rows: &[RowId], mut keys: Vec<u64>, descending: bool) -> Result<Self, Vec<u64>> {
        let mut span = Span { low: MISSING, high: 0, descending };
        let mut missing = false;
        for &key in &keys {
            missing |= key == MISSING;
            span.low = span.low.min(key);
            span.high = span.high.max(if key == MISSING { 0 } else { key });
        }
        let last = if missing || keys.is_empty() { span.place(MISSING) } else { span.high - span.low };
        let bits = 64 - last.leading_zeros();
        let row_bits = 32 - rows.iter().map(|row| row.0).max().map_or(32, u32::leading_zeros);
        if bits + row_bits > 63 {
            keys.iter_mut().for_each(|key| *key = span.place(*key));
            return Err(keys);
        }
        let passes = bits.div_ceil(DIGIT);
        Ok(Self {
            values: keys,
            scratch: Vec::new(),
            sorted: Vec::new(),
            span,
            row_bits,
            width: bits.div_ceil(passes.max(1)),
            passes: passes as usize,
            starts: vec![[0; SLOTS]; passes as usize],
            pass: None,
            at: 0,
            ascending: true,
            falling: true,
        })
    }

    /// Processes up to `budget` rows. Returns whether the sort is complete. `rows` must be the same as in [`Self::new`].
    pub fn step(&mut self, rows: &[RowId], budget: usize) -> bool {
        let end = self.at.saturating_add(budget).min(self.values.len());
        match self.pass {
            None => self.pack(rows, end),
            Some(pass) if pass < self.passes => self.scatter(pass, end),
            Some(_) => return true,
        }
        self.at = end;
        if end == self.values.len() {
            self.next(rows);
        }
        self.pass.is_some_and(|pass| pass >= self.passes)
    }

    pub fn heap_bytes(&self) -> usize {
        (self.values.capacity() + self.scratch.capacity()) * 8 + self.sorted.capacity() * 4
    }

    /// The sorted rows. Call it once the sort is complete.
    pub fn into_rows(self) -> Vec<RowId> {
        self.sorted
    }

    fn pack(&mut self, rows: &[RowId], end: usize) {
        let (span, row_bits, width) = (self.span, self.row_bits, self.width);
        let mask = ((1usize << width) - 1) & (SLOTS - 1);
        let before = self.at.checked_sub(1).and_then(|at| self.values.get(at)).map(|value| value >> row_bits);
        let (mut lower, mut upper) = (before.unwrap_or(0), before.unwrap_or(u64::MAX));
        let (mut ascending, mut falling) = (self.ascending, self.falling);
        let starts = self.starts.as_mut_slice();
        let values = self.values.get_mut(self.at..end).unwrap_or(&mut []);
        for (value, row) in values.iter_mut().zip(rows.get(self.at..end).unwrap_or(&[])) {
            let place = span.place(*value);
            *value = place << row_bits | u64::from(row.0);
            ascending &= lower <= place;
            falling &= upper > place;
            (lower, upper) = (place, place);
            let mut rest = place;
            for starts in &mut *starts {
                starts[rest as usize & mask] += 1;
                rest >>= width;
            }
        }
        (self.ascending, self.falling) = (ascending, falling);
    }

    fn scatter(&mut self, pass: usize, end: usize) {
        let from = self.row_bits + pass as u32 * self.width;
        let mask = (1u64 << self.width) - 1;
        let digit = |value: u64| (value >> from & mask) as usize & (SLOTS - 1);
        let Some(starts) = self.starts.get_mut(pass) else { return };
        let values = self.values.get(self.at..end).unwrap_or(&[]);
        if pass + 1 < self.passes {
            scatter(values, &mut self.scratch, starts, digit);
            return;
        }
        let row_mask = (1u64 << self.row_bits) - 1;
        for &value in values {
            let start = &mut starts[digit(value)];
            if let Some(slot) = self.sorted.get_mut(*start as usize) {
                *slot = RowId((value & row_mask) as u32);
            }
            *start += 1;
        }
    }

    fn next(&mut self, rows: &[RowId]) {
        let done = match self.pass {
            None if self.ascending => {
                self.sorted = rows.to_vec();
                true
            }
            None if self.falling => {
                self.sorted = rows.iter().rev().copied().collect();
                true
            }
            None => {
                self.starts.iter_mut().for_each(sum);
                if self.passes > 1 {
                    self.scratch = vec![0; self.values.len()];
                }
                false
            }
            Some(pass) => {
                std::mem::swap(&mut self.values, &mut self.scratch);
                pass + 1 >= self.passes
            }
        };
        self.at = 0;
        self.pass = Some(match self.pass {
            _ if done => self.passes,
            None => 0,
            Some(pass) => pass + 1,
        });
        if done {
            (self.values, self.scratch) = (Vec::new(), Vec::new());
        } else if self.pass.is_some_and(|pass| pass + 1 == self.passes) {
            self.sorted = vec![RowId::NONE; self.values.len()];
        }
    }
}

/// Turns counts into start offsets.
fn sum(counts: &mut [u32; SLOTS]) {
    let mut sum = 0;
    for start in counts {
        let count = *start;
        *start = sum;
        sum += count;
    }
}

fn scatter(values: &[u64], sorted: &mut [u64], starts: &mut [u32; SLOTS], digit: impl Fn(u64) -> usize) {
    for &value in values {
        let start = &mut starts[digit(value) & (SLOTS - 1)];
        if let Some(slot) = sorted.get_mut(*start as usize) {
            *slot = value;
        }
        *start += 1;
    }
}

/// Sorts by keys of up to 64 bits: by the lower half, then by the upper.
fn by_halves(rows: &[RowId], places: &[u64]) -> Vec<RowId> {
    let at: Vec<RowId> = (0..rows.len() as u32).map(RowId).collect();
    let half = |order: &[RowId], shift: u32| -> Vec<u64> {
        let place = |at: &RowId| places.get(at.index()).map_or(0, |place| place >> shift & 0x7fff_ffff);
        order.iter().map(place).collect()
    };
    let lower = sort(&at, half(&at, 0), false);
    let middle = sort(&lower, half(&lower, 31), false);
    let upper = sort(&middle, half(&middle, 62), false);
    upper.into_iter().filter_map(|at| rows.get(at.index()).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equals_a_stable_sort(
            keys in prop::collection::vec(prop::option::of(prop_oneof![0..u64::MAX, 0..5u64, 1u64 << 33..1u64 << 35]), 0..200),
            narrow: bool, descending: bool, budget in 1..300usize,
        ) {
            let keys: Vec<_> = keys.into_iter().map(|key| key.map(|key| if narrow { key % 1000 } else { key })).collect();
            let rows: Vec<RowId> = (0..keys.len() as u32).rev().map(RowId).collect();
            let mut expected = rows.clone();
            expected.sort_by(|a, b| match (keys[a.index()], keys[b.index()]) {
                (Some(a), Some(b)) => if descending { b.cmp(&a) } else { a.cmp(&b) },
                (a, b) => b.is_some().cmp(&a.is_some()),
            });
            let keys: Vec<u64> = rows.iter().map(|row| keys[row.index()].unwrap_or(MISSING)).collect();
            prop_assert_eq!(&sort(&rows, keys.clone(), descending), &expected);
            if let Ok(mut steps) = Sorting::new(&rows, keys, descending) {
                while !steps.step(&rows, budget) {}
                prop_assert_eq!(steps.into_rows(), expected);
            }
        }

        #[test]
        fn numbers_ascend(mut numbers in prop::collection::vec(prop_oneof![any::<u64>(), 0..3000u64], 0..100)) {
            let mut expected = numbers.clone();
            expected.sort_unstable();
            sort_numbers(&mut numbers);
            prop_assert_eq!(numbers, expected);
        }
    }

    #[test]
    fn sorted_and_reversed_inputs_stay() {
        let rows: Vec<RowId> = (0..5000).map(RowId).collect();
        let up: Vec<u64> = (0..5000).map(|n| n * 7).collect();
        assert_eq!(sort(&rows, up.clone(), false), rows);
        let down: Vec<RowId> = rows.iter().rev().copied().collect();
        assert_eq!(sort(&rows, up, true), down);
    }
}
