use super::*;

fn two() -> Submission {
    let post = |device: &str| Post {
        device_ids: vec![device.into()],
        body: format!(
            r#"{{"device_id": "{device}", "operation_type": "backup", "scheduled_at": "2026-01-01T00:00:00Z", "parameters": {{}}, "priority": "normal"}}"#
        ),
    };
    Submission::new("s1".into(), vec![post("A"), post("B")])
}

fn created(id: &str) -> RequestOutcome {
    RequestOutcome::Created(vec![id.into()])
}

fn not_found() -> RequestOutcome {
    RequestOutcome::NotFound { reason: "lost".into(), extent: Extent::default() }
}

#[test]
fn second_press_sends_nothing() {
    let mut one = two();
    assert!(one.begin(0, 1));
    assert!((0..100).all(|_| !one.begin(0, 2)));
    assert!(!one.begin(1, 2), "one after the other");
    one.settle(0, created("1"));
    assert!(!one.begin(0, 3), "what is created is never sent again");
    assert!(one.begin(1, 3));
}

#[test]
fn sent_request_is_not_sent_again_without_a_search() {
    let mut one = two();
    assert!(one.begin(0, 1));
    let open = [
        RequestOutcome::Unknown("lost".into()),
        RequestOutcome::Similar { reason: "lost".into(), ids: vec!["7".into()] },
        RequestOutcome::Inconclusive { reason: "lost".into(), extent: Extent::default() },
        RequestOutcome::Searching,
        not_found(),
    ];
    for outcome in open {
        one.settle(0, outcome.clone());
        assert!(outcome.needs_search());
        one.release_failed();
        assert!(!one.begin(0, 2), "{outcome:?}");
        assert_ne!(one.next(), Some(0));
    }
}

#[test]
fn rejected_request_is_not_sent_again() {
    let mut one = two();
    assert!(one.begin(0, 1));
    one.settle(0, RequestOutcome::Rejected(Vec::new()));
    one.release_failed();
    assert_eq!(one.next(), Some(1));
    assert!(!one.has_effect());
}

#[test]
fn nothing_is_sent_during_the_requested_delay() {
    let mut one = two();
    one.not_before = Some(40_000);
    assert!(!one.begin(0, 39_999));
    assert_eq!(one.wait_ms(0), 40_000);
    assert!(one.begin(0, 40_000));
    let mut later = two();
    later.wait_until(40_000, 10_000);
    assert_eq!(later.next(), None, "a new intent waits as well");
    later.release_failed();
    assert!(!later.begin(0, 39_999) && later.begin(0, 40_000));
    let mut free = two();
    free.wait_until(40_000, 40_000);
    assert!(free.begin(0, 40_000));
}

#[test]
fn dismissed_operation_is_excluded_from_later_searches() {
    let mut one = two();
    one.settle(0, RequestOutcome::Similar { reason: "lost".into(), ids: vec!["7".into()] });
    one.dismiss_similar();
    assert_eq!(one.rows[0].outcome, RequestOutcome::Unknown("lost".into()));
    assert!(one.rows[0].baseline.known.contains("7"));
}

#[test]
fn reload_keeps_requests_in_progress() {
    let mut one = two();
    assert!(one.begin(0, 41));
    assert!(one.sending(0, Baseline { known: ["5".to_owned()].into(), ..Baseline::default() }));
    assert!(!one.sending(1, Baseline::default()), "it was not claimed");
    one.rows[0].settles_at = Some(99);
    one.not_before = Some(7);
    let again = Submission::load(&one.save()).unwrap();
    assert!(matches!(again.rows[0].outcome, RequestOutcome::Unknown(_)));
    assert_eq!(again.rows[1].outcome, RequestOutcome::Pending);
    assert_eq!(again.rows[0].post, one.rows[0].post);
    assert_eq!(again.rows[0].baseline, one.rows[0].baseline);
    assert_eq!((again.rows[0].settles_at, again.not_before, again.id.as_str()), (Some(99), Some(7), "s1"));
    assert_eq!(again.rows[0].request().unwrap().device_ids, ["A"]);
}

#[test]
fn prepared_request_counts_as_not_sent() {
    let mut one = two();
    assert!(one.begin(0, 41));
    assert_eq!(Submission::load(&one.save()), None);
}

#[test]
fn reload_keeps_a_search_without_a_result() {
    let mut one = two();
    one.settle(0, not_found());
    let again = Submission::load(&one.save()).unwrap();
    assert!(matches!(again.rows[0].outcome, RequestOutcome::Unknown(_)));
}

#[test]
fn reload_drops_a_finished_submission() {
    let mut one = two();
    assert_eq!(Submission::load(&one.save()), None, "nothing was sent");
    one.settle(0, created("1"));
    assert!(Submission::load(&one.save()).is_some(), "half is done");
    one.settle(1, created("2"));
    assert_eq!(Submission::load(&one.save()), None);
    assert!(one.is_complete());
    for garbage in ["", "{}", r#"{"version":2,"rows":[{}]}"#, r#"{"version":1,"id":"","rows":[]}"#] {
        assert_eq!(Submission::load(garbage), None, "{garbage}");
    }
}

#[test]
fn repeated_operation_is_over_but_not_complete() {
    let mut one = two();
    one.settle(0, RequestOutcome::Created(vec!["1".into(), "2".into()]));
    one.settle(1, created("3"));
    assert!(one.is_over() && !one.is_complete());
}

#[test]
fn duplicated_tab_does_not_send_again() {
    let copied = two();
    let mut first = two();
    assert!(first.begin(0, 1));
    first.settle(0, created("1"));
    assert!(first.begin(1, 2) && first.sending(1, Baseline::default()));
    let mut second = copied.clone();
    second.merge(Some(&first.ledger()), true);
    assert_eq!(second.rows[0].outcome, created("1"));
    assert!(second.rows[1].outcome.needs_search(), "it was being sent");
    assert_eq!(second.next(), None);
    let mut orphan = copied;
    orphan.merge(None, true);
    assert!(orphan.rows.iter().all(|row| row.outcome.needs_search()), "nobody knows what the other tab did");
    assert!(!first.ledger().contains("backup"));
}
