//! Strings and their escapes.

use super::{Parser, Step};

impl Parser<'_> {
    pub(super) fn string(&mut self) -> Step<String> {
        let open = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let plain = self.at;
            while self.peek().is_some_and(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
                self.at += 1;
            }
            text.push_str(self.text.get(plain..self.at).unwrap_or_default());
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape(open)?),
                None | Some(b'\n' | b'\r') => {
                    return Err(self.error_at(open, messages::catalogue::json_string_unclosed()));
                }
                Some(b'\t') => return Err(self.error(messages::catalogue::json_tab_in_string())),
                Some(byte) => {
                    let escape = format!("\\u{byte:04x}");
                    return Err(self.error(messages::catalogue::json_control_character(&escape)));
                }
            }
        }
    }

    fn escape(&mut self, open: usize) -> Step<char> {
        let start = self.at;
        self.at += 1;
        let Some(byte) = self.peek() else {
            return Err(self.error_at(open, messages::catalogue::json_string_unclosed()));
        };
        let character = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(start),
            _ => return Err(self.error_at(start, messages::catalogue::json_unknown_escape())),
        };
        self.at += 1;
        Ok(character)
    }

    fn unicode(&mut self, start: usize) -> Step<char> {
        let mut code = self.hex(start)?;
        if (0xD800..0xDC00).contains(&code) && self.take(b'\\') && self.peek() == Some(b'u') {
            let low = self.hex(start)?;
            if (0xDC00..0xE000).contains(&low) {
                code = 0x1_0000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            }
        }
        char::from_u32(code).ok_or_else(|| self.error_at(start, messages::catalogue::json_half_surrogate()))
    }

    /// Reads `uXXXX`.
    fn hex(&mut self, start: usize) -> Step<u32> {
        let digits = self.text.get(self.at + 1..self.at + 5).unwrap_or_default();
        let valid = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        match u32::from_str_radix(digits, 16) {
            Ok(code) if valid => {
                self.at += 5;
                Ok(code)
            }
            _ => Err(self.error_at(start, messages::catalogue::json_hexadecimal_digits())),
        }
    }
}
