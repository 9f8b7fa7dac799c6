//! `POST`: schedules one transaction, with a row for each device.

use std::sync::Arc;

use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use rusqlite::Connection;
use serde_json::Value;

use super::{
    body, conflicts,
    draft::{self, Draft},
    ids,
    model::{self, Scheduled},
    parameters,
};
use crate::{
    clock::{Millis, SECOND, iso},
    config::Revision,
    devices::status,
    errors::{Error, FieldErrors},
    kinds,
    simulation::{outcome, plan::Plan, run},
    state::App,
    store::{
        devices::{self, Device},
        operations::{self, Operation},
        outbox,
    },
};

/// Schedules an operation.
///
/// # Errors
/// 400, 401, 403, 404, 409, 413, 415, 422, 500. A rejected request changes nothing.
pub async fn create(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<Scheduled>), Error> {
    let caller = app.tokens.scheduler(&headers)?;
    let body = body::read(&headers, body).await?;
    let revision = app.config.revision;
    let now = app.clock.now();
    let draft = draft::read(&body, revision, now).map_err(Error::Invalid)?;
    let wrong = parameters::check(&draft.kind, &draft.data);
    if !wrong.is_empty() {
        let mut errors = FieldErrors::default();
        errors.nest(draft::data_field(revision), wrong);
        return Err(Error::Unprocessable(errors));
    }
    let order = Order { draft, revision, now: now - now.rem_euclid(SECOND), seed: app.seed };
    let (order, txn, targets) = app
        .store
        .write(move |connection| {
            let targets = order.targets(connection)?;
            order.check_conflicts(connection, &targets)?;
            let txn = order.insert(connection, &targets)?;
            Ok((order, txn, targets))
        })
        .await?;
    Ok((StatusCode::CREATED, Json(order.answer(txn, targets, caller.user))))
}

struct Order {
    draft: Draft,
    revision: Revision,
    /// In whole seconds, as in the answer
    now: Millis,
    seed: u64,
}

impl Order {
    fn estimate(&self) -> Millis {
        kinds::of(&self.draft.kind).estimate
    }

    /// The requested devices. For an unknown device, the API page has a 404 only in its previous revision; in the current one it is a
    /// field error.
    fn targets(&self, connection: &Connection) -> Result<Vec<Device>, Error> {
        let mut targets = Vec::new();
        let mut missing = FieldErrors::default();
        for (place, id) in self.draft.devices.iter().enumerate() {
            let pk = ids::read_device(id, self.revision);
            match pk.map(|pk| devices::find(connection, pk)).transpose()?.flatten() {
                Some(device) => targets.push(device),
                None if self.revision == Revision::Previous => {
                    return Err(Error::NotFound(format!("Device {id} does not exist.")));
                }
                None => missing.add(&place.to_string(), format!("Device {id} does not exist.")),
            }
        }
        if missing.is_empty() {
            return Ok(targets);
        }
        let mut errors = FieldErrors::default();
        errors.nest(draft::device_field(self.revision), missing);
        Err(Error::Invalid(errors))
    }

    fn check_conflicts(&self, connection: &Connection, targets: &[Device]) -> Result<(), Error> {
        let mut found = Vec::new();
        for device in targets {
            for open in operations::open_of(connection, device.pk)? {
                if conflicts::overlaps(&open, self.draft.scheduled_at, self.estimate(), self.now) {
                    found.push(model::conflict(&open, kinds::of(&open.kind).estimate, self.revision));
                }
            }
        }
        if found.is_empty() { Ok(()) } else { Err(Error::Conflict(found)) }
    }

    fn insert(&self, connection: &Connection, targets: &[Device]) -> Result<i64, Error> {
        let txn = operations::next_transaction(connection)?;
        let mut data = self.draft.data.clone();
        data.insert("estimated_duration".to_owned(), Value::String(kinds::clock_face(self.estimate())));
        let data = outcome::write(data);
        for device in targets.iter().rev() {
            let mut operation = Operation {
                pk: 0,
                txn,
                device: device.pk,
                kind: self.draft.kind.clone(),
                status: "scheduled".to_owned(),
                scheduled_at: self.draft.scheduled_at,
                started_at: None,
                completed_at: None,
                progress: 0,
                data: data.clone(),
                created_at: self.now,
                updated_at: self.now,
                next_at: None,
            };
            let plan = Plan::of(self.seed, txn, device.pk, &operation.kind);
            operation.next_at = Some(run::first_step_at(&operation, &plan));
            operations::insert(connection, &operation)?;
        }
        if let Some(notice) = &self.draft.notice {
            outbox::set_notice(connection, txn, notice)?;
        }
        Ok(txn)
    }

    fn answer(self, txn: i64, targets: Vec<Device>, user: String) -> Scheduled {
        let (estimate, revision) = (self.estimate(), self.revision);
        let id = ids::transaction(txn, revision);
        let operation_type = kinds::shown_name(&self.draft.kind, revision).to_owned();
        let status_of_all = "scheduled".to_owned();
        let scheduled_at = iso(self.draft.scheduled_at);
        let data = Value::Object(self.draft.data);
        match revision {
            Revision::Current => Scheduled::Current(model::ScheduledOperation {
                id,
                operation_type,
                device_count: targets.len(),
                status: status_of_all,
                scheduled_at,
                estimated_duration: kinds::clock_face(estimate),
                operation_data: data,
                target_devices: targets.into_iter().map(target).collect(),
                created_at: iso(self.now),
                created_by: user,
            }),
            Revision::Previous => Scheduled::Previous(model::PreviousScheduledOperation {
                id,
                device_id: self.draft.devices.concat(),
                operation_type,
                status: status_of_all,
                scheduled_at,
                created_at: iso(self.now),
                updated_at: iso(self.now),
                parameters: data,
                priority: self.draft.priority,
            }),
        }
    }
}

fn target(device: Device) -> model::TargetDevice {
    model::TargetDevice {
        device_id: ids::device(device.pk, Revision::Current),
        device_name: device.name,
        device_serial: device.serial,
        device_status: status(device.online),
    }
}
