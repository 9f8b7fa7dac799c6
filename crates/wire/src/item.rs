//! One row of the list: a scheduled transaction on one device.

use serde_json::{Map, Value};

use crate::Timestamp;
use crate::fields::{Leftover, raw_field, trimmed, unwrap_object};

/// Which of the API page's two revisions a body follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Revision {
    /// `operation_data`, `device_ids`, progress, start and completion.
    #[default]
    Current,
    /// `parameters`, one `device_id`, `priority`.
    Previous,
}

/// An item of the list, of either revision. Its identity is (`id`, `device_id`): one transaction on several devices
/// comes back as several rows with the same `id`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operation {
    /// The scheduled transaction; never blank. A number is kept as its digits.
    pub id: String,
    /// An open set, `unknown` where the row does not say.
    pub operation_type: String,
    /// Empty where the row names no device, or several.
    pub device_id: String,
    /// The device's name.
    pub device_name: Option<String>,
    /// The device's serial number.
    pub device_serial: Option<String>,
    /// An open set, trimmed, otherwise as sent; `unknown` where the row does not say.
    pub status: String,
    /// When it is to start.
    pub scheduled_at: Option<Timestamp>,
    /// When it started.
    pub started_at: Option<Timestamp>,
    /// When it ended, well or not.
    pub completed_at: Option<Timestamp>,
    /// When it was scheduled.
    pub created_at: Option<Timestamp>,
    /// When the API last changed the row.
    pub updated_at: Option<Timestamp>,
    /// Percent, always finite and within 0 to 100. A value outside is clamped, and stands as sent in `extra`.
    pub progress: Option<f32>,
    /// `operation_data`, or the previous revision's `parameters`; an object, unless the server sent something else.
    pub operation_data: Option<Value>,
    /// The previous revision's `priority`.
    pub priority: Option<String>,
    /// Unknown fields, and known ones whose value could not be read, as sent. A value that no parser takes (a number out
    /// of range, nesting without end, half a character) is a string of its text.
    pub extra: Map<String, Value>,
    /// Guessed from the fields that are there.
    pub revision: Revision,
    /// What could not be read, in words for people; a field each.
    pub problems: Vec<String>,
}

const NOT_SAID: &str = "unknown";

impl Operation {
    /// Reads one row. Only what is not an object, or has no readable `id`, is an error (in words for people).
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
        row.operation_type = kind.unwrap_or_else(|| NOT_SAID.to_owned());
        row.status = status.unwrap_or_else(|| NOT_SAID.to_owned());
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
        row.extra = left.extra;
        row.problems = left.problems;
        Ok(row)
    }

    /// The row as an object again, in the API page's order, then the unknown fields. What is absent is left out, and
    /// times are written in UTC: equal in meaning to what came, not always in letters.
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

/// Fields that the previous revision does not have.
const CURRENT_ONLY: [&str; 6] =
    ["operation_data", "device_name", "device_serial", "progress_percentage", "started_at", "completed_at"];

/// An id as text. One too long for a whole number is taken from the source, so that two long ids stay two.
fn identifier(left: &mut Leftover, raw: &str, name: &str, value: Value) -> Option<String> {
    match &value {
        Value::Number(number) if number.is_f64() => raw_field(raw, name),
        _ => left.text(name, value),
    }
}

/// The one device of a row that lists its devices as the 201 answer or the request does; the list stays in `extra`.
fn sole_device(extra: &Map<String, Value>) -> Option<String> {
    let list = extra.get("device_ids").or_else(|| extra.get("target_devices"))?.as_array()?;
    let [device] = list.as_slice() else { return None };
    crate::fields::text(device.get("device_id").unwrap_or(device).clone()).ok()?
}

fn progress(left: &mut Leftover, value: Value) -> Option<f32> {
    const NAME: &str = "progress_percentage";
    let said = match &value {
        Value::Null => return None,
        Value::String(text) if text.trim().is_empty() => return None,
        Value::Number(number) => number.as_f64(),
        Value::String(text) => crate::fields::number(text.trim().trim_end_matches('%').trim_end()),
        _ => None,
    };
    match said.filter(|said: &f64| said.is_finite()) {
        Some(said) if (0.0..=100.0).contains(&said) => Some(said as f32),
        Some(said) => {
            left.set_aside(NAME, value, messages::wire::field_no_percentage);
            Some(said.clamp(0.0, 100.0) as f32)
        }
        None => {
            left.set_aside(NAME, value, messages::wire::field_no_number);
            None
        }
    }
}

/// A percentage as a JSON number of the shortest form: 65, not 65.0; 33.3, not 33.29999923706055.
fn percent(percent: f32) -> Value {
    if percent.fract() == 0.0 {
        return Value::from(percent as i64);
    }
    // As many decimals as it takes to come back to the same float.
    let shortened = (1..=12).map(|decimals| {
        let scale = 10_f64.powi(decimals);
        (f64::from(percent) * scale).round() / scale
    });
    let mut faithful = shortened.filter(|short| *short as f32 == percent);
    Value::from(faithful.next().unwrap_or(f64::from(percent)))
}
