//! Generates the history of a new database and, unless the fleet is quiet, its running and upcoming operations.
//!
//! Uses the same plans as the simulation. Rows are in order of creation, which the list relies on.

use fastrand::Rng;
use rusqlite::Connection;

use crate::{
    clock::{DAY, HOUR, MINUTE, Millis, SECOND},
    errors::Error,
    fleet::World,
    kinds,
    simulation::{outcome, plan::Plan, run},
    store::{
        devices::Device,
        operations::{self, FIRST_TRANSACTION, Operation},
    },
};

/// Time range of the history.
const SPAN: Millis = 120 * DAY;
/// The generated history ends this long before now, so that all of it is final. Later operations are those of an active fleet.
const LATEST: Millis = 14 * HOUR;
/// Upcoming rows of an active fleet at the start.
const UPCOMING: usize = 48;
/// Operations that ended in the last hours.
const DONE: usize = 30;
/// Number of failed ones among them.
const FAILED: usize = 5;
/// Running rows.
const RUNNING: usize = 12;

/// Fills the operation table with `rows` past operations and, for an active fleet, current ones.
///
/// # Errors
/// When the database can't be written.
pub fn generate(connection: &Connection, world: &World, devices: &[Device], rows: u32) -> Result<(), Error> {
    if devices.is_empty() {
        return Ok(());
    }
    let mut rng = Rng::with_seed(world.seed ^ 0x0A11_5EED);
    let mut txn = FIRST_TRANSACTION;
    let (mut left, rows) = (rows as i64, rows as i64);
    while left > 0 {
        let created_at = world.now - SPAN + (SPAN - LATEST) * (rows - left) / rows;
        let size = transaction_size(&mut rng, world).min(left as usize).min(devices.len());
        let lead = rng.i64(MINUTE..10 * HOUR);
        let past = draft(&mut rng, txn, created_at, created_at + lead);
        for device in pick(&mut rng, devices, size) {
            let mut operation = Operation { device: device.pk, ..past.clone() };
            if rng.u8(..50) == 0 {
                cancel(&mut operation, &mut rng);
            } else {
                play(&mut operation, world, true);
            }
            operations::insert(connection, &operation)?;
        }
        left -= size as i64;
        txn += 1;
    }
    if world.alive { present(connection, world, devices, &mut rng, txn) } else { Ok(()) }
}

/// A current transaction, before the order of creation is known.
struct Recent<'a> {
    operation: Operation,
    device: &'a Device,
    /// Choose a device on which it fails
    fails: bool,
}

/// The last hours of an active fleet: completed, failed and running operations, and many upcoming ones in the next night.
fn present(
    connection: &Connection,
    world: &World,
    devices: &[Device],
    rng: &mut Rng,
    first: i64,
) -> Result<(), Error> {
    let (online, offline): (Vec<_>, Vec<_>) =
        pick(rng, devices, devices.len()).into_iter().partition(|device| device.online);
    let mut recent = Vec::new();
    let now = world.now;
    for (place, device) in online.iter().rev().take(DONE.min(devices.len())).enumerate() {
        let fails = place < FAILED;
        // Failures are recent, so that they are visible on the first pages.
        let at = now - rng.i64(20 * MINUTE..if fails { 3 * HOUR } else { 13 * HOUR });
        recent.push(Recent { operation: draft(rng, 0, at - 10 * MINUTE, at), device, fails });
    }
    let mut idle = online.iter();
    for device in idle.by_ref().take(RUNNING.min(devices.len() / 4)) {
        recent.push(Recent { operation: long_one(rng, now), device, fails: false });
    }
    for device in offline.iter().take(3) {
        let at = now - rng.i64(1..4) * MINUTE;
        recent.push(Recent { operation: draft(rng, 0, at - HOUR, at), device, fails: false });
    }
    for device in idle.take(UPCOMING.min(devices.len() / 2)) {
        let at = tonight(now, device.utc_offset, rng);
        let created_at = now - rng.i64(HOUR..13 * HOUR);
        recent.push(Recent { operation: draft(rng, 0, created_at, at), device, fails: false });
    }
    recent.sort_by_key(|one| one.operation.created_at);
    for (txn, Recent { mut operation, mut device, fails }) in (first..).zip(recent) {
        if fails {
            let doomed =
                |device: &&&Device| Plan::of(world.seed, txn, device.pk, &operation.kind).failure.is_some();
            device = online.iter().find(doomed).unwrap_or(&device);
        }
        (operation.txn, operation.device) = (txn, device.pk);
        play(&mut operation, world, device.online);
        operations::insert(connection, &operation)?;
    }
    Ok(())
}

/// An operation with minutes left to run, so that it is still running when the first visitor looks.
fn long_one(rng: &mut Rng, now: Millis) -> Operation {
    let at = now - rng.i64(5..60) * SECOND;
    let mut operation = draft(rng, 0, at - 5 * MINUTE, at);
    let kinds = ["firmware_update", "firmware_update", "diagnostics", "config_sync"];
    operation.kind = kinds[rng.usize(..kinds.len())].to_owned();
    operation.data = outcome::write(outcome::request(&operation.kind, rng));
    operation
}

/// A transaction without a device.
pub fn draft(rng: &mut Rng, txn: i64, created_at: Millis, scheduled_at: Millis) -> Operation {
    let kind = kinds::KNOWN[[0, 0, 1, 1, 2, 2, 3, 3, 4, 5][rng.usize(..10)]].name;
    // Scheduled times are whole seconds.
    let whole = |at: Millis| at - at.rem_euclid(SECOND);
    Operation {
        pk: 0,
        txn,
        device: 0,
        kind: kind.to_owned(),
        status: "scheduled".to_owned(),
        scheduled_at: whole(scheduled_at),
        started_at: None,
        completed_at: None,
        progress: 0,
        data: outcome::write(outcome::request(kind, rng)),
        created_at: whole(created_at),
        updated_at: whole(created_at),
        next_at: None,
    }
}

/// A time in the next local night, between one and four o'clock, at a full quarter of an hour.
pub fn tonight(now: Millis, utc_offset: i64, rng: &mut Rng) -> Millis {
    let local = now + utc_offset * MINUTE;
    let night = local - local.rem_euclid(DAY) + HOUR + rng.i64(0..13) * 15 * MINUTE;
    let ahead = if night < local + 10 * MINUTE { DAY } else { 0 };
    night + ahead - utc_offset * MINUTE
}

fn transaction_size(rng: &mut Rng, world: &World) -> usize {
    // The previous revision allows one device per transaction.
    if world.single {
        return 1;
    }
    match rng.u8(..10) {
        0..6 => 1,
        6..9 => rng.usize(2..7),
        _ => rng.usize(7..25),
    }
}

/// Different devices, in random order.
fn pick<'a>(rng: &mut Rng, devices: &'a [Device], count: usize) -> Vec<&'a Device> {
    if count == 1 {
        return vec![&devices[rng.usize(..devices.len())]];
    }
    let mut chosen = rng.choose_multiple(devices.iter(), count);
    rng.shuffle(&mut chosen);
    chosen
}

fn play(operation: &mut Operation, world: &World, online: bool) {
    let plan = Plan::of(world.seed, operation.txn, operation.device, &operation.kind);
    operation.next_at = Some(run::first_step_at(operation, &plan));
    run::advance(operation, &plan, online, world.now);
}

fn cancel(operation: &mut Operation, rng: &mut Rng) {
    let at = operation.created_at + rng.i64(0..(operation.scheduled_at - operation.created_at).max(2));
    operation.status = "cancelled".to_owned();
    operation.completed_at = Some(at);
    operation.updated_at = at;
}
