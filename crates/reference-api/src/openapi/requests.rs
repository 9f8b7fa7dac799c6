//! Schemas of request bodies and error answers.

use serde_json::{Value, json};

use crate::{
    config::Revision,
    operations::{DEVICE_LIMIT, ids},
};

/// Schemas in addition to those of successful answers.
pub fn schemas(revision: Revision) -> Vec<(&'static str, Value)> {
    vec![
        (
            "NewOperation",
            match revision {
                Revision::Current => current(),
                Revision::Previous => previous(),
            },
        ),
        (
            "PackedOperation",
            json!({
                "description": "The same object as a JSON string.",
                "type": "object", "required": ["data"],
                "properties": { "data": { "type": "string", "contentMediaType": "application/json" } },
            }),
        ),
        (
            "Detail",
            json!({
                "type": "object", "required": ["detail"], "properties": { "detail": { "type": "string" } },
            }),
        ),
        (
            "FieldErrors",
            json!({
                "description": "Messages by field, nested as the body is; `detail` where the body as a whole is wrong.",
                "type": "object", "minProperties": 1,
            }),
        ),
        (
            "ConflictAnswer",
            json!({
                "type": "object", "required": ["detail", "conflicts"],
                "properties": {
                    "detail": { "type": "string" },
                    "conflicts": { "type": "array", "minItems": 1, "items": { "$ref": "#/components/schemas/Conflict" } },
                },
            }),
        ),
    ]
}

fn current() -> Value {
    json!({
        "type": "object",
        "required": ["operation_type", "device_ids", "scheduled_at"],
        "properties": {
            "operation_type": operation_type(),
            "device_ids": {
                "description": "Devices of the inventory, each once.",
                "type": "array", "minItems": 1, "maxItems": DEVICE_LIMIT, "uniqueItems": true,
                "items": identifier(Revision::Current),
            },
            "scheduled_at": instant(),
            "operation_data": parameters(),
            "notification_settings": notification_settings(),
        },
        "example": {
            "operation_type": "firmware_update", "device_ids": ["DEV-001", "DEV-002"],
            "scheduled_at": "2124-01-16T02:00:00Z",
            "operation_data": { "firmware_version": "2.5.0", "create_backup": true, "timeout_minutes": 30 },
        },
    })
}

fn previous() -> Value {
    json!({
        "type": "object",
        "required": ["operation_type", "device_id", "scheduled_at"],
        "properties": {
            "operation_type": operation_type(),
            "device_id": identifier(Revision::Previous),
            "scheduled_at": instant(),
            "parameters": parameters(),
            "priority": { "type": "string", "default": "normal", "minLength": 1, "maxLength": 32, "pattern": "\\S" },
            "notification_settings": notification_settings(),
        },
        "example": {
            "operation_type": "backup_configuration", "device_id": "dev_67890",
            "scheduled_at": "2124-01-16T02:00:00Z",
            "parameters": { "backup_location": "s3://backups/devices/", "compression": true, "retention_days": 30 },
            "priority": "normal",
        },
    })
}

fn operation_type() -> Value {
    json!({
        "description": "firmware_update, config_sync (configuration_sync in the previous revision), backup_configuration, health_check, status_check, diagnostics, or any other name.",
        "type": "string", "minLength": 1, "maxLength": 64, "pattern": "\\S",
    })
}

/// Existing ids are among the examples, so that generated requests include valid ones.
fn identifier(revision: Revision) -> Value {
    let some: Vec<_> = (1..=9).map(|pk| ids::device(pk, revision)).collect();
    json!({
        "example": some[0],
        "anyOf": [
            { "enum": some },
            { "type": "string", "minLength": 1, "maxLength": 64, "pattern": "\\S" },
        ],
    })
}

fn instant() -> Value {
    json!({ "description": "ISO 8601, not in the past.", "type": "string", "format": "date-time" })
}

fn parameters() -> Value {
    json!({
        "description": "Parameters of the type. For types that are known they are checked, and answered with 422: firmware_version of a firmware_update, config_template of a config_sync and backup_location of a backup_configuration are required.",
        "type": "object",
    })
}

fn notification_settings() -> Value {
    json!({
        "type": ["object", "null"],
        "properties": {
            "email_on_completion": { "type": "boolean" },
            "email_on_failure": { "type": "boolean" },
            "webhook_url": { "description": "An http or https URL.", "type": ["string", "null"], "pattern": "^https?://" },
        },
    })
}
