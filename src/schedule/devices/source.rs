//! Source of the known devices: the inventory endpoint, if it exists, and the operations seen so far.

#![expect(clippy::disallowed_methods, reason = "fetches the devices to choose from")]

use std::{collections::HashSet, sync::Arc};

use history::Query;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::DevicePage;

use super::known_devices::{KnownDevice, KnownDevices};
use crate::api::Cancel;
use crate::session::Session;
use crate::sync::{SharedStore, use_sync};

/// Maximum page size of the API.
const PAGE: usize = 100;
/// Maximum number of devices to choose from; more would take too many requests for a pick list.
const MOST: usize = 5_000;

/// The known devices. Reads the inventory once; on 403, 404 or any other error, uses only the operations. `count` is the number of operations of
/// the API, if known.
pub fn known_devices(session: Session, count: RwSignal<Option<u64>>) -> Signal<Arc<KnownDevices>> {
    let store = use_sync().store;
    let inventory: RwSignal<(Vec<KnownDevice>, bool)> = RwSignal::new((Vec::new(), false));
    let cancel = Cancel::default();
    let stop = StoredValue::new_local(cancel.clone());
    on_cleanup(move || stop.with_value(Cancel::abort));
    spawn_local(async move {
        let mut all = Vec::new();
        let (mut reading, mut is_whole) = (Reading::default(), false);
        while let Some(client) = session.client()
            && all.len() < MOST
        {
            match client.devices(PAGE, reading.offset, &cancel).await {
                Ok(page) => {
                    let ended = reading.take(&page);
                    all.extend(page.rows.into_iter().map(from_inventory));
                    if let Some(whole) = ended {
                        is_whole = whole;
                        break;
                    }
                }
                // Not every deployment has an inventory, and the history knows devices, too. Don't show the error.
                Err(problem) => {
                    leptos::logging::log!("the inventory is not used: {}", problem.headline());
                    break;
                }
            }
        }
        inventory.set((all, is_whole));
    });
    Memo::new(move |_| {
        let (listed, rows) = from_history(store);
        let mut seen = listed.into_iter();
        let offered: Vec<KnownDevice> = seen.by_ref().take(MOST).collect();
        let (inventory, is_whole) = inventory.get();
        // More rows than the API counts: its count is no measure.
        let is_complete = is_whole || count.get().is_some_and(|count| rows as u64 == count);
        let known = KnownDevices::merge(inventory.into_iter().chain(offered));
        Arc::new(known.with_unlisted(seen.map(|device| device.id), is_complete))
    })
    .into()
}

/// How far the inventory is read.
#[derive(Default)]
struct Reading {
    /// Offset of the next page.
    offset: usize,
    unreadable: usize,
    /// The devices so far.
    ids: HashSet<String>,
    /// A page contradicted its count.
    capped: bool,
}

impl Reading {
    /// Counts a page. At the end, returns whether all devices were read.
    fn take(&mut self, page: &DevicePage) -> Option<bool> {
        let came = page.rows.len() + page.unreadable;
        let before = self.ids.len();
        self.ids.extend(page.rows.iter().map(|device| device.device_id.clone()));
        self.unreadable += page.unreadable;
        let count = wire::believed_count(page.count, self.offset, came, page.more);
        self.offset += came;
        self.capped |= page.count.is_some() && count.is_none();
        let count = count.filter(|_| !self.capped);
        let is_all = count.is_none_or(|count| self.offset as u64 >= count);
        // The server repeats itself: it ignores the offset.
        if came > 0 && page.unreadable == 0 && self.ids.len() == before {
            return Some(false);
        }
        let ended = came == 0 || !page.more && if count.is_some() { is_all } else { came < PAGE };
        // No device at all proves nothing: operations may have some.
        ended.then_some(is_all && self.unreadable == 0 && !self.ids.is_empty())
    }
}

fn from_inventory(device: wire::Device) -> KnownDevice {
    let wire::Device { device_id, name, serial, status, group, site, time_zone, .. } = device;
    KnownDevice { id: device_id, name, serial, site: site.or(group), zone: time_zone, status }
}

/// The devices of the loaded operations, those with most operations first, and the number of operations.
fn from_history(store: SharedStore) -> (Vec<KnownDevice>, usize) {
    let (facets, rows) =
        store.read(|history| (history.facets(&Query::default(), usize::MAX), history.count()));
    let device =
        |seen: history::DeviceCount| KnownDevice { id: seen.id, name: seen.name, ..KnownDevice::default() };
    (facets.devices.into_iter().filter(|seen| !seen.id.is_empty()).map(device).collect(), rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::Device;

    /// Reads an inventory of `devices` whose server caps its count at `cap` and its pages at `size`. Returns whether all were read, and the
    /// number of devices.
    fn read(devices: usize, size: usize, cap: Option<u64>, next: bool) -> (bool, usize) {
        let mut reading = Reading::default();
        for _ in 0..100 {
            let end = (reading.offset + size).min(devices);
            let rows =
                (reading.offset..end).map(|n| Device { device_id: n.to_string(), ..Device::default() });
            let count = cap.map(|cap| cap.min(devices as u64));
            let page = DevicePage { rows: rows.collect(), count, more: next && end < devices, unreadable: 0 };
            if let Some(whole) = reading.take(&page) {
                return (whole, reading.ids.len());
            }
        }
        unreachable!("never ends")
    }

    #[test]
    fn a_capped_count_is_not_the_end() {
        for (size, next) in [(100, true), (25, true)] {
            assert_eq!(read(330, size, Some(100), next), (true, 330), "{size}");
            assert_eq!(read(330, size, Some(u64::MAX), next), (true, 330), "{size}");
            assert_eq!(read(330, size, None, next), (true, 330), "{size}");
        }
        assert_eq!(read(330, 100, Some(u64::MAX), false), (true, 330));
        assert_eq!(read(330, 100, None, false), (true, 330));
    }

    #[test]
    fn what_proves_nothing_is_not_whole() {
        assert_eq!(read(0, 100, Some(0), true), (false, 0), "no device at all");
        let page = || DevicePage {
            rows: vec![Device { device_id: "a".into(), ..Device::default() }],
            more: true,
            ..DevicePage::default()
        };
        let mut reading = Reading::default();
        assert_eq!(reading.take(&page()), None);
        assert_eq!(reading.take(&page()), Some(false), "the server ignores the offset");
        let mut reading = Reading::default();
        let unreadable = DevicePage { more: false, unreadable: 1, ..page() };
        assert_eq!(reading.take(&unreadable), Some(false));
    }
}
