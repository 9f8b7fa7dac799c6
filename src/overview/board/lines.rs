//! Pure: a row of the history as a line of the board.

use crate::{
    health::{self, run},
    ui::{device_label, visible_text},
};
use operation::{Health, Observation, OperationKey, RunState, TimeField, failure_reason};

/// The values of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Key of the operation.
    pub key: OperationKey,
    /// Name of the device, or its id if it has none.
    pub device: String,
    /// Operation type, as the API sends it.
    pub operation_type: String,
    /// The time to show, in ms since the epoch.
    pub at: Option<i64>,
    /// Input for the estimate.
    pub run: RunState,
    /// Reason of a failure, with its invisible characters visible.
    pub reason: Option<String>,
    /// Problem with the operation.
    pub health: Option<Health>,
}

impl Line {
    /// Reads a row; `field` selects the time, and `reasons` are the keys of reasons in its data.
    pub fn of(row: &Observation<'_>, field: TimeField, reasons: &[String], now: i64) -> Self {
        let device_id = Some(row.device_id).filter(|id| !id.is_empty());
        Self {
            key: OperationKey::new(row.id, row.device_key()),
            device: device_label(row.device_name, device_id.unwrap_or("–")),
            operation_type: row.operation_type.to_owned(),
            at: row.time(field),
            run: run(row),
            reason: failure_reason(row.status, row.data, reasons).map(|reason| visible_text(&reason)),
            health: health::of(row, now),
        }
    }
}
