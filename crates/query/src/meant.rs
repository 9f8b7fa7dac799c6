//! "Did you mean …?"

/// The name most like `typed`, if it is near enough to be a typing error: one change in three letters, two at most. Case is ignored. The first of several.
pub(crate) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (typed.chars().count() / 3).min(2);
    let typed = typed.to_lowercase();
    names
        .map(|name| (strsim::osa_distance(&typed, &name.to_lowercase()), name))
        // A name of which no letter stays is not similar.
        .filter(|(distance, name)| *distance <= limit && *distance < name.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
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
