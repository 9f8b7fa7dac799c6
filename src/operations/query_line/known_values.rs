//! The values that occur in the history, for completion and spelling suggestions.

use crate::{session::all_groups, sync::SharedStore};
use query::{Known, Vocabulary};

/// Maximum number of suggested devices.
const DEVICES: usize = 200;

/// Values with labels, most frequent first.
#[derive(Clone, Default, PartialEq)]
pub struct KnownValues {
    statuses: Vec<(String, String)>,
    types: Vec<(String, String)>,
    devices: Vec<(String, String)>,
    groups: Vec<(String, String)>,
}

impl KnownValues {
    /// The values of all loaded rows.
    pub fn seen(store: SharedStore) -> Self {
        let facets = store.read(|history| history.facets(&history::Query::default(), DEVICES));
        let counted = |all: Vec<(String, usize)>| {
            all.into_iter().map(|(value, count)| (value, messages::number(count as u64))).collect()
        };
        let devices =
            facets.devices.into_iter().map(|device| (device.id, device.name.unwrap_or_default())).collect();
        let groups = all_groups().into_iter().map(|group| (group.name, String::new())).collect();
        Self { statuses: counted(facets.statuses), types: counted(facets.types), devices, groups }
    }

    /// Calls `read` with the vocabulary.
    pub fn with<T>(&self, read: impl FnOnce(&Vocabulary<'_>) -> T) -> T {
        let statuses = borrowed(&self.statuses);
        let types = borrowed(&self.types);
        let devices = borrowed(&self.devices);
        let groups = borrowed(&self.groups);
        read(&Vocabulary { statuses: &statuses, types: &types, devices: &devices, groups: &groups })
    }
}

fn borrowed(all: &[(String, String)]) -> Vec<Known<'_>> {
    all.iter().map(|(value, detail)| Known { value, detail }).collect()
}
