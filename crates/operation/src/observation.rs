//! One operation as returned in an answer of the API.

use crate::TimeField;

/// One operation on one device as returned in an answer of the API, borrowed from the decoder's data.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Observation<'a> {
    /// The transaction's id. Several rows may share it; identity is (`id`, `device_id`), see the API page.
    pub id: &'a str,
    /// The device's id, or empty if the answer has none.
    pub device_id: &'a str,
    /// An open set: unknown types are kept as they are.
    pub operation_type: &'a str,
    /// An open set: unknown statuses are kept as they are.
    pub status: &'a str,
    /// The device's name, when the answer has one.
    pub device_name: Option<&'a str>,
    /// The device's serial number, when the answer has one.
    pub device_serial: Option<&'a str>,
    /// Milliseconds since 1970, UTC.
    pub scheduled_at: Option<i64>,
    /// Milliseconds since 1970, UTC.
    pub started_at: Option<i64>,
    /// Milliseconds since 1970, UTC.
    pub completed_at: Option<i64>,
    /// Milliseconds since 1970, UTC.
    pub created_at: Option<i64>,
    /// Milliseconds since 1970, UTC. Decides which of two observations is newer.
    pub updated_at: Option<i64>,
    /// Percent, as sent by the API.
    pub progress: Option<f32>,
    /// Priority; only in the API's previous revision.
    pub priority: Option<&'a str>,
    /// `operation_data` (or `parameters`) as compact JSON; empty when there is none.
    pub data: &'a str,
    /// Fields that aren't on the API page, as a JSON object; empty when there are none.
    pub extra: &'a str,
}

impl<'a> Observation<'a> {
    /// The device's part of the row's key.
    pub fn device_key(&self) -> &'a str {
        crate::device_key(self.device_id, self.device_serial, self.device_name)
    }

    /// The five times in the order of [`TimeField::ALL`].
    pub fn times(&self) -> [Option<i64>; 5] {
        [self.scheduled_at, self.started_at, self.completed_at, self.created_at, self.updated_at]
    }

    /// One of the five times, in milliseconds since 1970, UTC.
    pub fn time(&self, field: TimeField) -> Option<i64> {
        match field {
            TimeField::Scheduled => self.scheduled_at,
            TimeField::Started => self.started_at,
            TimeField::Completed => self.completed_at,
            TimeField::Created => self.created_at,
            TimeField::Updated => self.updated_at,
        }
    }
}
