//! Recursive descent parser with a depth limit that prevents stack overflow.

mod strings;

use super::text::Locator;
use super::{Document, Member, Node, NodeKind, SyntaxError, SyntaxWarning};
use serde_json::Value;

/// Maximum depth of arrays and objects, the same as `serde_json`'s.
const MAX_DEPTH: usize = 127;

/// Parses a JSON text.
///
/// # Errors
/// The first [`SyntaxError`].
pub fn parse(text: &str) -> Result<Document, SyntaxError> {
    let mut parser = Parser { text, at: 0, depth: 0, locator: Locator::new(text), warnings: Vec::new() };
    parser.skip_space();
    if parser.peek().is_none() {
        return Err(parser.error(messages::catalogue::json_nothing_here()));
    }
    let root = parser.value()?;
    parser.skip_space();
    if parser.peek().is_some() {
        return Err(parser.error(messages::catalogue::json_text_after_end()));
    }
    Ok(Document { value: root.to_value(), root, warnings: parser.warnings })
}

struct Parser<'a> {
    text: &'a str,
    /// Offset in bytes, always on a character boundary.
    at: usize,
    depth: usize,
    locator: Locator<'a>,
    warnings: Vec<SyntaxWarning>,
}

type Step<T> = Result<T, SyntaxError>;

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let here = self.peek() == Some(byte);
        self.at += usize::from(here);
        here
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn error(&mut self, message: impl Into<String>) -> SyntaxError {
        self.error_at(self.at, message)
    }

    fn error_at(&mut self, offset: usize, message: impl Into<String>) -> SyntaxError {
        let place = self.locator.locate(offset);
        SyntaxError { line: place.line, column: place.column, offset, message: message.into() }
    }

    fn value(&mut self) -> Step<Node> {
        let mut position = self.locator.locate(self.at);
        let kind = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => NodeKind::Scalar(Value::String(self.string()?)),
            Some(b'-' | b'0'..=b'9') => NodeKind::Scalar(self.number()?),
            _ => NodeKind::Scalar(self.word()?),
        };
        position.len = self.at - position.offset;
        Ok(Node { position, kind })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Step<NodeKind>) -> Step<NodeKind> {
        if self.depth == MAX_DEPTH {
            return Err(self.error(messages::catalogue::json_too_deep(MAX_DEPTH as u64)));
        }
        self.depth += 1;
        let kind = read(self)?;
        self.depth -= 1;
        Ok(kind)
    }

    fn array(&mut self) -> Step<NodeKind> {
        let open = self.at;
        self.at += 1;
        let mut items = Vec::new();
        self.skip_space();
        if self.take(b']') {
            return Ok(NodeKind::Array(items));
        }
        loop {
            if self.peek().is_none() {
                let line = self.line_of(open);
                return Err(self.error(messages::catalogue::json_array_unclosed(line)));
            }
            items.push(self.value()?);
            if !self.another(open, b']')? {
                return Ok(NodeKind::Array(items));
            }
        }
    }

    fn object(&mut self) -> Step<NodeKind> {
        let open = self.at;
        self.at += 1;
        let mut members: Vec<Member> = Vec::new();
        self.skip_space();
        if self.take(b'}') {
            return Ok(NodeKind::Object(members));
        }
        loop {
            let member = self.member(open)?;
            if members.iter().any(|other| other.name == member.name) {
                let message = messages::catalogue::json_duplicate_key(&member.name);
                self.warnings.push(SyntaxWarning { position: member.name_position, message });
            }
            members.push(member);
            if !self.another(open, b'}')? {
                return Ok(NodeKind::Object(members));
            }
        }
    }

    fn member(&mut self, open: usize) -> Step<Member> {
        let mut name_position = self.locator.locate(self.at);
        match self.peek() {
            Some(b'"') => {}
            None => {
                let line = self.line_of(open);
                return Err(self.error(messages::catalogue::json_object_unclosed(line)));
            }
            Some(b',') => return Err(self.error(messages::catalogue::json_expected_name_before_comma())),
            Some(_) => return Err(self.error(messages::catalogue::json_expected_name())),
        }
        let name = self.string()?;
        name_position.len = self.at - name_position.offset;
        self.skip_space();
        if !self.take(b':') {
            return Err(self.error(messages::catalogue::json_expected_colon(&name)));
        }
        self.skip_space();
        if matches!(self.peek(), None | Some(b',' | b'}')) {
            return Err(self.error(messages::catalogue::json_expected_value_of(&name)));
        }
        Ok(Member { name, name_position, value: self.value()? })
    }

    /// After an item or member: true after a comma, false after the closing bracket.
    fn another(&mut self, open: usize, close: u8) -> Step<bool> {
        let close_text = char::from(close).to_string();
        self.skip_space();
        if self.take(close) {
            return Ok(false);
        }
        let comma = self.at;
        if !self.take(b',') {
            let message = match self.peek() {
                None => {
                    let bracket = if close == b'}' { "{" } else { "[" };
                    messages::catalogue::json_unclosed_after_value(&close_text, bracket, self.line_of(open))
                }
                Some(_) => messages::catalogue::json_expected_comma(&close_text),
            };
            return Err(self.error(message));
        }
        self.skip_space();
        if self.peek() == Some(close) {
            return Err(self.error_at(comma, messages::catalogue::json_trailing_comma(&close_text)));
        }
        Ok(true)
    }

    fn line_of(&mut self, offset: usize) -> u64 {
        self.locator.locate(offset).line as u64
    }

    fn word(&mut self) -> Step<Value> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        let value = match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            _ => return Err(self.not_a_value(word)),
        };
        self.at += length;
        Ok(value)
    }

    fn not_a_value(&mut self, word: &str) -> SyntaxError {
        let message = match (word.to_ascii_lowercase().as_str(), self.peek()) {
            (lower @ ("true" | "false" | "null"), _) => messages::catalogue::json_small_letters(lower),
            ("none" | "nil" | "undefined", _) => messages::catalogue::json_write_null().to_owned(),
            ("nan" | "infinity", _) => messages::catalogue::json_has_no_word(word),
            ("", Some(b'\'')) => messages::catalogue::json_double_quotes().to_owned(),
            ("", Some(b'/')) => messages::catalogue::json_no_comments().to_owned(),
            ("", _) => messages::catalogue::json_expected_value().to_owned(),
            _ => messages::catalogue::json_expected_value_in_quotes().to_owned(),
        };
        self.error(message)
    }

    fn number(&mut self) -> Step<Value> {
        let start = self.at;
        self.take(b'-');
        if self.take(b'0') {
            if matches!(self.peek(), Some(b'0'..=b'9')) {
                return Err(self.error_at(start, messages::catalogue::json_leading_zero()));
            }
        } else {
            self.digits(messages::catalogue::json_expected_digit)?;
        }
        if self.take(b'.') {
            self.digits(messages::catalogue::json_expected_digit_after_point)?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _sign = self.take(b'+') || self.take(b'-');
            self.digits(messages::catalogue::json_expected_digit_in_exponent)?;
        }
        let token = self.text.get(start..self.at).unwrap_or_default();
        serde_json::from_str(token)
            .map_err(|_| self.error_at(start, messages::catalogue::json_number_too_large()))
    }

    fn digits(&mut self, otherwise: fn() -> &'static str) -> Step<()> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start { Err(self.error(otherwise())) } else { Ok(()) }
    }
}
