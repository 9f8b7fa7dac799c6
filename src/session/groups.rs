//! Where groups of devices are: in `config.json` and in this browser. Its code comes with the parts that ask for them.

use super::{
    BrowserStorage, Session,
    device_groups::{DeviceGroup, Members, keep_group, read_groups, write_groups},
    use_session,
};
use leptos::prelude::WithUntracked;

const DRAWER: &str = "groups";

/// Finds what a name means: those of this browser first. `None` for a name that nobody gave.
pub type FindGroup = fn(&str) -> Option<Members>;

/// The [`FindGroup`] of this app.
pub fn find_group(name: &str) -> Option<Members> {
    all_groups().into_iter().find(|group| group.name == name).map(|group| group.members)
}

/// Those of this browser, then those of `config.json`, each name once.
pub fn all_groups() -> Vec<DeviceGroup> {
    let mut all = kept_groups().0;
    for group in given_groups().0 {
        if all.iter().all(|known| known.name != group.name) {
            all.push(group);
        }
    }
    all
}

/// Those of this browser, and whether something of them had to be dropped.
pub fn kept_groups() -> (Vec<DeviceGroup>, bool) {
    read_groups(&BrowserStorage::Browser.get(DRAWER).unwrap_or_default())
}

/// Those of `config.json`, likewise.
pub fn given_groups() -> (Vec<DeviceGroup>, bool) {
    use_session().config().with_untracked(|config| read_groups(&config.device_groups))
}

/// Keeps one more in this browser. The name as it is kept, or what is wrong, in words.
pub fn save_group(session: Session, name: &str, members: Members) -> Result<String, &'static str> {
    let (mut groups, _) = kept_groups();
    let name = keep_group(&mut groups, name, members)?;
    match keep_groups(session, &groups) {
        true => Ok(name),
        false => Err(messages::session::group_not_kept()),
    }
}

/// Keeps those of this browser, and tells all who show what they mean; `false` where it refuses.
#[must_use]
pub fn keep_groups(session: Session, groups: &[DeviceGroup]) -> bool {
    let kept = BrowserStorage::Browser.put(DRAWER, &write_groups(groups));
    if kept {
        session.regrouped();
    }
    kept
}
