//! Pure: first and latest firmware of each device in the rows of a report.

use history::{History, Query};
use operation::firmware::{DeviceVersions, Rejection, Row, Versions};
use operation::is_succeeded;

/// The versions of each device, and the number of updates that were incomplete.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Firmware {
    /// By device id.
    pub devices: Vec<DeviceVersions>,
    /// Completed updates without a completion time; the last change is used instead.
    pub by_change: usize,
    /// Completed updates without a version, a time or a device; these are left out.
    pub incomplete: usize,
}

/// Reads every completed firmware update that matches. A firmware update is an operation with "firmware" in its type, as the set of types is open.
pub fn firmware(history: &mut History, asked: &Query, types: &[(&str, usize)]) -> Firmware {
    let mut found = Firmware::default();
    let types: Vec<String> = types
        .iter()
        .map(|(kind, _)| *kind)
        .filter(|kind| kind.to_ascii_lowercase().contains("firmware"))
        .map(str::to_owned)
        .collect();
    let mut statuses = asked.statuses.clone();
    if statuses.is_empty() {
        statuses = vec!["completed".to_owned(), "succeeded".to_owned()];
    }
    statuses.retain(|status| is_succeeded(status));
    if types.is_empty() || statuses.is_empty() {
        return found;
    }
    let updates = Query { types, statuses, sort: None, ..asked.clone() };
    let mut versions = Versions::default();
    for row in history.select(&updates).rows() {
        let row = history.row(*row);
        let read = Row {
            id: row.id(),
            device_id: row.device_id(),
            device_name: row.device_name(),
            status: row.status(),
            at: row.completed_at().or(row.updated_at()),
            data: row.data(),
        };
        match versions.add(&read) {
            Ok(_) => found.by_change += usize::from(row.completed_at().is_none()),
            Err(Rejection::NotCompleted) => {}
            Err(Rejection::NoVersion | Rejection::NoTime | Rejection::NoDevice) => found.incomplete += 1,
        }
    }
    found.devices = versions.finish();
    found
}
