//! Control handlers that insert and change operations.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::handlers::find_device;
use crate::{
    clock::Millis,
    config::Revision,
    errors::Error,
    fleet::history,
    operations::ids,
    simulation::{outcome, plan::Plan, run},
    state::App,
    store::{
        devices,
        operations::{self, Operation},
    },
};

/// Fields of an operation; absent ones stay unchanged.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    status: Option<String>,
    operation_type: Option<String>,
    progress: Option<i64>,
    scheduled_at: Option<String>,
    started_at: Option<String>,
    completed_at: Option<String>,
    operation_data: Option<Map<String, Value>>,
    /// Whether the simulation continues the operation; otherwise it stays as it is
    run: bool,
}

/// `{"count": 3, "device_id": "DEV-001", …fields}`
#[derive(Debug, Deserialize)]
pub struct Insertion {
    #[serde(default = "one")]
    count: u32,
    /// By default, each operation uses the next device
    device_id: Option<String>,
    #[serde(flatten)]
    fields: Fields,
}

fn one() -> u32 {
    1
}

/// Inserts operations on top of the list, one transaction each. Returns `{"ids": […]}`, oldest first.
///
/// # Errors
/// 400, 404, 500.
pub async fn insert(State(app): State<Arc<App>>, Json(order): Json<Insertion>) -> Result<Json<Value>, Error> {
    let (revision, seed, now) = (app.config.revision, app.seed, app.clock.now());
    let requested = order.device_id.as_deref().map(|id| find_device(id, revision)).transpose()?;
    let ids = app
        .store
        .write(move |connection| {
            let fleet = devices::all(connection)?;
            let mut ids = Vec::new();
            for place in 0..order.count as usize {
                let next = fleet.get(place % fleet.len().max(1)).map(|device| device.pk);
                let Some(device) = requested.or(next) else {
                    return Err(Error::Malformed("There are no devices.".to_owned()));
                };
                ids.push(ids::transaction(add(connection, device, &order.fields, seed, now)?, revision));
            }
            Ok(ids)
        })
        .await?;
    Ok(Json(json!({ "ids": ids })))
}

fn add(connection: &Connection, device: i64, fields: &Fields, seed: u64, now: Millis) -> Result<i64, Error> {
    let txn = operations::next_transaction(connection)?;
    let mut operation = history::draft(&mut fastrand::Rng::with_seed(txn as u64), txn, now, now);
    operation.device = device;
    if let Some(kind) = &fields.operation_type {
        operation.kind.clone_from(kind);
        operation.data = outcome::write(outcome::request(kind, &mut fastrand::Rng::with_seed(txn as u64)));
    }
    operation.status = "completed".to_owned();
    if fields.status.as_deref().unwrap_or("completed") == "completed" {
        (operation.progress, operation.started_at, operation.completed_at) = (100, Some(now), Some(now));
    }
    fields.put(&mut operation, seed, now)?;
    operations::insert(connection, &operation)?;
    Ok(txn)
}

/// `{"id": "12345", "device_id": "DEV-001", …fields}`; without a device, all rows of the transaction
#[derive(Debug, Deserialize)]
pub struct Change {
    id: String,
    device_id: Option<String>,
    #[serde(flatten)]
    fields: Fields,
}

/// Changes an operation. It then stays as it is unless `run` is set.
///
/// # Errors
/// 400, 404, 500.
pub async fn change(State(app): State<Arc<App>>, Json(change): Json<Change>) -> Result<StatusCode, Error> {
    let (revision, seed, now) = (app.config.revision, app.seed, app.clock.now());
    let only = change.device_id.as_deref().map(|id| find_device(id, revision)).transpose()?;
    app.store.write(move |connection| set(connection, &change, only, revision, seed, now)).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn set(
    connection: &Connection,
    change: &Change,
    only: Option<i64>,
    revision: Revision,
    seed: u64,
    now: Millis,
) -> Result<(), Error> {
    let mut rows = match ids::read_transaction(&change.id, revision) {
        Some(txn) => operations::of_transaction(connection, txn)?,
        None => Vec::new(),
    };
    rows.retain(|row| only.is_none_or(|device| row.device == device));
    if rows.is_empty() {
        return Err(Error::NotFound(format!("Operation {} does not exist.", change.id)));
    }
    for mut row in rows {
        change.fields.put(&mut row, seed, now)?;
        operations::update(connection, &row)?;
    }
    Ok(())
}

impl Fields {
    fn put(&self, operation: &mut Operation, seed: u64, now: Millis) -> Result<(), Error> {
        if let Some(status) = &self.status {
            operation.status.clone_from(status);
        }
        if let Some(progress) = self.progress {
            operation.progress = progress;
        }
        if let Some(data) = &self.operation_data {
            operation.data = outcome::write(data.clone());
        }
        if let Some(at) = &self.scheduled_at {
            operation.scheduled_at = instant(at)?;
        }
        if let Some(at) = &self.started_at {
            operation.started_at = Some(instant(at)?);
        }
        if let Some(at) = &self.completed_at {
            operation.completed_at = Some(instant(at)?);
        }
        if operation.status == "in_progress" && operation.started_at.is_none() {
            operation.started_at = Some(now);
        }
        operation.updated_at = now;
        let plan = Plan::of(seed, operation.txn, operation.device, &operation.kind);
        operation.next_at = match operation.status.as_str() {
            "scheduled" | "pending" if self.run => Some(run::first_step_at(operation, &plan)),
            "in_progress" if self.run => Some(now),
            _ => None,
        };
        Ok(())
    }
}

fn instant(text: &str) -> Result<Millis, Error> {
    chrono::DateTime::parse_from_rfc3339(text)
        .map(|at| at.timestamp_millis())
        .map_err(|error| Error::Malformed(format!("{text}: {error}")))
}
