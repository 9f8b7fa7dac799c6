//! "Did you mean …?"

/// The name most similar to `typed`, if it is similar enough for a typing error: about one edit per three letters. Case-insensitive; the
/// first of equally similar names wins.
pub(crate) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (typed.chars().count() / 3).max(1);
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
    fn suggests_only_similar_names() {
        let names = ["timeout_minutes", "create_backup", "id"];
        assert_eq!(nearest("timeout_minuts", names.into_iter()), Some("timeout_minutes"));
        assert_eq!(nearest("Create-Backup", names.into_iter()), Some("create_backup"));
        assert_eq!(nearest("location", names.into_iter()), None);
        assert_eq!(nearest("ix", names.into_iter()), Some("id"));
    }
}
