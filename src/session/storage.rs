//! The browser's storage. It may be full, denied, or hold invalid data.

use web_sys::Storage;

/// `sessionStorage` or `localStorage`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrowserStorage {
    /// Until the tab is closed (`sessionStorage`).
    Tab,
    /// For all tabs of this browser (`localStorage`).
    Browser,
}

impl BrowserStorage {
    fn open(self) -> Option<Storage> {
        let window = leptos::prelude::window();
        match self {
            Self::Tab => window.session_storage(),
            Self::Browser => window.local_storage(),
        }
        .ok()
        .flatten()
    }

    /// The text stored under that name, if any; `None` if the storage can't be read.
    pub fn get(self, name: &str) -> Option<String> {
        self.open()?.get_item(&full(name)).ok().flatten()
    }

    /// Stores text under that name; `false` if the browser refuses.
    #[must_use]
    pub fn put(self, name: &str, text: &str) -> bool {
        self.open().is_some_and(|storage| storage.set_item(&full(name), text).is_ok())
    }

    /// The stored names that begin with `prefix`.
    pub fn names(self, prefix: &str) -> Vec<String> {
        let Some(storage) = self.open() else { return Vec::new() };
        let keys = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
        let names = keys.filter_map(|key| Some(key.strip_prefix(OWN)?.to_owned()));
        names.filter(|name| name.starts_with(prefix)).collect()
    }

    /// Whether the browser's key is that of a name.
    pub fn is_key_of(key: &str, name: &str) -> bool {
        key.strip_prefix(OWN) == Some(name)
    }

    /// Deletes the text stored under that name.
    pub fn forget(self, name: &str) {
        if let Some(storage) = self.open()
            && storage.remove_item(&full(name)).is_err()
        {
            leptos::logging::warn!("the browser would not remove {name} from its storage");
        }
    }
}

/// Prefix of all names, because other apps may share the origin.
const OWN: &str = "headless-ops.";

fn full(name: &str) -> String {
    format!("{OWN}{name}")
}
