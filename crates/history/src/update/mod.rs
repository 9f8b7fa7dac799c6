//! Changes to the rows: upserts, sweeps and the identity of a row.

mod change;
mod doubles;
mod identity;
mod sweep;
mod upsert;

pub use change::{Change, Changes, Upsert};
pub(crate) use doubles::Doubles;
pub(crate) use identity::Identity;
