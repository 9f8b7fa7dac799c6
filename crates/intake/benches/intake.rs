//! Cost of ingesting a page of 100 rows: decoded to values and upserted, directly from its bytes, encoded as a batch in a worker, and
//! taken from that batch. Ten pages into a history of 100,000 rows; times are per page.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use history::History;
use intake::{encode_batch, take_page};
use std::cell::Cell;
use std::fmt::Write;
use std::time::Duration;
use wire::{Row, decode_page};

const ROWS: u32 = 100;

fn page(number: u32, changed: u32) -> String {
    let mut text =
        String::from(r#"{"count":1000000,"next":"http://x/?offset=100","previous":null,"results":["#);
    for i in number * ROWS..(number + 1) * ROWS {
        let (hour, minute, device) = (i / 60 % 24, i % 60, i.wrapping_mul(2_654_435_761) % 5000);
        let kind = ["firmware_update", "config_sync", "reboot", "health_check"][i as usize % 4];
        let comma = if i % ROWS == 0 { "" } else { "," };
        let _ = write!(
            text,
            r#"{comma}{{"id":"op_{}","operation_type":"{kind}","device_id":"DEV-{device:05}","device_name":"Production Router A-{device:04}","device_serial":"RT-{device:03}-XYZ","status":"completed","scheduled_at":"2024-01-15T{hour:02}:{minute:02}:00Z","started_at":"2024-01-15T{hour:02}:{minute:02}:05Z","completed_at":"2024-01-15T{hour:02}:{minute:02}:55Z","progress_percentage":{},"operation_data":{{"firmware_version":"2.{}.1","backup_created":true,"estimated_duration":"00:15:00"}},"created_at":"2024-01-15T{hour:02}:{minute:02}:00Z","updated_at":"2024-01-15T{hour:02}:{minute:02}:55Z"}}"#,
            10_000_000 - i,
            100 - changed % 100,
            i % 40,
        );
    }
    text.push_str("]}");
    text
}

fn bench(c: &mut Criterion) {
    let mut group = c.benchmark_group("page of 100");
    group
        .sample_size(30)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(1500));
    let mut filled = History::new();
    for number in 0..1000 {
        let _ = take_page(&mut filled, page(number, 0).as_bytes(), Some(number * ROWS));
    }
    let at = Cell::new(1000);
    let next = || {
        at.set(at.get() + 1);
        at.get()
    };
    let known = page(7, 0);
    group.bench_function("decode to values", |b| {
        b.iter(|| decode_page(known.as_bytes()).map(|page| page.rows.len()).unwrap_or(0));
    });
    group.bench_function("decode to values and upsert, new", |b| {
        let mut history = filled.clone();
        b.iter_batched(
            || page(next(), 0),
            |page| {
                for row in decode_page(page.as_bytes()).map(|page| page.rows).unwrap_or_default() {
                    if let Row::Operation(row) = row {
                        history.upsert(None, &intake::observation(&wire::RowTexts::from(&row)));
                    }
                }
            },
            BatchSize::PerIteration,
        );
    });
    group.bench_function("take_page, new", |b| {
        let mut history = filled.clone();
        b.iter_batched(
            || page(next(), 0),
            |page| take_page(&mut history, page.as_bytes(), Some(at.get() * ROWS)).map(|taken| taken.added),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("encode_batch", |b| {
        b.iter(|| encode_batch(known.as_bytes()).map(|batch| batch.len()))
    });
    group.bench_function("take_batch, new", |b| {
        let mut history = filled.clone();
        b.iter_batched(
            || encode_batch(page(next(), 0).as_bytes()).unwrap_or_default(),
            |batch| history.take_batch(&batch, Some(at.get() * ROWS)).map(|taken| taken.added),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("take_batch, changed", |b| {
        let mut history = filled.clone();
        b.iter_batched(
            || encode_batch(page(7, next()).as_bytes()).unwrap_or_default(),
            |batch| history.take_batch(&batch, Some(7 * ROWS)).map(|taken| taken.changed),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("take_batch, same", |b| {
        let mut history = filled.clone();
        let batch = encode_batch(known.as_bytes()).unwrap_or_default();
        b.iter(|| history.take_batch(&batch, Some(7 * ROWS)).map(|taken| taken.rows.len()));
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().without_plots().nresamples(1000);
    targets = bench
}
criterion_main!(benches);
