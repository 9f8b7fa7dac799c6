//! The simulation of operations, and the scheduler of an active fleet.
//!
//! All state is in the database, so that the simulation can stop and start at any moment. It must not know of HTTP.

pub mod outcome;
pub mod plan;
pub mod run;
pub mod scheduler;
pub mod step;

use std::{sync::Arc, time::Duration};

use tokio::{sync::watch, time::MissedTickBehavior};

use crate::{errors::Error, state::App};

/// Interval of the simulation, in real time.
const TICK: Duration = Duration::from_millis(500);

/// Runs the simulation until `stop` changes. A failed step is logged and retried at the next tick.
pub async fn run(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let mut ticks = tokio::time::interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = stop.changed() => return,
            _ = ticks.tick() => {}
        }
        if let Err(Error::Internal(reason)) = tick(&app).await {
            tracing::error!("simulation: {reason}");
        }
    }
}

/// Runs the simulation up to the current time.
///
/// # Errors
/// When the database can't be read or written.
pub async fn tick(app: &Arc<App>) -> Result<(), Error> {
    let (now, ahead) = (app.clock.now(), app.clock.ahead());
    let (seed, alive, revision) = (app.seed, !app.config.quiet_fleet, app.config.revision);
    let mails = app.mails();
    while app.store.write(move |connection| step::step(connection, seed, revision, mails, now)).await? {}
    app.store
        .write(move |connection| {
            step::keep_clock(connection, ahead)?;
            if alive { scheduler::keep_busy(connection, seed, now) } else { Ok(()) }
        })
        .await
}
