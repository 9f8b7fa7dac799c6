//! Field names, which stand before a colon.

use operation::TimeField;

use crate::nearest::nearest;

/// The field of a `name:value` pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The transaction's id.
    Id,
    /// The status.
    Status,
    /// The operation type.
    Type,
    /// The device, by id, name or serial.
    Device,
    /// A group of devices, by its name.
    Group,
    /// One of the five times.
    Time(TimeField),
    /// The order.
    Sort,
}

/// All fields in the order of completion.
pub(crate) const FIELDS: [Field; 11] = [
    Field::Status,
    Field::Type,
    Field::Device,
    Field::Group,
    Field::Time(TimeField::Scheduled),
    Field::Time(TimeField::Started),
    Field::Time(TimeField::Completed),
    Field::Sort,
    Field::Id,
    Field::Time(TimeField::Created),
    Field::Time(TimeField::Updated),
];

impl Field {
    /// Canonical name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Status => "status",
            Self::Type => "type",
            Self::Device => "device",
            Self::Group => "group",
            Self::Time(time) => time.name(),
            Self::Sort => "sort",
        }
    }

    /// Accepted aliases.
    fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Id => &["transaction", "operation_id"],
            Self::Status => &["state"],
            Self::Type => &["operation_type", "operation", "kind"],
            Self::Device => &["device_id", "device_name", "device_serial", "serial", "name"],
            Self::Group => &["device_group"],
            Self::Time(TimeField::Scheduled) => &["scheduled_at"],
            Self::Time(TimeField::Started) => &["started_at"],
            Self::Time(TimeField::Completed) => &["completed_at", "finished", "ended"],
            Self::Time(TimeField::Created) => &["created_at"],
            Self::Time(TimeField::Updated) => &["updated_at"],
            Self::Sort => &["sort_by", "order", "order_by"],
        }
    }

    /// All names, the canonical one first.
    pub(crate) fn names(self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name()).chain(self.aliases().iter().copied())
    }

    /// Parses a name or an alias, case-insensitively; `-` equals `_`.
    pub fn read(text: &str) -> Option<Self> {
        let name = text.to_ascii_lowercase().replace('-', "_");
        FIELDS.into_iter().find(|field| field.names().any(|known| known == name))
    }

    /// The field whose name is likely misspelled in `text`.
    pub(crate) fn near(text: &str) -> Option<Self> {
        nearest(text, FIELDS.into_iter().flat_map(Field::names)).and_then(Self::read)
    }

    /// Short description for completion.
    pub(crate) fn detail(self) -> &'static str {
        match self {
            Self::Id => messages::query::field_id(),
            Self::Status => messages::query::field_status(),
            Self::Type => messages::query::field_type(),
            Self::Device => messages::query::field_device(),
            Self::Group => messages::query::field_group(),
            Self::Time(TimeField::Scheduled) => messages::query::field_scheduled(),
            Self::Time(TimeField::Started) => messages::query::field_started(),
            Self::Time(TimeField::Completed) => messages::query::field_completed(),
            Self::Time(TimeField::Created) => messages::query::field_created(),
            Self::Time(TimeField::Updated) => messages::query::field_updated(),
            Self::Sort => messages::query::field_sort(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_to_one_field() {
        let mut seen = Vec::new();
        for field in FIELDS {
            for name in field.names() {
                assert_eq!(Field::read(name), Some(field), "{name}");
                assert_eq!(Field::read(&name.to_ascii_uppercase().replace('_', "-")), Some(field), "{name}");
                assert!(!seen.contains(&name), "{name} occurs twice");
                seen.push(name);
            }
        }
    }

    #[test]
    fn misspelled_names_are_found() {
        assert_eq!(Field::near("stauts"), Some(Field::Status));
        assert_eq!(Field::near("Schedueled"), Some(Field::Time(TimeField::Scheduled)));
        assert_eq!(Field::near("version"), None);
        assert_eq!(Field::near("x"), None);
    }
}
