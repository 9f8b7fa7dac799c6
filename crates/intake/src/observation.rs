//! Converts a decoded row to an observation.

use operation::Observation;
use wire::{RowTexts, Timestamp};

/// The observation of a decoded row.
pub fn observation<'a>(row: &'a RowTexts<'a>) -> Observation<'a> {
    let ms = |at: Option<Timestamp>| at.map(|at| at.0);
    Observation {
        id: &row.id,
        device_id: &row.device_id,
        operation_type: &row.operation_type,
        status: &row.status,
        device_name: row.device_name.as_deref(),
        device_serial: row.device_serial.as_deref(),
        scheduled_at: ms(row.scheduled_at),
        started_at: ms(row.started_at),
        completed_at: ms(row.completed_at),
        created_at: ms(row.created_at),
        updated_at: ms(row.updated_at),
        progress: row.progress,
        priority: row.priority.as_deref(),
        data: &row.data,
        extra: &row.extra,
    }
}
