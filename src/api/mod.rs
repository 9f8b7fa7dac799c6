//! Talking to the operations API: [`transport`] moves bytes, [`client`] has a function for each endpoint, [`problem`] says what
//! went wrong in words for people. Knows nothing of views, of what is already loaded, or of when to ask.

mod client;
mod problem;
mod refusals;
mod settings;
mod token;
pub mod transport;
pub mod worker;

pub use client::{Client, Fetched, ListParams, Listed, PostAnswer};
pub use problem::{Problem, Way};
pub use refusals::{ReadRefusal, fetch_refusals, provide_refusals, read_refusal};
pub use settings::read_settings;
pub use token::Token;
pub use transport::{Cancel, FileError};
