//! Hands devices and failed operations from a list to the form by the storage of the tab. An address can't hold thousands of them.

use super::{BrowserStorage, Session};
use crate::route::{join, split};
use operation::OperationKey;

/// Stores the devices for [`take_devices`]; false if the browser refuses.
pub fn hand_over_devices(session: Session, devices: &[String]) -> bool {
    key(session, "devices").is_some_and(|key| BrowserStorage::Tab.put(&key, &join(devices)))
}

/// The devices that were handed over for this API, once.
pub fn take_devices(session: Session) -> Vec<String> {
    take(session, "devices")
}

/// Stores the failed operations for [`take_retry`]; false if the browser refuses.
pub fn hand_over_retry(session: Session, failed: &[OperationKey]) -> bool {
    let texts: Vec<String> = failed.iter().map(key_text).collect();
    key(session, "retry").is_some_and(|key| BrowserStorage::Tab.put(&key, &join(&texts)))
}

/// The failed operations that were handed over for this API, once.
pub fn take_retry(session: Session) -> Vec<OperationKey> {
    take(session, "retry").iter().map(|text| key_of(text)).collect()
}

fn key_text(key: &OperationKey) -> String {
    join(&[key.id.clone(), key.device_id.clone()])
}

fn key_of(text: &str) -> OperationKey {
    let mut parts = split(text).into_iter();
    OperationKey::new(parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}

fn take(session: Session, what: &str) -> Vec<String> {
    let Some(key) = key(session, what) else { return Vec::new() };
    let texts = BrowserStorage::Tab.get(&key).unwrap_or_default();
    BrowserStorage::Tab.forget(&key);
    split(&texts)
}

/// Each API has its own.
fn key(session: Session, what: &str) -> Option<String> {
    use leptos::prelude::WithUntracked;
    session.connection().with_untracked(|c| c.as_ref().map(|c| format!("{what}.{}", c.base)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_the_handover() {
        let keys =
            [("1", "DEV-001"), ("op,2", "a~,b"), ("3", "")].map(|(id, device)| OperationKey::new(id, device));
        let text = join(&keys.iter().map(key_text).collect::<Vec<_>>());
        let back: Vec<OperationKey> = split(&text).iter().map(|text| key_of(text)).collect();
        assert_eq!(back, keys);
    }
}
