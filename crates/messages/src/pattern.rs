//! A subset of ICU MessageFormat: `{name}`, `{count, number}` and `{count, plural, =0 {…} one {…} other {… # …}}`. An apostrophe before a
//! brace or `#` starts a quoted text up to the next apostrophe; two apostrophes are one.

/// A part of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<'a> {
    /// Literal text.
    Text(&'a str),
    /// `#`: the number of the enclosing plural.
    Hash,
    /// An argument as text.
    Argument(&'a str),
    /// An argument as a number.
    Number(&'a str),
    /// One of several messages, selected by the number of an argument.
    Plural(&'a str, Vec<Case<'a>>),
}

/// A case of a plural.
#[derive(Clone, Debug, PartialEq)]
pub struct Case<'a> {
    /// `=0`, or a plural category such as `one`.
    pub when: &'a str,
    /// The message.
    pub then: Vec<Piece<'a>>,
}

/// Parses a message. `None` if it isn't well-formed.
pub fn parse(message: &str) -> Option<Vec<Piece<'_>>> {
    let mut rest = message;
    let pieces = pieces(&mut rest, false)?;
    rest.is_empty().then_some(pieces)
}

/// Parses up to the end, or to the brace that closes a case of a plural.
fn pieces<'a>(rest: &mut &'a str, in_plural: bool) -> Option<Vec<Piece<'a>>> {
    let mut pieces = Vec::new();
    let special = |at: char| matches!(at, '{' | '}' | '\'') || (in_plural && at == '#');
    loop {
        let text = &rest[..rest.find(special).unwrap_or(rest.len())];
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
            *rest = &rest[text.len()..];
        }
        match rest.chars().next() {
            None => return (!in_plural).then_some(pieces),
            Some('}') => return in_plural.then_some(pieces),
            Some('#') => {
                *rest = &rest[1..];
                pieces.push(Piece::Hash);
            }
            Some('{') => {
                *rest = &rest[1..];
                pieces.push(placeholder(rest)?);
            }
            _ => pieces.push(Piece::Text(apostrophe(rest))),
        }
    }
}

/// Resolves an apostrophe: the character itself, or the text that it quotes.
fn apostrophe<'a>(rest: &mut &'a str) -> &'a str {
    let after = &rest[1..];
    let (text, used) = match after.chars().next() {
        Some('\'') => (&after[..1], 2),
        Some('{' | '}' | '#') => {
            let end = after.find('\'').unwrap_or(after.len());
            (&after[..end], (end + 2).min(rest.len()))
        }
        _ => (&rest[..1], 1),
    };
    *rest = &rest[used..];
    text
}

/// Parses a placeholder after its opening brace, including the closing brace.
fn placeholder<'a>(rest: &mut &'a str) -> Option<Piece<'a>> {
    let name = word(rest)?;
    if skip(rest, "}") {
        return Some(Piece::Argument(name));
    }
    if !skip(rest, ",") {
        return None;
    }
    let kind = word(rest)?;
    if kind == "number" {
        return skip(rest, "}").then_some(Piece::Number(name));
    }
    if kind != "plural" || !skip(rest, ",") {
        return None;
    }
    let mut cases = Vec::new();
    while !skip(rest, "}") {
        let when = word(rest)?;
        if !skip(rest, "{") {
            return None;
        }
        let then = pieces(rest, true)?;
        *rest = &rest[1..];
        cases.push(Case { when, then });
    }
    cases.iter().any(|case| case.when == "other").then_some(Piece::Plural(name, cases))
}

fn word<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let start = rest.trim_start();
    let end = start.find(|at: char| !at.is_ascii_alphanumeric() && at != '_' && at != '=')?;
    *rest = &start[end..];
    (end > 0).then(|| &start[..end])
}

/// Skips white space and a token, if present. Leaves what follows unchanged.
fn skip(rest: &mut &str, token: &str) -> bool {
    let found = rest.trim_start().strip_prefix(token);
    if let Some(after) = found {
        *rest = after;
    }
    found.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Piece::{Argument, Hash, Number, Plural, Text};

    #[test]
    fn placeholders_are_separated_from_text() {
        assert_eq!(parse(""), Some(vec![]));
        assert_eq!(
            parse("{a} and { b }."),
            Some(vec![Argument("a"), Text(" and "), Argument("b"), Text(".")])
        );
        assert_eq!(parse("{n, number} %"), Some(vec![Number("n"), Text(" %")]));
    }

    #[test]
    fn a_plural_has_cases_with_messages() {
        let one = Case { when: "one", then: vec![Hash, Text(" row of "), Argument("of")] };
        let other = Case { when: "other", then: vec![Hash, Text(" rows")] };
        let none = Case { when: "=0", then: vec![Text("no rows")] };
        let message = "{n, plural, =0 {no rows} one {# row of {of}} other {# rows}} left";
        assert_eq!(parse(message), Some(vec![Plural("n", vec![none, one, other]), Text(" left")]));
    }

    #[test]
    fn apostrophes_quote_braces_and_are_literal_elsewhere() {
        let text = |message| {
            parse(message).map(|pieces| {
                pieces.iter().map(|p| if let Text(t) = p { *t } else { "?" }).collect::<String>()
            })
        };
        assert_eq!(text("can't").as_deref(), Some("can't"));
        assert_eq!(text("'{'\"data\"'}'").as_deref(), Some("{\"data\"}"));
        assert_eq!(text("o''clock").as_deref(), Some("o'clock"));
        assert_eq!(text("'{open").as_deref(), Some("{open"));
    }

    #[test]
    fn malformed_patterns_are_rejected() {
        for message in [
            "{",
            "}",
            "{}",
            "{a",
            "{a,}",
            "{a, date}",
            "{n, plural, one {x}}",
            "{n, plural, other {x}",
            "{n, plural, other x}",
            "{n, plural, other {}",
        ] {
            assert_eq!(parse(message), None, "{message}");
        }
    }
}
