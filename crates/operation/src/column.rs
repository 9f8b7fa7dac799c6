//! The columns of a table of operations.

use crate::TimeField;

/// A field of an operation as a column of the list, of a file, or to sort by.
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
    /// `priority`, of the API's previous revision.
    Priority,
    /// One of the five times.
    Time(TimeField),
    /// `operation_data`
    Data,
    /// `extra`: fields beyond those of the API page.
    Extra,
}

impl Column {
    /// Every column, in the order of a file.
    pub const ALL: [Self; 15] = [
        Self::Id,
        Self::Type,
        Self::DeviceId,
        Self::DeviceName,
        Self::DeviceSerial,
        Self::Status,
        Self::Progress,
        Self::Time(TimeField::Scheduled),
        Self::Time(TimeField::Started),
        Self::Time(TimeField::Completed),
        Self::Time(TimeField::Created),
        Self::Time(TimeField::Updated),
        Self::Priority,
        Self::Data,
        Self::Extra,
    ];

    /// The sortable columns, times first because lists are mostly sorted by them.
    pub const SORTABLE: [Self; 12] = [
        Self::Time(TimeField::Scheduled),
        Self::Time(TimeField::Started),
        Self::Time(TimeField::Completed),
        Self::Time(TimeField::Created),
        Self::Time(TimeField::Updated),
        Self::Id,
        Self::Type,
        Self::DeviceName,
        Self::Status,
        Self::Progress,
        Self::DeviceSerial,
        Self::Priority,
    ];

    /// Its name in the API and in files.
    pub const fn api_name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Type => "operation_type",
            Self::DeviceId => "device_id",
            Self::DeviceName => "device_name",
            Self::DeviceSerial => "device_serial",
            Self::Status => "status",
            Self::Progress => "progress_percentage",
            Self::Priority => "priority",
            Self::Time(field) => field.api_name(),
            Self::Data => "operation_data",
            Self::Extra => "extra",
        }
    }

    /// Its name in the address and in the query language, where the device's name is called "device".
    pub const fn name(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::DeviceName => "device",
            Self::DeviceSerial => "serial",
            Self::Progress => "progress",
            Self::Time(field) => field.name(),
            _ => self.api_name(),
        }
    }

    /// The sortable column with exactly this [`name`](Self::name).
    pub fn of_name(name: &str) -> Option<Self> {
        Self::SORTABLE.into_iter().find(|column| column.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_one_column() {
        for column in Column::SORTABLE {
            assert_eq!(Column::of_name(column.name()), Some(column));
        }
        for column in [Column::DeviceId, Column::Data, Column::Extra] {
            assert_eq!(Column::of_name(column.name()), None, "{column:?}");
        }
        for field in TimeField::ALL {
            assert_eq!(TimeField::of_name(field.name()), Some(field));
        }
        let mut names = Column::ALL.map(Column::api_name).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Column::ALL.len());
    }
}
