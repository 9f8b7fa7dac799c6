//! Simulates requests to a faulty server from seeds. The number of operations equals the number of submissions, or the outcome says so.

mod server;

use std::collections::{BTreeMap, BTreeSet};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::attempt::{self, Loss, Sent};
use super::backend::Backend;
use super::lookup::Baseline;
use super::lookup::Wanted;
use super::submission::RequestOutcome;
use server::{Answer, Dice, Order, Server, Tidy, request};

/// Runs a future to completion. Nothing waits here: sleeping moves the clock.
fn run<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("the simulated server answers at once"),
    }
}

fn any_answer(dice: &Dice) -> Answer {
    match dice.below(20) {
        0 => Answer::Good,
        1 => Answer::LostBefore,
        2 | 3 => Answer::LostAfter,
        4 => Answer::CutMidway,
        5 | 6 => Answer::Late(dice.below(55_000) as i64),
        7 => Answer::Repeated(2 + dice.below(6) as usize, dice.one_in(2)),
        8 => Answer::Gateway(504, dice.one_in(2)),
        9 => Answer::Gateway(408, dice.one_in(2)),
        10 => Answer::Redirected(dice.one_in(2)),
        11 => Answer::Says(200, r#"{"success": false, "error": "Device is locked."}"#),
        12 => Answer::Says(200, r#"{"detail": "Nothing was scheduled."}"#),
        13 => Answer::Says(200, "{}"),
        14 => Answer::Says(201, r#"{"id": null, "status": "rejected", "message": "no"}"#),
        15 => Answer::Says(200, r#"[{"id": "1", "device_id": "X", "operation_type": "config_sync"}]"#),
        16 => Answer::Accepted((!dice.one_in(3)).then(|| dice.below(50_000) as i64)),
        17 => Answer::ExistingId,
        18 => Answer::Conflict,
        _ => Answer::TooMany,
    }
}

/// One attempt as the page makes it, and the time until which the server may still carry it out.
fn attempt(server: &Server, dismissed: &[String]) -> (RequestOutcome, Baseline, i64) {
    let request = request();
    let mut baseline = run(Baseline::take(server, &request));
    baseline.known.extend(dismissed.iter().cloned());
    let sent = run(attempt::send(server, "", &request, &baseline));
    let mut until = 0;
    let outcome = match sent {
        Sent::Settled(outcome) => outcome,
        Sent::RateLimited { reason, wait_ms } => {
            server.pass(i64::from(wait_ms));
            RequestOutcome::Failed(reason)
        }
        Sent::Lost(Loss { reason, wait_ms, grace_ms }) => {
            until = server.now() + i64::from(wait_ms) + i64::from(grace_ms);
            let wanted = Wanted { request: &request, baseline: &baseline };
            run(attempt::settle(server, wanted, &reason, wait_ms, until))
        }
    };
    match &outcome {
        RequestOutcome::Created(ids) => server.told.borrow_mut().extend(ids.iter().cloned()),
        RequestOutcome::CreatedPerhapsTwice { id, .. } => server.told.borrow_mut().push(id.clone()),
        _ => {}
    }
    (outcome, baseline, until)
}

/// The operations that the server has created for the submission.
fn made(server: &Server) -> Vec<String> {
    server.made.borrow().iter().cloned().collect()
}

/// Simulates a user who follows the page and who recognizes operations correctly. Returns how it ended.
fn intent(server: &Server, seed: u64) -> &'static str {
    let request = request();
    let mut dismissed: Vec<String> = Vec::new();
    for round in 0..4 {
        server.next.set(if round == 3 { Answer::Good } else { any_answer(&server.dice) });
        let answer = server.next.get();
        let (mut outcome, mut baseline, until) = attempt(server, &dismissed);
        loop {
            let exist = made(server);
            let place = format!(
                "seed {seed}, round {round}, {answer:?}, {:?}, {:?}: {outcome:?}",
                server.order, server.tidy
            );
            match &outcome {
                RequestOutcome::Created(ids) => {
                    let said: BTreeSet<_> = ids.iter().cloned().collect();
                    let exist: BTreeSet<_> = exist.into_iter().collect();
                    // Repeats after a success can be detected only if the list shows which rows are new.
                    let provable = !matches!(answer, Answer::Repeated(_, true)) || server.tells();
                    assert!(
                        said.is_subset(&exist) && (said == exist || !provable),
                        "all that was created; {place}"
                    );
                    return if ids.len() == 1 { "created" } else { "several, said" };
                }
                RequestOutcome::CreatedPerhapsTwice { id, similar } => {
                    let said: BTreeSet<_> = similar.iter().chain([id]).cloned().collect();
                    let exist: BTreeSet<_> = exist.into_iter().collect();
                    assert!(exist.contains(id) && exist.is_subset(&said), "all that was created; {place}");
                    return "several perhaps, said";
                }
                RequestOutcome::Similar { ids, .. } => {
                    if ids.iter().any(|id| exist.contains(id)) {
                        return "found by the person";
                    }
                    dismissed.extend(ids.iter().cloned());
                    baseline.known.extend(ids.iter().cloned());
                    let wanted = Wanted { request: &request, baseline: &baseline };
                    outcome = run(attempt::settle(server, wanted, "", 0, until));
                    continue;
                }
                RequestOutcome::NotFound { .. } | RequestOutcome::Rejected(_) | RequestOutcome::Failed(_) => {
                    assert_eq!(exist, Vec::<String>::new(), "said not to exist; {place}");
                    assert!(
                        server.later.borrow().is_empty(),
                        "said not to exist, and still to come; {place}"
                    );
                    if matches!(outcome, RequestOutcome::NotFound { .. }) {
                        // The search right before it is sent again.
                        let wanted = Wanted { request: &request, baseline: &baseline };
                        let again = run(attempt::settle(server, wanted, "", 0, until));
                        if !matches!(again, RequestOutcome::NotFound { .. }) {
                            outcome = again;
                            continue;
                        }
                    }
                }
                RequestOutcome::Unknown(_) | RequestOutcome::Inconclusive { .. } => return "not known, said",
                other => unreachable!("{other:?}"),
            }
            break;
        }
    }
    "not created, said"
}

#[test]
fn operations_equal_submissions_or_the_outcome_says_so() {
    let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in 0..300 {
        let server = Server::new(seed);
        *ends.entry(intent(&server, seed)).or_default() += 1;
    }
    // Guards against a client that is right only because it proves nothing.
    let proven = ends.get("created").copied().unwrap_or_default()
        + ends.get("several, said").copied().unwrap_or_default();
    assert!(proven > 130, "{ends:?}");
    assert!(ends.get("not known, said").copied().unwrap_or_default() < 30, "{ends:?}");
}

#[test]
fn equal_submissions_are_not_confused() {
    for seed in 0..80 {
        let server = Server::new(seed);
        server.next.set(Answer::Good);
        attempt(&server, &[]);
        let first = made(&server);
        server.made.borrow_mut().clear();
        for answer in [Answer::LostBefore, Answer::Conflict, Answer::ExistingId, Answer::Says(200, "{}")] {
            server.next.set(answer);
            let (outcome, ..) = attempt(&server, &[]);
            match &outcome {
                RequestOutcome::Created(_) => unreachable!("seed {seed}, {answer:?}: told as created"),
                RequestOutcome::Similar { ids, .. } => {
                    assert!(ids.iter().all(|id| !first.contains(id)), "seed {seed}, {answer:?}: {outcome:?}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn lost_request_is_found_anywhere_in_a_large_list() {
    for order in [Order::Newest, Order::Oldest, Order::Scheduled] {
        let mut server = Server::new(3);
        (server.order, server.cap, server.tidy, server.faults, server.traffic) =
            (order, 25, Tidy::default(), 0, 0);
        server.rows.borrow_mut().clear();
        for at in 0..1_200 {
            server.put(&format!("DEV-{}", 2 + at % 50), "firmware_update", (at - 1_200) * 61_000);
        }
        for date in [true, false] {
            server.date = date;
            server.made.borrow_mut().clear();
            server.next.set(Answer::LostAfter);
            let (outcome, ..) = attempt(&server, &[]);
            let exist = made(&server);
            match outcome {
                RequestOutcome::Created(ids) => assert_eq!(ids, exist, "{order:?}"),
                RequestOutcome::Similar { ids, .. } => {
                    assert!(ids.contains(&exist[0]), "{order:?}");
                    assert!(!date || order == Order::Scheduled, "the server's clock proves it");
                }
                other => unreachable!("{order:?}: {other:?}"),
            }
        }
    }
}

#[test]
fn search_completes_while_others_schedule() {
    for order in [Order::Newest, Order::Oldest] {
        let mut server = Server::new(5);
        (server.order, server.cap, server.counts, server.tidy) = (order, 25, true, Tidy::default());
        (server.faults, server.traffic) = (0, 1);
        for at in 0..600 {
            server.put(&format!("DEV-{}", 2 + at % 50), "firmware_update", (at - 600) * 61_000);
        }
        server.next.set(Answer::LostBefore);
        let (outcome, ..) = attempt(&server, &[]);
        assert!(matches!(outcome, RequestOutcome::NotFound { .. }), "{order:?}: {outcome:?}");
    }
}

#[test]
fn a_capped_count_is_not_taken_for_everything() {
    for (order, cap, seed) in [(Order::Newest, 25, 1), (Order::Oldest, 100, 2), (Order::Scheduled, 100, 4)] {
        let mut server = Server::new(seed);
        (server.order, server.cap, server.counts, server.count_cap) = (order, cap, true, 200);
        (server.tidy, server.faults, server.traffic) = (Tidy::default(), 0, 0);
        server.rows.borrow_mut().clear();
        for at in 0..600 {
            server.put(&format!("DEV-{}", 2 + at % 50), "firmware_update", (at - 600) * 61_000);
        }
        for answer in [Answer::LostAfter, Answer::LostBefore] {
            server.made.borrow_mut().clear();
            server.next.set(answer);
            let (outcome, ..) = attempt(&server, &[]);
            let exist = made(&server);
            match &outcome {
                RequestOutcome::Created(ids) => assert_eq!(*ids, exist, "{order:?}"),
                RequestOutcome::Similar { ids, .. } => assert!(ids.contains(&exist[0]), "{order:?}"),
                RequestOutcome::NotFound { extent, .. } => {
                    assert!(exist.is_empty(), "{order:?}: told as not there");
                    assert_eq!((extent.read >= 600, extent.count), (true, None), "{order:?}");
                }
                other => unreachable!("{order:?}, {answer:?}: {other:?}"),
            }
        }
    }
}
