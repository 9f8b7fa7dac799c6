//! The exact request: beside the form while it is filled in, and in the review before it is sent.

mod live_request;
mod review_step;
mod send_label;
mod settings_facts;
mod summary;

pub use live_request::LiveRequest;
pub use review_step::ReviewStep;
