//! Pure: a row as a line of the board.

use crate::health::{self, run};
use estimate::Run;
use operation::{Health, Observation, OperationKey, TimeField};

/// What a line says.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its identity.
    pub key: OperationKey,
    /// The device's name, or its id where it has none.
    pub device: String,
    /// The type, as the API says it.
    pub operation_type: String,
    /// The time that counts here, in ms since the epoch.
    pub at: Option<i64>,
    /// What an estimate goes by.
    pub run: Run,
    /// What is wrong with it.
    pub health: Option<Health>,
}

impl Line {
    /// Reads a row; `field` is the time that counts.
    pub fn of(row: &Observation<'_>, field: TimeField, now: i64) -> Self {
        let name = row.device_name.filter(|name| !name.trim().is_empty());
        let device_id = Some(row.device_id).filter(|id| !id.is_empty());
        Self {
            key: OperationKey::new(row.id, row.device_id),
            device: name.or(device_id).unwrap_or("–").to_owned(),
            operation_type: row.operation_type.to_owned(),
            at: row.time(field),
            run: run(row),
            health: health::of(row, now),
        }
    }
}
