//! Source of the known devices: the inventory endpoint, if it exists, and the operations seen so far.

#![expect(clippy::disallowed_methods, reason = "fetches the devices to choose from")]

use std::sync::Arc;

use history::Query;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::known_devices::{KnownDevice, KnownDevices};
use crate::api::Cancel;
use crate::session::Session;
use crate::sync::{SharedStore, use_sync};

/// Maximum page size of the API.
const PAGE: usize = 100;
/// Maximum number of devices read from the inventory; more would take too many requests for a pick list.
const MOST: usize = 5_000;

/// The known devices. Reads the inventory once; on 403, 404 or any other error, uses only the operations.
pub fn known_devices(session: Session) -> Signal<Arc<KnownDevices>> {
    let store = use_sync().store;
    let inventory: RwSignal<Vec<KnownDevice>> = RwSignal::new(Vec::new());
    let cancel = Cancel::default();
    let stop = StoredValue::new_local(cancel.clone());
    on_cleanup(move || stop.with_value(Cancel::abort));
    spawn_local(async move {
        let mut all = Vec::new();
        while let Some(client) = session.client()
            && all.len() < MOST
        {
            match client.devices(PAGE, all.len(), &cancel).await {
                Ok(page) => {
                    let came = page.rows.len() + page.unreadable;
                    all.extend(page.rows.into_iter().map(from_inventory));
                    if came < PAGE || page.count.is_some_and(|count| all.len() as u64 >= count) {
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
        inventory.set(all);
    });
    Memo::new(move |_| Arc::new(KnownDevices::merge(inventory.get().into_iter().chain(from_history(store)))))
        .into()
}

fn from_inventory(device: wire::Device) -> KnownDevice {
    let wire::Device { device_id, name, serial, status, group, site, time_zone, .. } = device;
    KnownDevice { id: device_id, name, serial, site: site.or(group), zone: time_zone, status }
}

fn from_history(store: SharedStore) -> Vec<KnownDevice> {
    let facets = store.read(|history| history.facets(&Query::default(), MOST));
    let device =
        |seen: history::DeviceCount| KnownDevice { id: seen.id, name: seen.name, ..KnownDevice::default() };
    facets.devices.into_iter().filter(|seen| !seen.id.is_empty()).map(device).collect()
}
