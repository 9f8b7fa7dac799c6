//! Case folding for search. Folds each character on its own, so the result doesn't depend on where a text is split.

use std::borrow::Cow;

/// `text` in lower case. Borrows ASCII that is already in lower case.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    if !text.is_ascii() {
        return Cow::Owned(text.chars().flat_map(char::to_lowercase).collect());
    }
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    Cow::Borrowed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_ascii_and_beyond() {
        assert_eq!(fold("abc-1"), "abc-1");
        assert_eq!(fold("ABC"), "abc");
        assert_eq!(fold("ÀÉ Σ"), "àé σ");
        assert!(matches!(fold("abc"), Cow::Borrowed(_)));
    }
}
