//! Reads the message of an error answer.
//!
//! Servers send errors in many shapes, and parsing all of them takes more code than the rest of this module. So the parser is a lazy chunk,
//! fetched with the first error at the latest. If it can't be fetched, only the status is reported.

use crate::lazy::LoadChunk;
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
        None => ApiError {
            status,
            message: messages::api::refusal_unread().to_owned(),
            fields: Vec::new(),
            request_id: None,
        },
    }
}
