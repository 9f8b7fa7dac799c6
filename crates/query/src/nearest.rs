//! "Did you mean …?"

/// The name most similar to `typed`, if it is similar enough for a typing error: one edit per three letters, at most two. Case-insensitive;
/// the first of equally similar names wins.
pub(crate) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (typed.chars().count() / 3).min(2);
    let typed = typed.to_lowercase();
    names
        .map(|name| (strsim::osa_distance(&typed, &name.to_lowercase()), name))
        // A name that shares no letter isn't similar.
        .filter(|(distance, name)| *distance <= limit && *distance < name.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn short_texts_have_no_nearest_name() {
        let names = ["failed", "filed", "cancelled"];
        assert_eq!(nearest("faild", names.into_iter()), Some("failed"));
        assert_eq!(nearest("cncld", names.into_iter()), None);
        assert_eq!(nearest("ab", ["abc"].into_iter()), None);
    }
}
