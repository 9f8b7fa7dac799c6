//! Encodes POST bodies, in the field order of the API page.

use std::fmt;

use serde_json::{Map, Value};

use crate::{NotificationSettings, Revision, ScheduleRequest, Timestamp};

/// The form of body that the server expects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BodyShape {
    /// Determines the fields.
    pub revision: Revision,
    /// Determines the wrapping.
    pub envelope: Envelope,
}

/// The wrapping of a body. The API page shows plain objects in every example, but has a string `data` in its parameter table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Envelope {
    /// The object itself.
    #[default]
    Plain,
    /// `{"data": "<the object as a JSON string>"}`.
    DataString,
}

/// Why a request can't be encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodeError {
    /// There is no device.
    NoDevice,
    /// There is no operation type.
    NoType,
    /// The year doesn't have four digits, so the API's time format can't represent it.
    TimeOutOfRange,
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoDevice => messages::wire::no_device_chosen(),
            Self::NoType => messages::wire::no_type_chosen(),
            Self::TimeOutOfRange => messages::wire::time_out_of_range(),
        })
    }
}

impl std::error::Error for EncodeError {}

impl ScheduleRequest {
    /// The bodies to send: one for all devices in the current revision, one for each device in the previous one.
    /// Fields that the revision doesn't have are left out; see `left_out`.
    pub fn encode(&self, shape: BodyShape) -> Result<Vec<Value>, EncodeError> {
        if self.device_ids.is_empty() {
            return Err(EncodeError::NoDevice);
        }
        if self.operation_type.trim().is_empty() {
            return Err(EncodeError::NoType);
        }
        if Timestamp::parse(&self.scheduled_at.to_iso()) != Some(self.scheduled_at) {
            return Err(EncodeError::TimeOutOfRange);
        }
        let bodies = match shape.revision {
            Revision::Current => vec![self.current()],
            Revision::Previous => self.device_ids.iter().map(|device| self.previous(device)).collect(),
        };
        Ok(match shape.envelope {
            Envelope::Plain => bodies,
            Envelope::DataString => {
                bodies.into_iter().map(|body| object([("data", Value::from(body.to_string()))])).collect()
            }
        })
    }

    /// The fields that are set but can't be encoded in this form.
    pub fn left_out(&self, shape: BodyShape) -> Vec<&'static str> {
        match shape.revision {
            Revision::Current => self.priority.iter().map(|_| "priority").collect(),
            Revision::Previous => {
                self.notification_settings.iter().map(|_| "notification_settings").collect()
            }
        }
    }

    fn current(&self) -> Value {
        let settings =
            self.notification_settings.as_ref().map(|settings| ("notification_settings", notify(settings)));
        object(
            [
                ("operation_type", Value::from(self.operation_type.as_str())),
                ("device_ids", Value::from(self.device_ids.as_slice())),
                ("scheduled_at", Value::from(self.scheduled_at.to_iso())),
                ("operation_data", Value::from(self.operation_data.clone())),
            ]
            .into_iter()
            .chain(settings),
        )
    }

    fn previous(&self, device: &str) -> Value {
        object([
            ("device_id", Value::from(device)),
            ("operation_type", Value::from(self.operation_type.as_str())),
            ("scheduled_at", Value::from(self.scheduled_at.to_iso())),
            ("parameters", Value::from(self.operation_data.clone())),
            ("priority", Value::from(self.priority.as_deref().unwrap_or("normal"))),
        ])
    }
}

fn notify(settings: &NotificationSettings) -> Value {
    let webhook = settings.webhook_url.as_deref().map(|url| ("webhook_url", Value::from(url)));
    object(
        [
            ("email_on_completion", Value::from(settings.email_on_completion)),
            ("email_on_failure", Value::from(settings.email_on_failure)),
        ]
        .into_iter()
        .chain(webhook),
    )
}

fn object<'a>(fields: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    Value::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}
