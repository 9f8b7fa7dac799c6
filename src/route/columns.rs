//! Pure: the columns of the table, by their names in the address.

use operation::Column;

/// All columns in their order: the sortable ones, and three that are computed.
pub const COLUMNS: [&str; 15] = [
    "id",
    "type",
    "device",
    "serial",
    "group",
    "status",
    "reason",
    "progress",
    "priority",
    "scheduled",
    "started",
    "completed",
    "created",
    "updated",
    "duration",
];
/// Columns that are hidden by default.
pub(super) const EXTRA: [&str; 6] = ["serial", "group", "reason", "priority", "created", "duration"];

/// The chosen columns in order; empty if they are the default columns.
pub(super) fn chosen(wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let shown: Vec<&str> = COLUMNS.into_iter().filter(|name| *name == COLUMNS[0] || wanted(name)).collect();
    match shown.iter().copied().eq(COLUMNS.into_iter().filter(|name| !EXTRA.contains(name))) {
        true => Vec::new(),
        false => shown.into_iter().map(str::to_owned).collect(),
    }
}

/// Whether the table can be sorted by this column.
pub fn has_order(column: &str) -> bool {
    Column::of_name(column).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_the_computed_columns_have_an_order() {
        for column in Column::SORTABLE {
            assert!(COLUMNS.contains(&column.name()), "{column:?}");
        }
        let unordered: Vec<&str> = COLUMNS.into_iter().filter(|name| !has_order(name)).collect();
        assert_eq!(unordered, ["group", "reason", "duration"]);
    }
}
