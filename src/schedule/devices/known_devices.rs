//! Pure: known devices, merged from operations and inventory, with a search.

use std::collections::{HashMap, HashSet};

use super::id_list::is_unusual;
use crate::ui::visible_marks;

/// What is known about a device.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownDevice {
    /// Id, as used in operations.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its serial number.
    pub serial: Option<String>,
    /// Site or group.
    pub site: Option<String>,
    /// IANA time zone.
    pub zone: Option<String>,
    /// Status, such as `offline`.
    pub status: Option<String>,
}

impl KnownDevice {
    /// The details beside the id, in one line.
    pub fn detail(&self) -> String {
        let facts = [&self.name, &self.serial, &self.site];
        let facts: Vec<&str> = facts.into_iter().flatten().map(String::as_str).collect();
        visible_marks(&facts.join(" · ")).into_owned()
    }
}

/// What is known about an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdKind {
    /// A known device has it.
    Known,
    /// No known device has it, and it looks like an id.
    Unknown,
    /// No known device has it, and it has characters that few ids have, or is very long.
    Unusual,
}

/// All known devices, sorted by id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownDevices {
    devices: Vec<KnownDevice>,
    /// Search text of each device, in lower case.
    texts: Vec<String>,
    places: HashMap<String, usize>,
    unlisted: HashSet<String>,
    is_complete: bool,
}

impl KnownDevices {
    /// Merges sources. If several have a value for a device, the first one wins.
    pub fn merge(sources: impl IntoIterator<Item = KnownDevice>) -> Self {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut devices: Vec<KnownDevice> = Vec::new();
        for device in sources {
            match places.get(&device.id).and_then(|at| devices.get_mut(*at)) {
                Some(known) => fill(known, device),
                None => {
                    places.insert(device.id.clone(), devices.len());
                    devices.push(device);
                }
            }
        }
        devices.sort_by(|a, b| a.id.cmp(&b.id));
        let places = devices.iter().enumerate().map(|(at, device)| (device.id.clone(), at)).collect();
        let texts = devices
            .iter()
            .map(|device| format!("{} {}", device.id, device.detail()).to_lowercase())
            .collect();
        Self { devices, texts, places, unlisted: HashSet::new(), is_complete: false }
    }

    /// Adds the ids of known devices that are too many to be listed, and whether all devices of the API are known.
    pub fn with_unlisted(mut self, ids: impl IntoIterator<Item = String>, is_complete: bool) -> Self {
        self.unlisted.extend(ids);
        self.is_complete = is_complete;
        self
    }

    /// Whether a device has that id.
    pub fn is_known(&self, id: &str) -> bool {
        self.places.contains_key(id) || self.unlisted.contains(id)
    }

    /// What is known about an id.
    pub fn kind_of(&self, id: &str) -> IdKind {
        match (self.is_known(id), is_unusual(id)) {
            (true, _) => IdKind::Known,
            (false, false) => IdKind::Unknown,
            (false, true) => IdKind::Unusual,
        }
    }

    /// Note beside an id that isn't known; `None` for a known one. Where not all devices are known, an id may exist without being among them.
    pub fn note_of(&self, id: &str) -> Option<&'static str> {
        match (self.kind_of(id), self.is_complete) {
            (IdKind::Known, _) => None,
            (IdKind::Unusual, _) => Some(messages::schedule_devices::unusual_id()),
            (IdKind::Unknown, true) => Some(messages::schedule_devices::unknown_device()),
            (IdKind::Unknown, false) => Some(messages::schedule_devices::device_not_loaded()),
        }
    }

    /// Whether all devices of the API are known: only then an id that isn't known is likely a mistake.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Number of listed devices.
    pub fn len(&self) -> usize {
        self.devices.len()
    }

    /// The device with that id.
    pub fn get(&self, id: &str) -> Option<&KnownDevice> {
        self.places.get(id).and_then(|at| self.devices.get(*at))
    }

    /// Devices that contain every word of `text` in id, name, serial or site. Those whose id starts with it come first. Returns at most `limit`
    /// devices, and the total number.
    pub fn search(
        &self,
        text: &str,
        limit: usize,
        taken: impl Fn(&str) -> bool,
    ) -> (Vec<KnownDevice>, usize) {
        let text = text.trim().to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut first = Vec::new();
        let mut rest = Vec::new();
        let mut total = 0;
        for (device, own) in self.devices.iter().zip(&self.texts) {
            if !words.iter().all(|word| own.contains(word)) || taken(&device.id) {
                continue;
            }
            total += 1;
            let list = if own.starts_with(&text) { &mut first } else { &mut rest };
            if list.len() < limit {
                list.push(device.clone());
            }
        }
        first.append(&mut rest);
        first.truncate(limit);
        (first, total)
    }

    /// The ids of all listed devices that match, as [`Self::search`] counts them.
    pub fn matching_ids(&self, text: &str) -> Vec<String> {
        self.search(text, usize::MAX, |_| false).0.into_iter().map(|device| device.id).collect()
    }
}

fn fill(known: &mut KnownDevice, more: KnownDevice) {
    let KnownDevice { id: _, name, serial, site, zone, status } = more;
    known.name = known.name.take().or(name);
    known.serial = known.serial.take().or(serial);
    known.site = known.site.take().or(site);
    known.zone = known.zone.take().or(zone);
    known.status = known.status.take().or(status);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(id: &str, name: &str, site: Option<&str>) -> KnownDevice {
        KnownDevice {
            id: id.into(),
            name: Some(name.into()),
            site: site.map(Into::into),
            ..KnownDevice::default()
        }
    }

    fn fleet() -> KnownDevices {
        KnownDevices::merge([
            device("DEV-010", "Edge Router C", Some("Köln")),
            device("DEV-001", "Production Router A", None),
            device("DEV-002", "Backup Switch DEV-010 twin", None),
            device("DEV-001", "another name", Some("Lisboa")),
        ])
    }

    fn ids(text: &str) -> Vec<String> {
        fleet().search(text, 10, |_| false).0.into_iter().map(|device| device.id).collect()
    }

    #[test]
    fn sources_are_merged() {
        let fleet = fleet();
        assert_eq!(fleet.len(), 3);
        let first = fleet.get("DEV-001").unwrap();
        assert_eq!(
            (first.name.as_deref(), first.site.as_deref()),
            (Some("Production Router A"), Some("Lisboa"))
        );
        assert_eq!(fleet.get("DEV-009"), None);
    }

    #[test]
    fn unlisted_devices_are_known() {
        let fleet = fleet().with_unlisted(["DEV-19990".to_owned()], false);
        assert!(fleet.is_known("DEV-19990") && fleet.is_known("DEV-001") && !fleet.is_known("DEV-2"));
        assert_eq!((fleet.len(), fleet.is_complete()), (3, false));
    }

    #[test]
    fn unknown_and_unusual_ids_are_told_apart() {
        let (some, all) = (fleet(), fleet().with_unlisted(["DEV {3}".to_owned()], true));
        assert_eq!((all.kind_of("DEV {3}"), all.note_of("DEV {3}")), (IdKind::Known, None));
        assert_eq!((all.kind_of("DEV-9"), all.note_of("DEV-9")), (IdKind::Unknown, Some("unknown")));
        assert_eq!(some.note_of("DEV-9"), Some("not among those loaded"));
        assert_eq!((some.kind_of("DEV {3}"), some.note_of("DEV {3}")), (IdKind::Unusual, Some("unusual id")));
    }

    #[test]
    fn every_word_must_match_and_ids_come_first() {
        assert_eq!(ids("router"), ["DEV-001", "DEV-010"]);
        assert_eq!(ids("ROUTER köln"), ["DEV-010"]);
        assert_eq!(ids("dev-010"), ["DEV-010", "DEV-002"]);
        assert_eq!(ids("nothing"), Vec::<String>::new());
        assert_eq!(ids("").len(), 3);
    }

    #[test]
    fn all_matches_are_as_many_as_the_search_counts() {
        let fleet = fleet().with_unlisted(["DEV-777".to_owned()], false);
        assert_eq!(fleet.matching_ids("dev"), ["DEV-001", "DEV-002", "DEV-010"]);
        assert_eq!(fleet.search("dev", 1, |_| false).1, 3);
    }

    #[test]
    fn selected_devices_are_excluded_and_the_rest_counted() {
        let (found, total) = fleet().search("dev", 1, |id| id == "DEV-001");
        assert_eq!((found.len(), total), (1, 2));
    }
}
