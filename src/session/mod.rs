//! The session: the connection to an API, its token, and the runtime settings.
//!
//! Owns `config.json`, the connect page, renewing an expired token in place and signing out. Must not know the content of the API's answers.

#![expect(
    clippy::disallowed_methods,
    reason = "owns connecting, renewing the token and fetching the catalogue"
)]

mod base_url;
mod config;
mod connect;
mod connection;
mod device_groups;
mod device_handover;
mod failure_keys;
mod groups;
mod operation_types;
mod renew;
mod sign_in;
mod state;
mod storage;

pub use base_url::normalise;
pub use config::{Config, ConfigProblem, RequestLimits};
pub use connect::{ConnectPage, LoadApp};
pub use connection::{Connection, RevisionChoice};
pub use device_groups::{DeviceGroup, Members};
pub use device_handover::{hand_over_devices, hand_over_retry, take_devices, take_retry};
pub use failure_keys::failure_reason_keys;
pub use groups::{
    FindGroup, all_groups, find_group, follow_groups, given_groups, keep_groups, kept_groups, save_group,
};
pub use operation_types::{OperationTypes, ReadCatalogue, provide_catalogue, read_catalogue, use_catalogue};
pub use renew::{RenewDialog, RenewForm};
pub use sign_in::{HISTORY_LEFT, SignIn, known_connection};
pub use state::{Session, provide_session, use_session};
pub use storage::BrowserStorage;
