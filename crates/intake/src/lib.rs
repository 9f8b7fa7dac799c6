//! Pages of the API straight into the history: from the bytes of an answer to columns without a value tree in between.
//!
//! Owns what `wire` and `history` must not know of each other. Two ways with the same result: [`take_page`] where the history is, or
//! [`encode_batch`] in a worker and [`history::History::take_batch`] where the history is. Must not know the network, the browser
//! or any view.

mod batching;
mod observed;
mod taking;

pub use batching::encode_batch;
pub use observed::observation;
pub use taking::take_page;
