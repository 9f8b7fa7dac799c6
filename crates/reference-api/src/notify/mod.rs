//! Notifications about ended operations: their contents, and the worker that sends them.
//!
//! A message is added to the outbox in the same transaction as the event, and removed when it is sent or abandoned.

pub mod email;
pub mod webhook;

use std::{sync::Arc, time::Duration};

use rusqlite::Connection;
use tokio::{sync::watch, task::JoinSet, time::MissedTickBehavior};

use crate::{
    clock::{self, Millis, SECOND},
    config::Revision,
    errors::Error,
    operations::model,
    state::App,
    store::{
        devices::Device,
        operations::{Listed, Operation},
        outbox::{self, MAIL, Message},
    },
};

/// Polling interval of the outbox.
const TICK: Duration = Duration::from_millis(500);
/// Maximum number of messages sent concurrently.
const AT_ONCE: i64 = 16;
/// Maximum attempts per message.
const ATTEMPTS: i64 = 6;

/// Adds the requested notifications about the end of an operation to the outbox.
///
/// # Errors
/// When the database can't be read or written.
pub fn announce(
    connection: &Connection,
    operation: &Operation,
    device: &Device,
    revision: Revision,
    mails: bool,
) -> Result<(), Error> {
    let Some(notice) = outbox::notice(connection, operation.txn)? else { return Ok(()) };
    let now = clock::real_now();
    if let Some(url) = &notice.webhook_url {
        let row = Listed {
            operation: operation.clone(),
            device_name: device.name.clone(),
            device_serial: device.serial.clone(),
        };
        let body = serde_json::to_string(&model::item(row, revision))
            .map_err(|error| Error::Internal(format!("webhook body: {error}")))?;
        outbox::push(connection, url, "", &body, now)?;
    }
    let requested = match operation.status.as_str() {
        "completed" => notice.email_on_completion,
        "failed" => notice.email_on_failure,
        _ => false,
    };
    if requested && mails {
        let (subject, body) = email::text(operation, device, revision);
        outbox::push(connection, MAIL, &subject, &body, now)?;
    }
    Ok(())
}

/// Sends the messages of the outbox until `stop` changes.
pub async fn run(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let mut ticks = tokio::time::interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = stop.changed() => return,
            _ = ticks.tick() => {}
        }
        // Messages in flight when the server stops are still in the outbox and are sent again at the next start.
        let sent = tokio::select! {
            _ = stop.changed() => return,
            sent = send_due(&app) => sent,
        };
        if let Err(error) = sent {
            tracing::error!("outbox: {error:?}");
        }
    }
}

async fn send_due(app: &Arc<App>) -> Result<(), Error> {
    let now = clock::real_now();
    let due = app.store.read(move |connection| outbox::due(connection, now, AT_ONCE)).await?;
    let mut sending = JoinSet::new();
    for message in due {
        sending.spawn(deliver(app.clone(), message));
    }
    while let Some(sent) = sending.join_next().await {
        sent.map_err(|error| Error::Internal(error.to_string()))??;
    }
    Ok(())
}

async fn deliver(app: Arc<App>, message: Message) -> Result<(), Error> {
    let (pk, attempts) = (message.pk, message.attempts);
    let target = message.target.clone();
    let config = app.config.clone();
    let sent = tokio::task::spawn_blocking(move || {
        if message.target == MAIL { email::send(&config, &message) } else { webhook::send(&message) }
    })
    .await
    .map_err(|error| Error::Internal(error.to_string()))?;
    let again = match sent {
        Ok(()) => None,
        Err(reason) if attempts + 1 >= ATTEMPTS => {
            tracing::warn!("{target}: given up after {ATTEMPTS} attempts: {reason}");
            None
        }
        Err(reason) => {
            tracing::info!("{target}: {reason}; will try again");
            Some(clock::real_now() + pause(attempts))
        }
    };
    app.store
        .write(move |connection| match again {
            Some(at) => outbox::postpone(connection, pk, at),
            None => outbox::remove(connection, pk),
        })
        .await
}

/// Backoff of 1, 2, 4, 8 … seconds
fn pause(attempts: i64) -> Millis {
    SECOND << attempts.clamp(0, 10)
}
