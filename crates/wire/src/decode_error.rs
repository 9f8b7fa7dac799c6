//! Why an answer could not be read as what was asked for, in words for people.

use std::fmt;

use messages::wire as text;

use crate::html::{is_page, title};

/// An answer that is not what the API page promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// What was wrong with it.
    pub kind: DecodeErrorKind,
}

/// The ways in which an answer can be something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeErrorKind {
    /// Not JSON, cut short, or empty. Line and column count from 1, as an editor does.
    NotJson {
        /// Line of the first character that could not be read.
        line: usize,
        /// Column of it.
        column: usize,
        /// The parser's own words.
        what: String,
    },
    /// JSON, but not of this API: no `results`, no `id`.
    NotThisApi {
        /// What came instead.
        what: String,
    },
    /// A web page: a proxy's error, a sign-in page or the wrong address.
    LooksLikeHtml {
        /// The page's own title, when it has one.
        title: Option<String>,
    },
}

impl DecodeError {
    pub(crate) fn not_this_api(what: impl Into<String>) -> Self {
        Self { kind: DecodeErrorKind::NotThisApi { what: what.into() } }
    }

    pub(crate) fn not_json(error: &serde_json::Error) -> Self {
        let said = error.to_string();
        let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what).to_owned();
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

/// An error for a body that is a web page; `None` for any other.
pub(crate) fn looks_like_html(text: &str) -> Option<DecodeError> {
    is_page(text).then(|| DecodeError { kind: DecodeErrorKind::LooksLikeHtml { title: title(text) } })
}
