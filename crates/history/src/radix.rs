//! Stable sort of rows by an integer key, in linear time.

use crate::row::RowId;

/// Bits a pass sorts by: 2048 counters stay in the nearest cache.
const DIGIT: u32 = 11;

/// `rows` by `key`, rows with equal keys in the order they came in, rows without a key last whatever the direction.
pub(crate) fn sort(rows: &[RowId], key: impl Fn(u32) -> Option<u64>, descending: bool) -> Vec<RowId> {
    let (mut low, mut high, mut top, mut missing) = (u64::MAX, 0, 0, false);
    for &RowId(row) in rows {
        top = top.max(row);
        match key(row) {
            Some(key) => {
                low = low.min(key);
                high = high.max(key);
            }
            None => missing = true,
        }
    }
    if low > high {
        return rows.to_vec();
    }
    let span = high - low;
    let last = span.saturating_add(1);
    let place = |row| match key(row) {
        Some(key) if descending => high - key,
        Some(key) => key - low,
        None => last,
    };
    let bits = 64 - (if missing { last } else { span }).leading_zeros();
    let row_bits = 32 - top.leading_zeros();
    if bits + row_bits > 64 || span == u64::MAX {
        let mut pairs: Vec<(u64, bool, RowId)> =
            rows.iter().map(|&row| (place(row.0), key(row.0).is_none(), row)).collect();
        pairs.sort_by_key(|&(place, missing, _)| (missing, place));
        return pairs.into_iter().map(|(_, _, row)| row).collect();
    }
    let mut packed: Vec<u64> = Vec::with_capacity(rows.len());
    packed.extend(
        rows.iter()
            .map(|&RowId(row)| if row_bits < 64 { place(row) << row_bits } else { 0 } | u64::from(row)),
    );
    by_bits(&mut packed, row_bits, bits);
    let row_mask = (1u64 << row_bits) - 1;
    packed.into_iter().map(|value| RowId((value & row_mask) as u32)).collect()
}

/// Sorts by the `bits` bits from `from` on.
fn by_bits(values: &mut Vec<u64>, from: u32, bits: u32) {
    if values.is_sorted_by_key(|value| value >> from) {
        return;
    }
    let passes = bits.div_ceil(DIGIT);
    let width = bits.div_ceil(passes);
    let mut scratch = vec![0u64; values.len()];
    for pass in 0..passes {
        scatter(values, &mut scratch, from + pass * width, width);
        std::mem::swap(values, &mut scratch);
    }
}

fn scatter(values: &[u64], sorted: &mut [u64], from: u32, width: u32) {
    let mask = (1u64 << width) - 1;
    let mut starts = [0u32; 1 << DIGIT];
    let digit = |value: u64| (value >> from & mask) as usize & ((1 << DIGIT) - 1);
    for &value in values {
        starts[digit(value)] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        let count = *start;
        *start = sum;
        sum += count;
    }
    for &value in values {
        let start = &mut starts[digit(value)];
        if let Some(slot) = sorted.get_mut(*start as usize) {
            *slot = value;
        }
        *start += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equals_a_stable_sort(
            keys in prop::collection::vec(prop::option::of(prop_oneof![any::<u64>(), 0..5u64, 1u64 << 33..1u64 << 35]), 0..200),
            narrow: bool, descending: bool,
        ) {
            let keys: Vec<_> = keys.into_iter().map(|key| key.map(|key| if narrow { key % 1000 } else { key })).collect();
            let rows: Vec<RowId> = (0..keys.len() as u32).rev().map(RowId).collect();
            let mut expected = rows.clone();
            expected.sort_by(|a, b| match (keys[a.index()], keys[b.index()]) {
                (Some(a), Some(b)) => if descending { b.cmp(&a) } else { a.cmp(&b) },
                (a, b) => b.is_some().cmp(&a.is_some()),
            });
            prop_assert_eq!(sort(&rows, |row| keys[row as usize], descending), expected);
        }
    }
}
