//! A request to schedule an operation, independent of the revision.

use serde_json::{Map, Value};

use crate::fields::{Leftover, text, unwrap_object};
use crate::page::{self, Body};
use crate::{DecodeError, Timestamp};

/// An operation to schedule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScheduleRequest {
    /// The operation type; an open set.
    pub operation_type: String,
    /// The devices, in order of selection.
    pub device_ids: Vec<String>,
    /// When it is to start.
    pub scheduled_at: Timestamp,
    /// Settings of the operation type; `parameters` in the previous revision.
    pub operation_data: Map<String, Value>,
    /// `operation_data` as typed, if it was: to be sent in its place, because the numbers of a map are rounded.
    pub data_text: Option<String>,
    /// Only in the current revision.
    pub notification_settings: Option<NotificationSettings>,
    /// Only in the previous revision. `None` is sent as `normal`.
    pub priority: Option<String>,
}

/// Who is notified when an operation ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotificationSettings {
    /// Send an e-mail on completion.
    pub email_on_completion: bool,
    /// Send an e-mail on failure.
    pub email_on_failure: bool,
    /// POST to this address in both cases.
    pub webhook_url: Option<String>,
}

/// Reads a POST body of either revision, plain or as the JSON string `data`. A body of the previous revision is for one device.
pub fn decode_request(bytes: &[u8]) -> Result<ScheduleRequest, DecodeError> {
    let text = page::text(bytes);
    let Body::Object { fields, .. } = page::body(&text)? else {
        return Err(DecodeError::not_this_api(messages::wire::no_object()));
    };
    match page::value(&fields, "data") {
        Some(Value::String(inner)) if fields.len() == 1 => {
            // An error in the inner text would have positions in that text, not in the body.
            page::body(&inner)?;
            read(&inner)
        }
        _ => read(&text),
    }
}

fn read(raw: &str) -> Result<ScheduleRequest, DecodeError> {
    let wrong = |what: &str| DecodeError::not_this_api(what);
    let mut left = Leftover::default();
    let mut request = ScheduleRequest::default();
    let (mut kind, mut at) = (None, None);
    for (name, value) in left.entries(raw).map_err(|_| wrong(messages::wire::no_object()))? {
        let name = name.as_ref();
        match name {
            "operation_type" => kind = left.text(name, value),
            "scheduled_at" => at = left.time(name, value),
            "priority" => request.priority = left.text(name, value),
            "device_id" => request.device_ids.extend(left.text(name, value)),
            "device_ids" => {
                let Value::Array(list) = value else {
                    return Err(wrong(messages::wire::device_ids_no_list()));
                };
                request.device_ids.extend(list.into_iter().filter_map(|id| text(id).ok()?));
            }
            "operation_data" | "parameters" => match unwrap_object(value) {
                Value::Object(map) => request.operation_data = map,
                Value::Null => {}
                _ => return Err(wrong(messages::wire::operation_data_no_object())),
            },
            "notification_settings" => request.notification_settings = notification(&value),
            _ => {}
        }
    }
    request.operation_type = kind.ok_or_else(|| wrong(messages::wire::no_operation_type()))?;
    request.scheduled_at = at.ok_or_else(|| wrong(messages::wire::no_scheduled_at()))?;
    Ok(request)
}

fn notification(value: &Value) -> Option<NotificationSettings> {
    let map = value.as_object()?;
    let flag = |name: &str| match map.get(name) {
        Some(Value::Bool(flag)) => *flag,
        Some(Value::String(text)) => matches!(text.trim(), "true" | "True" | "1"),
        _ => false,
    };
    Some(NotificationSettings {
        email_on_completion: flag("email_on_completion"),
        email_on_failure: flag("email_on_failure"),
        webhook_url: map.get("webhook_url").and_then(|url| text(url.clone()).ok()?),
    })
}
