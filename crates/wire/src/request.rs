//! What is asked of the API: one intent, whatever the revision makes of it.

use serde_json::{Map, Value};

use crate::fields::{Leftover, text, unwrap_object};
use crate::page::{self, Body};
use crate::{DecodeError, Timestamp};

/// An operation to schedule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScheduleRequest {
    /// An open set.
    pub operation_type: String,
    /// The devices, in the order in which they were chosen.
    pub device_ids: Vec<String>,
    /// When it is to start.
    pub scheduled_at: Timestamp,
    /// Settings of the operation type; `parameters` in the previous revision.
    pub operation_data: Map<String, Value>,
    /// Of the current revision only.
    pub notification_settings: Option<NotificationSettings>,
    /// Of the previous revision only, where `None` is sent as `normal`.
    pub priority: Option<String>,
}

/// Who is told of the end of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotificationSettings {
    /// An e-mail when it completed.
    pub email_on_completion: bool,
    /// An e-mail when it failed.
    pub email_on_failure: bool,
    /// A POST to this address in either case.
    pub webhook_url: Option<String>,
}

/// Reads a POST body back, of either revision, plain or as the JSON string `data`. A previous body is for one device.
pub fn decode_request(bytes: &[u8]) -> Result<ScheduleRequest, DecodeError> {
    let text = page::text(bytes);
    let Body::Object { fields, .. } = page::body(&text)? else {
        return Err(DecodeError::not_this_api(messages::wire::no_object()));
    };
    match page::value(&fields, "data") {
        Some(Value::String(inner)) if fields.len() == 1 => {
            // A complaint about the inner text would give its line and column, not the body's.
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
