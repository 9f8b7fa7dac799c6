//! Crawls against simulated servers: what they take from other clients, how often they are refused, and how long they last.

use super::{super::retry_policy::RetryPolicy, Throttle};
use crate::{api::Gate, session::RequestLimits};
use std::collections::VecDeque;

/// Chooses what a crawl may send.
trait Pace {
    fn at_once(&self) -> usize;
    fn wait_ms(&mut self, now: f64, traffic: Gate) -> f64;
    fn sent(&mut self, now: f64);
    fn answered(&mut self, now: f64, took_ms: f64, under_way: usize);
    fn failed(&mut self, _now: f64, _traffic: Gate) {}
}

/// As many requests as the window has room for, whatever happens.
struct Fixed(usize);

impl Pace for Fixed {
    fn at_once(&self) -> usize {
        self.0
    }
    fn wait_ms(&mut self, _: f64, _: Gate) -> f64 {
        0.0
    }
    fn sent(&mut self, _: f64) {}
    fn answered(&mut self, _: f64, _: f64, _: usize) {}
}

struct Polite {
    throttle: Throttle,
    multiplexed: bool,
}

fn polite(limits: RequestLimits, multiplexed: bool) -> Polite {
    Polite { throttle: Throttle::new(limits, Gate::default()), multiplexed }
}

impl Pace for Polite {
    fn at_once(&self) -> usize {
        self.throttle.at_once()
    }
    fn wait_ms(&mut self, now: f64, traffic: Gate) -> f64 {
        f64::from(self.throttle.wait_ms(now as i64, traffic))
    }
    fn sent(&mut self, now: f64) {
        self.throttle.sent(now as i64);
    }
    fn answered(&mut self, now: f64, took_ms: f64, under_way: usize) {
        self.throttle.answered(now as i64, took_ms, under_way, self.multiplexed);
    }
    fn failed(&mut self, now: f64, traffic: Gate) {
        self.throttle.failed(now as i64, traffic);
    }
}

/// A server with workers, each of which serves one request at a time.
struct Server {
    /// When each worker is free, in ms.
    workers: Vec<f64>,
    service_ms: f64,
    /// Service times vary by this share.
    jitter: f64,
    quota: Option<Quota>,
    seed: u64,
}

/// A limit of requests, as a window that slides over the accepted ones or as a bucket that is filled evenly.
enum Quota {
    Window { requests: usize, ms: f64, accepted: VecDeque<f64> },
    Bucket { size: f64, a_second: f64, level: f64, at: f64 },
}

impl Quota {
    fn accepts(&mut self, now: f64) -> bool {
        match self {
            Self::Window { requests, ms, accepted } => {
                while accepted.front().is_some_and(|at| now - at >= *ms) {
                    accepted.pop_front();
                }
                let room = accepted.len() < *requests;
                if room {
                    accepted.push_back(now);
                }
                room
            }
            Self::Bucket { size, a_second, level, at } => {
                *level = (*level + (now - *at) / 1_000.0 * *a_second).min(*size);
                *at = now;
                let room = *level >= 1.0;
                if room {
                    *level -= 1.0;
                }
                room
            }
        }
    }
}

impl Server {
    fn new(workers: usize, service_ms: f64) -> Self {
        Self { workers: vec![0.0; workers], service_ms, jitter: 0.0, quota: None, seed: 7 }
    }

    fn dice(&mut self) -> f64 {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) as f64 / (1u64 << 31) as f64
    }

    /// When a request that arrives now is answered, and whether it is accepted.
    fn serve(&mut self, now: f64) -> (f64, bool) {
        if self.quota.as_mut().is_some_and(|quota| !quota.accepts(now)) {
            return (now + 5.0, false);
        }
        let service_ms = self.service_ms * (1.0 + self.jitter * (2.0 * self.dice() - 1.0));
        let Some(worker) = self.workers.iter_mut().min_by(|a, b| a.total_cmp(b)) else { return (now, true) };
        *worker = worker.max(now) + service_ms;
        (*worker, true)
    }
}

/// A crawl in a browser.
struct Crawl {
    pages: usize,
    /// Connections to the server; further requests wait for one.
    connections: usize,
    /// What a page costs the browser, one after the other, in ms. A thousand take the main thread 1.1 s.
    page_ms: f64,
    /// Interval of another client's requests, or of the polls of the same page, in ms.
    others_ms: f64,
    /// The others are polls of this page, so that they count.
    polls: bool,
    /// The wait that a refusal asks for, in ms.
    retry_after: Option<u32>,
    until: f64,
}

impl Default for Crawl {
    fn default() -> Self {
        Self {
            pages: usize::MAX,
            connections: 16,
            page_ms: 1.1,
            others_ms: 370.0,
            polls: false,
            retry_after: None,
            until: f64::MAX,
        }
    }
}

/// What was seen.
#[derive(Default)]
struct Seen {
    took_ms: f64,
    pages: usize,
    most_at_once: usize,
    others: Vec<f64>,
    refused: Vec<f64>,
}

impl Seen {
    /// Median latency of the other client.
    fn median(&mut self) -> f64 {
        self.others.sort_by(f64::total_cmp);
        self.others[self.others.len() / 2]
    }
}

impl Crawl {
    fn run(&self, server: &mut Server, pace: &mut impl Pace) -> Seen {
        let mut seen = Seen::default();
        // When it was sent, when it arrives, when the browser has handled it, and whether it was accepted.
        let mut calls: Vec<(f64, f64, f64, bool)> = Vec::new();
        let (mut now, mut next_other, mut browser_free) = (0.0f64, 100.0f64, 0.0f64);
        let mut connections = vec![0.0f64; self.connections];
        let (mut retry, mut waits_until, mut traffic) = (RetryPolicy::default(), 0.0f64, Gate::default());
        while seen.pages < self.pages && now < self.until {
            let mut paced_until = f64::MAX;
            loop {
                let first = seen.pages == 0;
                let room = if first { 1 } else { pace.at_once() };
                let left = self.pages - seen.pages;
                if now < waits_until || calls.len() >= room.min(left) {
                    break;
                }
                let wait = pace.wait_ms(now, traffic);
                if wait > 0.0 {
                    paced_until = now + wait;
                    break;
                }
                pace.sent(now);
                let connection = connections.iter_mut().min_by(|a, b| a.total_cmp(b)).unwrap();
                let begins = connection.max(now);
                let (arrives, accepted) = server.serve(begins);
                *connection = arrives;
                browser_free = browser_free.max(arrives) + self.page_ms;
                calls.push((now, arrives, browser_free, accepted));
                seen.most_at_once = seen.most_at_once.max(calls.len());
            }
            let handled = calls.iter().map(|call| call.2);
            let resumes = if waits_until > now { waits_until } else { f64::MAX };
            now = handled.chain([next_other, paced_until, resumes]).fold(f64::MAX, f64::min);
            if now == next_other {
                if self.polls {
                    traffic.sent += 1;
                }
                let (answered, accepted) = server.serve(now);
                if accepted {
                    seen.others.push(answered - now);
                } else {
                    seen.refused.push(now);
                    traffic.refused += u32::from(self.polls);
                }
                next_other += self.others_ms;
            }
            while let Some(at) = calls.iter().position(|call| call.2 <= now) {
                let under_way = calls.len();
                let (sent, arrived, _, accepted) = calls.remove(at);
                if accepted {
                    seen.pages += 1;
                    retry.succeeded();
                    pace.answered(now, arrived - sent, under_way);
                } else {
                    seen.refused.push(now);
                    traffic.refused += 1;
                    pace.failed(now, traffic);
                    let wait = retry.failed(now as i64, self.retry_after, 0.5).expect("never for so long");
                    waits_until = waits_until.max(now + f64::from(wait));
                }
            }
        }
        seen.took_ms = now;
        seen
    }
}

#[test]
fn another_client_of_a_small_server_hardly_notices() {
    for multiplexed in [false, true] {
        for jitter in [0.0, 0.2] {
            let mut server = Server { jitter, ..Server::new(4, 200.0) };
            let crawl = Crawl { until: 180_000.0, ..Crawl::default() };
            let mut seen = crawl.run(&mut server, &mut polite(RequestLimits::default(), multiplexed));
            let median = seen.median();
            assert!(median <= 240.0, "{median} ms, multiplexed: {multiplexed}, jitter: {jitter}");
            assert!(seen.pages > 180 * 5, "{} pages: it is not idle, either", seen.pages);
            let mut fixed = crawl.run(&mut Server { jitter, ..Server::new(4, 200.0) }, &mut Fixed(24));
            assert!(fixed.median() > 600.0, "a fixed window is what it was made against");
        }
    }
}

#[test]
fn a_limited_server_refuses_only_at_the_start() {
    let window = |requests, ms| Quota::Window { requests, ms, accepted: VecDeque::new() };
    let bucket = |size| Quota::Bucket { size, a_second: 5.0, level: size, at: 0.0 };
    for (name, quota) in [
        ("window", window(5, 1_000.0)),
        ("long window", window(15, 3_000.0)),
        ("bucket", bucket(5.0)),
        ("large bucket", bucket(20.0)),
    ] {
        let mut server = Server { quota: Some(quota), ..Server::new(64, 20.0) };
        for retry_after in [Some(1_000), None] {
            let crawl =
                Crawl { others_ms: 3_000.0, polls: true, retry_after, until: 300_000.0, ..Crawl::default() };
            server.workers.fill(0.0);
            let mut quota = server.quota.take();
            match &mut quota {
                Some(Quota::Window { accepted, .. }) => accepted.clear(),
                Some(Quota::Bucket { size, level, at, .. }) => (*level, *at) = (*size, 0.0),
                None => {}
            }
            server.quota = quota;
            let seen = crawl.run(&mut server, &mut polite(RequestLimits::default(), true));
            let late: Vec<f64> = seen.refused.into_iter().filter(|at| *at > 10_000.0).collect();
            assert!(late.is_empty(), "{name}, {retry_after:?}: {late:?}");
            // What a wait was too long makes the rate lower than it might be.
            assert!(seen.pages > 200, "{name}, {retry_after:?}: {} pages", seen.pages);
        }
    }
}

#[test]
fn a_fast_server_is_used_as_before() {
    for (multiplexed, connections) in [(false, 6), (true, 16)] {
        let crawl = Crawl { pages: 1_000, connections, ..Crawl::default() };
        let fixed = crawl.run(&mut Server::new(64, 2.0), &mut Fixed(24)).took_ms;
        let seen = crawl.run(&mut Server::new(64, 2.0), &mut polite(RequestLimits::default(), multiplexed));
        assert!(
            seen.took_ms <= fixed * 1.1,
            "{} ms, {fixed} ms with a fixed window, {multiplexed}",
            seen.took_ms
        );
    }
}

#[test]
fn a_server_that_bears_it_gets_all_that_is_allowed() {
    for (multiplexed, most) in [(false, 4), (true, 16)] {
        let mut server = Server { jitter: 0.3, ..Server::new(64, 200.0) };
        let crawl = Crawl { until: 120_000.0, ..Crawl::default() };
        let seen = crawl.run(&mut server, &mut polite(RequestLimits::default(), multiplexed));
        assert_eq!(seen.most_at_once, most, "no more, on HTTP/1.1 to leave connections free");
        let all = 120_000 / 200 * most;
        assert!(seen.pages > all * 7 / 10, "{} of {all} pages", seen.pages);
    }
}

#[test]
fn the_administrators_limits_hold() {
    let limits = RequestLimits { concurrent: Some(3.0), per_second: Some(10.0) };
    let crawl = Crawl { until: 60_000.0, ..Crawl::default() };
    let seen = crawl.run(&mut Server::new(64, 50.0), &mut polite(limits, true));
    assert!(seen.most_at_once <= 3);
    assert!((590..=601).contains(&seen.pages), "{}", seen.pages);
    let crawl = Crawl { polls: true, ..crawl };
    let seen = crawl.run(&mut Server::new(64, 50.0), &mut polite(limits, true));
    assert!(seen.pages + seen.others.len() <= 601, "polls count");
}
