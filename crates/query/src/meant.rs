//! "Did you mean …?"

/// The name most like `typed`, if one is near enough to be a slip of the pen: one change in three letters, two at most.
pub(crate) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    near::nearest(typed, (typed.chars().count() / 3).min(2), names)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn what_is_short_is_taken_for_nothing_else() {
        let names = ["failed", "filed", "cancelled"];
        assert_eq!(nearest("faild", names.into_iter()), Some("failed"));
        assert_eq!(nearest("cncld", names.into_iter()), None);
        assert_eq!(nearest("ab", ["abc"].into_iter()), None);
    }
}
