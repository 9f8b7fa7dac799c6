//! "Schedule again": a draft from an operation that exists, with everything kept but its time.

use wire::{Operation, Value};

use super::draft::Draft;

/// The draft that would make the same operation once more. `devices` are all those of the transaction.
pub fn again(operation: &Operation, devices: &[String], is_in_catalogue: bool) -> Draft {
    let data = operation.operation_data.clone().unwrap_or(Value::Object(wire::Map::new()));
    Draft {
        operation_type: operation.operation_type.clone(),
        other_type: !is_in_catalogue,
        device_ids: devices.iter().filter(|id| !id.is_empty()).cloned().collect(),
        data: catalogue::json::format(&data),
        priority: operation.priority.clone().unwrap_or_default(),
        ..Draft::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::draft::When;

    #[test]
    fn everything_but_the_time_is_kept() {
        let operation = Operation {
            operation_type: "firmware_update".into(),
            device_id: "DEV-001".into(),
            operation_data: Some(serde_json::json!({"firmware_version": "2.4.1", "nested": {"a": [1]}})),
            priority: Some("high".into()),
            scheduled_at: Some(wire::Timestamp(1)),
            ..Operation::default()
        };
        let draft = again(&operation, &["DEV-001".into(), "DEV-002".into(), String::new()], true);
        assert_eq!(draft.operation_type, "firmware_update");
        assert_eq!(draft.device_ids, ["DEV-001", "DEV-002"]);
        assert_eq!(draft.priority, "high");
        assert_eq!(serde_json::from_str::<Value>(&draft.data).unwrap(), operation.operation_data.unwrap());
        assert_eq!((draft.when, draft.date_time.as_str()), (When::At, ""));
    }
}
