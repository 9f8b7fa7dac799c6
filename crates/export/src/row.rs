//! What is known of one operation, as it goes into a file.

/// One row. `None` and empty texts are empty cells, and `null` in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Row<'a> {
    /// The transaction.
    pub id: &'a str,
    /// The type.
    pub operation_type: &'a str,
    /// The device.
    pub device_id: &'a str,
    /// The device's name.
    pub device_name: Option<&'a str>,
    /// The device's serial number.
    pub device_serial: Option<&'a str>,
    /// The status.
    pub status: &'a str,
    /// Percent.
    pub progress: Option<f32>,
    /// Milliseconds since 1970, UTC, as are the other four.
    pub scheduled_at: Option<i64>,
    /// When it started.
    pub started_at: Option<i64>,
    /// When it ended.
    pub completed_at: Option<i64>,
    /// When it was scheduled.
    pub created_at: Option<i64>,
    /// When it last changed.
    pub updated_at: Option<i64>,
    /// The previous revision's priority.
    pub priority: Option<&'a str>,
    /// `operation_data` as JSON text, which is written as it is.
    pub operation_data: &'a str,
    /// Unknown fields as JSON text, which is written as it is.
    pub extra: &'a str,
}
