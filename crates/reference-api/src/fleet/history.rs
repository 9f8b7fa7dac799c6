//! The past that a new database begins with, and what is under way and to come when the fleet is alive.
//!
//! Everything is drawn with the same plans that the simulation follows, and in the order of creation, which the list
//! relies on.

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

/// How far the past goes back.
const SPAN: Millis = 120 * DAY;
/// Generated history ends here, so that all of it is over; what is later belongs to the living fleet.
const LATEST: Millis = 14 * HOUR;
/// Rows that are to come when a living fleet begins.
const UPCOMING: usize = 48;
/// Operations of the last hours that are over.
const DONE: usize = 30;
/// How many of them failed.
const FAILED: usize = 5;
/// Rows that run then.
const RUNNING: usize = 12;

/// Fills the operation table with `rows` past operations and, in a living fleet, with the present.
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

/// A transaction of the present, before the order of creation is known.
struct Recent<'a> {
    operation: Operation,
    device: &'a Device,
    /// Take a device whose fate it is to fail
    fails: bool,
}

/// The last hours of a living fleet: some done, some failed, some running, many to come tonight.
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
        // What failed did so in the last hours: it is what a visitor should find.
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

/// Something with minutes to run, so that it still runs when the first visitor looks.
fn long_one(rng: &mut Rng, now: Millis) -> Operation {
    let at = now - rng.i64(5..60) * SECOND;
    let mut operation = draft(rng, 0, at - 5 * MINUTE, at);
    let kinds = ["firmware_update", "firmware_update", "diagnostics", "config_sync"];
    operation.kind = kinds[rng.usize(..kinds.len())].to_owned();
    operation.data = outcome::write(outcome::request(&operation.kind, rng));
    operation
}

/// A transaction without a device yet.
pub fn draft(rng: &mut Rng, txn: i64, created_at: Millis, scheduled_at: Millis) -> Operation {
    let kind = kinds::KNOWN[[0, 0, 1, 1, 2, 2, 3, 3, 4, 5][rng.usize(..10)]].name;
    // Nobody schedules to the millisecond.
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

/// A time in the coming night of a place, between one and four o'clock, at a full quarter of an hour.
pub fn tonight(now: Millis, utc_offset: i64, rng: &mut Rng) -> Millis {
    let local = now + utc_offset * MINUTE;
    let night = local - local.rem_euclid(DAY) + HOUR + rng.i64(0..13) * 15 * MINUTE;
    let ahead = if night < local + 10 * MINUTE { DAY } else { 0 };
    night + ahead - utc_offset * MINUTE
}

fn transaction_size(rng: &mut Rng, world: &World) -> usize {
    // The previous revision schedules one device at a time.
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
    operation.next_at = Some(run::first_look(operation, &plan));
    run::advance(operation, &plan, online, world.now);
}

fn cancel(operation: &mut Operation, rng: &mut Rng) {
    let at = operation.created_at + rng.i64(0..(operation.scheduled_at - operation.created_at).max(2));
    operation.status = "cancelled".to_owned();
    operation.completed_at = Some(at);
    operation.updated_at = at;
}
