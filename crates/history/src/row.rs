//! Row ids, and a cheap view of one row's values.

use crate::columns::Columns;
use operation::TimeField;

/// Id of a row in one [`crate::History`]. Stable for the life of the store and never reused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub u32);

impl RowId {
    /// No row: the result of a rejected upsert. Reads as empty values.
    pub const NONE: RowId = RowId(u32::MAX);

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Reads the values of one row. Each accessor takes a few nanoseconds. An unknown row reads as empty.
#[derive(Clone, Copy)]
pub struct RowView<'a> {
    pub(crate) columns: &'a Columns,
    pub(crate) row: usize,
}

impl<'a> RowView<'a> {
    /// This row's id.
    pub fn row_id(&self) -> RowId {
        RowId(self.row as u32)
    }
    /// The transaction's id.
    pub fn id(&self) -> &'a str {
        self.columns.ids.get(self.row)
    }
    /// The device's id.
    pub fn device_id(&self) -> &'a str {
        self.columns.devices.id(self.columns.device(self.row))
    }
    /// The device's name, if known.
    pub fn device_name(&self) -> Option<&'a str> {
        self.columns.devices.name(self.columns.device(self.row))
    }
    /// The device's serial number, if known.
    pub fn device_serial(&self) -> Option<&'a str> {
        self.columns.devices.serial(self.columns.device(self.row))
    }
    /// The type as the API names it.
    pub fn operation_type(&self) -> &'a str {
        self.columns.types.get(self.row)
    }
    /// The status as the API names it.
    pub fn status(&self) -> &'a str {
        self.columns.statuses.get(self.row)
    }
    /// The priority, if any.
    pub fn priority(&self) -> Option<&'a str> {
        self.columns.priorities.get_optional(self.row)
    }
    /// Percent, if known.
    pub fn progress(&self) -> Option<f32> {
        self.columns.progress.get(self.row)
    }
    /// `operation_data` as compact JSON; empty when there is none.
    pub fn data(&self) -> &'a str {
        self.columns.data.get(self.row)
    }
    /// Unknown fields as a JSON object; empty when there are none.
    pub fn extra(&self) -> &'a str {
        self.columns.extra.get(self.row)
    }
    /// One of the five times, milliseconds since 1970, UTC.
    pub fn time(&self, field: TimeField) -> Option<i64> {
        self.columns.time(field).get(self.row)
    }
    /// Milliseconds since 1970, UTC.
    pub fn scheduled_at(&self) -> Option<i64> {
        self.time(TimeField::Scheduled)
    }
    /// Milliseconds since 1970, UTC.
    pub fn started_at(&self) -> Option<i64> {
        self.time(TimeField::Started)
    }
    /// Milliseconds since 1970, UTC.
    pub fn completed_at(&self) -> Option<i64> {
        self.time(TimeField::Completed)
    }
    /// Milliseconds since 1970, UTC.
    pub fn created_at(&self) -> Option<i64> {
        self.time(TimeField::Created)
    }
    /// Milliseconds since 1970, UTC.
    pub fn updated_at(&self) -> Option<i64> {
        self.time(TimeField::Updated)
    }
}
