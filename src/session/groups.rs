//! Device groups of `config.json` and of this browser. This code is linked only into the lazy chunks that use it.

use super::{
    BrowserStorage, Session,
    device_groups::{DeviceGroup, Members, keep_group, read_groups, write_groups},
    use_session,
};
use leptos::{ev, prelude::*};

const DRAWER: &str = "groups";

/// Looks up a group by name; groups of this browser take precedence. `None` for an unknown name.
pub type FindGroup = fn(&str) -> Option<Members>;

/// The [`FindGroup`] of this app.
pub fn find_group(name: &str) -> Option<Members> {
    all_groups().into_iter().find(|group| group.name == name).map(|group| group.members)
}

/// Groups of this browser, then those of `config.json`; each name once.
pub fn all_groups() -> Vec<DeviceGroup> {
    let mut all = kept_groups().0;
    for group in given_groups().0 {
        if all.iter().all(|known| known.name != group.name) {
            all.push(group);
        }
    }
    all
}

/// Groups of this browser, and whether invalid ones were dropped.
pub fn kept_groups() -> (Vec<DeviceGroup>, bool) {
    read_groups(&BrowserStorage::Browser.get(DRAWER).unwrap_or_default())
}

/// Groups of `config.json`, and whether invalid ones were dropped.
pub fn given_groups() -> (Vec<DeviceGroup>, bool) {
    use_session().config().with_untracked(|config| read_groups(&config.device_groups))
}

/// Adds a group to this browser. Returns the stored name, or an error message.
pub fn save_group(session: Session, name: &str, members: Members) -> Result<String, &'static str> {
    let (mut groups, _) = kept_groups();
    let name = keep_group(&mut groups, name, members)?;
    match keep_groups(session, &groups) {
        true => Ok(name),
        false => Err(messages::session::group_not_kept()),
    }
}

/// Stores the groups of this browser and notifies their readers; `false` if the browser refuses.
#[must_use]
pub fn keep_groups(session: Session, groups: &[DeviceGroup]) -> bool {
    let kept = BrowserStorage::Browser.put(DRAWER, &write_groups(groups));
    if kept {
        session.regrouped();
    }
    kept
}

/// Notifies the readers of the groups when another tab changes them.
pub fn follow_groups(session: Session) {
    let changed = window_event_listener(ev::storage, move |change| {
        // Without a key, all of the storage was cleared.
        if change.key().is_none_or(|key| BrowserStorage::is_key_of(&key, DRAWER)) {
            session.regrouped();
        }
    });
    // Lasts as long as the page.
    drop(changed);
}
