//! "Did you mean …?"

/// The name most like `typed`, if it is near enough to be a typing error: about one change in three letters. Case is ignored. The first of several.
pub(crate) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (typed.chars().count() / 3).max(1);
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
    fn suggests_only_what_is_near() {
        let names = ["timeout_minutes", "create_backup", "id"];
        assert_eq!(nearest("timeout_minuts", names.into_iter()), Some("timeout_minutes"));
        assert_eq!(nearest("Create-Backup", names.into_iter()), Some("create_backup"));
        assert_eq!(nearest("location", names.into_iter()), None);
        assert_eq!(nearest("ix", names.into_iter()), Some("id"));
    }
}
