//! Key-value pairs about the whole database.

use rusqlite::{Connection, OptionalExtension};

use crate::errors::Error;

/// How far the simulated clock is ahead of real time, in milliseconds.
pub const AHEAD: &str = "clock_ahead";
/// The seed of the fleet. It determines the course of running operations.
pub const SEED: &str = "seed";

/// Reads a number by its key.
///
/// # Errors
/// When the database can't be read.
pub fn number(connection: &Connection, key: &str) -> Result<Option<i64>, Error> {
    let text: Option<String> = connection
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| text.parse().ok()))
}

/// Stores a number.
///
/// # Errors
/// When the database can't be written.
pub fn set_number(connection: &Connection, key: &str, value: i64) -> Result<(), Error> {
    connection
        .prepare_cached("INSERT INTO meta VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value")?
        .execute((key, value.to_string()))?;
    Ok(())
}
