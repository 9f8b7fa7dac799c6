//! Pure: "Schedule again": a draft copied from an existing operation, without its time.

use wire::{Map, Operation, Value};

use super::input::Draft;

/// The draft for the same transaction, from its rows (one per device); `None` without rows.
pub fn again(rows: &[Operation], origin: String) -> Option<Draft> {
    let first = rows.first()?;
    let mut device_ids: Vec<String> = Vec::new();
    for row in rows.iter().filter(|row| !row.device_id.is_empty()) {
        if !device_ids.contains(&row.device_id) {
            device_ids.push(row.device_id.clone());
        }
    }
    let data = first.operation_data.clone().unwrap_or_else(|| Value::Object(Map::new()));
    Some(Draft {
        operation_type: first.operation_type.clone(),
        device_ids,
        data: catalogue::json::format(&data),
        priority: first.priority.clone().unwrap_or_default(),
        origin,
        ..Draft::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::draft::When;

    fn row(device: &str) -> Operation {
        Operation {
            operation_type: "firmware_update".into(),
            device_id: device.into(),
            operation_data: Some(serde_json::json!({"firmware_version": "2.4.1", "nested": {"a": [1]}})),
            priority: Some("high".into()),
            scheduled_at: Some(wire::Timestamp(1)),
            ..Operation::default()
        }
    }

    #[test]
    fn everything_except_the_time_is_copied() {
        let draft = again(&[row("DEV-001"), row("DEV-002"), row(""), row("DEV-001")], "12".into()).unwrap();
        assert_eq!(draft.operation_type, "firmware_update");
        assert_eq!(draft.device_ids, ["DEV-001", "DEV-002"]);
        assert_eq!((draft.priority.as_str(), draft.origin.as_str()), ("high", "12"));
        assert_eq!(serde_json::from_str::<Value>(&draft.data).unwrap(), row("").operation_data.unwrap());
        assert_eq!((draft.when, draft.date_time.as_str()), (When::At, ""));
    }

    #[test]
    fn no_rows_give_no_draft() {
        assert_eq!(again(&[], String::new()), None);
    }
}
