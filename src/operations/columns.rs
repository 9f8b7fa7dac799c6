//! The columns of the table.

/// A column: its name in the address, its heading, its classes.
pub struct TableColumn {
    /// Name in the address, for sorting.
    pub name: &'static str,
    /// Heading.
    pub heading: &'static str,
    /// Class of the header cell, which sets the width.
    pub class: &'static str,
}

const fn column(name: &'static str, heading: &'static str, class: &'static str) -> TableColumn {
    TableColumn { name, heading, class }
}

/// All columns, in order.
pub const COLUMNS: [TableColumn; 9] = [
    column("id", "Id", "col-id"),
    column("type", "Type", "col-type"),
    column("device", "Device", "col-device"),
    column("status", "Status", "col-status"),
    column("progress", "Progress", "col-progress"),
    column("scheduled", "Scheduled", "col-time col-scheduled"),
    column("started", "Started", "col-time col-started"),
    column("completed", "Completed", "col-time col-completed"),
    column("updated", "Updated", "col-time col-updated"),
];
