//! Decoding errors, as text for users.

use std::fmt;

use messages::wire as text;

use crate::html::{is_page, title};

/// An answer that doesn't match the API page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// The kind of mismatch.
    pub kind: DecodeErrorKind,
}

/// Kinds of mismatch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeErrorKind {
    /// Not JSON, truncated, or empty. Line and column count from 1.
    NotJson {
        /// Line of the first invalid character.
        line: usize,
        /// Its column.
        column: usize,
        /// The parser's message.
        what: String,
    },
    /// JSON, but not of this API: no `results`, no `id`.
    NotThisApi {
        /// What was received instead.
        what: String,
    },
    /// A web page: a proxy's error, a sign-in page or the wrong address.
    LooksLikeHtml {
        /// The page's title, if it has one.
        title: Option<String>,
    },
}

impl DecodeError {
    pub(crate) fn not_this_api(what: impl Into<String>) -> Self {
        Self { kind: DecodeErrorKind::NotThisApi { what: what.into() } }
    }

    pub(crate) fn not_json(error: &serde_json::Error) -> Self {
        let message = error.to_string();
        let what = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what).to_owned();
        Self {
            kind: DecodeErrorKind::NotJson { line: error.line().max(1), column: error.column().max(1), what },
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            DecodeErrorKind::NotJson { line, column, what } => {
                f.write_str(&text::not_readable_json(what, *line as u64, *column as u64))
            }
            DecodeErrorKind::NotThisApi { what } => f.write_str(&text::not_this_api(what)),
            DecodeErrorKind::LooksLikeHtml { title: Some(title) } => {
                f.write_str(&text::titled_web_page(title))
            }
            DecodeErrorKind::LooksLikeHtml { title: None } => f.write_str(text::web_page()),
        }
    }
}

impl std::error::Error for DecodeError {}

/// The error for a body that is a web page; `None` for any other body.
pub(crate) fn looks_like_html(text: &str) -> Option<DecodeError> {
    is_page(text).then(|| DecodeError { kind: DecodeErrorKind::LooksLikeHtml { title: title(text) } })
}
