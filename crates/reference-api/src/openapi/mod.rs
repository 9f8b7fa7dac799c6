//! `/openapi.json`. The schemas of answers are generated from the serialized types; paths and requests are written by hand, since they
//! differ by revision.

mod paths;
mod requests;

use std::sync::Arc;

use axum::{Json, extract::State};
use serde_json::{Value, json};
use utoipa::OpenApi;

use crate::{
    config::Revision, devices::DeviceItem, errors::Error, operations::model, paging::Page, state::App,
};

#[derive(OpenApi)]
#[openapi(
    info(title = "Headless operations", description = "Headless operations on the devices of an inventory."),
    components(schemas(model::OperationItem, model::ScheduledOperation, Page<model::OperationItem>,
        model::Conflict, DeviceItem, Page<DeviceItem>))
)]
struct Current;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Headless operations, previous revision",
        description = "Headless operations on the devices of an inventory, as the previous revision of the API page has them."
    ),
    components(schemas(model::PreviousOperationItem, model::PreviousScheduledOperation,
        Page<model::PreviousOperationItem>, model::Conflict, DeviceItem, Page<DeviceItem>))
)]
struct Previous;

/// Returns the document of the current revision. Needs no token.
///
/// # Errors
/// 500 when the document can't be made.
pub async fn document(State(app): State<Arc<App>>) -> Result<Json<Value>, Error> {
    describe(app.config.revision).map(Json)
}

/// The OpenAPI document of a revision.
///
/// # Errors
/// 500 when the document can't be made.
pub fn describe(revision: Revision) -> Result<Value, Error> {
    let shapes = match revision {
        Revision::Current => Current::openapi(),
        Revision::Previous => Previous::openapi(),
    };
    let mut document = serde_json::to_value(shapes).map_err(|error| Error::Internal(error.to_string()))?;
    document["paths"] = paths::paths(revision);
    document["security"] = json!([{ "token": [] }]);
    document["components"]["securitySchemes"] = json!({ "token": { "type": "http", "scheme": "bearer" } });
    for (name, schema) in requests::schemas(revision) {
        document["components"]["schemas"][name] = schema;
    }
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|inner| references(inner, found));
            }
            Value::Array(list) => list.iter().for_each(|inner| references(inner, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_resolves() {
        for revision in [Revision::Current, Revision::Previous] {
            let document = describe(revision).unwrap();
            let mut found = Vec::new();
            references(&document, &mut found);
            assert!(found.len() > 10);
            for reference in found {
                assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
            }
        }
    }

    #[test]
    fn a_row_has_all_its_fields_always() {
        let document = describe(Revision::Current).unwrap();
        let row = &document["components"]["schemas"]["OperationItem"];
        assert_eq!(row["required"].as_array().unwrap().len(), row["properties"].as_object().unwrap().len());
    }
}
