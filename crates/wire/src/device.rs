//! The inventory. The API page doesn't list its fields, so several likely spellings are accepted.

use serde_json::{Map, Value};

use crate::DecodeError;
use crate::fields::{Leftover, count, raw_field, text};
use crate::page::{self, Body};

/// A device of `GET /inventory_device/`, as far as it could be decoded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Device {
    /// The id used by operations; never blank.
    pub device_id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its serial number.
    pub serial: Option<String>,
    /// Such as `online`; an open set.
    pub status: Option<String>,
    /// Its group.
    pub group: Option<String>,
    /// Its site.
    pub site: Option<String>,
    /// The organization it belongs to.
    pub organization: Option<String>,
    /// Its IANA zone, as sent.
    pub time_zone: Option<String>,
    /// Its firmware version.
    pub firmware: Option<String>,
    /// Its type or model.
    pub kind: Option<String>,
    /// All other fields, as sent.
    pub extra: Map<String, Value>,
}

/// A page of devices.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DevicePage {
    /// Total number of devices, if the server sends it.
    pub count: Option<u64>,
    /// Whether the server says that another page follows.
    pub more: bool,
    /// The devices, in the server's order.
    pub rows: Vec<Device>,
    /// Number of rows without an id.
    pub unreadable: usize,
}

/// Reads a page of the inventory: the paged object or a plain list.
pub fn decode_devices(bytes: &[u8]) -> Result<DevicePage, DecodeError> {
    let text = page::text(bytes);
    let (count, more, list) = match page::body(&text)? {
        Body::List(list) => (None, false, list),
        Body::Object { fields, results } if results.is_some() || page::has_null_results(&fields) => {
            let more = page::value(&fields, "next").and_then(page::address).is_some();
            (page::value(&fields, "count").as_ref().and_then(count), more, results.unwrap_or_default())
        }
        _ => return Err(DecodeError::not_this_api(messages::wire::no_list_of_devices())),
    };
    let total = list.len();
    let rows: Vec<Device> = list.into_iter().filter_map(|raw| read(raw.get())).collect();
    Ok(DevicePage { count, more, unreadable: total - rows.len(), rows })
}

fn read(raw: &str) -> Option<Device> {
    let mut left = Leftover::default();
    let entries = match left.entries(raw) {
        Ok(entries) => entries,
        // A plain list of ids.
        Err(_) => {
            let device_id = text(serde_json::from_str(raw).ok()?).ok()??;
            return Some(Device { device_id, ..Device::default() });
        }
    };
    for (name, value) in entries {
        left.extra.insert(name.into_owned(), value);
    }
    let rest = &mut left.extra;
    // The first spelling with a value wins; the others stay in `extra`.
    let mut take = |names: &[&str]| {
        names.iter().find_map(|name| {
            let text = label(rest.get(*name)?)?;
            let exact = if rest.get(*name)?.is_f64() { raw_field(raw, name) } else { Some(text) };
            rest.shift_remove(*name);
            exact
        })
    };
    Some(Device {
        device_id: take(&["device_id", "id"])?,
        name: take(&["device_name", "name", "hostname"]),
        serial: take(&["device_serial", "serial", "serial_number"]),
        status: take(&["device_status", "status"]),
        group: take(&["group", "device_group"]),
        site: take(&["site", "location"]),
        organization: take(&["organization", "organisation"]),
        time_zone: take(&["time_zone", "timezone", "tz"]),
        firmware: take(&["firmware_version", "firmware", "software_version"]),
        kind: take(&["device_type", "type", "model"]),
        extra: left.extra,
    })
}

/// A text, or the name of an object.
fn label(value: &Value) -> Option<String> {
    match value {
        Value::Object(map) => {
            ["name", "title", "id"].iter().find_map(|name| text(map.get(*name)?.clone()).ok()?)
        }
        other => text(other.clone()).ok()?,
    }
}
