//! Forms: what to draw for a schema, and how what is typed becomes `operation_data`.
//!
//! Knows no widgets. The app draws [`Field`]s, reads text with [`parse_input`], and changes the JSON text with
//! [`crate::json::splice`] (or the value with [`set`]), so that both sides stay in step.

mod edit;
mod field;
mod input;
mod kind;
mod start;

pub(crate) use edit::nested;
pub use edit::set;
pub use field::{Field, fields};
pub use input::{input_text, parse_input};
pub use kind::FieldKind;
pub use start::{defaults, starting_text};

/// A name in words: `timeout_minutes` and `timeoutMinutes` as "Timeout minutes".
#[must_use]
pub fn humanise(name: &str) -> String {
    let mut words = String::new();
    let mut after_small = false;
    for letter in name.chars() {
        if matches!(letter, '_' | '-' | ' ' | '.') {
            if !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
        } else if words.is_empty() {
            words.push(letter.to_ascii_uppercase());
        } else if letter.is_ascii_uppercase() && after_small {
            words.push(' ');
            words.push(letter.to_ascii_lowercase());
        } else {
            words.push(letter);
        }
        after_small = letter.is_ascii_lowercase() || letter.is_ascii_digit();
    }
    let words = words.trim_end();
    if words.is_empty() { name.to_owned() } else { words.to_owned() }
}

#[cfg(test)]
mod tests;
