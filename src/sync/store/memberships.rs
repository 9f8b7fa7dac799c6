//! Pure: the names of the groups to which a device belongs. Cached per device until the groups change.

use crate::session::{DeviceGroup, Members};
use history::{Device, Pattern, Ready};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// All groups, prepared for lookups, and a cache of the results.
pub struct Memberships {
    groups: Vec<(String, Held)>,
    /// By device id; a renamed device has several entries.
    known: HashMap<String, Vec<Found>>,
}

/// [`Members`], prepared for lookups.
enum Held {
    Ids(HashSet<String>),
    Pattern(Ready),
}

/// A device as it appears in a row, and its groups.
struct Found {
    name: Option<String>,
    serial: Option<String>,
    words: Arc<str>,
}

impl Memberships {
    /// Prepares these groups.
    pub fn new(groups: Vec<DeviceGroup>) -> Self {
        let held = |members| match members {
            Members::Ids(ids) => Held::Ids(ids.into_iter().collect()),
            Members::Pattern(pattern) => Held::Pattern(Pattern::new(&pattern).ready()),
        };
        let groups = groups.into_iter().map(|group| (group.name, held(group.members))).collect();
        Self { groups, known: HashMap::new() }
    }

    /// The names of a device's groups, joined by commas: the same groups whose filter matches the device.
    pub fn of(&mut self, device: &Device<'_>) -> Arc<str> {
        let same =
            |found: &&Found| found.name.as_deref() == device.name && found.serial.as_deref() == device.serial;
        if let Some(found) = self.known.get(device.id).and_then(|found| found.iter().find(same)) {
            return Arc::clone(&found.words);
        }
        let names = self.groups.iter().filter(|(_, held)| held.has(device)).map(|(name, _)| quiet(name));
        let words: Arc<str> = names.collect::<Vec<_>>().join(", ").into();
        let (name, serial) = (device.name.map(str::to_owned), device.serial.map(str::to_owned));
        let found = Found { name, serial, words: Arc::clone(&words) };
        self.known.entry(device.id.to_owned()).or_default().push(found);
        words
    }
}

impl Held {
    fn has(&self, device: &Device<'_>) -> bool {
        match self {
            Self::Ids(ids) => ids.contains(device.id),
            Self::Pattern(pattern) => pattern.fits(device),
        }
    }
}

/// A name that can't change the text direction of its neighbours: removes bidirectional controls, and wraps names that are not ASCII in
/// Unicode isolates.
fn quiet(name: &str) -> String {
    let turns = |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let name: String = name.chars().filter(|&c| !turns(c)).collect();
    match name.is_ascii() {
        true => name,
        false => format!("\u{2068}{name}\u{2069}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use history::{History, Observation, Query};
    use proptest::prelude::*;

    fn pattern(name: &str, pattern: &str) -> DeviceGroup {
        DeviceGroup { name: name.into(), members: Members::Pattern(pattern.into()) }
    }

    fn ids(name: &str, ids: &[&str]) -> DeviceGroup {
        let ids = ids.iter().map(|&id| id.to_owned()).collect();
        DeviceGroup { name: name.into(), members: Members::Ids(ids) }
    }

    fn device<'a>(id: &'a str, name: Option<&'a str>) -> Device<'a> {
        Device { id, name, serial: None }
    }

    #[test]
    fn names_are_in_the_order_of_the_groups() {
        let mut all =
            Memberships::new(vec![pattern("Edge", "edge*"), ids("Lab", &["2", "1"]), pattern("None", "x?")]);
        assert_eq!(&*all.of(&device("1", Some("Edge 7"))), "Edge, Lab");
        assert_eq!(&*all.of(&device("2", None)), "Lab");
        assert_eq!(&*all.of(&device("3", None)), "");
        // The same id with another name is another entry; both stay cached.
        assert_eq!(&*all.of(&device("1", Some("Core 7"))), "Lab");
        assert_eq!(&*all.of(&device("1", Some("Edge 7"))), "Edge, Lab");
        assert_eq!(all.known.len(), 3);
        assert_eq!(all.known["1"].len(), 2, "found once each");
    }

    #[test]
    fn bidirectional_controls_are_isolated() {
        let mut all = Memberships::new(vec![
            pattern("a\u{202e}b", "*"),
            pattern("מעבדה", "*"),
            pattern("\u{2069}\u{2069}é", "*"),
            pattern("<b>, \"x\"", "*"),
        ]);
        let words = all.of(&device("", None));
        assert_eq!(&*words, "ab, \u{2068}מעבדה\u{2069}, \u{2068}é\u{2069}, <b>, \"x\"");
    }

    proptest! {
        /// A row names a group exactly if the list, filtered by that group, shows the row.
        #[test]
        fn agrees_with_the_group_filter(
            texts in prop::collection::vec("[abA*?é]{0,4}", 0..5),
            listed in prop::collection::vec("[ab]{0,2}", 1..4),
            devices in prop::collection::vec(("[ab]{0,2}", prop::option::of("[abAé ]{0,3}"), prop::option::of("[ab]{0,2}")), 1..8),
        ) {
            let mut history = History::new();
            let mut rows = Vec::new();
            for (at, (device_id, name, serial)) in devices.iter().enumerate() {
                let id = at.to_string();
                let seen = Observation {
                    id: &id, device_id, device_name: name.as_deref(), device_serial: serial.as_deref(), ..Observation::default()
                };
                rows.push(history.upsert(None, &seen).row);
            }
            let mut groups: Vec<DeviceGroup> =
                texts.iter().enumerate().map(|(at, text)| pattern(&at.to_string(), text)).collect();
            groups.push(DeviceGroup { name: "ids".into(), members: Members::Ids(listed.iter().filter(|id| !id.is_empty()).cloned().collect()) });
            let mut all = Memberships::new(groups.clone());
            for group in groups {
                let query = match group.members {
                    Members::Pattern(text) => Query { group: Some(Pattern::new(&text)), ..Query::default() },
                    Members::Ids(ids) if ids.is_empty() => continue,
                    Members::Ids(devices) => Query { devices, ..Query::default() },
                };
                let passing = history.select(&query);
                for row in &rows {
                    let view = history.row(*row);
                    let device = Device { id: view.device_id(), name: view.device_name(), serial: view.device_serial() };
                    let said = all.of(&device).split(", ").any(|name| name == group.name);
                    prop_assert_eq!(said, passing.position(*row).is_some(), "{} of {:?}", group.name, device);
                }
            }
        }
    }
}
