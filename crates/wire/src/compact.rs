//! JSON without white space, with escapes in canonical form. Numbers stay letter by letter: `2.10` is a version, and a long integer fits
//! no number type.
//!
//! [`Cursor`] reads one well-formed JSON text and returns `None` whenever a value is unusual.

use std::borrow::Cow;

use serde_json::Value;

/// Maximum nesting depth.
const DEEPEST: u32 = 16;
/// Digits that fit any integer type.
const WHOLE: usize = 18;

/// A value that is neither a list nor an object.
pub(crate) enum Simple<'a> {
    Null,
    /// `true` or `false`.
    Flag(&'a str),
    /// An integer as it is usually written.
    Whole(&'a str),
    /// Any other number.
    Number(&'a str),
    Text(Cow<'a, str>),
}

/// A value in its compact form.
pub(crate) enum Written<'a> {
    /// It was compact already.
    Unchanged(&'a str),
    Rewritten(String),
}

/// A position in the text.
pub(crate) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// The output so far: `done` holds everything before `from`; the text from there on is copied unchanged.
struct Writing {
    done: String,
    from: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Enters a list or an object. Returns whether it has content.
    pub fn open(&mut self, bracket: u8) -> Option<bool> {
        self.space();
        self.expect(bracket)?;
        self.space();
        // In ASCII, a closing bracket is two after its opening bracket.
        let empty = self.peek()? == bracket + 2;
        self.at += usize::from(empty);
        Some(!empty)
    }

    /// After a value: returns whether another one follows.
    pub fn more(&mut self, close: u8) -> Option<bool> {
        self.space();
        let next = self.peek()?;
        self.at += 1;
        self.space();
        match next {
            b',' => Some(true),
            _ if next == close => Some(false),
            _ => None,
        }
    }

    /// A field's name without escapes, up to its value. Rejects `$`, which can have a special meaning in `serde_json`.
    pub fn name(&mut self) -> Option<&'a str> {
        let (name, escaped) = self.string()?;
        if escaped || name.starts_with('$') {
            return None;
        }
        self.space();
        self.expect(b':')?;
        self.space();
        Some(name)
    }

    /// A scalar value.
    pub fn simple(&mut self) -> Option<Simple<'a>> {
        Some(match self.peek()? {
            b'"' => {
                let start = self.at;
                match self.string()? {
                    (text, false) => Simple::Text(Cow::Borrowed(text)),
                    _ => Simple::Text(serde_json::from_str(self.since(start)).ok().map(Cow::Owned)?),
                }
            }
            b'n' => {
                self.literal()?;
                Simple::Null
            }
            b't' | b'f' => Simple::Flag(self.literal()?),
            b'-' | b'0'..=b'9' => {
                let number = self.number();
                if is_whole(number) { Simple::Whole(number) } else { Simple::Number(number) }
            }
            _ => return None,
        })
    }

    /// Any value, in compact form.
    pub fn compact(&mut self) -> Option<Written<'a>> {
        let start = self.at;
        let mut writing = Writing { done: String::new(), from: start };
        self.value(&mut writing, DEEPEST)?;
        if writing.from == start {
            return Some(Written::Unchanged(self.since(start)));
        }
        writing.done.push_str(self.since(writing.from));
        Some(Written::Rewritten(writing.done))
    }

    fn value(&mut self, writing: &mut Writing, deepest: u32) -> Option<()> {
        let start = self.at;
        match self.peek()? {
            b'{' => self.nested(b'{', writing, deepest),
            b'[' => self.nested(b'[', writing, deepest),
            b'"' => {
                if self.string()?.1 {
                    let text: String = serde_json::from_str(self.since(start)).ok()?;
                    self.rewrite(writing, start, &serde_json::to_string(&text).ok()?);
                }
                Some(())
            }
            b'-' | b'0'..=b'9' => {
                let number = self.number();
                is_whole(number)
                    .then_some(())
                    .or_else(|| serde_json::from_str::<Value>(number).ok().map(drop))
            }
            _ => self.literal().map(drop),
        }
    }

    fn nested(&mut self, bracket: u8, writing: &mut Writing, deepest: u32) -> Option<()> {
        let deepest = deepest.checked_sub(1)?;
        let mut names: Vec<&str> = Vec::new();
        self.at += 1;
        self.skip_space(writing);
        let close = bracket + 2;
        if self.peek()? == close {
            self.at += 1;
            return Some(());
        }
        loop {
            if bracket == b'{' {
                let (name, escaped) = self.string()?;
                if escaped || name.starts_with('$') || names.contains(&name) {
                    return None;
                }
                names.push(name);
                self.skip_space(writing);
                self.expect(b':')?;
                self.skip_space(writing);
            }
            self.value(writing, deepest)?;
            self.skip_space(writing);
            let next = self.peek()?;
            self.at += 1;
            match next {
                b',' => self.skip_space(writing),
                _ if next == close => return Some(()),
                _ => return None,
            }
        }
    }

    /// The string at this position without quotes, and whether it has escapes.
    fn string(&mut self) -> Option<(&'a str, bool)> {
        self.expect(b'"')?;
        let start = self.at;
        let mut escaped = false;
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    self.at += 2;
                }
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some((self.text.get(start..self.at - 1)?, escaped))
    }

    fn number(&mut self) -> &'a str {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')) {
            self.at += 1;
        }
        self.since(start)
    }

    fn literal(&mut self) -> Option<&'a str> {
        let start = self.at;
        while matches!(self.peek(), Some(b'a'..=b'z')) {
            self.at += 1;
        }
        Some(self.since(start)).filter(|literal| matches!(*literal, "null" | "true" | "false"))
    }

    fn rewrite(&mut self, writing: &mut Writing, start: usize, anew: &str) {
        if self.since(start) != anew {
            writing.done.push_str(self.text.get(writing.from..start).unwrap_or(""));
            writing.done.push_str(anew);
            writing.from = self.at;
        }
    }

    /// Skips white space, which the compact form leaves out.
    fn skip_space(&mut self, writing: &mut Writing) {
        let start = self.at;
        self.space();
        if self.at > start {
            writing.done.push_str(self.text.get(writing.from..start).unwrap_or(""));
            writing.from = self.at;
        }
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\t' | b'\r')) {
            self.at += 1;
        }
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or("")
    }
}

/// The compact form of a well-formed JSON text, of any depth and with duplicate names. A text with an unpaired surrogate stays as sent.
pub(crate) fn compact(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(first) = rest.bytes().next() {
        let len = match first {
            b'"' => text_len(rest),
            // Everything outside of texts is ASCII.
            _ => 1,
        };
        let (token, after) = rest.split_at_checked(len).unwrap_or((rest, ""));
        rest = after;
        if token.contains('\\')
            && let Ok(text) = serde_json::from_str::<Value>(token)
        {
            out.push_str(&text.to_string());
        } else if !token.trim_ascii().is_empty() {
            out.push_str(token);
        }
    }
    out
}

/// Length of the text in quotes at the beginning, in bytes.
fn text_len(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

/// Whether a number is an integer in canonical form. Minus zero isn't: `serde_json` treats it as a float.
fn is_whole(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    digits.len() <= WHOLE && digits.bytes().all(|byte| byte.is_ascii_digit()) && number != "-0"
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn numbers_depth_and_duplicate_names_pass_through() {
        let numbers = r#"{"a":[12345678901234567890123,2.10,1.00,-0,1e400,1E5,9007199254740993.0],"a":2}"#;
        assert_eq!(compact(numbers), numbers);
        let deep = format!("{}1{}", "[ ".repeat(500), " ]".repeat(500));
        assert_eq!(compact(&deep), deep.replace(' ', ""));
        assert_eq!(
            compact("{ \"a b\" :\n\t\"\\u00e9 \\\" \\\\\" , \"\\ud800 \" : null }"),
            "{\"a b\":\"é \\\" \\\\\",\"\\ud800 \":null}"
        );
    }
}
