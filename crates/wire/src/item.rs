//! One row of the list: a transaction on one device.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::Timestamp;
use crate::compact::compact;
use crate::fields::{Entries, Leftover, raw_field, trimmed, unwrap_object};

/// Revision of the API page that a body follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Revision {
    /// `operation_data`, `device_ids`, progress, start and completion.
    #[default]
    Current,
    /// `parameters`, one `device_id`, `priority`.
    Previous,
}

/// An item of the list, of either revision. Its identity is (`id`, [`Operation::device_key`]): one transaction on several devices
/// comes back as several rows with the same `id`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operation {
    /// The transaction's id; never blank. A number is converted to its digits.
    pub id: String,
    /// An open set; `unknown` if the row has none.
    pub operation_type: String,
    /// Empty if the row names no device, or several.
    pub device_id: String,
    /// The device's name.
    pub device_name: Option<String>,
    /// The device's serial number.
    pub device_serial: Option<String>,
    /// An open set, trimmed, otherwise as sent; `unknown` if the row has none.
    pub status: String,
    /// When it is to start.
    pub scheduled_at: Option<Timestamp>,
    /// When it started.
    pub started_at: Option<Timestamp>,
    /// When it ended, whether it succeeded or failed.
    pub completed_at: Option<Timestamp>,
    /// When it was scheduled.
    pub created_at: Option<Timestamp>,
    /// When the API last changed the row.
    pub updated_at: Option<Timestamp>,
    /// Percent, always finite and within 0 to 100. Other values are clamped; `extra` keeps them as sent.
    pub progress: Option<f32>,
    /// `operation_data`, or the previous revision's `parameters`. Usually an object, but the server may send any value. For comparing: its
    /// numbers are rounded.
    pub operation_data: Option<Value>,
    /// `operation_data` as compact JSON, with numbers and duplicate names as sent; empty where there is none.
    pub data: String,
    /// The previous revision's `priority`.
    pub priority: Option<String>,
    /// Unknown fields, and known ones with an unreadable value, as sent. A value that the parser rejects (a number out of range, too deep
    /// nesting, an unpaired surrogate) is a string of its source text.
    pub extra: Map<String, Value>,
    /// The fields of `extra` as compact JSON, with numbers as sent; empty where there are none.
    pub extra_text: String,
    /// The row as sent.
    pub source: String,
    /// Inferred from the fields present.
    pub revision: Revision,
    /// Problems with single fields, as text for users.
    pub problems: Vec<String>,
}

/// Type or status of a row that has none.
pub(crate) const UNKNOWN: &str = "unknown";

impl Operation {
    /// Reads one row. Fails (with a text for users) only if it isn't an object or has no readable `id`.
    pub fn from_json(raw: &str) -> Result<Self, String> {
        let mut left = Leftover::default();
        let entries = left.entries(raw).map_err(|error| messages::wire::row_no_object(&error.to_string()))?;
        let mut row = Self::default();
        let (mut id, mut status, mut kind, mut data, mut parameters) = (None, None, None, None, None);
        let mut current = false;
        for (name, value) in entries {
            let name = name.as_ref();
            current |= CURRENT_ONLY.contains(&name);
            match name {
                "id" => id = identifier(&mut left, raw, name, value),
                "device_id" => row.device_id = identifier(&mut left, raw, name, value).unwrap_or_default(),
                "operation_type" => kind = left.text(name, value).map(trimmed),
                "status" => status = left.text(name, value).map(trimmed),
                "device_name" => row.device_name = left.text(name, value),
                "device_serial" => row.device_serial = left.text(name, value),
                "priority" => row.priority = left.text(name, value),
                "scheduled_at" => row.scheduled_at = left.time(name, value),
                "started_at" => row.started_at = left.time(name, value),
                "completed_at" => row.completed_at = left.time(name, value),
                "created_at" => row.created_at = left.time(name, value),
                "updated_at" => row.updated_at = left.time(name, value),
                "progress_percentage" => row.progress = progress(&mut left, value),
                "operation_data" => data = Some(value).filter(|value| !value.is_null()),
                "parameters" => parameters = Some(value),
                _ => {
                    left.extra.insert(name.to_owned(), value);
                }
            }
        }
        row.id = id.ok_or(messages::wire::row_no_id())?;
        row.operation_type = kind.unwrap_or_else(|| UNKNOWN.to_owned());
        row.status = status.unwrap_or_else(|| UNKNOWN.to_owned());
        row.revision = match (&data, &parameters) {
            (None, Some(value)) if !value.is_null() => Revision::Previous,
            _ if current => Revision::Current,
            _ if row.priority.is_some() || row.id.starts_with("op_") => Revision::Previous,
            _ => Revision::Current,
        };
        match (data, parameters) {
            (Some(data), parameters) => {
                row.operation_data = Some(unwrap_object(data));
                parameters.map(|value| left.extra.insert("parameters".to_owned(), value));
            }
            (None, parameters) => {
                row.operation_data = parameters.filter(|value| !value.is_null()).map(unwrap_object)
            }
        }
        if row.device_id.is_empty() {
            row.device_id = sole_device(&left.extra).unwrap_or_default();
        }
        let text = |name: &str| raw_field(raw, name).filter(|text| text != "null");
        row.unset_times(raw, &mut left.extra);
        // The decoder sets a value aside that it can't parse; its text is enough here.
        left.extra.shift_remove("operation_data");
        row.data = match text("operation_data") {
            Some(data) => data_text(data),
            None => {
                left.extra.shift_remove("parameters");
                text("parameters").map(data_text).unwrap_or_default()
            }
        };
        row.extra_text = extra_text(raw, &left.extra);
        row.source = raw.to_owned();
        row.extra = left.extra;
        row.problems = left.problems;
        Ok(row)
    }

    /// Removes times that stand for "not set". They stay in `extra` as sent.
    fn unset_times(&mut self, raw: &str, extra: &mut Map<String, Value>) {
        let created = self.created_at;
        for (name, time) in [
            ("scheduled_at", &mut self.scheduled_at),
            ("started_at", &mut self.started_at),
            ("completed_at", &mut self.completed_at),
            ("created_at", &mut self.created_at),
            ("updated_at", &mut self.updated_at),
        ] {
            if time.is_some_and(|at| at.is_unset(created)) {
                *time = None;
                let sent = raw_field(raw, name).and_then(|text| serde_json::from_str(&text).ok());
                extra.insert(name.to_owned(), sent.unwrap_or_default());
            }
        }
    }

    /// The device's part of the row's key.
    pub fn device_key(&self) -> &str {
        operation::device_key(&self.device_id, self.device_serial.as_deref(), self.device_name.as_deref())
    }

    /// Converts the row back to an object, in the API page's order, followed by the unknown fields. Absent fields are left out and times are
    /// in UTC, so the result is equivalent to the source but not always identical.
    pub fn to_value(&self) -> Value {
        let mut map = Map::new();
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                map.insert(name.to_owned(), value);
            }
        };
        let text = |text: &str| (!text.is_empty()).then(|| Value::from(text));
        let time = |at: Option<Timestamp>| at.map(|at| Value::from(at.to_iso()));
        put("id", text(&self.id));
        put("operation_type", text(&self.operation_type));
        put("device_id", text(&self.device_id));
        put("device_name", self.device_name.as_deref().and_then(text));
        put("device_serial", self.device_serial.as_deref().and_then(text));
        put("status", text(&self.status));
        put("scheduled_at", time(self.scheduled_at));
        put("started_at", time(self.started_at));
        put("completed_at", time(self.completed_at));
        put("progress_percentage", self.progress.map(percent));
        match self.revision {
            Revision::Current => {
                put("operation_data", Some(self.operation_data.clone().unwrap_or(Value::Null)))
            }
            Revision::Previous => put("parameters", self.operation_data.clone()),
        }
        put("priority", self.priority.as_deref().and_then(text));
        put("created_at", time(self.created_at));
        put("updated_at", time(self.updated_at));
        map.extend(self.extra.iter().map(|(name, value)| (name.clone(), value.clone())));
        Value::Object(map)
    }
}

/// Fields that exist only in the current revision.
const CURRENT_ONLY: [&str; 6] =
    ["operation_data", "device_name", "device_serial", "progress_percentage", "started_at", "completed_at"];

/// Compact JSON of `operation_data`, without the string that some servers put around the object.
fn data_text(raw: String) -> String {
    match serde_json::from_str::<Value>(&raw) {
        Ok(Value::String(text)) if unwrap_object(Value::from(text.as_str())).is_object() => compact(&text),
        _ => compact(&raw),
    }
}

/// Compact JSON of the fields of `raw` that are in `extra`.
fn extra_text(raw: &str, extra: &Map<String, Value>) -> String {
    let mut out = String::new();
    if extra.is_empty() {
        return out;
    }
    let Ok(Entries(entries)) = serde_json::from_str::<Entries<'_, &RawValue>>(raw) else { return out };
    for (name, value) in entries.iter().filter(|(name, _)| extra.contains_key(&**name)) {
        out.push(if out.is_empty() { '{' } else { ',' });
        out.extend([&Value::from(&**name).to_string(), ":", &compact(value.get())]);
    }
    out.push('}');
    out
}

/// An id as text. If it is too long for an integer, its source text is used, so that two long ids stay distinct.
fn identifier(left: &mut Leftover, raw: &str, name: &str, value: Value) -> Option<String> {
    match &value {
        Value::Number(number) if number.is_f64() => raw_field(raw, name),
        _ => left.text(name, value),
    }
}

/// The single device of a row that lists devices like the 201 answer or the request. The list stays in `extra`.
fn sole_device(extra: &Map<String, Value>) -> Option<String> {
    let list = extra.get("device_ids").or_else(|| extra.get("target_devices"))?.as_array()?;
    let [device] = list.as_slice() else { return None };
    crate::fields::text(device.get("device_id").unwrap_or(device).clone()).ok()?
}

fn progress(left: &mut Leftover, value: Value) -> Option<f32> {
    const NAME: &str = "progress_percentage";
    let number = match &value {
        Value::Null => return None,
        Value::String(text) if text.trim().is_empty() => return None,
        Value::Number(sent) => sent.as_f64(),
        Value::String(text) => crate::fields::number(text.trim().trim_end_matches('%').trim_end()),
        _ => None,
    };
    match number.filter(|number: &f64| number.is_finite()) {
        Some(number) if (0.0..=100.0).contains(&number) => Some(number as f32),
        Some(number) => {
            left.set_aside(NAME, value, messages::wire::field_no_percentage);
            Some(number.clamp(0.0, 100.0) as f32)
        }
        None => {
            left.set_aside(NAME, value, messages::wire::field_no_number);
            None
        }
    }
}

/// A percentage as the shortest JSON number: 65, not 65.0; 33.3, not 33.29999923706055.
fn percent(percent: f32) -> Value {
    if percent.fract() == 0.0 {
        return Value::from(percent as i64);
    }
    // Use as few decimals as needed to parse to the same float.
    let shortened = (1..=12).map(|decimals| {
        let scale = 10_f64.powi(decimals);
        (f64::from(percent) * scale).round() / scale
    });
    let mut faithful = shortened.filter(|short| *short as f32 == percent);
    Value::from(faithful.next().unwrap_or(f64::from(percent)))
}
