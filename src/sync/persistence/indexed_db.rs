//! Where the snapshot is kept between visits: the browser's IndexedDB, through a small script, and whether the user allows it.

use crate::session::{BrowserStorage, Connection};
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

/// Whether the user wants it kept. Read anew each time: another tab may have said no.
pub(super) fn allowed() -> bool {
    BrowserStorage::Browser.get(ALLOWED).as_deref() == Some("yes")
}

/// Notes what the user wants; `false` where the browser refuses to.
#[must_use]
pub(super) fn allow(keep: bool) -> bool {
    if keep {
        return BrowserStorage::Browser.put(ALLOWED, "yes");
    }
    BrowserStorage::Browser.forget(ALLOWED);
    true
}

/// Removes what is kept of that API, under any token; of every API where none is named.
pub(super) fn wipe(base: Option<&str>) {
    drop(wipe_kept(base));
}

/// Removes what is kept of that API, and resolves when it is gone, or can't be removed.
pub(super) async fn wiped(base: &str) {
    // The script logs a failure and never rejects.
    drop(JsFuture::from(wipe_kept(Some(base))).await);
}

/// The name under which a connection's history is kept. Another token never finds it, and it doesn't reveal the token.
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

/// What was kept, as it was found.
pub(super) struct Found {
    /// When it was true, in ms since the epoch.
    pub at: i64,
    pub bytes: Vec<u8>,
}

/// What is kept under that name; `None` where nothing is.
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

/// Keeps it under that name, in the place of what was kept before.
pub(super) async fn put(name: &Name, at: i64, bytes: &[u8]) -> Result<(), StorageError> {
    let done = JsFuture::from(put_kept(&name.base, &name.fingerprint, at as f64, bytes.into())).await;
    done.map(drop).map_err(|error| StorageError::of(&error, StorageError::Refused))
}

/// Why what was kept can't be shown, or nothing can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StorageError {
    /// It isn't what was written, or nothing of ours.
    Damaged,
    /// Another version of this app wrote it.
    OtherVersion,
    /// The browser doesn't hand it out.
    Unreadable,
    /// There is no room.
    Full,
    /// The browser doesn't allow it.
    Refused,
}

impl StorageError {
    fn of(error: &JsValue, otherwise: Self) -> Self {
        leptos::logging::warn!("the history and the browser's storage: {error:?}");
        let full = error.dyn_ref::<js_sys::Error>().is_some_and(|error| error.name() == "QuotaExceededError");
        if full { Self::Full } else { otherwise }
    }

    /// Whether what is there is of no use to anyone.
    pub fn is_useless(self) -> bool {
        matches!(self, Self::Damaged | Self::OtherVersion)
    }

    /// What the user reads.
    pub fn message(self) -> &'static str {
        match self {
            Self::Damaged => messages::freshness::history_damaged(),
            Self::OtherVersion => messages::freshness::history_of_other_version(),
            Self::Unreadable => messages::freshness::history_unreadable(),
            Self::Full => messages::freshness::history_no_room(),
            Self::Refused => messages::freshness::history_not_allowed(),
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
    fn each_api_and_each_token_has_a_name_of_its_own_that_does_not_tell_the_token() {
        let one = name("/api/v1", "sesame");
        assert_eq!(one, name("/api/v1", "sesame"));
        assert_ne!(one.fingerprint, name("/api/v1", "sesamf").fingerprint);
        assert_ne!(one.fingerprint, name("/api/v2", "sesame").fingerprint);
        assert_ne!(name("/a", "b/c").fingerprint, name("/a/b", "c").fingerprint);
        assert!(!format!("{one:?}").contains("sesame"));
        assert_eq!(one.fingerprint.len(), 64);
    }

    #[test]
    fn what_is_of_no_use_is_told_from_what_cannot_be_read_now() {
        let errors = [SnapshotError::NotASnapshot, SnapshotError::Damaged, SnapshotError::OtherVersion(9)];
        assert!(errors.into_iter().all(|error| StorageError::from(error).is_useless()));
        assert!(
            ![StorageError::Unreadable, StorageError::Full, StorageError::Refused]
                .iter()
                .any(|error| error.is_useless())
        );
    }
}
