//! How the app comes to its connection: from the page for connecting, from what this tab keeps, or from the settings.

use super::{BrowserStorage, Config, Connection, normalise};
use crate::api::Token;
use serde::{Deserialize, Serialize};

/// `src/boot/start.js` reads the names of these two.
const CONNECTION: &str = "connection";
const SIGNED_OUT: &str = "signed-out";
const LAST_BASE: &str = "last-base-url";

/// What the page for connecting hands to the app.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignIn {
    /// The connection that the API has accepted.
    pub connection: Connection,
    /// Whether to store it until the tab is closed. Otherwise it lives in memory alone.
    pub keep: bool,
}

impl SignIn {
    /// Stores what is to be stored. `false` where the browser refuses to keep the connection.
    #[must_use]
    pub fn store(&self) -> bool {
        BrowserStorage::Tab.forget(SIGNED_OUT);
        if !BrowserStorage::Browser.put(LAST_BASE, &self.connection.base) {
            leptos::logging::log!("the address of the API is not remembered: storage is not available");
        }
        if self.keep {
            return store(&self.connection);
        }
        BrowserStorage::Tab.forget(CONNECTION);
        true
    }
}

/// The connection that this tab keeps, else that of the settings. Without the settings' own after signing out.
pub fn known_connection(config: &Config) -> Option<Connection> {
    let kept = BrowserStorage::Tab.get(CONNECTION).and_then(|text| serde_json::from_str(&text).ok());
    let given = || {
        let token = Token::new(config.token.as_deref()?);
        let base = normalise(&config.api_base_url).ok()?;
        Some(Connection { base, token, revision: config.revision, envelope: config.envelope })
    };
    kept.or_else(|| given().filter(|_| BrowserStorage::Tab.get(SIGNED_OUT).is_none()))
}

/// What the page for connecting starts with: the last address used here, else the settings' own.
pub(super) fn suggested_base(config: &Config) -> String {
    BrowserStorage::Browser.get(LAST_BASE).unwrap_or_else(|| config.api_base_url.clone())
}

/// Keeps a renewed token where the old one was kept.
pub(super) fn renew(connection: &Connection) {
    if BrowserStorage::Tab.get(CONNECTION).is_some() && !store(connection) {
        leptos::logging::warn!("the new token could not be kept for this tab");
    }
}

/// Forgets the connection, also that of the settings until somebody signs in again.
pub(super) fn forget() {
    BrowserStorage::Tab.forget(CONNECTION);
    if !BrowserStorage::Tab.put(SIGNED_OUT, "yes") {
        leptos::logging::warn!("a token of the settings connects again: storage is not available");
    }
}

fn store(connection: &Connection) -> bool {
    let text = serde_json::to_string(connection);
    text.is_ok_and(|text| BrowserStorage::Tab.put(CONNECTION, &text))
}
