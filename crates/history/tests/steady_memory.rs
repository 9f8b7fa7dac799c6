//! A day of polls must not fill the memory, because WebAssembly memory is never returned.

use history::{Column, History, Observation, Query, Sort, TimeField};

/// Until then, buffers and caches get their sizes.
const WARM: usize = 1_000;

/// Takes the same page again, with rows that have progressed: a new percentage, new times, new texts.
fn poll(history: &mut History, rows: usize, poll: usize) {
    history.begin_page(rows as u32);
    for row in 0..rows {
        let at = 1_700_000_000_000 + (poll * 5_000) as i64;
        let id = format!("op_{row}");
        let device = format!("dev_{row}");
        let data =
            format!(r#"{{"firmware_version":"2.4.1","step":"block {poll} of {row} written","left":{poll}}}"#);
        let extra = format!(r#"{{"heartbeat":{at}}}"#);
        let observed = Observation {
            id: &id,
            device_id: &device,
            device_name: Some("Edge Router"),
            operation_type: "firmware_update",
            status: if poll.is_multiple_of(7) { "pending" } else { "in_progress" },
            created_at: Some(1_700_000_000_000 - row as i64 * 1_000),
            updated_at: Some(at),
            progress: Some((poll % 1_000) as f32 / 10.0),
            data: &data,
            extra: &extra,
            ..Observation::default()
        };
        history.upsert(Some(row as u32), &observed);
    }
    history.end_page();
}

/// What the views ask after a poll.
fn read(history: &mut History) {
    let sort = Some(Sort { column: Column::Time(TimeField::Updated), descending: true });
    history.select(&Query { sort, ..Query::default() });
    let failed = Query { statuses: vec!["failed".into(), "in_progress".into()], ..Query::default() };
    history.select(&failed);
    history.facets(&failed, 10);
    history.select(&Query { text: "block".into(), sort, ..Query::default() });
    history.report(&Query::default());
    history.prepare(100);
}

#[test]
fn polls_of_the_same_rows_take_no_more_memory() {
    // 10,000 polls are about 14 hours at one every 5 s.
    for (rows, polls) in [(20, 10_000), (100, 2_000)] {
        let mut history = History::new();
        history.reserve(rows);
        let mut warm = 0;
        for at in 0..polls {
            poll(&mut history, rows, at);
            if at % 16 == 0 {
                read(&mut history);
            }
            let bytes = history.heap_bytes();
            if at < WARM {
                warm = warm.max(bytes);
            }
            assert!(bytes <= warm + warm / 4, "{rows} rows: {bytes} bytes after {at} polls, {warm} before");
        }
        assert_eq!(history.len(), rows);
        assert!(warm < 400_000, "{rows} rows: {warm} bytes");
    }
}
