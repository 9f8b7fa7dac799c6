use super::*;
use serde_json::json;
use wire::Timestamp;

const SENT: i64 = 1_767_225_600_000;

fn request() -> ScheduleRequest {
    ScheduleRequest {
        operation_type: "config_sync".into(),
        device_ids: vec!["DEV-A".into(), "DEV-B".into()],
        scheduled_at: Timestamp(SENT + 3_600_000),
        operation_data: json!({"config_template": "std", "depth": 1}).as_object().unwrap().clone(),
        ..ScheduleRequest::default()
    }
}

fn row(id: &str, device: &str) -> Operation {
    Operation {
        id: id.into(),
        device_id: device.into(),
        operation_type: "config_sync".into(),
        scheduled_at: Some(Timestamp(SENT + 3_600_000)),
        created_at: Some(Timestamp(SENT + 200)),
        operation_data: Some(json!({"config_template": "std", "depth": 1.0, "added": true})),
        ..Operation::default()
    }
}

/// The match of the rows, with a fresh baseline and a readable server clock.
fn matched(rows: &[Operation]) -> Match {
    let baseline = Baseline {
        fresh: true,
        in_order: true,
        server_time: Some(SENT),
        newest: Some(SENT - 1_000),
        ..Baseline::default()
    };
    let request = request();
    let mut matcher = Matcher::default();
    rows.iter().for_each(|row| matcher.read(row, Wanted { request: &request, baseline: &baseline }));
    matcher.result(&request)
}

fn both(change: impl Fn(&mut Operation)) -> Match {
    let mut rows = [row("7", "DEV-A"), row("7", "DEV-B")];
    rows.iter_mut().for_each(change);
    matched(&rows)
}

fn found(ids: &[&str]) -> Match {
    Match::Found(ids.iter().map(|id| (*id).to_owned()).collect())
}

fn similar(ids: &[&str]) -> Match {
    Match::Similar(ids.iter().map(|id| (*id).to_owned()).collect())
}

#[test]
fn new_transaction_on_all_devices_is_found() {
    assert_eq!(matched(&[row("1", "DEV-Z"), row("7", "DEV-A"), row("7", "DEV-B")]), found(&["7"]));
}

#[test]
fn all_matches_are_counted() {
    let rows =
        [row("7", "DEV-A"), row("7", "DEV-B"), row("8", "DEV-B"), row("8", "DEV-A"), row("8", "DEV-A")];
    assert_eq!(matched(&rows), found(&["7", "8"]));
}

#[test]
fn normalized_rows_are_found_or_similar() {
    assert_eq!(both(|row| row.device_id = row.device_id.to_lowercase()), found(&["7"]));
    assert_eq!(both(|row| row.operation_type = "CONFIG_SYNC".into()), found(&["7"]));
    assert_eq!(
        both(|row| row.scheduled_at = Some(Timestamp(SENT + 3_602_000))),
        found(&["7"]),
        "two seconds later"
    );
    assert_eq!(
        both(|row| row.scheduled_at = Some(Timestamp(SENT + 3_570_000))),
        found(&["7"]),
        "the full minute"
    );
    assert_eq!(both(|row| row.created_at = Some(Timestamp(SENT - 10_000))), similar(&["7"]), "dated behind");
    assert_eq!(both(|row| row.created_at = None), similar(&["7"]));
    assert_eq!(
        both(|row| row.operation_data = Some(json!({"config_template": "********"}))),
        similar(&["7"])
    );
    assert_eq!(
        both(|row| row.operation_data = Some(json!({"config_template": "std"}))),
        found(&["7"]),
        "settings left out"
    );
    assert_eq!(
        both(|row| row.operation_data = Some(json!({"backup_created": true}))),
        similar(&["7"]),
        "results only"
    );
    assert_eq!(
        both(|row| row.operation_data = Some(json!({"depth": "1"}))),
        found(&["7"]),
        "a number as text"
    );
    assert_eq!(both(|row| row.operation_data = None), found(&["7"]));
    assert_eq!(
        both(|row| {
            row.device_serial = Some(std::mem::replace(&mut row.device_id, "77".into()));
        }),
        found(&["7"]),
        "a device known by its serial"
    );
}

#[test]
fn new_rows_of_the_device_are_at_least_similar() {
    assert_eq!(both(|row| row.operation_type = "reboot".into()), similar(&["7"]));
    assert_eq!(both(|row| row.scheduled_at = Some(Timestamp(SENT + 90_000_000))), similar(&["7"]));
    assert_eq!(matched(&[row("9", "DEV-A")]), similar(&["9"]), "one of two devices: the rest may come");
    assert_eq!(both(|row| row.device_id = String::new()), similar(&["7"]), "a row that names no device");
}

#[test]
fn older_rows_never_match() {
    assert_eq!(both(|row| row.created_at = Some(Timestamp(SENT - 3_600_000))), Match::None);
    assert_eq!(matched(&[row("3", "DEV-C")]), Match::None);
    assert_eq!(matched(&[]), Match::None);
    let request = request();
    let known = ["7".to_owned()].into();
    let known = Baseline { fresh: true, server_time: Some(SENT), known, ..Baseline::default() };
    let mut matcher = Matcher::default();
    for row in [row("7", "DEV-A"), row("7", "DEV-B")] {
        matcher.read(&row, Wanted { request: &request, baseline: &known });
    }
    assert_eq!(matcher.result(&request), Match::None, "known before, whatever its time says");
}
