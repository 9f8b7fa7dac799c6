//! Pure: what is known of an operation, as it goes into a file or onto the clipboard.

use export::Row;
use history::Observation;

/// The row.
pub fn export_row<'a>(seen: &Observation<'a>) -> Row<'a> {
    Row {
        id: seen.id,
        operation_type: seen.operation_type,
        device_id: seen.device_id,
        device_name: seen.device_name,
        device_serial: seen.device_serial,
        status: seen.status,
        progress: seen.progress,
        scheduled_at: seen.scheduled_at,
        started_at: seen.started_at,
        completed_at: seen.completed_at,
        created_at: seen.created_at,
        updated_at: seen.updated_at,
        priority: seen.priority,
        operation_data: seen.data,
        extra: seen.extra,
    }
}
