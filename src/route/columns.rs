//! Pure: the table's columns as an address names them.

/// What the table can show, in the order in which it stands there.
pub const COLUMNS: [&str; 14] = [
    "id",
    "type",
    "device",
    "serial",
    "group",
    "status",
    "progress",
    "priority",
    "scheduled",
    "started",
    "completed",
    "created",
    "updated",
    "duration",
];
/// Those that it doesn't show unless somebody asks for them.
pub(super) const EXTRA: [&str; 5] = ["serial", "group", "priority", "created", "duration"];
/// Those that have no order.
const UNORDERED: [&str; 2] = ["group", "duration"];

/// The chosen columns in order; none where they are those that the table has by itself.
pub(super) fn chosen(wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let shown: Vec<&str> = COLUMNS.into_iter().filter(|name| *name == COLUMNS[0] || wanted(name)).collect();
    match shown.iter().copied().eq(COLUMNS.into_iter().filter(|name| !EXTRA.contains(name))) {
        true => Vec::new(),
        false => shown.into_iter().map(str::to_owned).collect(),
    }
}

/// Whether the table can be sorted by that column.
pub fn has_order(column: &str) -> bool {
    !UNORDERED.contains(&column)
}
