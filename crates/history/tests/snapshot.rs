//! Snapshots survive a round trip, and damaged ones are rejected.

mod oracle;

use history::{History, Observation, Query, Restoring, Saved, Saving, SnapshotError, Unread};
use oracle::Observed;
use oracle::strategies::{observed, query};
use proptest::prelude::*;

fn filled(rows: &[(Option<u32>, Observed)], removed: &[usize]) -> History {
    let mut history = History::new();
    for (rank, observed) in rows {
        history.upsert(*rank, &observed.observation());
    }
    for at in removed {
        if let Some((_, observed)) = rows.get(at % rows.len().max(1))
            && let Some(row) = history.find(&observed.id, observed.device_key())
        {
            history.remove(row);
        }
    }
    history
}

fn read(history: &mut History, query: &Query) -> Vec<Observed> {
    history.select(query).rows().iter().map(|&row| Observed::read(history, row)).collect()
}

fn unread() -> impl Strategy<Value = Vec<Unread>> {
    let one =
        (0..100usize, "\\PC{0,20}", "[a-z ]{0,9}").prop_map(|(index, raw, why)| Unread { index, raw, why });
    prop::collection::vec(one, 0..4)
}

fn rows() -> impl Strategy<Value = Vec<(Option<u32>, Observed)>> {
    prop::collection::vec((prop::option::of(0..50u32), observed()), 0..60)
}

proptest! {
    #[test]
    fn comes_back(rows in rows(), unread in unread(), removed in prop::collection::vec(any::<usize>(), 0..4), query in query()) {
        let mut history = filled(&rows, &removed);
        let bytes = history.snapshot(&unread);
        let (mut restored, left) = History::restore(&bytes).unwrap();
        prop_assert_eq!(&left, &unread);
        prop_assert_eq!(restored.len(), history.len());
        prop_assert_eq!(read(&mut restored, &Query::default()), read(&mut history, &Query::default()));
        // Restoring turns order of arrival into the saved order, so rows tied in the API's order may swap once. The set stays the same.
        let sorted = |mut list: Vec<Observed>| { list.sort_by_key(|observed| (observed.id.clone(), observed.device_key().to_owned())); list };
        prop_assert_eq!(sorted(read(&mut restored, &query)), sorted(read(&mut history, &query)));
        prop_assert_eq!(restored.facets(&query, 5).statuses, history.facets(&query, 5).statuses);
        prop_assert_eq!(restored.report(&query), history.report(&query));
        prop_assert_eq!(restored.snapshot(&left), bytes);
        for (_, observed) in &rows {
            prop_assert_eq!(
                restored.find(&observed.id, observed.device_key()).map(|row| Observed::read(&restored, row)),
                history.find(&observed.id, observed.device_key()).map(|row| Observed::read(&history, row))
            );
        }
    }

    #[test]
    fn one_flipped_bit_is_detected(rows in rows(), unread in unread(), at in any::<prop::sample::Index>(), bit in 0..8u32) {
        let mut bytes = filled(&rows, &[]).snapshot(&unread);
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(History::restore(&bytes).is_err());
    }

    #[test]
    fn a_cut_is_detected(rows in rows(), unread in unread(), at in any::<prop::sample::Index>()) {
        let bytes = filled(&rows, &[]).snapshot(&unread);
        prop_assert!(History::restore(&bytes[..at.index(bytes.len())]).is_err());
    }

    #[test]
    fn any_bytes_are_rejected(mut bytes in prop::collection::vec(any::<u8>(), 0..300), headed: bool) {
        if headed && bytes.len() >= 8 {
            bytes[..8].copy_from_slice(&History::new().snapshot(&[])[..8]);
        }
        let refused = matches!(
            History::restore(&bytes),
            Err(SnapshotError::NotASnapshot | SnapshotError::OtherVersion(_) | SnapshotError::Damaged)
        );
        prop_assert!(refused);
    }
}

/// More rows than one step processes.
fn many() -> History {
    let mut history = History::new();
    for n in 0..40_000u32 {
        let (id, device_id) = (format!("op_{}", 90_000 - n), format!("DEV-{}", n % 300));
        let created_at = Some(1_705_320_000_000 - i64::from(n) * 30_000 - if n == 20_000 { 7 } else { 0 });
        let progress = Some(if n == 39_999 { 12.5 } else { 100.0 });
        let observed = Observation {
            id: &id,
            device_id: &device_id,
            created_at,
            progress,
            data: "{}",
            ..Observation::default()
        };
        history.upsert(Some(n), &observed);
    }
    history
}

#[test]
fn steps_give_the_same_as_one_go() {
    let mut history = many();
    let mut steps = 0;
    let mut saving = Saving::new(&history, &[]);
    let bytes = loop {
        match saving.step(&history) {
            Saved::More(next) => saving = next,
            Saved::Done(bytes) => break bytes,
            Saved::Outdated => panic!("nothing has changed"),
        }
        steps += 1;
    };
    assert!(steps > 1);
    assert_eq!(bytes, history.snapshot(&[]));
    let mut restoring = Restoring::new(&bytes).unwrap();
    assert!(!restoring.step().unwrap());
    assert!(restoring.progress() > 0.0 && restoring.progress() < 1.0);
    while !restoring.step().unwrap() {}
    let (mut restored, _) = restoring.finish().unwrap();
    assert_eq!(read(&mut restored, &Query::default()), read(&mut history, &Query::default()));
    assert_eq!(restored.snapshot(&[]), bytes);
}

#[test]
fn a_change_while_saving_is_detected() {
    let mut history = many();
    let Saved::More(saving) = Saving::new(&history, &[]).step(&history) else {
        panic!("one step is not enough")
    };
    history.upsert(Some(0), &Observation { id: "new", ..Observation::default() });
    assert!(matches!(saving.step(&history), Saved::Outdated));
}

#[test]
fn an_unfinished_restore_gives_no_history() {
    let bytes = many().snapshot(&[]);
    let mut restoring = Restoring::new(&bytes).unwrap();
    restoring.step().unwrap();
    assert_eq!(restoring.finish().err(), Some(SnapshotError::Damaged));
}
