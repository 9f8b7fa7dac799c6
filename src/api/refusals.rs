//! Reads the message of an error answer.
//!
//! Servers send errors in many shapes, and parsing all of them takes more code than the rest of this module. So the parser is a lazy chunk,
//! fetched with the first error at the latest. If it can't be fetched, the answer's own words are shown plainly.

use crate::lazy::LoadChunk;
use serde_json::Value;
use std::sync::OnceLock;
use wire::ApiError;

/// Parses a status, a content type and a body.
pub type ReadRefusal = fn(u16, Option<&str>, &[u8]) -> ApiError;

static READ: OnceLock<LoadChunk<ReadRefusal>> = OnceLock::new();

/// The [`ReadRefusal`] of this build. Referencing this pulls the parser into the first chunk; only the loader may.
pub fn read_refusal(status: u16, content_type: Option<&str>, body: &[u8]) -> ApiError {
    ApiError::from_response(status, content_type, body)
}

/// Sets how to load the chunk; only the first call has an effect.
pub fn provide_refusals(load: LoadChunk<ReadRefusal>) {
    // A second app on the same page sets it again, with the same chunk.
    let _ = READ.set(load);
}

/// Fetches the chunk ahead of its use.
pub async fn fetch_refusals() -> Option<ReadRefusal> {
    (READ.get()?)().await.ok()
}

/// Parses the body of an error answer.
pub(super) async fn refusal(status: u16, content_type: Option<&str>, body: &[u8]) -> ApiError {
    match fetch_refusals().await {
        Some(read) => read(status, content_type, body),
        None => ApiError { status, message: plain(body), fields: Vec::new(), request_id: None },
    }
}

/// Most characters to show of an answer that the parser didn't read.
const LONGEST: usize = 400;

/// The `detail` of an answer, or its text, with the advice to reload.
fn plain(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let answer: Value = serde_json::from_str(&text).unwrap_or_default();
    let message = answer.get("detail").and_then(Value::as_str).unwrap_or(&text).trim();
    if message.is_empty() || message.starts_with('<') {
        return messages::api::refusal_unread().to_owned();
    }
    let end = message.char_indices().nth(LONGEST).map_or(message.len(), |(end, _)| end);
    messages::api::refusal_plain(message.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn words_of_the_server_are_shown_without_the_parser() {
        for (body, words) in [
            (r#"{"detail": "DEV-001 is locked."}"#, "DEV-001 is locked. "),
            (r#"{"scheduled_at": ["Too early."]}"#, r#"{"scheduled_at": ["Too early."]} "#),
            ("Quota\nexceeded", "Quota\nexceeded "),
        ] {
            assert!(plain(body.as_bytes()).starts_with(words), "{body}");
            assert!(plain(body.as_bytes()).contains("reload the page"), "{body}");
        }
        for body in ["", " ", "<html><title>502</title></html>"] {
            assert_eq!(plain(body.as_bytes()), messages::api::refusal_unread());
        }
        assert!(plain("x".repeat(9_000).as_bytes()).len() < 600);
    }
}
