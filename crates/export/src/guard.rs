//! Guards cells against formula injection: a spreadsheet would evaluate, for example, a device's name.
//!
//! A cell gets one apostrophe as prefix if it begins with `=`, `+`, `-`, `@`, a tab or a line break, or with white space and then one of
//! these. Their full-width forms count too, because East Asian spreadsheets treat them alike. To keep the guard reversible, a cell that
//! already looks guarded (apostrophes followed by one of these) gets one more.

use std::borrow::Cow;

/// `text` as a cell that no spreadsheet evaluates.
pub fn guard(text: &str) -> Cow<'_, str> {
    if is_hostile(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The inverse of [`guard`].
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_hostile(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

fn is_hostile(text: &str) -> bool {
    // Fast path: nearly every cell begins with a letter or a digit.
    if text.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        return false;
    }
    let blank = |letter: char| {
        letter.is_whitespace() || letter.is_control() || matches!(letter, '\u{200B}' | '\u{FEFF}')
    };
    text.starts_with(['\t', '\r', '\n'])
        || text
            .trim_start_matches(blank)
            .starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn guards_possible_formulas() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "\nx",
            "  =1",
            "\u{a0}=1",
            "\u{feff}-1",
            "\u{0}=1",
            "＝1",
        ] {
            assert_eq!(guard(text), format!("'{text}"));
        }
        for text in ["", "a=1", "2024-01-15", " x", "'", "'x", "{\"a\":-1}", "65", "\u{2212}1"] {
            assert_eq!(guard(text), text);
            assert_eq!(unguard(text), text);
        }
    }

    #[test]
    fn values_that_look_guarded_are_guarded() {
        assert_eq!(guard("'=1"), "''=1");
        assert_eq!(unguard("''=1"), "'=1");
        assert_eq!(unguard("'=1"), "=1");
    }

    proptest! {
        #[test]
        fn unguarding_is_exact(text in r"['=+@\t\r\n a-]{0,6}|.{0,6}") {
            let guarded = guard(&text);
            prop_assert!(!is_hostile(&guarded));
            prop_assert_eq!(unguard(&guarded), text.as_str());
        }
    }
}
