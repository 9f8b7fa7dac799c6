//! The 201 answer, whose shape differs from a row of the list.

use serde_json::{Map, Value};

use crate::fields::{Leftover, count, raw_field, text, trimmed, unwrap_object};
use crate::page::{self, Body};
use crate::{DecodeError, Timestamp};

/// Answer to a POST that schedules an operation, in either revision.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Created {
    /// The transaction's id.
    pub id: Option<String>,
    /// The operation type.
    pub operation_type: Option<String>,
    /// Usually `scheduled`.
    pub status: Option<String>,
    /// When it is to start.
    pub scheduled_at: Option<Timestamp>,
    /// When it was scheduled.
    pub created_at: Option<Timestamp>,
    /// Number of devices, if the server sends it.
    pub device_count: Option<u64>,
    /// As sent, usually `HH:MM:SS`.
    pub estimated_duration: Option<String>,
    /// Who scheduled it.
    pub created_by: Option<String>,
    /// The devices; in the previous revision, the single `device_id`.
    pub target_devices: Vec<TargetDevice>,
    /// `operation_data`, or the previous revision's `parameters`.
    pub operation_data: Option<Value>,
    /// Unknown fields, and known ones with an unreadable value, as sent.
    pub extra: Map<String, Value>,
    /// The whole answer.
    pub raw: Value,
}

/// A device in the 201 answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TargetDevice {
    /// The id, as in the request.
    pub device_id: String,
    /// Its name.
    pub device_name: Option<String>,
    /// Its serial number.
    pub device_serial: Option<String>,
    /// Such as `online`.
    pub device_status: Option<String>,
}

/// Reads the answer to a POST: an object, or a list of exactly one.
pub fn decode_created(bytes: &[u8]) -> Result<Created, DecodeError> {
    let text = page::text(bytes);
    match page::body(&text)? {
        Body::Object { .. } => read(&text),
        Body::List(list) => match list.as_slice() {
            [one] => read(one.get()),
            _ => Err(DecodeError::not_this_api(messages::wire::list_not_one_operation())),
        },
        Body::Other => Err(DecodeError::not_this_api(messages::wire::no_object())),
    }
}

fn read(raw: &str) -> Result<Created, DecodeError> {
    let mut left = Leftover::default();
    let entries = left.entries(raw).map_err(|_| DecodeError::not_this_api(messages::wire::no_object()))?;
    let mut whole = left.extra.clone();
    let mut created = Created::default();
    let (mut parameters, mut devices, mut device) = (None, Vec::new(), None);
    for (name, value) in entries {
        let name = name.as_ref();
        whole.insert(name.to_owned(), value.clone());
        match name {
            "id" if value.is_f64() => created.id = raw_field(raw, name),
            "id" => created.id = left.text(name, value),
            "operation_type" => created.operation_type = left.text(name, value).map(trimmed),
            "status" => created.status = left.text(name, value).map(trimmed),
            "scheduled_at" => created.scheduled_at = left.time(name, value),
            "created_at" => created.created_at = left.time(name, value),
            "estimated_duration" => created.estimated_duration = left.text(name, value),
            "created_by" => created.created_by = left.text(name, value),
            "operation_data" => created.operation_data = Some(value).filter(|value| !value.is_null()),
            "parameters" => parameters = Some(value).filter(|value| !value.is_null()),
            "device_id" => device = left.text(name, value),
            "device_count" => match count(&value) {
                Some(count) => created.device_count = Some(count),
                None => left.set_aside(name, value, messages::wire::field_no_count),
            },
            "target_devices" | "device_ids" => match value {
                Value::Array(list) => devices.extend(list.into_iter().filter_map(target)),
                other => left.set_aside(name, other, messages::wire::field_no_list),
            },
            _ => {
                left.extra.insert(name.to_owned(), value);
            }
        }
    }
    created.operation_data = created.operation_data.or(parameters).map(unwrap_object);
    if devices.is_empty() {
        devices.extend(device.map(|device_id| TargetDevice { device_id, ..TargetDevice::default() }));
    }
    created.target_devices = devices;
    created.extra = left.extra;
    created.raw = Value::Object(whole);
    Ok(created)
}

/// Reads a device, given as an object or as a plain id.
fn target(value: Value) -> Option<TargetDevice> {
    let Value::Object(mut map) = value else {
        let device_id = text(value).ok()??;
        return Some(TargetDevice { device_id, ..TargetDevice::default() });
    };
    let mut take = |names: &[&str]| names.iter().find_map(|name| text(map.get_mut(*name)?.take()).ok()?);
    Some(TargetDevice {
        device_id: take(&["device_id", "id"])?,
        device_name: take(&["device_name", "name"]),
        device_serial: take(&["device_serial", "serial"]),
        device_status: take(&["device_status", "status"]),
    })
}
