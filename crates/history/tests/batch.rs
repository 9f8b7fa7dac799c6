//! Rows survive a round trip through a batch.

mod oracle;

use history::{Batch, BatchError, BatchRow, BatchWriter, Change, History, RowId};
use oracle::Observed;
use oracle::strategies::observed;
use proptest::prelude::*;

type Row = Result<Observed, (String, String)>;

fn row() -> impl Strategy<Value = Row> {
    prop_oneof![9 => observed().prop_map(Ok), 1 => ("\\PC{0,5}", "[a-z ]{0,5}").prop_map(Err)]
}

fn written(count: Option<u64>, more: bool, rows: &[Row]) -> Vec<u8> {
    let mut writer = BatchWriter::new(count, more);
    for row in rows {
        match row {
            Ok(observed) => writer.push(&observed.observation()),
            Err((raw, why)) => writer.push_unreadable(raw, why),
        }
    }
    writer.finish()
}

proptest! {
    #[test]
    fn comes_back(count: Option<u32>, more: bool, rows in prop::collection::vec(row(), 0..20)) {
        let bytes = written(count.map(u64::from), more, &rows);
        let batch = Batch::read(&bytes).unwrap();
        prop_assert_eq!((batch.count, batch.more), (count.map(u64::from), more));
        prop_assert_eq!(batch.rows.len(), rows.len());
        for (read, row) in batch.rows.iter().zip(&rows) {
            match (read, row) {
                (BatchRow::Observation(read), Ok(observed)) => prop_assert_eq!(*read, observed.observation()),
                (BatchRow::Unreadable { raw, why }, Err(row)) => prop_assert_eq!((*raw, *why), (row.0.as_str(), row.1.as_str())),
                _ => prop_assert!(false, "{:?} is {:?}", row, read),
            }
        }
    }

    #[test]
    fn equals_upserting_each_row(
        pages in prop::collection::vec((prop::collection::vec(row(), 0..12), prop::option::of(0..40u32), prop::option::of(0..50u64)), 1..5),
    ) {
        let (mut taken_in, mut upserted) = (History::new(), History::new());
        for (rows, offset, count) in &pages {
            let taken = taken_in.take_batch(&written(*count, false, rows), *offset).unwrap();
            if let (Some(_), Some(count)) = (offset, count) {
                upserted.begin_page(*count as u32);
            }
            let (mut changes, mut unreadable) = (Vec::new(), Vec::new());
            for (index, row) in rows.iter().enumerate() {
                match row {
                    Ok(observed) => {
                        let upsert = upserted.upsert(offset.map(|offset| offset + index as u32), &observed.observation());
                        prop_assert_eq!(taken.rows[index], upsert.row);
                        changes.push(upsert.change);
                    }
                    Err((raw, _)) => {
                        prop_assert_eq!(taken.rows[index], RowId::NONE);
                        unreadable.push((index, raw.clone()));
                    }
                }
            }
            upserted.end_page();
            let of = |kind| changes.iter().filter(|&&change| change == kind).count();
            prop_assert_eq!((taken.added, taken.changed), (of(Change::Added), of(Change::Changed)));
            prop_assert_eq!((taken.rows.len(), taken.count), (rows.len(), *count));
            let found: Vec<_> = taken.unreadable.into_iter().map(|row| (row.index, row.raw)).collect();
            prop_assert_eq!(found, unreadable);
            let query = history::Query::default();
            let (left, right) = (taken_in.select(&query), upserted.select(&query));
            prop_assert_eq!(left.rows(), right.rows());
            for &row in right.rows() {
                prop_assert_eq!(Observed::read(&taken_in, row), Observed::read(&upserted, row));
            }
        }
    }

    /// Invalid bytes cause no panic and leave the history unchanged.
    #[test]
    fn damage(
        rows in prop::collection::vec(row(), 0..6), cut in prop::option::of(any::<prop::sample::Index>()),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
    ) {
        let mut bytes = written(Some(9), true, &rows);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let mut history = History::new();
        if history.take_batch(&bytes, Some(3)).is_err() {
            prop_assert_eq!(history.generation(), 0);
        }
    }

    #[test]
    fn any_bytes(mut bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        prop_assert!(Batch::read(&bytes).is_err());
        bytes.splice(0..0, *b"HOpb\x01");
        let _ = Batch::read(&bytes);
    }
}

/// A count in an answer doesn't cause a large allocation.
#[test]
fn an_absurd_count_is_harmless() {
    let row: Row = Err((String::new(), String::new()));
    for count in [u64::from(u32::MAX), u64::MAX - 1, u64::MAX] {
        let mut history = History::new();
        assert!(
            history
                .take_batch(&written(Some(count), false, std::slice::from_ref(&row)), Some(u32::MAX))
                .is_ok()
        );
        assert!(history.heap_bytes() < 200_000_000);
    }
}

#[test]
fn a_cut_or_another_version_is_rejected() {
    let bytes = written(None, false, &[Err(("17".into(), "It is a number.".into()))]);
    for cut in 0..bytes.len() {
        assert_eq!(Batch::read(&bytes[..cut]), Err(BatchError), "{cut}");
    }
    let longer = [&bytes[..], b"x"].concat();
    assert_eq!(Batch::read(&longer), Err(BatchError));
    let mut newer = bytes.clone();
    newer[4] += 1;
    assert_eq!(Batch::read(&newer), Err(BatchError));
    assert_eq!(Batch::read(&bytes).unwrap().rows.len(), 1);
}
