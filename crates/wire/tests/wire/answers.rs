//! The 201 answer and the inventory, in forms that servers might send.

use serde_json::json;
use wire::{decode_created, decode_devices};

#[test]
fn a_created_answer_may_be_loose() {
    let body = json!([{"id": 9, "device_count": "2", "target_devices": ["a", {"id": 7, "status": "offline"}, null],
        "scheduled_at": "soon", "parameters": "{\"a\": 1}", "x": 1}]);
    let created = decode_created(body.to_string().as_bytes()).unwrap();
    assert_eq!((created.id.as_deref(), created.device_count), (Some("9"), Some(2)));
    let ids: Vec<_> = created.target_devices.iter().map(|device| device.device_id.as_str()).collect();
    assert_eq!(ids, ["a", "7"]);
    assert_eq!(created.target_devices[1].device_status.as_deref(), Some("offline"));
    assert_eq!(created.operation_data, Some(json!({"a": 1})));
    assert_eq!(created.extra["scheduled_at"], "soon");
    assert_eq!(created.raw, body[0]);
}

#[test]
fn other_answers_are_an_error() {
    for body in ["", "[]", "[1]", "[{},{}]", "3", "<html></html>", "{"] {
        assert!(decode_created(body.as_bytes()).is_err(), "{body}");
    }
    assert_eq!(decode_created(b"{}").unwrap().id, None);
    let long = decode_created(br#"{"id": 123456789012345678901234}"#).unwrap();
    assert_eq!(long.id.as_deref(), Some("123456789012345678901234"));
}

#[test]
fn devices_are_read_in_several_spellings() {
    let body = json!({"count": 9, "results": [
        {"device_id": "DEV-1", "id": 7, "device_name": "A", "device_serial": "S", "device_status": "online",
         "time_zone": "Europe/Madrid", "firmware_version": "2.1", "site": {"id": 3, "name": "Madrid"}, "device_type": "router"},
        {"id": 8, "hostname": "b", "serial_number": 12, "status": "offline", "tz": "UTC", "software_version": "3",
         "location": "Roof", "organization": {"id": 4}, "model": "X", "group": "edge", "colour": "red"},
        "DEV-3", {"name": "no id"}, null]});
    let page = decode_devices(body.to_string().as_bytes()).unwrap();
    assert_eq!((page.count, page.rows.len(), page.unreadable), (Some(9), 3, 2));
    let [a, b, c] = page.rows.as_slice() else { panic!("three devices") };
    assert_eq!(
        (a.device_id.as_str(), a.name.as_deref(), a.serial.as_deref()),
        ("DEV-1", Some("A"), Some("S"))
    );
    assert_eq!((a.status.as_deref(), a.time_zone.as_deref()), (Some("online"), Some("Europe/Madrid")));
    assert_eq!(
        (a.firmware.as_deref(), a.site.as_deref(), a.kind.as_deref()),
        (Some("2.1"), Some("Madrid"), Some("router"))
    );
    assert_eq!(a.extra["id"], 7);
    assert_eq!((b.device_id.as_str(), b.name.as_deref(), b.serial.as_deref()), ("8", Some("b"), Some("12")));
    assert_eq!((b.time_zone.as_deref(), b.firmware.as_deref()), (Some("UTC"), Some("3")));
    assert_eq!((b.site.as_deref(), b.organization.as_deref()), (Some("Roof"), Some("4")));
    assert_eq!((b.kind.as_deref(), b.group.as_deref()), (Some("X"), Some("edge")));
    assert_eq!(b.extra.keys().collect::<Vec<_>>(), ["colour"]);
    assert_eq!(c.device_id, "DEV-3");
}

#[test]
fn long_numeric_device_ids_stay_apart() {
    let page =
        decode_devices(br#"[{"id": 123456789012345678901234}, {"id": 123456789012345678901235}]"#).unwrap();
    let ids: Vec<_> = page.rows.iter().map(|device| device.device_id.as_str()).collect();
    assert_eq!(ids, ["123456789012345678901234", "123456789012345678901235"]);
}

#[test]
fn other_bodies_are_an_error() {
    assert!(decode_devices(b"{\"id\": 1}").is_err());
    assert!(decode_devices(b"nope").is_err());
    assert_eq!(decode_devices(b"[]").unwrap().rows.len(), 0);
    let empty = decode_devices(br#"{"count": 0, "next": null, "previous": null, "results": null}"#).unwrap();
    assert_eq!((empty.count, empty.more, empty.rows.len()), (Some(0), false, 0));
    assert!(decode_devices(br#"{"count": 1, "next": "u", "results": ["a"]}"#).unwrap().more);
}
