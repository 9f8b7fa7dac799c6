//! The paths, with all their status codes.

use serde_json::{Map, Value, json};

use crate::{app::PREFIX, config::Revision};

/// The paths of a revision.
pub fn paths(revision: Revision) -> Value {
    let (row, scheduled) = match revision {
        Revision::Current => ("Page_OperationItem", "ScheduledOperation"),
        Revision::Previous => ("Page_PreviousOperationItem", "PreviousScheduledOperation"),
    };
    let mut paths = Map::new();
    paths.insert(
        format!("{PREFIX}/inventory_device_headless_operation/"),
        json!({ "get": list_operations(row), "post": schedule_operation(scheduled, revision) }),
    );
    paths.insert(format!("{PREFIX}/inventory_device/"), json!({ "get": list_devices() }));
    Value::Object(paths)
}

fn list_operations(page: &str) -> Value {
    let mut parameters = vec![
        query("id", json!({ "type": "string" }), "Only the rows of this transaction."),
        query(
            "update_status",
            json!({ "type": ["boolean", "string"], "default": false }),
            "Ask the devices for their status before answering, which is slow. What isn't a boolean counts as false.",
        ),
    ];
    parameters.extend(paging());
    json!({
        "operationId": "listOperations",
        "summary": "Operations, newest first, one row for each device of a transaction",
        "parameters": parameters,
        "responses": with_errors(json!({ "200": answer("A page of operations", page) }), &[]),
    })
}

fn schedule_operation(scheduled: &str, revision: Revision) -> Value {
    let mut created = answer("Scheduled", scheduled);
    created["links"] = json!({
        "rows": { "operationId": "listOperations", "parameters": { "query.id": "$response.body#/id" } },
    });
    let mut codes = vec![
        ("400", "Malformed JSON, or fields that are missing or wrong", "FieldErrors"),
        ("409", "Overlaps with other operations of the same devices", "ConflictAnswer"),
        ("413", "Body larger than 1 MB", "Detail"),
        ("415", "Not JSON", "Detail"),
        ("422", "Parameters that the operation type does not take", "FieldErrors"),
    ];
    if revision == Revision::Previous {
        codes.push(("404", "The device does not exist", "Detail"));
    }
    json!({
        "operationId": "scheduleOperation",
        "summary": "Schedule an operation",
        "requestBody": {
            "required": true,
            "content": { "application/json": { "schema": { "anyOf": [
                { "$ref": "#/components/schemas/NewOperation" },
                { "$ref": "#/components/schemas/PackedOperation" },
            ] } } },
        },
        "responses": with_errors(json!({ "201": created }), &codes),
    })
}

fn list_devices() -> Value {
    let text = || json!({ "type": "string" });
    let mut parameters = vec![
        query("type", text(), "Only devices of this type."),
        query("status", text(), "`online` or `offline`; anything else fits no device."),
        query("organization", text(), "Only devices of this organisation."),
    ];
    parameters.extend(paging());
    json!({
        "operationId": "listDevices",
        "summary": "Devices of the inventory",
        "parameters": parameters,
        "responses": with_errors(json!({ "200": answer("A page of devices", "Page_DeviceItem") }), &[]),
    })
}

fn paging() -> [Value; 2] {
    [
        query(
            "limit",
            json!({ "type": ["integer", "string"], "default": 20 }),
            "Rows on a page, at most 100; more is taken as 100. What isn't a whole number above 0 is ignored.",
        ),
        query(
            "offset",
            json!({ "type": ["integer", "string"], "default": 0 }),
            "Rows before the page. What isn't a whole number is ignored.",
        ),
    ]
}

fn query(name: &str, schema: Value, description: &str) -> Value {
    json!({ "name": name, "in": "query", "required": false, "schema": schema, "description": description })
}

fn answer(description: &str, schema: &str) -> Value {
    json!({
        "description": description,
        "content": {
            "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } },
        },
    })
}

/// Adds the error answers common to all paths, and those of one path.
fn with_errors(mut answers: Value, codes: &[(&str, &str, &str)]) -> Value {
    answers["401"] = answer("No token, or not a good one", "Detail");
    answers["401"]["headers"] =
        json!({ "WWW-Authenticate": { "required": true, "schema": { "type": "string" } } });
    answers["403"] = answer("The token may not do this", "Detail");
    answers["500"] = answer("The server failed", "Detail");
    for (code, description, schema) in codes {
        answers[*code] = answer(description, schema);
    }
    answers
}
