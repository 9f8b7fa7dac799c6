//! Source of the known devices: the inventory endpoint, if it exists, and the operations seen so far.

#![expect(clippy::disallowed_methods, reason = "fetches the devices to choose from")]

use std::sync::Arc;

use history::Query;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::known_devices::{KnownDevice, KnownDevices};
use crate::api::{Cancel, patiently};
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
        let (mut is_whole, mut unreadable) = (false, 0);
        while let Some(client) = session.client()
            && all.len() < MOST
        {
            let offset = all.len() + unreadable;
            match patiently(&cancel, async || client.devices(PAGE, offset, &cancel).await).await {
                Ok(page) => {
                    let came = page.rows.len() + page.unreadable;
                    unreadable += page.unreadable;
                    all.extend(page.rows.into_iter().map(from_inventory));
                    let read = (all.len() + unreadable) as u64;
                    if came == 0 || page.count.map_or(came < PAGE, |count| read >= count) {
                        is_whole = unreadable == 0 && page.count.is_none_or(|count| read >= count);
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
        let is_complete = is_whole || count.get().is_some_and(|count| rows as u64 >= count);
        let known = KnownDevices::merge(inventory.into_iter().chain(offered));
        Arc::new(known.with_unlisted(seen.map(|device| device.id), is_complete))
    })
    .into()
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
