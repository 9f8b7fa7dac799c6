//! Hands devices from a list to the form by the storage of the tab. An address can't hold thousands of them.

use super::{BrowserStorage, Session};
use crate::route::{join, split};

/// Stores the devices for [`take_devices`]; false if the browser refuses.
pub fn hand_over_devices(session: Session, devices: &[String]) -> bool {
    key(session).is_some_and(|key| BrowserStorage::Tab.put(&key, &join(devices)))
}

/// The devices that were handed over for this API, once.
pub fn take_devices(session: Session) -> Vec<String> {
    let Some(key) = key(session) else { return Vec::new() };
    let devices = BrowserStorage::Tab.get(&key).unwrap_or_default();
    BrowserStorage::Tab.forget(&key);
    split(&devices)
}

/// Each API has its own devices.
fn key(session: Session) -> Option<String> {
    use leptos::prelude::WithUntracked;
    session.connection().with_untracked(|c| c.as_ref().map(|c| format!("devices.{}", c.base)))
}
