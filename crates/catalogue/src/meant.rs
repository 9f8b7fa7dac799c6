//! "Did you mean …?"

/// The name most like `typed`, if one is near enough to be a slip of the pen: about one change in three letters.
pub(crate) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    near::nearest(typed, (typed.chars().count() / 3).max(1), names)
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
