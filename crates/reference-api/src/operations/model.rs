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
    /// The transaction's id; not unique, because a transaction has a row for each device
    #[schema(example = "12345")]
    pub id: String,
    /// An open set
    #[schema(example = "firmware_update")]
    pub operation_type: String,
    /// With `id`, the identity of the row
    #[schema(example = "DEV-001")]
    pub device_id: String,
    /// Name of the device
    pub device_name: String,
    /// Serial number of the device
    #[schema(example = "RT-789-XYZ")]
    pub device_serial: String,
    /// scheduled, pending, in_progress, completed, failed, cancelled
    pub status: String,
    /// Scheduled time
    #[schema(format = DateTime)]
    pub scheduled_at: String,
    /// Time of the start
    #[schema(required, format = DateTime)]
    pub started_at: Option<String>,
    /// Time of the end, whether it succeeded or failed
    #[schema(required, format = DateTime)]
    pub completed_at: Option<String>,
    /// Percent
    #[schema(minimum = 0, maximum = 100)]
    pub progress_percentage: i64,
    /// Parameters of the request, and results of the operation
    #[schema(value_type = Object)]
    pub operation_data: Value,
    /// Time of creation
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Time of the last change
    #[schema(format = DateTime)]
    pub updated_at: String,
}

/// A row of the list, previous revision.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviousOperationItem {
    /// The operation's id
    #[schema(example = "op_12345")]
    pub id: String,
    /// Its device's id
    #[schema(example = "dev_67890")]
    pub device_id: String,
    /// An open set
    #[schema(example = "configuration_sync")]
    pub operation_type: String,
    /// scheduled, pending, in_progress, completed, failed, cancelled
    pub status: String,
    /// Scheduled time
    #[schema(format = DateTime)]
    pub scheduled_at: String,
    /// Time of creation
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Time of the last change
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// Parameters of the request, and results of the operation
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
    /// The transaction's id
    pub id: String,
    /// As requested
    pub operation_type: String,
    /// Number of devices
    #[schema(minimum = 1)]
    pub device_count: usize,
    /// `scheduled`
    pub status: String,
    /// Scheduled time
    #[schema(format = DateTime)]
    pub scheduled_at: String,
    /// `hh:mm:ss`
    #[schema(example = "00:05:00")]
    pub estimated_duration: String,
    /// As requested
    #[schema(value_type = Object)]
    pub operation_data: Value,
    /// The devices, in the order of the request
    pub target_devices: Vec<TargetDevice>,
    /// Time of creation
    #[schema(format = DateTime)]
    pub created_at: String,
    /// User of the token
    #[schema(example = "api_user_12345")]
    pub created_by: String,
}

/// A device of a scheduled transaction.
#[derive(Debug, Serialize, ToSchema)]
pub struct TargetDevice {
    /// As in the request
    pub device_id: String,
    /// Name of the device
    pub device_name: String,
    /// Serial number
    pub device_serial: String,
    /// `online` or `offline`
    pub device_status: &'static str,
}

/// The answer to a POST, previous revision.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviousScheduledOperation {
    /// The operation's id
    pub id: String,
    /// Its device's id
    pub device_id: String,
    /// As requested
    pub operation_type: String,
    /// `scheduled`
    pub status: String,
    /// Scheduled time
    #[schema(format = DateTime)]
    pub scheduled_at: String,
    /// Time of creation
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Time of creation
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// As requested
    #[schema(value_type = Object)]
    pub parameters: Value,
    /// As requested, or `normal`
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

/// A conflicting operation: one of the `conflicts` of a 409.
#[derive(Debug, Serialize, ToSchema)]
pub struct Conflict {
    /// The device of both operations
    pub device_id: String,
    /// The conflicting transaction's id
    pub id: String,
    /// Its type
    pub operation_type: String,
    /// Scheduled time
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
