//! The token of a connection.

/// An API token. It has no `Display`, and `Debug` hides it, so that it can't end up in a message, a log or an export by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Trims the text and removes the `Bearer` prefix that remains when a user pastes a header.
    pub fn new(text: &str) -> Self {
        let text = text.trim();
        let bare = match text.get(..7) {
            Some(scheme) if scheme.eq_ignore_ascii_case("bearer ") => text[7..].trim_start(),
            _ => text,
        };
        Self(bare.to_owned())
    }

    /// Whether the token is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is valid in a header: no blanks, no control characters, ASCII only.
    pub fn is_well_formed(&self) -> bool {
        !self.0.is_empty() && self.0.bytes().all(|b| b.is_ascii_graphic())
    }

    /// The value of the `Authorization` header.
    pub fn header(&self) -> String {
        format!("Bearer {}", self.0)
    }

    /// The token in clear text, for the storage that the user chose.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_header_value_is_understood() {
        assert_eq!(Token::new(" Bearer abc \n").header(), "Bearer abc");
        assert_eq!(Token::new("abc").header(), "Bearer abc");
        assert_eq!(Token::new("bearer").header(), "Bearer bearer");
        assert!(Token::new("  ").is_empty());
        assert!(!Token::new("a b").is_well_formed());
        assert!(!Token::new("ключ").is_well_formed());
    }

    #[test]
    fn debug_output_hides_the_token() {
        assert!(!format!("{:?}", Token::new("sesame")).contains("sesame"));
    }
}
