//! Forms: the fields for a schema, and conversion of input to `operation_data`.
//!
//! Contains no widgets. The app renders [`Field`]s, parses text with [`parse_input`], and edits the JSON text with
//! [`crate::json::splice`] (or the value with [`set`]), so that form and text stay in sync.

mod edit;
mod field;
mod input;
mod kind;
mod start;

pub(crate) use edit::nested;
pub use edit::set;
pub use field::{Field, fields};
pub use input::{edit_list, field_text, input_text, parse_input};
pub use kind::FieldKind;
pub use start::{defaults, starting_text};

/// Label from a name: `timeout_minutes` and `timeoutMinutes` become "Timeout minutes".
#[must_use]
pub fn humanise(name: &str) -> String {
    let mut label = String::new();
    let mut after_small = false;
    for letter in name.chars() {
        if matches!(letter, '_' | '-' | ' ' | '.') {
            if !label.is_empty() && !label.ends_with(' ') {
                label.push(' ');
            }
        } else if label.is_empty() {
            label.push(letter.to_ascii_uppercase());
        } else if letter.is_ascii_uppercase() && after_small {
            label.push(' ');
            label.push(letter.to_ascii_lowercase());
        } else {
            label.push(letter);
        }
        after_small = letter.is_ascii_lowercase() || letter.is_ascii_digit();
    }
    let label = label.trim_end();
    if label.is_empty() { name.to_owned() } else { label.to_owned() }
}

#[cfg(test)]
mod tests;
