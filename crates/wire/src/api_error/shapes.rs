//! Finds messages and field errors in an error body of any shape.

use serde_json::{Map, Value};

use super::FieldError;
use super::message::clean;
use super::path::{Step, normalized, parse, render};

/// Content of an error body.
#[derive(Default)]
pub(super) struct Found {
    pub(super) messages: Vec<String>,
    pub(super) fields: Vec<FieldError>,
    pub(super) request_id: Option<String>,
}

/// Keys of the message, most specific first.
const MESSAGE: [&str; 9] = [
    "detail",
    "message",
    "msg",
    "error_description",
    "description",
    "reason",
    "error",
    "title",
    "error_message",
];
/// Keys of objects or lists of field errors.
const GATHERED: [&str; 8] = [
    "errors",
    "fields",
    "details",
    "field_errors",
    "invalid_params",
    "invalid-params",
    "violations",
    "issues",
];
/// Keys of errors about the whole request.
const WHOLE: [&str; 4] = ["non_field_errors", "nonFieldErrors", "__all__", "form_errors"];
/// Keys of the call's id in the server's logs.
const CALL: [&str; 6] = ["request_id", "requestId", "trace_id", "traceId", "correlation_id", "correlationId"];
/// Keys of metadata about the answer. With a scalar value, they aren't field errors.
const ABOUT: [&str; 14] = [
    "type",
    "status",
    "status_code",
    "statusCode",
    "code",
    "timestamp",
    "path",
    "method",
    "instance",
    "success",
    "ok",
    "help",
    "documentation_url",
    "error_code",
];
/// Keys by which an error object names its field.
const FIELD: [&str; 9] =
    ["loc", "pointer", "field", "attr", "param", "parameter", "property", "propertyPath", "name"];

/// Most field errors to show.
const MOST_FIELDS: usize = 200;

impl Found {
    /// Reads an error object: the whole body, or the value of `error`.
    pub(super) fn object(&mut self, map: Map<String, Value>) {
        if let Some(message) = best_message(&map) {
            self.messages.push(message.to_owned());
        }
        for (name, value) in map {
            match name.as_str() {
                name if CALL.contains(&name) => self.request_id = crate::fields::text(value).ok().flatten(),
                name if MESSAGE.contains(&name) || GATHERED.contains(&name) => match value {
                    // Already used as the message, or less specific than it.
                    Value::String(_) if MESSAGE.contains(&name) => {}
                    Value::Object(map) if MESSAGE.contains(&name) => self.object(map),
                    value => self.complaints(&[], value),
                },
                name if ABOUT.contains(&name) && !value.is_array() && !value.is_object() => {}
                name if value.is_string() || value.is_array() || value.is_object() => {
                    self.named(&[], name, value);
                }
                _ => {}
            }
        }
    }

    /// Reads the errors of the field at `path`: a text, a list of texts, or errors of nested fields.
    pub(super) fn complaints(&mut self, path: &[Step], value: Value) {
        match value {
            Value::Null => {}
            Value::String(text) => self.add(path, &text),
            Value::Bool(_) | Value::Number(_) => self.add(path, &value.to_string()),
            Value::Array(list) => {
                for (index, item) in list.into_iter().enumerate() {
                    match item {
                        Value::Object(map) if is_one_error(&map) => self.one(path, &map),
                        Value::Object(_) | Value::Array(_) => {
                            self.complaints(&step(path, Step::Index(index)), item)
                        }
                        item => self.complaints(path, item),
                    }
                }
            }
            Value::Object(map) if is_one_error(&map) => self.one(path, &map),
            Value::Object(map) => {
                for (name, value) in map {
                    self.named(path, &name, value);
                }
            }
        }
    }

    fn named(&mut self, path: &[Step], name: &str, value: Value) {
        if WHOLE.contains(&name) {
            self.complaints(path, value);
        } else if path.is_empty() {
            self.complaints(&parse(name), value);
        } else {
            self.complaints(&step(path, Step::key(name)), value);
        }
    }

    /// Reads a single error object: `{"loc", "msg"}`, `{"field", "message"}`, `{"pointer", "detail"}`, `{"message", "code"}`.
    fn one(&mut self, path: &[Step], map: &Map<String, Value>) {
        let Some(message) = best_message(map) else { return };
        let mut path = path.to_vec();
        match own_field(map) {
            Some(Value::Array(steps)) => path.extend(steps.iter().filter_map(|step| match step {
                Value::String(name) => Some(Step::Name(name.clone())),
                Value::Number(index) => Some(Step::Index(usize::try_from(index.as_u64()?).ok()?)),
                _ => None,
            })),
            Some(Value::String(field)) => path.extend(parse(field)),
            _ => {}
        }
        self.add(&path, message);
    }

    fn add(&mut self, path: &[Step], message: &str) {
        let (steps, message) = (normalized(path), clean(message));
        let path = render(&steps);
        if message.is_empty() {
        } else if path.is_empty() {
            // No field, or one without a name.
            self.messages.push(message);
        } else if self.fields.len() < MOST_FIELDS {
            self.fields.push(FieldError { path, steps, message });
        }
    }
}

fn best_message(map: &Map<String, Value>) -> Option<&str> {
    MESSAGE.iter().filter_map(|name| map.get(*name)?.as_str()).find(|text| !text.trim().is_empty())
}

/// The field of an error: a name, a pointer or a list of segments.
fn own_field(map: &Map<String, Value>) -> Option<&Value> {
    let source = map.get("source").and_then(Value::as_object).unwrap_or(map);
    FIELD.iter().find_map(|name| {
        source.get(*name).filter(|value| value.is_string() || *name == "loc" && value.is_array())
    })
}

/// Whether an object is a single error and not errors by field: a message and otherwise only metadata.
fn is_one_error(map: &Map<String, Value>) -> bool {
    best_message(map).is_some()
        && (own_field(map).is_some()
            || map.iter().all(|(name, value)| {
                let name = name.as_str();
                MESSAGE.contains(&name) && value.is_string() || ABOUT.contains(&name) || CALL.contains(&name)
            }))
}

fn step(path: &[Step], next: Step) -> Vec<Step> {
    path.iter().cloned().chain([next]).collect()
}
