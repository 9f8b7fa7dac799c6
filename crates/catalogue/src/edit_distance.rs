//! "Did you mean …?"

/// The name most like `typed`, if one is near enough to be a slip of the pen: about one change in three letters.
pub(crate) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (typed.chars().count() / 3).max(1);
    names
        .map(|name| (distance(&typed.to_ascii_lowercase(), &name.to_ascii_lowercase()), name))
        .filter(|(distance, name)| *distance <= allowed && *distance < name.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Letters to insert, remove, replace or swap with their neighbour.
fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, letter) in left.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, other) in right.iter().enumerate() {
            let mut best = (above[column] + usize::from(letter != other))
                .min(above[column + 1] + 1)
                .min(line[column] + 1);
            let swapped = row > 0 && column > 0 && left[row - 1] == *other && right[column - 1] == *letter;
            if swapped {
                best = best.min(before[column - 1] + 1);
            }
            line.push(best);
        }
        before = std::mem::replace(&mut above, line);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn counts_changes() {
        for (left, right, changes) in [
            ("", "", 0),
            ("", "abc", 3),
            ("kitten", "sitting", 3),
            ("timeuot", "timeout", 1),
            ("backup", "back_up", 1),
        ] {
            assert_eq!(distance(left, right), changes, "{left} {right}");
            assert_eq!(distance(right, left), changes, "{right} {left}");
        }
    }

    #[test]
    fn suggests_only_what_is_near() {
        let names = ["timeout_minutes", "create_backup", "id"];
        assert_eq!(nearest("timeout_minuts", names.into_iter()), Some("timeout_minutes"));
        assert_eq!(nearest("Create-Backup", names.into_iter()), Some("create_backup"));
        assert_eq!(nearest("location", names.into_iter()), None);
        assert_eq!(nearest("xy", names.into_iter()), None, "every two letters are two changes from \"id\"");
    }
}
