//! Lazy chunks: code that is fetched when it is first needed.
//!
//! Must not know the chunks: `crates/loader` has the split points. Never reference a chunk's code outside its split point; that would link
//! the code into the first chunk.

mod view;

use leptos::prelude::AnyView;
use std::{future::Future, pin::Pin};
pub use view::LazyView;

/// Fetches a chunk and returns its entry point. The error is a message for users. May be called again, even after a failure.
pub type LoadChunk<T> = fn() -> Pin<Box<dyn Future<Output = Result<T, String>>>>;

/// Creates the view of a chunk.
pub type MakeView<P> = fn(P) -> AnyView;

/// Message for a chunk that could not be loaded.
pub fn load_error() -> &'static str {
    messages::shell::chunk_load_error()
}
