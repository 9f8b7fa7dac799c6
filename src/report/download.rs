//! Creates a file in the browser and downloads it.

use js_sys::{Array, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Pieces of a file. Each is stored as a `Blob`, outside of Wasm memory.
#[derive(Default)]
pub struct Pieces(Array);

impl Pieces {
    /// Adds a piece.
    pub fn push(&self, bytes: &[u8]) -> Result<(), JsValue> {
        let one = Array::of1(&Uint8Array::from(bytes));
        let blob = Blob::new_with_u8_array_sequence(&one)?;
        self.0.push(&blob);
        Ok(())
    }

    /// Object URL of the whole file, valid until [`forget`].
    pub fn address(&self, media_type: &str) -> Result<String, JsValue> {
        let bag = BlobPropertyBag::new();
        bag.set_type(media_type);
        Url::create_object_url_with_blob(&Blob::new_with_blob_sequence_and_options(&self.0, &bag)?)
    }
}

/// Revokes the object URL.
pub fn forget(address: &str) {
    // It may be revoked already.
    drop(Url::revoke_object_url(address));
}

/// Starts a download.
pub fn save(address: &str, name: &str) -> Result<(), JsValue> {
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(address);
    link.set_download(name);
    link.click();
    Ok(())
}
