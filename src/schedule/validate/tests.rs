use super::*;
use crate::schedule::draft::When;
use crate::time::zones::tests::Fake;
use catalogue::NoPatterns;
use wire::Envelope;

const NOW: i64 = 1_767_225_600_000; // 2026-01-01T00:00:00Z

fn catalogue() -> Catalogue {
    Catalogue::parse(r#"{"types": [{"name": "health_check", "schema": {"type": "object", "properties": {"depth": {"type": "integer"}}}}]}"#)
        .unwrap()
}

fn good() -> Draft {
    Draft {
        operation_type: "health_check".into(),
        device_ids: vec!["DEV-001".into(), "DEV-002".into()],
        date_time: "2026-02-01T03:00".into(),
        data: r#"{"depth": 2}"#.into(),
        ..Draft::default()
    }
}

fn judge_as(draft: &Draft, revision: Revision) -> Checked {
    judge_among(draft, revision, &known(true))
}

fn known(is_complete: bool) -> KnownDevices {
    KnownDevices::default().with_unlisted(
        ["DEV-001", "DEV-002", "DEV-1", "DEV-2", "  edge (north)"].map(String::from),
        is_complete,
    )
}

fn judge_among(draft: &Draft, revision: Revision, devices: &KnownDevices) -> Checked {
    let against = Against {
        catalogue: &catalogue(),
        devices,
        now: NOW,
        zone_in_force: "Europe/Berlin",
        offsets: &Fake,
        patterns: &NoPatterns,
        shape: BodyShape { revision, envelope: Envelope::Plain },
    };
    check(draft, &against)
}

fn judge(draft: &Draft) -> Checked {
    judge_as(draft, Revision::Current)
}

/// The only finding of a draft.
fn only(draft: &Draft) -> Finding {
    let checked = judge(draft);
    assert_eq!(checked.findings.len(), 1, "{:?}", checked.findings);
    assert_eq!(checked.request().is_none(), checked.findings[0].is_error());
    checked.findings[0].clone()
}

#[test]
fn valid_draft_becomes_a_request() {
    let request = judge(&good()).request().unwrap();
    assert_eq!(request.scheduled_at.to_iso(), "2026-02-01T02:00:00Z");
    assert_eq!(request.device_ids, ["DEV-001", "DEV-002"]);
    assert_eq!(request.operation_data["depth"], 2);
    assert_eq!(request.notification_settings, None);
}

#[test]
fn empty_draft_reports_every_required_field() {
    let checked = judge(&Draft::default());
    let fields: Vec<FieldId> = checked.errors().map(|finding| finding.field.clone()).collect();
    assert_eq!(fields, [FieldId::Type, FieldId::Devices, FieldId::Time]);
}

#[test]
fn findings_are_in_form_order() {
    let bad = Draft { data: "{".into(), webhook_url: "http://x".into(), ..Draft::default() };
    let fields: Vec<FieldId> = judge(&bad).errors().map(|finding| finding.field.clone()).collect();
    assert_eq!(fields, [FieldId::Type, FieldId::Devices, FieldId::Time, FieldId::Data, FieldId::Webhook]);
}

#[test]
fn duplicate_and_unknown_devices_are_reported() {
    let twice = only(&Draft { device_ids: ["DEV-1", "DEV-2", "DEV-1"].map(String::from).into(), ..good() });
    assert!(
        twice.is_error() && twice.message.contains("DEV-1") && !twice.message.contains("DEV-2"),
        "{}",
        twice.message
    );
    let stranger = only(&Draft { device_ids: vec!["DVE-1".into()], ..good() });
    assert!(!stranger.is_error() && stranger.message.contains("DVE-1"));
    let pending = only(&Draft { device_text: "rout".into(), ..good() });
    assert!(pending.is_error() && pending.message.contains("not added"));
}

#[test]
fn ids_of_the_api_are_sent_letter_by_letter() {
    let draft = Draft { device_ids: vec!["  edge (north)".into()], ..good() };
    let checked = judge(&draft);
    assert_eq!(checked.findings, []);
    assert_eq!(checked.request().unwrap().device_ids, ["  edge (north)"]);
}

#[test]
fn unknown_device_is_called_so_only_where_all_are_known() {
    let judged = |id: &str, is_complete| {
        let draft = Draft { device_ids: vec![id.into()], ..good() };
        let checked = judge_among(&draft, Revision::Current, &known(is_complete));
        assert!(checked.request().is_some(), "{id}");
        checked.findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>().join(" ")
    };
    assert!(judged("DEV-9", true).contains("Not among the known devices: DEV-9"));
    assert_eq!(judged("DEV-9", false), "");
    let odd = judged("DEV 9 x", true);
    assert_eq!(odd, "Not among the known devices, and unusual for a device id: DEV 9 x. Check the spelling.");
    assert!(judged("DEV 9 x", false).contains("Unusual for a device id: DEV 9 x"));
    assert!(judged("a\u{202e}b", false).contains("a⟨U+202E⟩b"));
}

#[test]
fn long_lists_are_truncated() {
    let ids: Vec<String> = (0..300).map(|n| format!("X-{n}")).collect();
    let strangers = only(&Draft { device_ids: ids, ..good() });
    assert!(strangers.message.contains("and 292 more"), "{}", strangers.message);
}

#[test]
fn unlisted_type_is_a_warning() {
    let other = only(&Draft { operation_type: "add.obj".into(), data: r#"{"x": 1}"#.into(), ..good() });
    assert!(!other.is_error() && other.field == FieldId::Type);
    let spaced = only(&Draft { operation_type: "Add Object".into(), ..good() });
    assert!(!spaced.is_error() && spaced.field == FieldId::Type, "the API has types with a space");
}

#[test]
fn settings_are_named_as_the_revision_names_them() {
    let draft = Draft { operation_type: "add.obj".into(), ..good() };
    let said = |revision| judge_as(&draft, revision).findings.remove(0).message;
    assert!(said(Revision::Current).contains("its operation_data"));
    assert!(said(Revision::Previous).contains("its parameters"));
}

#[test]
fn now_is_a_few_seconds_ahead() {
    let request = judge(&Draft { when: When::Now, date_time: String::new(), ..good() }).request().unwrap();
    assert_eq!(request.scheduled_at.0, NOW + 10_000);
}

#[test]
fn notifications_require_the_current_revision() {
    let draft = Draft { email_on_failure: true, webhook_url: "https://example.org/x ".into(), ..good() };
    let settings = judge(&draft).request().unwrap().notification_settings.unwrap();
    assert_eq!(settings.webhook_url.as_deref(), Some("https://example.org/x"));
    assert!(settings.email_on_failure && !settings.email_on_completion);
    assert_eq!(judge_as(&draft, Revision::Previous).request().unwrap().notification_settings, None);
}

#[test]
fn priority_requires_the_previous_revision() {
    let draft = Draft { priority: "high".into(), ..good() };
    assert_eq!(judge(&draft).request().unwrap().priority, None);
    assert_eq!(judge_as(&draft, Revision::Previous).request().unwrap().priority.as_deref(), Some("high"));
}

#[test]
fn hidden_webhook_is_not_validated() {
    let draft = Draft { webhook_url: "http://x".into(), ..good() };
    assert!(judge(&draft).request().is_none());
    assert!(judge_as(&draft, Revision::Previous).request().is_some());
}
