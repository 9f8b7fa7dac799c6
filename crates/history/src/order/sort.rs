//! Stable comparison sort for short lists. It is one function without type parameters: the standard library's sorts are compiled for each
//! type and closure, which took 80 KB of WebAssembly. Long lists are sorted by integers, in `radix`.

use std::cmp::Ordering;

/// Compares two items.
pub(crate) type Compare<'a> = &'a dyn Fn(u32, u32) -> Ordering;

/// Stable sort in place.
pub(crate) fn sort(list: &mut Vec<u32>, compare: Compare) {
    let mut scratch = Vec::with_capacity(list.len());
    let mut width = 1;
    while width < list.len() {
        scratch.clear();
        for pair in list.chunks(width * 2) {
            let (left, right) = pair.split_at_checked(width).unwrap_or((pair, &[]));
            merge(left, right, compare, &mut scratch);
        }
        std::mem::swap(list, &mut scratch);
        width *= 2;
    }
}

/// The indices `0..count`, sorted.
pub(crate) fn order(count: usize, compare: Compare) -> Vec<u32> {
    let mut list = (0..count as u32).collect();
    sort(&mut list, compare);
    list
}

fn merge(mut left: &[u32], mut right: &[u32], compare: Compare, out: &mut Vec<u32>) {
    while let (Some((&a, after_a)), Some((&b, after_b))) = (left.split_first(), right.split_first()) {
        if compare(a, b).is_gt() {
            out.push(b);
            right = after_b;
        } else {
            out.push(a);
            left = after_a;
        }
    }
    out.extend_from_slice(left);
    out.extend_from_slice(right);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equals_the_library(keys in prop::collection::vec(0..20u8, 0..80)) {
            let mut expected: Vec<u32> = (0..keys.len() as u32).collect();
            expected.sort_by_key(|&at| keys[at as usize]);
            let found = order(keys.len(), &|a, b| keys[a as usize].cmp(&keys[b as usize]));
            prop_assert_eq!(found, expected);
        }
    }
}
