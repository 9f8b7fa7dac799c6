//! What a refusal says, as far as its body can be read.
//!
//! Servers refuse in many shapes, and reading all of them takes more code than the rest of this layer. It comes as a part, with the
//! first refusal at the latest; where it doesn't come, the status alone speaks.

use crate::lazy::LoadChunk;
use std::sync::OnceLock;
use wire::ApiError;

/// Reads a status, the type of the content and the content.
pub type ReadRefusal = fn(u16, Option<&str>, &[u8]) -> ApiError;

static READ: OnceLock<LoadChunk<ReadRefusal>> = OnceLock::new();

/// The [`ReadRefusal`] of this build, named by the loader alone.
pub fn read_refusal(status: u16, content_type: Option<&str>, body: &[u8]) -> ApiError {
    ApiError::from_response(status, content_type, body)
}

/// Says where the part comes from; the first word counts.
pub fn provide_refusals(load: LoadChunk<ReadRefusal>) {
    // Said again by a second app on the same page, which has the same parts.
    let _ = READ.set(load);
}

/// Fetches the part before it is needed.
pub async fn fetch_refusals() -> Option<ReadRefusal> {
    (READ.get()?)().await.ok()
}

/// What the body of a refusal says.
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
