//! Error answers as a message for users and a list of field errors.
//!
//! The API page lists status codes but no error bodies, so this reads all shapes that such servers and the proxies in front of them send.

mod message;
mod path;
mod shapes;

use serde_json::Value;

use crate::fields::Leftover;
use crate::html;
use message::{LONGEST, clean, default_message};
pub use path::Step;
use shapes::Found;

/// An error answer of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// Text for users: never blank, at most 500 characters, no markup.
    pub message: String,
    /// Errors of single fields, in the server's order; at most 200.
    pub fields: Vec<FieldError>,
    /// The server's id of the call, for its support.
    pub request_id: Option<String>,
}

/// An error about one field of the request. A field may have several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Such as `operation_data.timeout_minutes` or `device_ids[2]`. Uses the names of the current revision, whichever was sent, except for the
    /// previous revision's `device_id`.
    pub path: String,
    /// The same path in its segments. A path that came as text is split at its dots, although a name may have some.
    pub steps: Vec<Step>,
    /// Text for users, at most 500 characters.
    pub message: String,
}

impl ApiError {
    /// Reads the body of an error answer: JSON of any shape, a web page, plain text or nothing.
    pub fn from_response(status: u16, content_type: Option<&str>, body: &[u8]) -> Self {
        let text = crate::page::text(body);
        let text = text.trim();
        let mut found = Found::default();
        match text.as_bytes().first() {
            None => {}
            Some(b'{' | b'[' | b'"') => json(text, &mut found),
            Some(b'<') => found.messages.extend(html::title(text)),
            Some(_) if is_prose(text, content_type) => found.messages.push(text.to_owned()),
            Some(_) => {}
        }
        let mut message = String::new();
        for part in found.messages.iter().map(|part| clean(part)).filter(|part| !part.is_empty()) {
            if message.len() > 4 * LONGEST {
                break;
            }
            if !message.contains(&part) {
                message = if message.is_empty() { part } else { format!("{message} {part}") };
            }
        }
        if message.is_empty() {
            message = default_message(status, !found.fields.is_empty());
        }
        // Django's page says so below its title only. A sign-in page has the word in names, such as `csrfmiddlewaretoken`.
        if status == 403 && (message.contains("CSRF") || text.contains("CSRF ")) {
            message = messages::wire::csrf(&clean(&message));
        }
        Self { status, message: clean(&message), fields: found.fields, request_id: found.request_id }
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ApiError {}

fn json(text: &str, found: &mut Found) {
    if text.starts_with('{') {
        if let Ok(entries) = Leftover::default().entries(text) {
            found.object(entries.into_iter().map(|(name, value)| (name.into_owned(), value)).collect());
        }
    } else if let Ok(value) = serde_json::from_str::<Value>(text) {
        found.complaints(&[], value);
    }
}

/// Whether the body is readable text, not binary data and not a page with text before its first tag.
fn is_prose(text: &str, content_type: Option<&str>) -> bool {
    let page = content_type.is_some_and(|kind| kind.contains("html")) && text.contains('<');
    let scalar = serde_json::from_str::<Value>(text).is_ok();
    !page
        && !scalar
        && !text
            .contains(|letter: char| letter == '\u{fffd}' || letter.is_control() && !letter.is_whitespace())
}
