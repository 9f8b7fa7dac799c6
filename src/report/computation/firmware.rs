//! Pure: first and latest firmware of each device in the rows of a report.

use history::{History, Query, Selection};
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

/// Maximum number of updates read at a time. Each has its data parsed, which costs more than counting a row.
pub const UPDATES: usize = 2_000;

/// Reads every completed firmware update that matches. A firmware update is an operation with "firmware" in its type, as the set of types is open.
#[derive(Debug)]
pub struct FirmwareReader {
    rows: Selection,
    /// Number of rows read.
    read: usize,
    versions: Versions,
    found: Firmware,
}

impl FirmwareReader {
    /// Finds the updates. `types` are those that occur.
    pub fn new<'a>(history: &mut History, asked: &Query, types: impl Iterator<Item = &'a str>) -> Self {
        let types = types.filter(|kind| kind.to_ascii_lowercase().contains("firmware"));
        let types: Vec<String> = types.map(str::to_owned).collect();
        let mut statuses = asked.statuses.clone();
        if statuses.is_empty() {
            statuses = vec!["completed".to_owned(), "succeeded".to_owned()];
        }
        statuses.retain(|status| is_succeeded(status));
        let rows = match types.is_empty() || statuses.is_empty() {
            true => Selection::default(),
            false => history.select(&Query { types, statuses, sort: None, ..asked.clone() }),
        };
        Self { rows, read: 0, versions: Versions::default(), found: Firmware::default() }
    }

    /// Reads up to `budget` updates, at most [`UPDATES`]. Returns whether nothing is left to do.
    pub fn read(&mut self, history: &History, budget: usize) -> bool {
        let rows = self.rows.page(self.read, budget.clamp(1, UPDATES));
        for row in rows {
            let row = history.row(*row);
            let update = Row {
                id: row.id(),
                device_id: row.device_id(),
                device_name: row.device_name(),
                status: row.status(),
                at: row.completed_at().or(row.updated_at()),
                data: row.data(),
            };
            match self.versions.add(&update) {
                Ok(_) => self.found.by_change += usize::from(row.completed_at().is_none()),
                Err(Rejection::NotCompleted) => {}
                Err(Rejection::NoVersion | Rejection::NoTime | Rejection::NoDevice) => {
                    self.found.incomplete += 1
                }
            }
        }
        self.read += rows.len();
        self.read >= self.rows.len()
    }

    /// The versions, once [`Self::read`] has nothing left to do.
    pub fn finish(self) -> Firmware {
        Firmware { devices: self.versions.finish(), ..self.found }
    }
}
