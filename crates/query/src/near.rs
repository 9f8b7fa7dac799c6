//! "Did you mean …?"

/// The name most like `typed`, if one is near enough to be a slip of the pen: one change in three letters, two at most.
pub(crate) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.to_lowercase().chars().collect();
    let allowed = (typed.len() / 3).min(2);
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let changes = distance(&typed, name);
        if changes <= allowed && best.is_none_or(|(least, _)| changes < least) {
            best = Some((changes, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Letters to insert, remove, replace or swap with their neighbour.
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

    #[test]
    fn counts_changes() {
        for (left, right, changes) in [
            ("", "", 0),
            ("", "abc", 3),
            ("kitten", "sitting", 3),
            ("stauts", "status", 1),
            ("backup", "back_up", 1),
            ("ab", "ba", 1),
        ] {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            assert_eq!(distance(&letters(left), right), changes, "{left} {right}");
            assert_eq!(distance(&letters(right), left), changes, "{right} {left}");
        }
    }

    #[test]
    fn takes_the_nearest_and_nothing_far() {
        let names = ["failed", "filed", "cancelled"];
        assert_eq!(nearest("faild", names.into_iter()), Some("failed"));
        assert_eq!(nearest("CANCELED", names.into_iter()), Some("cancelled"));
        assert_eq!(nearest("pending", names.into_iter()), None);
        assert_eq!(nearest("ab", names.into_iter()), None);
    }
}
