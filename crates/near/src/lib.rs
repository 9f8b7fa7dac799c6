//! The name that was meant, for one that was mistyped.
//!
//! Owns how far apart two words are. How far apart they may be is for the caller to say: a name that is taken for another at once
//! must be nearer than one that is only offered.

/// The name most like `typed` that can be made of it by at most so many changes, letters' case aside; the first of several. Every
/// name is that near to a short enough word, so that one of which nothing need stay is none.
pub fn nearest<'a>(typed: &str, changes: usize, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.to_lowercase().chars().collect();
    names
        .map(|name| (distance(&typed, name), name))
        .filter(|(apart, name)| *apart <= changes && *apart < name.chars().count())
        .min_by_key(|(apart, _)| *apart)
        .map(|(_, name)| name)
}

/// Letters to insert, remove, replace or swap with their neighbour; `typed` is in small letters.
fn distance(typed: &[char], name: &str) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=typed.len()).collect();
    let mut last = None;
    for (row, letter) in name.chars().flat_map(char::to_lowercase).enumerate() {
        let mut line = Vec::with_capacity(above.len());
        let mut left = row + 1;
        line.push(left);
        for (column, (&other, pair)) in typed.iter().zip(above.windows(2)).enumerate() {
            let &[diagonal, over] = pair else { continue };
            let mut least = (diagonal + usize::from(letter != other)).min(over + 1).min(left + 1);
            let previous = column.checked_sub(1);
            if let Some(previous) = previous
                && last == Some(other)
                && typed.get(previous) == Some(&letter)
                && let Some(&two_up) = before.get(previous)
            {
                least = least.min(two_up + 1);
            }
            left = least;
            line.push(left);
        }
        before = std::mem::replace(&mut above, line);
        last = Some(letter);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn apart(left: &str, right: &str) -> usize {
        distance(&left.to_lowercase().chars().collect::<Vec<_>>(), right)
    }

    #[test]
    fn counts_changes() {
        for (left, right, changes) in [
            ("", "", 0),
            ("", "abc", 3),
            ("kitten", "sitting", 3),
            ("stauts", "status", 1),
            ("timeuot", "timeout", 1),
            ("backup", "back_up", 1),
            ("Ab", "bA", 1),
        ] {
            assert_eq!(apart(left, right), changes, "{left} {right}");
        }
    }

    #[test]
    fn takes_the_nearest_and_nothing_far() {
        let names = ["failed", "filed", "cancelled", "id"];
        let nearest = |typed, changes| nearest(typed, changes, names.into_iter());
        assert_eq!(nearest("faild", 1), Some("failed"), "as near as the next, and before it");
        assert_eq!(nearest("CANCELED", 1), Some("cancelled"));
        assert_eq!(nearest("pending", 2), None);
        assert_eq!(nearest("xy", 2), None, "every two letters are two changes from \"id\"");
    }

    proptest! {
        #[test]
        fn a_distance_is_one(left in "[abcé]{0,6}", right in "[abcé]{0,6}") {
            let there = apart(&left, &right);
            prop_assert_eq!(there, apart(&right, &left));
            prop_assert_eq!(there == 0, left == right);
            let (long, short) = (left.chars().count(), right.chars().count());
            prop_assert!(there >= long.abs_diff(short) && there <= long.max(short));
        }
    }
}
