//! The fleet's own schedulers: they keep a demonstration from drying up. Not used with a quiet fleet.

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

/// Running operations that are kept up.
const RUNNING: u64 = 12;
/// Operations to come below which another night is planned.
const UPCOMING: u64 = 36;
/// How many are planned then.
const NIGHT: usize = 12;

/// Schedules new operations where too few run or are to come.
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
    // Drawn from the count of rows, so that the same flags lead to the same demonstration.
    let mut rng = Rng::with_seed(seed ^ operations::count(connection)?);
    let busy = operations::busy_devices(connection)?;
    let mut idle = devices::all(connection)?;
    let fleet = idle.len();
    idle.retain(|device| device.online && !busy.contains(&device.pk));
    rng.shuffle(&mut idle);
    if running + starting < (fleet as u64 / 4) && lacking > 0 {
        // A few at a time: a whole bank of bars that starts at once looks like a machine, not like a day.
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
    operation.next_at = Some(run::first_look(&operation, &plan));
    operations::insert(connection, &operation)
}
