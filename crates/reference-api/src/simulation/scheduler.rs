//! Schedules new operations for an active fleet, so that a demonstration always shows some. Not used with a quiet fleet.

use fastrand::Rng;
use rusqlite::Connection;

use super::{plan::Plan, run};
use crate::{
    clock::{Millis, SECOND},
    errors::Error,
    fleet::history,
    store::{
        devices::{self, Device},
        operations,
    },
};

/// Minimum number of running operations.
const RUNNING: u64 = 12;
/// Minimum number of upcoming operations; below it, another night is planned.
const UPCOMING: u64 = 36;
/// Number of operations to plan for a night.
const NIGHT: usize = 12;

/// Schedules new operations if too few are running or upcoming.
///
/// # Errors
/// When the database can't be read or written.
pub fn keep_busy(connection: &Connection, seed: u64, now: Millis) -> Result<(), Error> {
    let (running, waiting) = operations::open_counts(connection)?;
    let soon = operations::due(connection, now + 10 * SECOND, 100)?;
    let starting = soon.iter().filter(|operation| operation.status == "scheduled").count() as u64;
    let lacking = RUNNING.saturating_sub(running + starting);
    if lacking == 0 && waiting >= UPCOMING {
        return Ok(());
    }
    // Seeded with the row count, so that the same flags give the same demonstration.
    let mut rng = Rng::with_seed(seed ^ operations::count(connection)?);
    let busy = operations::busy_devices(connection)?;
    let mut idle = devices::all(connection)?;
    let fleet = idle.len();
    idle.retain(|device| device.online && !busy.contains(&device.pk));
    rng.shuffle(&mut idle);
    if running + starting < (fleet as u64 / 4) && lacking > 0 {
        // Only a few at a time: many bars that start simultaneously would look artificial.
        for device in idle.drain(..idle.len().min(lacking.min(3) as usize)) {
            let at = now + rng.i64(1..8) * SECOND;
            schedule(connection, seed, &mut rng, &device, now, at)?;
        }
    }
    if waiting < UPCOMING.min(fleet as u64 / 4) {
        for device in idle.drain(..idle.len().min(NIGHT)) {
            let at = history::tonight(now, device.utc_offset, &mut rng);
            schedule(connection, seed, &mut rng, &device, now, at)?;
        }
    }
    Ok(())
}

fn schedule(
    connection: &Connection,
    seed: u64,
    rng: &mut Rng,
    device: &Device,
    now: Millis,
    at: Millis,
) -> Result<(), Error> {
    let mut operation = history::draft(rng, operations::next_transaction(connection)?, now, at);
    operation.device = device.pk;
    let plan = Plan::of(seed, operation.txn, device.pk, &operation.kind);
    operation.next_at = Some(run::first_step_at(&operation, &plan));
    operations::insert(connection, &operation)
}
