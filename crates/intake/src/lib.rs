//! Takes pages of the API into the history: from the bytes of an answer to columns, without a value tree in between.
//!
//! Connects `wire` and `history`, which must not know each other. There are two ways with the same result: [`take_page`] on the thread of
//! the history, or [`encode_batch`] in a worker followed by [`history::History::take_batch`]. Must not know the network, the browser
//! or any view.

mod encode;
mod observation;
mod take;

pub use encode::encode_batch;
pub use observation::observation;
pub use take::take_page;
