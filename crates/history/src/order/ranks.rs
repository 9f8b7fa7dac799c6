//! Ranks of texts in natural order, used as integer sort keys.

use super::natural;
use super::radix::{self, MISSING};
use super::sort;
use crate::row::RowId;

/// Natural keys of texts, concatenated.
#[derive(Default)]
struct Keys {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Keys {
    fn push(&mut self, text: &str) {
        natural::encode(text, &mut self.bytes);
        self.ends.push(self.bytes.len() as u32);
    }

    fn get(&self, at: u32) -> &[u8] {
        let end = |at: u32| self.ends.get(at as usize).map_or(0, |&end| end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.bytes.get(start..end(at)).unwrap_or(&[])
    }

    /// Length of the common prefix of all keys, in bytes.
    fn shared(&self) -> usize {
        let first = self.get(0);
        let same = |key: &[u8]| first.iter().zip(key).take_while(|(a, b)| a == b).count();
        (0..self.ends.len() as u32).fold(first.len(), |shared, at| shared.min(same(self.get(at))))
    }

    /// The eight bytes from `from` on as an integer of the same order.
    fn head(&self, at: u32, from: usize) -> u64 {
        let rest = self.get(at).get(from..).unwrap_or(&[]);
        rest.iter().chain(std::iter::repeat(&0)).take(8).fold(0, |head, &byte| head << 8 | u64::from(byte))
    }
}

/// The rank of each text in natural order; equal texts have equal ranks. [`MISSING`] where there is no text.
pub(crate) fn ranks<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> Vec<u64> {
    let mut keys = Keys::default();
    let mut ranks = Vec::with_capacity(texts.size_hint().0);
    for text in texts {
        ranks.push(text.map_or(MISSING, |_| 0));
        keys.push(text.unwrap_or(""));
    }
    number(&keys, &mut ranks);
    ranks
}

/// Sorts by the first bytes, then by the whole key where those are equal.
fn number(keys: &Keys, ranks: &mut [u64]) {
    let present = |(at, rank): (usize, &u64)| (*rank != MISSING).then_some(RowId(at as u32));
    let texts: Vec<RowId> = ranks.iter().enumerate().filter_map(present).collect();
    let shared = keys.shared();
    let head = |text: &RowId| keys.head(text.0, shared).min(MISSING - 1);
    let order = radix::sort(&texts, texts.iter().map(head).collect(), false);
    let (mut rank, mut before): (u64, Option<u32>) = (0, None);
    for equal in order.chunk_by(|a, b| head(a) == head(b)) {
        let mut equal: Vec<u32> = equal.iter().map(|text| text.0).collect();
        sort::sort(&mut equal, &|a, b| keys.get(a).cmp(keys.get(b)));
        for text in equal {
            rank += u64::from(before.is_some_and(|before| keys.get(before) != keys.get(text)));
            before = Some(text);
            if let Some(slot) = ranks.get_mut(text as usize) {
                *slot = rank;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ranks_are_the_natural_order(
            texts in prop::collection::vec(prop::option::of("(op_)?(Router |router )?[aA\u{0}É]{0,3}[0-9]{0,3}"), 0..40), prefix in "[a-z0]{0,9}",
        ) {
            let texts: Vec<Option<String>> = texts.into_iter().map(|text| text.map(|text| prefix.clone() + &text)).collect();
            let ranks = ranks(texts.iter().map(Option::as_deref));
            for (a, x) in texts.iter().zip(&ranks) {
                prop_assert_eq!(a.is_none(), *x == MISSING);
                for (b, y) in texts.iter().zip(&ranks) {
                    if let (Some(a), Some(b)) = (a, b) {
                        prop_assert_eq!(natural::key(a).cmp(&natural::key(b)), x.cmp(y));
                    }
                }
            }
        }
    }
}
