//! Prints a query as text, in a fixed order and with no more quotes than needed.

use operation::TimeField;

use crate::field::Field;
use crate::parse::{is_operator, lex};
use crate::period::Period;
use crate::query::{Query, SortBy};
use crate::text::{quote, separate};

/// Text of a query. Parsing it gives `query` again, provided that its values aren't empty and lists have no duplicates.
pub fn print(query: &Query) -> String {
    let mut out = String::new();
    values(&mut out, Field::Id, std::slice::from_ref(&query.id));
    values(&mut out, Field::Status, &query.statuses);
    values(&mut out, Field::Type, &query.types);
    values(&mut out, Field::Device, std::slice::from_ref(&query.device));
    values(&mut out, Field::Group, std::slice::from_ref(&query.group));
    if query.period != Period::ANY || query.date_of != TimeField::default() {
        values(&mut out, Field::Time(query.date_of), &[query.period.written()]);
    }
    if let Some(SortBy { column, descending }) = query.sort {
        values(&mut out, Field::Sort, &[format!("{}{}", if descending { "-" } else { "" }, column.name())]);
    }
    for term in query.text.iter().filter(|term| !term.is_empty()) {
        separate(&mut out);
        if needs_no_quotes(term) {
            out.push_str(term);
        } else {
            quote(&mut out, term);
        }
    }
    for piece in &query.unread {
        separate(&mut out);
        out.push_str(piece);
    }
    out
}

fn values(out: &mut String, field: Field, values: &[String]) {
    let mut before = ':';
    for value in values.iter().filter(|value| !value.is_empty()) {
        if before == ':' {
            separate(out);
            out.push_str(field.name());
        }
        out.push(before);
        push_value(out, value);
        before = ',';
    }
}

/// Appends a value that follows a colon or a comma, quoted if necessary.
pub(crate) fn push_value(out: &mut String, value: &str) {
    if value.contains(|letter: char| letter.is_whitespace() || letter == '"' || letter == ',') {
        quote(out, value);
    } else {
        out.push_str(value);
    }
}

/// Whether a word is parsed as one term without quotes.
fn needs_no_quotes(term: &str) -> bool {
    let tokens = lex(term);
    let [token] = tokens.as_slice() else { return false };
    token.name.is_none() && token.span == (0..term.len()) && !term.starts_with('"') && !is_operator(term)
}
