//! Pure: the columns of the table and which of them are shown.

use crate::route::{COLUMNS as NAMES, ListQuery};
use messages::list as text;

/// A table column.
#[derive(Clone, Copy)]
pub struct TableColumn {
    /// Name in the address, used for sorting and for choosing columns.
    pub name: &'static str,
    /// Heading.
    pub heading: fn() -> &'static str,
    /// CSS class of the header cell; sets the width.
    pub class: &'static str,
    /// Width in px. The minimum for the column that takes the remaining space; 0 for the ids, whose width depends on them.
    width: u16,
}

const fn column(
    name: &'static str,
    heading: fn() -> &'static str,
    class: &'static str,
    width: u16,
) -> TableColumn {
    TableColumn { name, heading, class, width }
}

/// All columns, in the order of [`NAMES`].
pub const COLUMNS: [TableColumn; NAMES.len()] = [
    column("id", text::column_id, "col-id", 0),
    column("type", text::column_type, "col-type", 152),
    column("device", text::column_device, "col-device", 200),
    column("serial", text::column_serial, "col-serial", 140),
    column("group", text::column_group, "col-group", 140),
    column("status", text::column_status, "col-status", 128),
    column("reason", text::column_reason, "col-reason", 200),
    column("progress", text::column_progress, "col-progress", 96),
    column("priority", text::column_priority, "col-priority", 90),
    column("scheduled", text::column_scheduled, "col-time col-scheduled", 98),
    column("started", text::column_started, "col-time col-started", 98),
    column("completed", text::column_completed, "col-time col-completed", 98),
    column("created", text::column_created, "col-time col-created", 98),
    column("updated", text::column_updated, "col-time col-updated", 98),
    column("duration", text::column_duration, "col-time col-duration", 98),
];

/// Width of the checkbox before a row and the margins around it, in px.
const AROUND: u16 = 60;

/// The columns shown. A bit set, because every row checks it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    bits: u16,
}

impl Chosen {
    /// The columns that the query requests.
    pub fn of(query: &ListQuery) -> Self {
        let bits = (0u16..).zip(NAMES).filter(|(_, name)| query.shows(name)).map(|(at, _)| 1 << at);
        Self { bits: bits.sum() }
    }

    /// Whether the column is shown.
    pub fn has(self, name: &str) -> bool {
        NAMES.iter().position(|known| *known == name).is_some_and(|at| self.bits >> at & 1 == 1)
    }

    /// The columns shown, in order.
    pub fn columns(self) -> impl Iterator<Item = TableColumn> {
        COLUMNS.into_iter().filter(move |column| self.has(column.name))
    }

    /// Minimum width of the table without the column of the ids, in px.
    pub fn width(self) -> u16 {
        self.columns().map(|column| column.width).sum::<u16>() + AROUND
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_and_address_have_the_same_columns() {
        assert!(COLUMNS.iter().map(|column| column.name).eq(NAMES));
    }

    #[test]
    fn nine_columns_are_shown_by_default() {
        let mut query = ListQuery::default();
        assert_eq!(Chosen::of(&query).columns().count(), 9);
        query.show("created", true);
        query.show("type", false);
        let chosen = Chosen::of(&query);
        assert!(chosen.has("created") && !chosen.has("type") && !chosen.has("colour"));
        assert!(chosen.width() < Chosen { bits: u16::MAX >> 1 }.width());
        query.show("group", true);
        assert!(Chosen::of(&query).has("group"));
        query.show("group", false);
        query.show("created", false);
        query.show("type", true);
        assert_eq!(query, ListQuery::default(), "what it shows by itself stays out of the address");
        for name in NAMES {
            query.show(name, false);
        }
        assert_eq!(Chosen::of(&query).columns().count(), 1, "the one with the way to the detail stays");
    }
}
