//! Property tests: after any sequence of upserts, removals and queries, the store gives the same answers as a simple model.

mod oracle;

use history::{Change, Column, History, Query, RowId, Sort, TimeField};
use oracle::strategies::{observed, query, time};
use oracle::{Model, Observed};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    Upsert(Option<u32>, Observed),
    /// Changes the values of a known row, but not its identity.
    Touch(usize, Observed),
    Remove(usize),
    Sweep(Vec<usize>),
    /// Idle preparation: number of steps and budget of each.
    Prepare(usize, usize),
    Ask(Query),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (prop::option::of(0..60u32), observed()).prop_map(|(rank, observed)| Step::Upsert(rank, observed)),
        4 => (any::<usize>(), observed()).prop_map(|(at, observed)| Step::Touch(at, observed)),
        1 => any::<usize>().prop_map(Step::Remove),
        1 => prop::collection::vec(any::<usize>(), 0..40).prop_map(Step::Sweep),
        3 => (1..6usize, 1..400usize).prop_map(|(times, budget)| Step::Prepare(times, budget)),
        8 => query().prop_map(Step::Ask),
    ]
}

struct Both {
    history: History,
    model: Model,
}

impl Both {
    fn new() -> Self {
        Self { history: History::new(), model: Model::default() }
    }

    fn upsert(&mut self, rank: Option<u32>, observed: &Observed) {
        let known = self.history.find(&observed.id, observed.device_key());
        let before = known.map(|row| Observed::read(&self.history, row));
        let generation = self.history.generation();
        let done = self.history.upsert(rank, &observed.observation());
        self.model.upsert(done.row, rank, observed);
        let after = Observed::read(&self.history, done.row);
        let expected = match before {
            None => Change::Added,
            Some(before) if before == after => Change::Same,
            Some(_) => Change::Changed,
        };
        assert_eq!(done.change, expected);
        if expected != Change::Same {
            assert!(self.history.generation() > generation);
        }
    }

    fn run(&mut self, step: &Step) {
        match step {
            Step::Upsert(rank, observed) => self.upsert(*rank, observed),
            Step::Touch(at, observed) => {
                if let Some(known) = pick(&self.model, *at).cloned() {
                    let observed = Observed {
                        id: known.observed.id.clone(),
                        device_id: known.observed.device_key().to_owned(),
                        ..observed.clone()
                    };
                    self.upsert(None, &observed);
                }
            }
            Step::Remove(at) => {
                if let Some(row) = pick(&self.model, *at).map(|known| known.row) {
                    assert!(self.history.remove(row));
                    assert!(!self.history.remove(row));
                    self.model.rows.retain(|known| known.row != row);
                }
            }
            Step::Sweep(observed) => {
                self.history.begin_sweep();
                self.model.rows.iter_mut().for_each(|known| known.swept = false);
                for at in observed {
                    if let Some(known) = pick(&self.model, *at).cloned() {
                        self.upsert(known.rank, &known.observed);
                    }
                }
                let before = self.model.rows.len();
                self.model.rows.retain(|known| known.swept);
                assert_eq!(self.history.retain_seen(), before - self.model.rows.len());
            }
            Step::Prepare(times, budget) => {
                for _ in 0..*times {
                    self.history.prepare(*budget);
                }
            }
            Step::Ask(query) => self.check(query),
        }
    }

    fn check(&mut self, query: &Query) {
        let expected = self.model.select(query);
        let selection = self.history.select(query);
        assert_eq!(selection.rows(), expected, "{query:?}");
        assert_eq!(self.history.count(query), expected.len());
        assert_eq!(selection.page(3, 4), expected.iter().skip(3).take(4).copied().collect::<Vec<RowId>>());
        for known in &self.model.rows {
            assert_eq!(Observed::read(&self.history, known.row), known.observed);
        }
        self.check_facets(query);
        self.check_report(query);
    }

    fn check_facets(&mut self, query: &Query) {
        let facets = self.history.facets(query, 3);
        assert_eq!(facets.total, self.model.select(query).len());
        let without = |change: fn(&mut Query)| {
            let mut query = query.clone();
            change(&mut query);
            query
        };
        let statuses =
            self.model.counts(&without(|query| query.statuses.clear()), |observed| &observed.status);
        assert_eq!(facets.statuses, statuses);
        let types =
            self.model.counts(&without(|query| query.types.clear()), |observed| &observed.operation_type);
        assert_eq!(facets.types, types);
        let mut devices =
            self.model.counts(&without(|query| query.devices.clear()), |observed| &observed.device_id);
        devices.retain(|(_, count)| *count > 0);
        devices.truncate(3);
        let found: Vec<_> = facets.devices.into_iter().map(|device| (device.id, device.count)).collect();
        assert_eq!(found, devices);
    }

    fn check_report(&mut self, query: &Query) {
        let report = self.history.report(query);
        let mut types = self.model.counts(query, |observed| &observed.operation_type);
        types.retain(|(_, count)| *count > 0);
        let found: Vec<_> =
            report.types.iter().map(|kind| (kind.operation_type.clone(), kind.total)).collect();
        assert_eq!(found, types);
        let mut statuses = self.model.counts(query, |observed| &observed.status);
        statuses.retain(|(_, count)| *count > 0);
        let of = |name: &str| {
            statuses.iter().find(|(status, _)| status == name).map_or(0.0, |(_, count)| *count as f64)
        };
        let (good, bad) = (of("completed"), of("failed"));
        assert_eq!(report.success_rate, (good + bad > 0.0).then_some(good / (good + bad)));
        assert_eq!(report.statuses, statuses);
        for kind in &report.types {
            let durations = self.model.durations(query, &kind.operation_type);
            let at =
                |percent: f64| durations.get(((durations.len() as f64 * percent).ceil() as usize).max(1) - 1);
            let found = kind.durations;
            assert_eq!(found.map(|found| found.p50).as_ref(), at(0.5));
            assert_eq!(found.map(|found| found.p95).as_ref(), at(0.95));
        }
    }
}

fn pick(model: &Model, at: usize) -> Option<&oracle::ModelRow> {
    model.rows.get(at.checked_rem(model.rows.len())?)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_sequence(steps in prop::collection::vec(step(), 1..60)) {
        let mut both = Both::new();
        for step in &steps {
            both.run(step);
        }
    }

    #[test]
    fn histograms(
        rows in prop::collection::vec(observed(), 0..80), query in query(),
        field in prop::sample::select(TimeField::ALL.to_vec()), bounds in prop::collection::vec(time(), 0..12),
    ) {
        let mut both = Both::new();
        rows.iter().for_each(|observed| both.upsert(None, observed));
        let mut bounds: Vec<i64> = bounds.into_iter().flatten().collect();
        bounds.sort_unstable();
        let found = both.history.histogram(&query, field, &bounds);
        prop_assert_eq!(found, both.model.histogram(&query, field, &bounds));
        prop_assert_eq!(both.history.extent(&query, field), both.model.extent(&query, field));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Enough rows to exercise updates of cached orders and picking from them, with queries repeated after small changes.
    #[test]
    fn many_rows_and_small_changes(
        template in prop::collection::vec(observed(), 20..40),
        changes in prop::collection::vec(prop::collection::vec(step(), 1..6), 1..5),
        queries in prop::collection::vec(query(), 1..5),
    ) {
        let mut both = Both::new();
        for n in 0..1000u32 {
            let mut observed = template[n as usize % template.len()].clone();
            observed.id = format!("{}{}", if n % 50 == 0 { "ID-" } else { "op_" }, n * 7919 % 1000);
            both.upsert((n % 9 != 0).then_some(n * 31 % 1000), &observed);
        }
        for changes in &changes {
            queries.iter().for_each(|query| both.check(query));
            changes.iter().filter(|step| !matches!(step, Step::Sweep(_))).for_each(|step| both.run(step));
        }
        queries.iter().for_each(|query| both.check(query));
    }

    /// Sorts all rows by every column, again after a few changes: cached orders must be updated, not dropped.
    #[test]
    fn every_order_is_updated(
        template in prop::collection::vec(observed(), 20..40),
        touched in prop::collection::vec((any::<usize>(), observed()), 1..12),
    ) {
        for (column, descending) in Column::ALL.iter().flat_map(|&column| [(column, false), (column, true)]) {
            let query = Query { sort: Some(Sort { column, descending }), ..Query::default() };
            let mut both = Both::new();
            for (n, observed) in template.iter().cycle().take(100).enumerate() {
                both.upsert(Some(n as u32), &Observed { id: format!("op_{n}"), ..observed.clone() });
            }
            for (at, observed) in &touched {
                assert_eq!(both.history.select(&query).rows(), both.model.select(&query));
                both.run(&Step::Touch(*at, observed.clone()));
            }
            assert_eq!(both.history.select(&query).rows(), both.model.select(&query), "{query:?}");
        }
    }

    /// Orders prepared in idle time while rows change equal freshly sorted ones.
    #[test]
    fn prepared_orders_are_correct(
        template in prop::collection::vec(observed(), 20..40), budget in 1..200usize, every in 1..12u32,
        touched in prop::collection::vec((any::<usize>(), observed()), 1..30),
    ) {
        let mut both = Both::new();
        for n in 0..300u32 {
            let observed = Observed { id: format!("op_{n}"), ..template[n as usize % template.len()].clone() };
            both.upsert(Some(n), &observed);
            if n % every == 0 {
                both.history.prepare(budget);
            }
        }
        for (at, observed) in &touched {
            both.run(&Step::Touch(*at, observed.clone()));
            both.history.prepare(budget);
        }
        let mut left = 20_000;
        while !both.history.prepare(budget) {
            left -= 1;
            assert!(left > 0, "it must end");
        }
        for (field, descending) in TimeField::ALL.into_iter().flat_map(|field| [(field, false), (field, true)]) {
            let query = Query { sort: Some(Sort { column: Column::Time(field), descending }), ..Query::default() };
            assert_eq!(both.history.select(&query).rows(), both.model.select(&query), "{query:?}");
        }
    }

    /// Typing and correcting a search, with changes between the keys.
    #[test]
    fn typing_letter_by_letter(
        template in prop::collection::vec(observed(), 10..30),
        word in prop::sample::select(vec!["edge router c-04", "Édge", "rt-789-xyz", "op_1 2.4.10", "\"edge r\" 2.4", "kern", "n119"]),
        touched in prop::collection::vec((any::<usize>(), observed()), 0..20),
    ) {
        let mut both = Both::new();
        for (n, observed) in template.iter().cycle().take(240).enumerate() {
            // Few rows of each kind, so that narrowing a search has an effect.
            let device_id = format!("{}{n}", observed.device_id);
            let rare = if n % 20 == 0 { observed.name.clone() } else { None };
            both.upsert(Some(n as u32), &Observed { id: format!("n{n}"), device_id, name: rare, data: String::new(), ..observed.clone() });
        }
        let mut touched = touched.iter();
        let keys: Vec<char> = word.chars().collect();
        for length in (1..=keys.len()).chain((1..keys.len()).rev()) {
            both.check(&Query { text: keys[..length].iter().collect(), ..Query::default() });
            if let Some((at, observed)) = touched.next() {
                both.run(&Step::Touch(*at, observed.clone()));
            }
        }
    }
}
