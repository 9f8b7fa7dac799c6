//! [`Error`]: all errors of the API, answered in the format of Django REST Framework.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

use crate::operations::model::Conflict;

/// An error answer of the API.
#[derive(Debug)]
pub enum Error {
    /// 401: no token, or an unknown or revoked one
    Unauthorized(&'static str),
    /// 403: the token lacks the permission
    Forbidden,
    /// 404 with a reason
    NotFound(String),
    /// 405, naming the method
    MethodNotAllowed(String),
    /// 415, naming the content type
    UnsupportedMediaType(String),
    /// 413: the body is larger than [`crate::operations::BODY_LIMIT`]
    TooLarge,
    /// 400: an invalid body as a whole
    Malformed(String),
    /// 400 with field errors
    Invalid(FieldErrors),
    /// 409: conflicts with other operations of the same devices at that time
    Conflict(Vec<Conflict>),
    /// 422 with field errors below `operation_data` (or `parameters`)
    Unprocessable(FieldErrors),
    /// 500; the reason is logged and not sent to the caller
    Internal(String),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Internal(format!("database: {error}"))
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, body) = match self {
            Self::Unauthorized(reason) => (StatusCode::UNAUTHORIZED, detail(reason)),
            Self::Forbidden => {
                (StatusCode::FORBIDDEN, detail("You do not have permission to perform this action."))
            }
            Self::NotFound(reason) => (StatusCode::NOT_FOUND, detail(&reason)),
            Self::MethodNotAllowed(method) => {
                (StatusCode::METHOD_NOT_ALLOWED, detail(&format!("Method \"{method}\" not allowed.")))
            }
            Self::UnsupportedMediaType(kind) => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                detail(&format!("Unsupported media type \"{kind}\" in request.")),
            ),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, detail("Request body is larger than 1 MB.")),
            Self::Malformed(reason) => (StatusCode::BAD_REQUEST, detail(&reason)),
            Self::Invalid(fields) => (StatusCode::BAD_REQUEST, fields.into_value()),
            Self::Conflict(conflicts) => (
                StatusCode::CONFLICT,
                json!({"detail": "Scheduling conflict with existing operations.", "conflicts": conflicts}),
            ),
            Self::Unprocessable(fields) => (StatusCode::UNPROCESSABLE_ENTITY, fields.into_value()),
            Self::Internal(reason) => {
                tracing::error!("{reason}");
                (StatusCode::INTERNAL_SERVER_ERROR, detail("A server error occurred."))
            }
        };
        let mut response = (status, Json(body)).into_response();
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

fn detail(text: &str) -> Value {
    json!({ "detail": text })
}

/// Messages by field, nested like the body: `{"operation_data": {"timeout_minutes": ["…"]}}`.
#[derive(Debug, Default, PartialEq)]
pub struct FieldErrors(Map<String, Value>);

impl FieldErrors {
    /// Adds a message to a field.
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        let messages = self.0.entry(field).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(messages) = messages {
            messages.push(Value::String(message.into()));
        }
    }

    /// Adds the messages of a nested object or list under a field, if there are any.
    pub fn nest(&mut self, field: &str, inner: FieldErrors) {
        if !inner.is_empty() {
            self.0.insert(field.to_owned(), inner.into_value());
        }
    }

    /// Whether there are no errors.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The JSON of the answer.
    pub fn into_value(self) -> Value {
        Value::Object(self.0)
    }
}
