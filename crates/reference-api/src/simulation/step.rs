//! One step of the simulation: processes everything that is due, in one transaction.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{outcome, plan::Plan, run};
use crate::{
    clock::{Millis, SECOND},
    config::Revision,
    errors::Error,
    notify,
    store::{
        devices::{self, Device},
        meta,
        operations::{self, Operation},
    },
};

/// Maximum number of rows per step, to keep write locks short.
const BATCH: i64 = 1000;

/// Advances due operations. Returns whether there are more.
///
/// # Errors
/// When the database can't be read or written.
pub fn step(
    connection: &Connection,
    seed: u64,
    revision: Revision,
    mails: bool,
    now: Millis,
) -> Result<bool, Error> {
    let due = operations::due(connection, now, BATCH)?;
    let more = due.len() as i64 == BATCH;
    let mut known: HashMap<i64, Option<Device>> = HashMap::new();
    for mut operation in due {
        let device = match known.get(&operation.device) {
            Some(device) => device.clone(),
            None => {
                let device = devices::find(connection, operation.device)?;
                known.insert(operation.device, device.clone());
                device
            }
        };
        let plan = Plan::of(seed, operation.txn, operation.device, &operation.kind);
        let online = device.as_ref().is_some_and(|device| device.online);
        run::advance(&mut operation, &plan, online, now);
        operations::update(connection, &operation)?;
        if let Some(device) = device.filter(|_| operation.is_final()) {
            ended(connection, &operation, &device, revision, mails)?;
        }
    }
    Ok(more)
}

/// Handles the end of an operation.
///
/// # Errors
/// When the database can't be read or written.
pub fn ended(
    connection: &Connection,
    operation: &Operation,
    device: &Device,
    revision: Revision,
    mails: bool,
) -> Result<(), Error> {
    if operation.kind == "firmware_update" && operation.status == "completed" {
        let data = outcome::read(&operation.data);
        if let Some(version) = data.get("firmware_version").and_then(|version| version.as_str()) {
            devices::set_firmware(connection, device.pk, version)?;
        }
    }
    notify::announce(connection, operation, device, revision, mails)
}

/// Stores the clock's offset from real time, if it has changed by more than the noise of a tick.
///
/// # Errors
/// When the database can't be read or written.
pub fn keep_clock(connection: &Connection, ahead: Millis) -> Result<(), Error> {
    let stored = meta::number(connection, meta::AHEAD)?.unwrap_or(0);
    if (stored - ahead).abs() < SECOND { Ok(()) } else { meta::set_number(connection, meta::AHEAD, ahead) }
}
