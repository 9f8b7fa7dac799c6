//! Pure: the text to copy for the selected rows.

use crate::sync::{OperationStore, SelectedRows};
use export::{write_csv_header, write_csv_row};
use history::RowId;
use operation::Column;

/// Maximum number of rows for the clipboard. For more there is the report, which writes a file in pieces.
pub const MOST: usize = 50_000;

/// The selected rows: first those in the list, in its order, then the others.
pub fn in_order(selected: &SelectedRows, listed: &[RowId]) -> Vec<RowId> {
    let mut rest = selected.clone();
    let mut rows: Vec<RowId> = listed.iter().copied().filter(|&row| selected.has(row)).collect();
    rest.set(&rows, false);
    rows.extend(rest.rows());
    rows
}

/// CSV as in the report's file: guarded against formula injection, times in UTC.
pub fn csv(known: &dyn OperationStore, rows: &[RowId]) -> String {
    let mut text = String::new();
    write_csv_header(&mut text, &Column::ALL);
    for row in rows {
        write_csv_row(&mut text, &Column::ALL, &known.row(*row));
    }
    text
}

/// Unique ids, one per line.
pub fn ids(known: &dyn OperationStore, rows: &[RowId]) -> String {
    once(rows.iter().map(|row| known.row(*row).id)).join("\n")
}

/// Unique devices.
pub fn devices(known: &dyn OperationStore, rows: &[RowId]) -> Vec<String> {
    let ids = rows.iter().map(|row| known.row(*row).device_id).filter(|id| !id.is_empty());
    once(ids).into_iter().map(str::to_owned).collect()
}

fn once<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = std::collections::HashSet::new();
    texts.filter(|text| seen.insert(*text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use history::{History, Observation};

    fn known() -> History {
        let mut history = History::new();
        for (id, device_id, operation_type) in [
            ("1", "a", "backup"),
            ("1", "b", "backup"),
            ("2", "a", "=cmd|' /C calc'!A0"),
            ("3", "", "backup"),
        ] {
            history.upsert(None, &Observation { id, device_id, operation_type, ..Observation::default() });
        }
        history
    }

    fn rows(ids: &[u32]) -> Vec<RowId> {
        ids.iter().copied().map(RowId).collect()
    }

    #[test]
    fn listed_rows_come_first_and_all_are_included() {
        let mut selected = SelectedRows::default();
        selected.set(&rows(&[0, 1, 3]), true);
        assert_eq!(in_order(&selected, &rows(&[3, 2, 1])), rows(&[3, 1, 0]));
        assert_eq!(in_order(&selected, &[]), rows(&[0, 1, 3]));
    }

    #[test]
    fn ids_and_devices_are_unique() {
        let known = known();
        assert_eq!(ids(&known, &rows(&[2, 0, 1, 3])), "2\n1\n3");
        assert_eq!(devices(&known, &rows(&[3, 1, 2, 0])), ["b", "a"]);
    }

    #[test]
    fn cells_are_guarded_against_formulas() {
        let text = csv(&known(), &rows(&[2, 3]));
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines.len(), 4, "a heading, two rows and the end");
        assert!(lines[0].starts_with("id,operation_type,device_id,"));
        assert!(!lines[1].contains(",="), "{}", lines[1]);
    }
}
