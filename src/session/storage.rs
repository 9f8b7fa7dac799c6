//! The browser's storage, which may be full, denied or filled with nonsense.

use web_sys::Storage;

/// One of the two places where a page may keep text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrowserStorage {
    /// Gone with the tab.
    Tab,
    /// Stays in this browser.
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

    /// What is kept under that name, if anything is and may be read.
    pub fn get(self, name: &str) -> Option<String> {
        self.open()?.get_item(&full(name)).ok().flatten()
    }

    /// Keeps text under that name; `false` where the browser refuses.
    #[must_use]
    pub fn put(self, name: &str, text: &str) -> bool {
        self.open().is_some_and(|storage| storage.set_item(&full(name), text).is_ok())
    }

    /// The names under which something is kept that begin with `prefix`.
    pub fn names(self, prefix: &str) -> Vec<String> {
        let Some(storage) = self.open() else { return Vec::new() };
        let keys = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
        let names = keys.filter_map(|key| Some(key.strip_prefix(OWN)?.to_owned()));
        names.filter(|name| name.starts_with(prefix)).collect()
    }

    /// Forgets what is kept under that name.
    pub fn forget(self, name: &str) {
        if let Some(storage) = self.open()
            && storage.remove_item(&full(name)).is_err()
        {
            leptos::logging::warn!("the browser would not remove {name} from its storage");
        }
    }
}

/// Other apps may live on the same origin.
const OWN: &str = "headless-ops.";

fn full(name: &str) -> String {
    format!("{OWN}{name}")
}
