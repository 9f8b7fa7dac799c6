//! Where groups of devices are: in `config.json` and in this browser. Its code comes with the parts that ask for them.

use super::{
    Drawer,
    device_groups::{DeviceGroup, Members, read_groups, write_groups},
    use_session,
};

const DRAWER: &str = "groups";

/// Finds what a name means: those of this browser first. `None` for a name that nobody gave.
pub type FindGroup = fn(&str) -> Option<Members>;

/// The [`FindGroup`] of this app.
pub fn find_group(name: &str) -> Option<Members> {
    let (kept, _) = kept_groups();
    let (given, _) = given_groups();
    kept.into_iter().chain(given).find(|group| group.name == name).map(|group| group.members)
}

/// Those of this browser, and whether something of them had to be dropped.
pub fn kept_groups() -> (Vec<DeviceGroup>, bool) {
    read_groups(&Drawer::Browser.get(DRAWER).unwrap_or_default())
}

/// Those of `config.json`, likewise.
pub fn given_groups() -> (Vec<DeviceGroup>, bool) {
    use_session().config().with_untracked(|config| read_groups(&config.device_groups))
}

/// Keeps those of this browser; `false` where it refuses.
#[must_use]
pub fn keep_groups(groups: &[DeviceGroup]) -> bool {
    Drawer::Browser.put(DRAWER, &write_groups(groups))
}
