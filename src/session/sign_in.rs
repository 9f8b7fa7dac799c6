//! Where the app gets its connection: the connect page, the storage of this tab, or the settings.

use super::{BrowserStorage, Config, Connection, normalise};
use crate::api::Token;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/session/sign_out.js")]
extern "C" {
    /// Leaves this page once another tab signs out of that API.
    #[wasm_bindgen(js_name = followSignOut)]
    pub(super) fn follow_sign_out(base: &str);

    #[wasm_bindgen(js_name = announceSignOut)]
    fn announce_sign_out();
}

/// `src/boot/start.js` and `sign_out.js` use the values of these two.
const CONNECTION: &str = "connection";
const SIGNED_OUT: &str = "signed-out";
const LAST_BASE: &str = "last-base-url";
/// Stored in this browser while a history remains that should have been deleted.
pub const HISTORY_LEFT: &str = "history-left";

/// The result of the connect page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignIn {
    /// The connection, accepted by the API.
    pub connection: Connection,
    /// Whether to store it until the tab is closed. Otherwise it is kept in memory only.
    pub keep: bool,
}

impl SignIn {
    /// Stores the connection if requested. `false` if the browser refuses.
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

/// The connection stored for this tab, else that of the settings. After signing out, the settings are ignored.
pub fn known_connection(config: &Config) -> Option<Connection> {
    let kept = BrowserStorage::Tab.get(CONNECTION).and_then(|text| serde_json::from_str(&text).ok());
    let given = || {
        let token = Token::new(config.token.as_deref()?);
        let base = normalise(&config.api_base_url).ok()?;
        Some(Connection { base, token, revision: config.revision, envelope: config.envelope })
    };
    kept.or_else(|| given().filter(|_| BrowserStorage::Tab.get(SIGNED_OUT).is_none()))
}

/// Initial URL of the connect page: the last one used in this browser, else that of the settings.
pub(super) fn suggested_base(config: &Config) -> String {
    BrowserStorage::Browser.get(LAST_BASE).unwrap_or_else(|| config.api_base_url.clone())
}

/// Stores a renewed token if the old one was stored.
pub(super) fn renew(connection: &Connection) {
    if BrowserStorage::Tab.get(CONNECTION).is_some() && !store(connection) {
        leptos::logging::warn!("the new token could not be kept for this tab");
    }
}

/// Deletes the connection, here and in the other tabs. The one in the settings is ignored until the user signs in again.
pub(super) fn forget() {
    announce_sign_out();
    BrowserStorage::Tab.forget(CONNECTION);
    if !BrowserStorage::Tab.put(SIGNED_OUT, "yes") {
        leptos::logging::warn!("a token of the settings connects again: storage is not available");
    }
}

fn store(connection: &Connection) -> bool {
    let text = serde_json::to_string(connection);
    text.is_ok_and(|text| BrowserStorage::Tab.put(CONNECTION, &text))
}
