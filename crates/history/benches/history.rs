//! Interactive operations at 10k, 100k and 1M rows: filters, typing, sorting, a poll's upserts, facets. Prints bytes per row.

mod generator;

use criterion::{BatchSize, BenchmarkId, Criterion, SamplingMode, criterion_group, criterion_main};
use generator::{HOT, Row, T0, history};
use history::{Column, DateFilter, History, Query, Sort, TextScope, TimeField};
use std::hint::black_box;
use std::io::Write;
use std::time::Duration;

const SIZES: [u32; 3] = [10_000, 100_000, 1_000_000];

fn text(text: &str, scope: TextScope) -> Query {
    Query { text: text.into(), scope, ..Query::default() }
}

fn sort(column: Column, descending: bool) -> Query {
    Query { sort: Some(Sort { column, descending }), ..Query::default() }
}

fn filters() -> Vec<(&'static str, Query)> {
    let day = 86_400_000;
    let status = Query { statuses: vec!["failed".into()], ..Query::default() };
    let span = DateFilter { field: TimeField::Scheduled, from: Some(T0 - 20 * day), to: Some(T0 - 10 * day) };
    vec![
        ("status", status.clone()),
        ("status+type", Query { types: vec!["reboot".into()], ..status.clone() }),
        ("date", Query { date: Some(span), ..Query::default() }),
        ("group", Query { group: Some(history::Pattern::new("edge*")), ..Query::default() }),
        ("status+date+text", Query { date: Some(span), text: "2.4.".into(), ..status }),
    ]
}

/// A copy without cached answers, except the API's order: the state before the first key press.
fn fresh(built: &History) -> History {
    let mut copy = built.clone();
    copy.drop_caches();
    copy.select(&Query::default());
    copy
}

fn bench(c: &mut Criterion) {
    for n in SIZES {
        let built = history(n);
        let bytes = built.heap_bytes();
        let _ = writeln!(std::io::stderr(), "{n} rows: {} bytes a row", bytes / n as usize);
        for (name, query) in filters() {
            cold(c, &format!("filter/{name}"), n, &built, |history| history.select(&query).len());
        }
        let keys = ["c", "c-", "c-0", "c-04", "c-041", "c-0416"];
        for (scope, called) in [(TextScope::Identity, "identity"), (TextScope::Everything, "everything")] {
            cold(c, &format!("type/first key/{called}"), n, &built, |history| {
                history.select(&text("c", scope)).len()
            });
            cold(c, &format!("type/six keys/{called}"), n, &built, |history| {
                keys.iter().map(|key| history.select(&text(key, scope)).len()).sum()
            });
        }
        for key in ["1", "op_", "99", "2.4.1"] {
            cold(c, &format!("type/{key}"), n, &built, |history| {
                history.select(&text(key, TextScope::Everything)).len()
            });
        }
        for (name, column) in [
            ("scheduled", Column::Time(TimeField::Scheduled)),
            ("id", Column::Id),
            ("device", Column::DeviceName),
            ("status", Column::Status),
            ("progress", Column::Progress),
        ] {
            cold(c, &format!("sort/{name}"), n, &built, |history| history.select(&sort(column, false)).len());
        }
        prepared(c, n, &built);
        cold(c, "facets", n, &built, |history| history.facets(&Query::default(), 20).total);
        let days: Vec<i64> = (0..400).rev().map(|day| T0 - day * 86_400_000).collect();
        cold(c, "histogram", n, &built, |history| {
            history.histogram(&Query::default(), TimeField::Scheduled, &days).len()
        });
        cold(c, "report", n, &built, |history| history.report(&Query::default()).total);
        poll(c, n, &built);
    }
}

fn cold(c: &mut Criterion, name: &str, n: u32, built: &History, ask: impl Fn(&mut History) -> usize) {
    let mut group = settings(c, name);
    let mut history = fresh(built);
    group.bench_function(BenchmarkId::from_parameter(n), |b| {
        b.iter_custom(|times| {
            let mut spent = Duration::ZERO;
            for _ in 0..times {
                history.drop_caches();
                let start = std::time::Instant::now();
                black_box(ask(&mut history));
                spent += start.elapsed();
            }
            spent
        });
    });
    group.finish();
}

/// The first sort by a time after idle preparation, and reversing the direction.
fn prepared(c: &mut Criterion, n: u32, built: &History) {
    let column = Column::Time(TimeField::Scheduled);
    let mut group = settings(c, "sort/scheduled, prepared");
    let mut history = fresh(built);
    while !history.prepare(100_000) {}
    group.bench_function(BenchmarkId::from_parameter(n), |b| {
        b.iter(|| history.select(&sort(column, false)).len());
    });
    group.finish();
    let mut group = settings(c, "sort/scheduled, then descending");
    group.bench_function(BenchmarkId::from_parameter(n), |b| {
        let ascending = || {
            let mut history = fresh(built);
            history.select(&sort(column, false));
            history
        };
        let descending = |mut history: History| (history.select(&sort(column, true)).len(), history);
        b.iter_batched(ascending, descending, BatchSize::PerIteration);
    });
    group.finish();
    let mut group = settings(c, "prepare, longest of all steps");
    group.bench_function(BenchmarkId::from_parameter(n), |b| {
        b.iter_custom(|times| {
            let mut longest = Duration::ZERO;
            for _ in 0..times {
                history.drop_caches();
                history.select(&Query::default());
                let mut worst = Duration::ZERO;
                loop {
                    let start = std::time::Instant::now();
                    let done = history.prepare(100_000);
                    worst = worst.max(start.elapsed());
                    if done {
                        break;
                    }
                }
                longest += worst;
            }
            longest
        });
    });
    group.finish();
}

/// Changes 100 running rows, then repeats the query of the visible list.
fn poll(c: &mut Criterion, n: u32, built: &History) {
    let failed = Query { statuses: vec!["in_progress".into()], ..sort(Column::Progress, true) };
    let shown = [
        ("upsert 100", None),
        ("upsert 100 and all", Some(Query::default())),
        ("upsert 100 and sorted by updated", Some(sort(Column::Time(TimeField::Updated), true))),
        ("upsert 100 and filtered", Some(failed)),
        ("upsert 100 and text", Some(text("c-0", TextScope::Everything))),
    ];
    for (name, query) in shown {
        let mut group = settings(c, name);
        let mut history = fresh(built);
        if let Some(query) = &query {
            history.select(query);
        }
        let mut tick = 0;
        group.bench_function(BenchmarkId::from_parameter(n), |b| {
            b.iter_batched(
                || {
                    tick += 1;
                    (0..HOT).map(|i| Row::new(i, tick)).collect::<Vec<_>>()
                },
                |rows| {
                    history.begin_page(n);
                    for (i, row) in rows.iter().enumerate() {
                        history.upsert(Some(i as u32), &row.observation());
                    }
                    history.end_page();
                    query.as_ref().map(|query| history.select(query).len())
                },
                BatchSize::PerIteration,
            );
        });
        group.finish();
    }
}

fn settings<'a>(
    c: &'a mut Criterion,
    name: &str,
) -> criterion::BenchmarkGroup<'a, criterion::measurement::WallTime> {
    let mut group = c.benchmark_group(name);
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    group.warm_up_time(Duration::from_millis(50)).measurement_time(Duration::from_millis(200));
    group
}

criterion_group! {
    name = benches;
    config = Criterion::default().without_plots().nresamples(1000);
    targets = bench
}
criterion_main!(benches);
