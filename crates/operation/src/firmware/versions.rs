//! Firmware version history of each device.

use std::collections::BTreeMap;

use super::backup::Backup;
use crate::json::{member, scalar_text};

/// The required fields of an operation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row<'a> {
    /// The transaction's id.
    pub id: &'a str,
    /// The device's id.
    pub device_id: &'a str,
    /// Its name, if known.
    pub device_name: Option<&'a str>,
    /// The status.
    pub status: &'a str,
    /// When it ended, in milliseconds since 1970, UTC. The previous revision has no such field; the caller decides whether to use the time
    /// of the last change.
    pub at: Option<i64>,
    /// `operation_data` as JSON.
    pub data: &'a str,
}

/// A completed update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// The installed version, as the operation reports it.
    pub version: String,
    /// When it ended, in milliseconds since 1970, UTC.
    pub at: i64,
    /// The transaction's id.
    pub operation: String,
    /// Whether a backup was made.
    pub backup: Backup,
}

/// The versions of one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceVersions {
    /// The device's id.
    pub device_id: String,
    /// Its name, from the latest update that has one.
    pub device_name: Option<String>,
    /// The first update among the rows. The version before it is unknown.
    pub first: Update,
    /// The latest update among the rows.
    pub latest: Update,
    /// Number of updates.
    pub updates: usize,
}

/// Why a row isn't an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// It isn't completed.
    NotCompleted,
    /// It has no `firmware_version`.
    NoVersion,
    /// It is completed and has a version, but no time. A report should count such rows as unreadable.
    NoTime,
    /// It is completed and has a version, but no device. A report should count such rows as unreadable.
    NoDevice,
}

/// Collects updates, in any order.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    devices: BTreeMap<String, Known>,
}

/// State of a device while rows are added.
#[derive(Clone, Debug)]
struct Known {
    name: Option<(Place, String)>,
    first: Update,
    latest: Update,
    updates: usize,
}

/// Time and transaction. The transaction decides ties, so that the result doesn't depend on the order of the rows.
type Place = (i64, String);

impl Versions {
    /// Adds a row. Returns the update, or why the row isn't one.
    pub fn add(&mut self, row: &Row<'_>) -> Result<Update, Rejection> {
        if !crate::is_succeeded(row.status) {
            return Err(Rejection::NotCompleted);
        }
        let version = member(row.data, "firmware_version")
            .and_then(scalar_text)
            .filter(|version| !version.trim().is_empty());
        let version = version.ok_or(Rejection::NoVersion)?;
        let at = row.at.ok_or(Rejection::NoTime)?;
        if row.device_id.is_empty() {
            return Err(Rejection::NoDevice);
        }
        let update = Update { version, at, operation: row.id.to_owned(), backup: Backup::of(row.data) };
        match self.devices.get_mut(row.device_id) {
            Some(known) => known.add(update.clone(), row.device_name),
            None => {
                let name = row.device_name.map(|name| ((at, row.id.to_owned()), name.to_owned()));
                let known = Known { name, first: update.clone(), latest: update.clone(), updates: 1 };
                self.devices.insert(row.device_id.to_owned(), known);
            }
        }
        Ok(update)
    }

    /// One entry for each updated device, by device id.
    pub fn finish(self) -> Vec<DeviceVersions> {
        let device = |(device_id, Known { name, first, latest, updates })| DeviceVersions {
            device_id,
            device_name: name.map(|(_, name)| name),
            first,
            latest,
            updates,
        };
        self.devices.into_iter().map(device).collect()
    }
}

impl Known {
    fn add(&mut self, update: Update, name: Option<&str>) {
        self.updates += 1;
        if let Some(name) = name {
            let place = (update.at, update.operation.clone());
            if self.name.as_ref().is_none_or(|(known, _)| *known < place) {
                self.name = Some((place, name.to_owned()));
            }
        }
        if update.place() < self.first.place() {
            self.first = update;
        } else if update.place() > self.latest.place() {
            self.latest = update;
        }
    }
}

impl Update {
    fn place(&self) -> (i64, &str) {
        (self.at, &self.operation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row<'a>(id: &'a str, device: &'a str, at: i64, data: &'a str) -> Row<'a> {
        Row { id, device_id: device, device_name: None, status: "completed", at: Some(at), data }
    }

    #[test]
    fn first_and_latest_of_each_device() {
        let mut versions = Versions::default();
        let named =
            Row { device_name: Some("New name"), ..row("2", "b", 20, r#"{"firmware_version":"2.0"}"#) };
        for row in [
            named,
            row("1", "b", 10, r#"{"firmware_version":"1.9","backup_created":true}"#),
            Row { device_name: Some("Old name"), ..row("4", "b", 15, r#"{"firmware_version":"1.95"}"#) },
            row("3", "a", 30, r#"{"firmware_version":3}"#),
        ] {
            versions.add(&row).unwrap();
        }
        let devices = versions.finish();
        let [a, b] = devices.as_slice() else { panic!("{devices:?}") };
        assert_eq!((a.device_id.as_str(), a.first.version.as_str(), a.updates), ("a", "3", 1));
        assert_eq!((b.first.version.as_str(), b.first.backup), ("1.9", Backup::Created));
        assert_eq!((b.latest.version.as_str(), b.latest.operation.as_str(), b.latest.at), ("2.0", "2", 20));
        assert_eq!((b.updates, b.device_name.as_deref()), (3, Some("New name")));
    }

    #[test]
    fn other_rows_are_rejected_with_a_reason() {
        let mut versions = Versions::default();
        let good = row("1", "a", 1, r#"{"firmware_version":"2"}"#);
        for (row, why) in [
            (Row { status: "failed", ..good }, Rejection::NotCompleted),
            (Row { data: "{}", ..good }, Rejection::NoVersion),
            (Row { data: r#"{"firmware_version":" "}"#, ..good }, Rejection::NoVersion),
            (Row { data: r#"{"firmware_version":{}}"#, ..good }, Rejection::NoVersion),
            (Row { at: None, ..good }, Rejection::NoTime),
            (Row { device_id: "", ..good }, Rejection::NoDevice),
        ] {
            assert_eq!(versions.add(&row), Err(why));
        }
        assert_eq!(versions.finish(), []);
    }

    /// Device, time, version, name.
    type Reported = (String, i64, String, Option<String>);

    proptest! {
        #[test]
        fn the_order_of_rows_doesnt_matter(
            mut rows in prop::collection::vec(("[ab]", 0_i64..6, "[12]", prop::option::of("[xyz]")), 1..12),
        ) {
            let gather = |rows: &[(usize, Reported)]| {
                let mut versions = Versions::default();
                for (id, (device, at, version, name)) in rows {
                    let data = format!("{{\"firmware_version\":\"{version}\"}}");
                    let id = id.to_string();
                    versions.add(&Row { device_name: name.as_deref(), ..row(&id, device, *at, &data) }).unwrap();
                }
                versions.finish()
            };
            let mut numbered: Vec<_> = rows.drain(..).enumerate().collect();
            let forth = gather(&numbered);
            numbered.reverse();
            prop_assert_eq!(&gather(&numbered), &forth);
            numbered.sort_by_key(|(_, (_, at, _, _))| *at);
            for device in &forth {
                let of_device: Vec<i64> = numbered
                    .iter()
                    .filter(|(_, (id, ..))| *id == device.device_id)
                    .map(|(_, (_, at, ..))| *at)
                    .collect();
                prop_assert_eq!(of_device.first(), Some(&device.first.at));
                prop_assert_eq!(of_device.last(), Some(&device.latest.at));
                prop_assert_eq!(of_device.len(), device.updates);
            }
        }
    }
}
