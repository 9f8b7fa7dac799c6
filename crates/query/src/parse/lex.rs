//! Splits a query into words, phrases and `name:value` pairs with their positions, without interpreting them.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use crate::field::Field;
use crate::text::quoted;

/// A token; tokens are separated by white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Byte range in the source.
    pub(crate) span: Range<usize>,
    /// The part before the colon, if it is a pair.
    pub(crate) name: Option<Range<usize>>,
    /// A word or phrase has one part; a pair has one more than it has commas.
    pub(crate) parts: Vec<Part>,
    /// Whether a quote is unclosed.
    pub(crate) open: bool,
}

/// A part of a token; parts are separated by commas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Byte range in the source, quotes included.
    pub(crate) span: Range<usize>,
    /// Its text, unquoted.
    pub(crate) text: String,
    /// Whether any of it is quoted.
    pub(crate) quoted: bool,
}

/// All tokens in order. Between them is only white space.
pub(crate) fn lex(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = source.char_indices().peekable();
    while let Some(&(start, next)) = chars.peek() {
        if next.is_whitespace() {
            chars.next();
            continue;
        }
        let name = name_at(source, start);
        if let Some(name) = &name {
            while chars.next_if(|(at, _)| *at <= name.end).is_some() {}
        }
        let (parts, open) = parts(source, &mut chars, name.is_some());
        tokens.push(Token { span: start..at(source, &mut chars), name, parts, open });
    }
    tokens
}

fn at(source: &str, chars: &mut Peekable<CharIndices<'_>>) -> usize {
    chars.peek().map_or(source.len(), |(at, _)| *at)
}

/// The name of a pair that starts here. An unknown name makes a pair too, because it may be misspelled. Exceptions are texts with more
/// colons and URLs: `00:1B:44:11:3A:B7`, `ad:min:x` and `https://…` are searched for as they are.
fn name_at(source: &str, start: usize) -> Option<Range<usize>> {
    let rest = source.get(start..)?;
    let run = rest.split(|letter: char| letter.is_whitespace() || letter == '"').next()?;
    let (name, value) = run.split_once(':')?;
    let known = Field::read(name.strip_prefix('-').unwrap_or(name)).is_some();
    let like_a_name = name.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_' || byte == b'-')
        && !value.contains(':')
        && !value.starts_with("//");
    (known || like_a_name).then_some(start..start + name.len())
}

/// The values of a pair, or else a single word or phrase.
fn parts(source: &str, chars: &mut Peekable<CharIndices<'_>>, pair: bool) -> (Vec<Part>, bool) {
    let mut parts = Vec::new();
    let mut open = false;
    let mut part = Part { span: at(source, chars)..0, text: String::new(), quoted: false };
    while let Some(&(place, next)) = chars.peek() {
        if next.is_whitespace() {
            break;
        }
        let begun = part.quoted || !part.text.is_empty();
        if next == '"' {
            if !pair && begun {
                break;
            }
            part.quoted = true;
            open |= !quoted(chars, &mut part.text);
            if !pair {
                break;
            }
            continue;
        }
        chars.next();
        if pair && next == ',' {
            part.span.end = place;
            let fresh = Part { span: place + 1..0, text: String::new(), quoted: false };
            parts.push(std::mem::replace(&mut part, fresh));
        } else {
            part.text.push(next);
        }
    }
    part.span.end = at(source, chars);
    parts.push(part);
    (parts, open)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each token as `source|name|texts`.
    fn pieces(source: &str) -> Vec<String> {
        let shown = |token: Token| {
            let texts: Vec<&str> = token.parts.iter().map(|part| part.text.as_str()).collect();
            let name = token.name.map_or("-", |name| &source[name]);
            format!("{}|{name}|{}{}", &source[token.span], texts.join(";"), if token.open { "!" } else { "" })
        };
        lex(source).into_iter().map(shown).collect()
    }

    #[test]
    fn splits_at_blanks_quotes_and_commas() {
        assert_eq!(pieces(" a  \"b c\"d "), ["a|-|a", "\"b c\"|-|b c", "d|-|d"]);
        assert_eq!(pieces("status:a,\"b, c\",d x"), ["status:a,\"b, c\",d|status|a;b, c;d", "x|-|x"]);
        assert_eq!(pieces("device:edge\" 1\"*"), ["device:edge\" 1\"*|device|edge 1*"]);
        assert_eq!(pieces("status:a,,"), ["status:a,,|status|a;;"]);
        assert_eq!(pieces("id:a:b"), ["id:a:b|id|a:b"]);
        assert_eq!(pieces("a\"b"), ["a|-|a", "\"b|-|b!"]);
        assert_eq!(pieces("id:\"b c"), ["id:\"b c|id|b c!"]);
        assert_eq!(pieces("é:ü"), ["é:ü|-|é:ü"]);
    }

    #[test]
    fn distinguishes_names_from_text() {
        assert_eq!(pieces("stauts:x"), ["stauts:x|stauts|x"]);
        assert_eq!(pieces("-status:x"), ["-status:x|-status|x"]);
        for text in ["aa:bb:cc", "10:30", ":x", "https://x.example/y", "-foo:x", "a.b:c"] {
            assert_eq!(pieces(text), [format!("{text}|-|{text}")]);
        }
    }

    #[test]
    fn parts_have_their_position() {
        let source = "status:a,\"b\"";
        let spans: Vec<&str> = lex(source)[0].parts.iter().map(|part| &source[part.span.clone()]).collect();
        assert_eq!(spans, ["a", "\"b\""]);
    }
}
