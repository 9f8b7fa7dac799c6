//! Client of the operations API: [`transport`] sends requests, [`client`] has one function per endpoint, [`problem`] holds errors and their
//! messages for the user. Must not know views, the store, or when to call.

mod client;
mod gate;
mod patience;
mod problem;
mod refusals;
mod settings;
mod token;
pub mod transport;
pub mod worker;

pub use client::{Client, Cookies, Fetched, ListParams, Listed, PostAnswer};
pub use gate::{Gate, traffic, wait_left};
pub use patience::patiently;
pub use problem::{Problem, Way};
pub use refusals::{ReadRefusal, fetch_refusals, provide_refusals, read_refusal};
pub use settings::read_settings;
pub use token::Token;
pub use transport::{Cancel, FileError};
