//! The answers in both revisions of the API page.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::ids;
use crate::{
    clock::{Millis, iso},
    config::Revision,
    kinds, simulation,
    store::operations::{Listed, Operation},
};

/// A row of the list, current revision.
#[derive(Debug, Serialize, ToSchema)]
pub struct OperationItem {
    /// The scheduled transaction; not unique, a row is one device of it
    #[schema(example = "12345")]
    pub id: String,
    /// Any name; some are known
    #[schema(example = "firmware_update")]
    pub operation_type: String,
    /// With `id`, the identity of the row
    #[schema(example = "DEV-001")]
    pub device_id: String,
    /// What people call the device
    pub device_name: String,
    /// Serial number of the device
    #[schema(example = "RT-789-XYZ")]
    pub device_serial: String,
    /// scheduled, pending, in_progress, completed, failed, cancelled
    pub status: String,
    /// When it is to start
    #[schema(format = DateTime)]
    pub scheduled_at: String,
    /// When it did
    #[schema(required, format = DateTime)]
    pub started_at: Option<String>,
    /// When it ended, in whichever way
    #[schema(required, format = DateTime)]
    pub completed_at: Option<String>,
    /// Per cent
    #[schema(minimum = 0, maximum = 100)]
    pub progress_percentage: i64,
    /// What was asked for, and what came of it
    #[schema(value_type = Object)]
    pub operation_data: Value,
    /// When it was scheduled by somebody
    #[schema(format = DateTime)]
    pub created_at: String,
    /// When anything of it last changed
    #[schema(format = DateTime)]
    pub updated_at: String,
}

/// A row of the list, previous revision.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviousOperationItem {
    /// The operation
    #[schema(example = "op_12345")]
    pub id: String,
    /// Its device
    #[schema(example = "dev_67890")]
    pub device_id: String,
    /// Any name; some are known
    #[schema(example = "configuration_sync")]
    pub operation_type: String,
    /// scheduled, pending, in_progress, completed, failed, cancelled
    pub status: String,
    /// When it is to start
    #[schema(format = DateTime)]
    pub scheduled_at: String,
    /// When it was scheduled by somebody
    #[schema(format = DateTime)]
    pub created_at: String,
    /// When anything of it last changed
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// What was asked for, and what came of it
    #[schema(value_type = Object)]
    pub parameters: Value,
}

/// A row in the configured revision.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Item {
    /// Current revision
    Current(OperationItem),
    /// Previous revision
    Previous(PreviousOperationItem),
}

/// The answer to a POST, current revision.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScheduledOperation {
    /// The scheduled transaction
    pub id: String,
    /// As it was asked for
    pub operation_type: String,
    /// How many devices it is for
    #[schema(minimum = 1)]
    pub device_count: usize,
    /// `scheduled`
    pub status: String,
    /// When it is to start
    #[schema(format = DateTime)]
    pub scheduled_at: String,
    /// `hh:mm:ss`
    #[schema(example = "00:05:00")]
    pub estimated_duration: String,
    /// As it was asked for
    #[schema(value_type = Object)]
    pub operation_data: Value,
    /// The devices, in the order in which they were named
    pub target_devices: Vec<TargetDevice>,
    /// Now
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Whose token it was
    #[schema(example = "api_user_12345")]
    pub created_by: String,
}

/// A device of a scheduled transaction.
#[derive(Debug, Serialize, ToSchema)]
pub struct TargetDevice {
    /// As it was named
    pub device_id: String,
    /// What people call it
    pub device_name: String,
    /// Serial number
    pub device_serial: String,
    /// `online` or `offline`
    pub device_status: &'static str,
}

/// The answer to a POST, previous revision.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviousScheduledOperation {
    /// The operation
    pub id: String,
    /// Its device
    pub device_id: String,
    /// As it was asked for
    pub operation_type: String,
    /// `scheduled`
    pub status: String,
    /// When it is to start
    #[schema(format = DateTime)]
    pub scheduled_at: String,
    /// Now
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Now
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// As it was asked for
    #[schema(value_type = Object)]
    pub parameters: Value,
    /// As it was asked for, or `normal`
    pub priority: String,
}

/// The answer to a POST in the configured revision.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Scheduled {
    /// Current revision
    Current(ScheduledOperation),
    /// Previous revision
    Previous(PreviousScheduledOperation),
}

/// Converts a row to a revision's format.
pub fn item(row: Listed, revision: Revision) -> Item {
    let operation = row.operation;
    let shared = Shared::of(&operation, revision);
    match revision {
        Revision::Current => Item::Current(OperationItem {
            id: shared.id,
            operation_type: shared.operation_type,
            device_id: shared.device_id,
            device_name: row.device_name,
            device_serial: row.device_serial,
            status: operation.status,
            scheduled_at: iso(operation.scheduled_at),
            started_at: operation.started_at.map(iso),
            completed_at: operation.completed_at.map(iso),
            progress_percentage: operation.progress,
            operation_data: shared.data,
            created_at: iso(operation.created_at),
            updated_at: iso(operation.updated_at),
        }),
        Revision::Previous => Item::Previous(PreviousOperationItem {
            id: shared.id,
            device_id: shared.device_id,
            operation_type: shared.operation_type,
            status: operation.status,
            scheduled_at: iso(operation.scheduled_at),
            created_at: iso(operation.created_at),
            updated_at: iso(operation.updated_at),
            parameters: shared.data,
        }),
    }
}

struct Shared {
    id: String,
    operation_type: String,
    device_id: String,
    data: Value,
}

impl Shared {
    fn of(operation: &Operation, revision: Revision) -> Self {
        Self {
            id: ids::transaction(operation.txn, revision),
            operation_type: kinds::shown_name(&operation.kind, revision).to_owned(),
            device_id: ids::device(operation.device, revision),
            data: Value::Object(simulation::outcome::read(&operation.data)),
        }
    }
}

/// An operation that is in the way of another: one of the `conflicts` of a 409.
#[derive(Debug, Serialize, ToSchema)]
pub struct Conflict {
    /// The device that both are for
    pub device_id: String,
    /// The transaction in the way
    pub id: String,
    /// Its type
    pub operation_type: String,
    /// When it is to start
    #[schema(format = DateTime)]
    pub scheduled_at: String,
    /// `hh:mm:ss`
    pub estimated_duration: String,
}

/// Converts a conflicting operation to a revision's format.
pub fn conflict(operation: &Operation, estimate: Millis, revision: Revision) -> Conflict {
    Conflict {
        device_id: ids::device(operation.device, revision),
        id: ids::transaction(operation.txn, revision),
        operation_type: kinds::shown_name(&operation.kind, revision).to_owned(),
        scheduled_at: iso(operation.scheduled_at),
        estimated_duration: kinds::clock_face(estimate),
    }
}
