//! What a new database is filled with: the devices and their past. Drawn from the seed, so that two starts with the same
//! flags look alike.

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

/// What generation depends on.
#[derive(Clone, Copy, Debug)]
pub struct World {
    /// Seed of everything
    pub seed: u64,
    /// The present
    pub now: Millis,
    /// Whether things run and are to come
    pub alive: bool,
    /// Whether a transaction has one device only
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
