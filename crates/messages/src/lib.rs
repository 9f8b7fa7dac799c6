//! All texts of the interface, by typed keys, in the current language.
//!
//! `locales/en.json` has the keys and the English texts, which are compiled in at the place of use. `build.rs` generates a function for
//! each key; its parameters are the placeholders of the English text. Texts of other languages are set at run time ([`Language`]). Must
//! not know where they come from, nor the browser.

mod pattern;

use pattern::{Case, Piece, parse};
use std::cell::Cell;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A language: its texts and its rules.
#[derive(Clone, Copy)]
pub struct Language {
    /// One text for each key, sorted by key; `None` for English.
    pub texts: Option<&'static [&'static str]>,
    /// The CLDR plural category of a number: `one`, `few`, `many`, `other` …
    pub plural: fn(u64) -> &'static str,
    /// Formats a number.
    pub number: fn(u64) -> String,
    /// Formats a number of tenths: 932 as `93.2`.
    pub tenths: fn(u64) -> String,
    /// Formats a list: `a, b and c`.
    pub list: fn(&[String]) -> String,
}

/// English with built-in rules, which need no browser.
pub const ENGLISH: Language = Language {
    texts: None,
    plural: |number| if number == 1 { "one" } else { "other" },
    number: grouped,
    tenths: |tenths| format!("{}.{}", grouped(tenths / 10), tenths % 10),
    list: joined,
};

/// `a, b and c`.
fn joined(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Groups digits in threes.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(ENGLISH) };
}

/// Sets the current language for all texts created from now on. Returns `false` and changes nothing if the number of texts differs from
/// the number of keys.
#[must_use]
pub fn set_language(language: Language) -> bool {
    let fits = language.texts.is_none_or(|texts| texts.len() == COUNT);
    if fits {
        LANGUAGE.set(language);
    }
    fits
}

/// Formats a number in the current language.
pub fn number(number: u64) -> String {
    (LANGUAGE.get().number)(number)
}

/// Formats a number of tenths in the current language: 932 as `93.2`.
pub fn tenths(tenths: u64) -> String {
    (LANGUAGE.get().tenths)(tenths)
}

/// Formats a list in the current language: `a, b and c`.
pub fn list(items: &[String]) -> String {
    (LANGUAGE.get().list)(items)
}

/// The text of a key. The callers are inlined, so that each English text is linked where it is used, possibly in a lazy chunk.
#[inline(never)]
fn text(key: usize, english: &'static str) -> &'static str {
    translated(key).unwrap_or(english)
}

#[inline]
fn translated(key: usize) -> Option<&'static str> {
    LANGUAGE.get().texts.and_then(|texts| texts.get(key).copied())
}

/// Value of a placeholder.
enum Value<'a> {
    Text(&'a str),
    Number(u64),
}

/// The text of a key with its placeholders filled in.
#[inline(never)]
fn filled(key: usize, english: &'static str, values: &[(&str, Value<'_>)]) -> String {
    let language = LANGUAGE.get();
    let message = translated(key).unwrap_or(english);
    let mut out = String::with_capacity(message.len() + 16);
    match parse(message) {
        Some(pieces) => write(&mut out, &language, &pieces, values, None),
        None => out.push_str(message),
    }
    out
}

fn write(
    out: &mut String,
    language: &Language,
    pieces: &[Piece<'_>],
    values: &[(&str, Value<'_>)],
    hash: Option<u64>,
) {
    let find = |name: &str| values.iter().find(|(of, _)| *of == name).map(|(_, value)| value);
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Hash => out.push_str(&hash.map(language.number).unwrap_or_default()),
            Piece::Argument(name) | Piece::Number(name) => match find(name) {
                Some(Value::Text(text)) => out.push_str(text),
                Some(Value::Number(number)) => out.push_str(&(language.number)(*number)),
                None => out.push_str(name),
            },
            Piece::Plural(name, cases) => {
                if let Some(Value::Number(number)) = find(name) {
                    write(out, language, case(cases, language, *number), values, Some(*number));
                }
            }
        }
    }
}

fn case<'a>(cases: &'a [Case<'a>], language: &Language, number: u64) -> &'a [Piece<'a>] {
    let exact = |case: &&Case<'_>| case.when.strip_prefix('=').is_some_and(|of| of.parse() == Ok(number));
    let category = (language.plural)(number);
    let named = |name: &str| cases.iter().find(|case| case.when == name);
    cases
        .iter()
        .find(exact)
        .or_else(|| named(category))
        .or_else(|| named("other"))
        .map_or(&[], |case| &case.then)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGE: &str = "{name}: {n, plural, =0 {nothing} one {# row} other {# rows}}, {n, number}";

    fn fill(name: &str, n: u64) -> String {
        filled(usize::MAX, MESSAGE, &[("name", Value::Text(name)), ("n", Value::Number(n))])
    }

    #[test]
    fn placeholders_are_filled_by_the_rules_of_the_language() {
        assert_eq!(fill("A", 0), "A: nothing, 0");
        assert_eq!(fill("A", 1), "A: 1 row, 1");
        assert_eq!(fill("{n}", 1234), "{n}: 1,234 rows, 1,234");
        let language = Language { texts: None, plural: |_| "few", number: |n| format!("<{n}>"), ..ENGLISH };
        assert!(set_language(language));
        assert_eq!(fill("A", 1), "A: <1> rows, <1>");
        assert!(set_language(ENGLISH));
    }

    #[test]
    fn tenths_are_one_decimal() {
        assert_eq!([0, 9, 932, 12_345].map(tenths), ["0.0", "0.9", "93.2", "1,234.5"]);
    }

    #[test]
    fn a_malformed_message_is_shown_as_it_is() {
        assert_eq!(filled(usize::MAX, "{oops", &[]), "{oops");
    }

    #[test]
    fn texts_of_another_version_are_rejected() {
        assert!(!set_language(Language { texts: Some(&[]), ..ENGLISH }));
    }

    #[test]
    fn translated_texts_replace_the_english_ones() {
        let texts: Vec<&'static str> = vec!["Idioma"; COUNT];
        assert!(set_language(Language { texts: Some(texts.leak()), ..ENGLISH }));
        assert_eq!(language::label(), "Idioma");
        assert!(set_language(ENGLISH));
        assert_eq!(language::label(), "Language");
    }
}
