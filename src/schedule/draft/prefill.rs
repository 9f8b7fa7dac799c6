//! Pure: "Schedule again": a draft copied from an existing operation, without its time.

use wire::Operation;

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
    let data = if first.data.is_empty() { "{}" } else { &first.data };
    Some(Draft {
        operation_type: first.operation_type.clone(),
        device_ids,
        data: catalogue::json::format_text(data).unwrap_or_else(|| data.to_owned()),
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
            data: r#"{"firmware_version":2.10,"serial":12345678901234567890123,"nested":{"a":[1.00]}}"#
                .into(),
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
        assert_eq!(draft.data.replace([' ', '\n'], ""), row("").data, "numbers stay as sent");
        assert_eq!((draft.when, draft.date_time.as_str()), (When::At, ""));
    }

    #[test]
    fn no_rows_give_no_draft() {
        assert_eq!(again(&[], String::new()), None);
    }
}
