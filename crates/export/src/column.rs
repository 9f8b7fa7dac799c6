//! The columns of a file.

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// `id`
    Id,
    /// `operation_type`
    Type,
    /// `device_id`
    DeviceId,
    /// `device_name`
    DeviceName,
    /// `device_serial`
    DeviceSerial,
    /// `status`
    Status,
    /// `progress_percentage`
    Progress,
    /// `scheduled_at`
    Scheduled,
    /// `started_at`
    Started,
    /// `completed_at`
    Completed,
    /// `created_at`
    Created,
    /// `updated_at`
    Updated,
    /// `priority`
    Priority,
    /// `operation_data`
    Data,
    /// `extra`: what the API sent beyond the fields of the API page.
    Extra,
}

/// Every column, in the order in which they are written when nobody chose otherwise.
pub const COLUMNS: [Column; 15] = [
    Column::Id,
    Column::Type,
    Column::DeviceId,
    Column::DeviceName,
    Column::DeviceSerial,
    Column::Status,
    Column::Progress,
    Column::Scheduled,
    Column::Started,
    Column::Completed,
    Column::Created,
    Column::Updated,
    Column::Priority,
    Column::Data,
    Column::Extra,
];

impl Column {
    /// Its name in a file: the API's.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Type => "operation_type",
            Self::DeviceId => "device_id",
            Self::DeviceName => "device_name",
            Self::DeviceSerial => "device_serial",
            Self::Status => "status",
            Self::Progress => "progress_percentage",
            Self::Scheduled => "scheduled_at",
            Self::Started => "started_at",
            Self::Completed => "completed_at",
            Self::Created => "created_at",
            Self::Updated => "updated_at",
            Self::Priority => "priority",
            Self::Data => "operation_data",
            Self::Extra => "extra",
        }
    }
}
