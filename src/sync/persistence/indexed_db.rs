//! Stores the snapshot in IndexedDB through a small script, and remembers whether the user allows it.

use crate::session::{BrowserStorage, Connection, HISTORY_LEFT};
use export::Checksum;
use history::SnapshotError;
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/sync/persistence/indexed_db.js")]
extern "C" {
    type Record;

    #[wasm_bindgen(js_name = readKept)]
    fn read_kept(base: &str, name: &str) -> Promise;

    #[wasm_bindgen(js_name = putKept)]
    fn put_kept(base: &str, name: &str, at: f64, bytes: Uint8Array) -> Promise;

    #[wasm_bindgen(js_name = wipeKept)]
    fn wipe_kept(base: Option<&str>) -> Promise;

    #[wasm_bindgen(method, getter)]
    fn at(this: &Record) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn bytes(this: &Record) -> JsValue;
}

const ALLOWED: &str = "keep-history";

/// Whether the user allows persistence. Read on each call, because another tab may have changed it.
pub(super) fn allowed() -> bool {
    BrowserStorage::Browser.get(ALLOWED).as_deref() == Some("yes")
}

/// Stores the user's choice; `false` if the browser refuses to store it.
#[must_use]
pub(super) fn allow(keep: bool) -> bool {
    if keep {
        return BrowserStorage::Browser.put(ALLOWED, "yes");
    }
    BrowserStorage::Browser.forget(ALLOWED);
    true
}

/// Deletes the snapshots of that API for all tokens, or all snapshots if `base` is `None`. `false` if the browser can't; that is remembered
/// for the page for connecting and for the next visit.
#[must_use]
pub(super) async fn wipe(base: Option<&str>) -> bool {
    let Err(error) = JsFuture::from(wipe_kept(base)).await else {
        BrowserStorage::Browser.forget(HISTORY_LEFT);
        return true;
    };
    leptos::logging::warn!("what was kept of the history could not be removed: {error:?}");
    if !BrowserStorage::Browser.put(HISTORY_LEFT, "yes") {
        leptos::logging::warn!("the next visit doesn't know of it: storage is not available");
    }
    false
}

/// Whether snapshots remain that should have been deleted.
pub(super) fn is_left() -> bool {
    BrowserStorage::Browser.get(HISTORY_LEFT).is_some()
}

/// Key of a connection's snapshot. It differs for each token but does not reveal the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub base: String,
    pub fingerprint: String,
}

impl Name {
    pub fn of(connection: &Connection) -> Self {
        let mut sum = Checksum::default();
        for part in [connection.base.as_str(), "\n", connection.token.reveal()] {
            sum.update(part.as_bytes());
        }
        Self { base: connection.base.clone(), fingerprint: sum.finish() }
    }
}

/// A stored snapshot.
pub(super) struct Found {
    /// Time at which the data were current, in ms since the epoch.
    pub at: i64,
    pub bytes: Vec<u8>,
}

/// The snapshot with that key; `None` if there is none.
pub(super) async fn read(name: &Name) -> Result<Option<Found>, StorageError> {
    let record = JsFuture::from(read_kept(&name.base, &name.fingerprint)).await;
    let record = record.map_err(|error| StorageError::of(&error, StorageError::Unreadable))?;
    if record.is_undefined() {
        return Ok(None);
    }
    let record: Record = record.unchecked_into();
    let bytes = record.bytes().dyn_into::<Uint8Array>().map_err(|_| StorageError::Damaged)?;
    let at = record.at().as_f64().filter(|at| at.is_finite()).ok_or(StorageError::Damaged)?;
    Ok(Some(Found { at: at as i64, bytes: bytes.to_vec() }))
}

/// Stores a snapshot with that key, replacing the previous one.
pub(super) async fn put(name: &Name, at: i64, bytes: &[u8]) -> Result<(), StorageError> {
    let done = JsFuture::from(put_kept(&name.base, &name.fingerprint, at as f64, bytes.into())).await;
    done.map(drop).map_err(|error| StorageError::of(&error, StorageError::Failed))
}

/// Why a snapshot can't be read or stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StorageError {
    /// The bytes are corrupt, or not a snapshot of this app.
    Damaged,
    /// Another version of this app wrote it.
    OtherVersion,
    /// The browser can't read it.
    Unreadable,
    /// The storage quota is exceeded.
    Full,
    /// The browser does not allow storage.
    Refused,
    /// The storage reports an error or does not answer.
    Failed,
}

impl StorageError {
    fn of(error: &JsValue, otherwise: Self) -> Self {
        leptos::logging::warn!("the history and the browser's storage: {error:?}");
        let name = error.dyn_ref::<js_sys::Error>().map(js_sys::Error::name);
        match name.and_then(|name| name.as_string()).as_deref() {
            Some("QuotaExceededError") => Self::Full,
            Some("SecurityError") if otherwise == Self::Failed => Self::Refused,
            _ => otherwise,
        }
    }

    /// Whether the stored snapshot can be deleted, because it will never be readable.
    pub fn is_useless(self) -> bool {
        matches!(self, Self::Damaged | Self::OtherVersion)
    }

    /// Message for the user.
    pub fn message(self) -> &'static str {
        match self {
            Self::Damaged => messages::freshness::history_damaged(),
            Self::OtherVersion => messages::freshness::history_of_other_version(),
            Self::Unreadable => messages::freshness::history_unreadable(),
            Self::Full => messages::freshness::history_no_room(),
            Self::Refused => messages::freshness::history_not_allowed(),
            Self::Failed => messages::freshness::history_not_written(),
        }
    }
}

impl From<SnapshotError> for StorageError {
    fn from(error: SnapshotError) -> Self {
        match error {
            SnapshotError::OtherVersion(_) => Self::OtherVersion,
            SnapshotError::NotASnapshot | SnapshotError::Damaged => Self::Damaged,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{api::Token, session::RevisionChoice};
    use wire::Envelope;

    fn name(base: &str, token: &str) -> Name {
        let (revision, envelope) = (RevisionChoice::Auto, Envelope::Plain);
        Name::of(&Connection { base: base.into(), token: Token::new(token), revision, envelope })
    }

    #[test]
    fn names_differ_by_api_and_token_and_hide_the_token() {
        let one = name("/api/v1", "sesame");
        assert_eq!(one, name("/api/v1", "sesame"));
        assert_ne!(one.fingerprint, name("/api/v1", "sesamf").fingerprint);
        assert_ne!(one.fingerprint, name("/api/v2", "sesame").fingerprint);
        assert_ne!(name("/a", "b/c").fingerprint, name("/a/b", "c").fingerprint);
        assert!(!format!("{one:?}").contains("sesame"));
        assert_eq!(one.fingerprint.len(), 64);
    }

    #[test]
    fn only_damaged_or_other_snapshots_are_useless() {
        let errors = [SnapshotError::NotASnapshot, SnapshotError::Damaged, SnapshotError::OtherVersion(9)];
        assert!(errors.into_iter().all(|error| StorageError::from(error).is_useless()));
        assert!(
            ![StorageError::Unreadable, StorageError::Full, StorageError::Refused]
                .iter()
                .any(|error| error.is_useless())
        );
    }
}
