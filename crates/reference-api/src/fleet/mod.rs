//! Fills a new database with devices and their history. Everything is generated from the seed, so that two starts with the same flags
//! give similar data.

pub mod devices;
pub mod history;
pub mod sites;

use rusqlite::Connection;

use crate::{
    clock::{self, Millis},
    config::{Config, Revision},
    errors::Error,
    store::{self, meta},
};

/// Input of the generation.
#[derive(Clone, Copy, Debug)]
pub struct World {
    /// Seed of all random values
    pub seed: u64,
    /// Current time
    pub now: Millis,
    /// Whether to generate running and upcoming operations
    pub alive: bool,
    /// Whether each transaction has only one device
    pub single: bool,
}

/// Fills a new database.
///
/// # Errors
/// When the database can't be written.
pub fn fill(connection: &Connection, config: &Config) -> Result<(), Error> {
    let world = World {
        seed: config.seed,
        now: clock::real_now(),
        alive: !config.quiet_fleet,
        single: config.revision == Revision::Previous,
    };
    meta::set_number(connection, meta::SEED, config.seed as i64)?;
    let fleet: Vec<_> = (1..=i64::from(config.fleet)).map(|pk| devices::generate(config.seed, pk)).collect();
    for device in &fleet {
        store::devices::insert(connection, device)?;
    }
    history::generate(connection, &world, &fleet, config.history)
}
