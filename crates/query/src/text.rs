//! Quoting, and splitting and joining of free text.
//!
//! Within quotes a backslash is literal, except before a quote: `\"` is a quote, and each `\\` before a quote is one backslash. So only
//! quotes, and backslashes before them, need escaping.

use std::iter::Peekable;
use std::str::CharIndices;

/// Splits into words and `"phrases"` in double quotes. A quote ends a word; an unclosed quote extends to the end.
pub fn split_text(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(_, next)) = chars.peek() {
        let mut term = String::new();
        if next.is_whitespace() {
            chars.next();
            continue;
        }
        if next == '"' {
            quoted(&mut chars, &mut term);
        } else {
            while let Some((_, letter)) =
                chars.next_if(|(_, letter)| !letter.is_whitespace() && *letter != '"')
            {
                term.push(letter);
            }
        }
        if !term.is_empty() {
            terms.push(term);
        }
    }
    terms
}

/// Joins words and phrases; [`split_text`] is the inverse.
pub fn join_text<T: AsRef<str>>(terms: &[T]) -> String {
    let mut out = String::new();
    for term in terms {
        let term = term.as_ref();
        separate(&mut out);
        if term.is_empty() || term.contains(|letter: char| letter.is_whitespace() || letter == '"') {
            quote(&mut out, term);
        } else {
            out.push_str(term);
        }
    }
    out
}

/// Appends a space, unless `out` is empty.
pub(crate) fn separate(out: &mut String) {
    if !out.is_empty() {
        out.push(' ');
    }
}

/// Appends `text` in quotes.
pub(crate) fn quote(out: &mut String, text: &str) {
    out.push('"');
    let mut backslashes = 0;
    for letter in text.chars() {
        if letter == '"' {
            out.extend(std::iter::repeat_n('\\', backslashes + 1));
        }
        backslashes = if letter == '\\' { backslashes + 1 } else { 0 };
        out.push(letter);
    }
    out.extend(std::iter::repeat_n('\\', backslashes));
    out.push('"');
}

/// Reads a quoted text from its opening quote on and appends its content. Returns `false` if it isn't closed.
pub(crate) fn quoted(chars: &mut Peekable<CharIndices<'_>>, out: &mut String) -> bool {
    chars.next();
    let mut backslashes = 0_usize;
    for (_, letter) in chars.by_ref() {
        match letter {
            '\\' => backslashes += 1,
            '"' => {
                out.extend(std::iter::repeat_n('\\', backslashes / 2));
                if backslashes.is_multiple_of(2) {
                    return true;
                }
                out.push('"');
                backslashes = 0;
            }
            _ => {
                out.extend(std::iter::repeat_n('\\', std::mem::take(&mut backslashes)));
                out.push(letter);
            }
        }
    }
    out.extend(std::iter::repeat_n('\\', backslashes));
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn splits_words_and_phrases() {
        assert_eq!(split_text("  Edge  rt-1 "), ["Edge", "rt-1"]);
        assert_eq!(split_text("\"Edge Router\"c"), ["Edge Router", "c"]);
        assert_eq!(split_text("a\"b c"), ["a", "b c"]);
        assert_eq!(split_text(r#""say \"so\"" "C:\dir x" "end\\""#), [r#"say "so""#, r"C:\dir x", r"end\"]);
        assert_eq!(split_text(r#""open\"#), [r"open\"]);
        assert!(split_text(" \"\" ").is_empty());
    }

    #[test]
    fn quotes_only_where_needed() {
        assert_eq!(
            join_text(&["2.4.1", r"C:\dir", "two words", r#"5" disk"#]),
            r#"2.4.1 C:\dir "two words" "5\" disk""#
        );
    }

    proptest! {
        #[test]
        fn joined_text_is_split_again(terms in prop::collection::vec(r#"[ab\\" ,:é]{1,8}"#, 0..5)) {
            prop_assert_eq!(split_text(&join_text(&terms)), terms);
        }
    }
}
