//! Pure: how many requests to send at a time. The limit follows the latency of the answers.
//!
//! It doubles while the latency holds, and grows by one after the first sign of load. Clearly slower answers or a failure halve it. Three
//! quarters of what was too much are then not exceeded for a while, so that the server has room for others.

/// Requests at a time at the start.
const START: usize = 2;
/// Answers that are slower by this factor are clearly slower.
const SLOWER: f64 = 1.2;
/// The same while the limit doubles, when few answers are compared and too many requests show more.
const MUCH_SLOWER: f64 = 1.4;
/// Smaller differences are due to the network and this computer, in ms.
const NOISE_MS: f64 = 25.0;
/// Least answers that are compared, because single ones vary.
const ENOUGH: u32 = 16;
/// The same while the limit doubles.
const ENOUGH_TO_DOUBLE: u32 = 4;
/// How long a limit that was too high is not tried again, in ms.
const CEILING_MS: i64 = 60_000;
/// Failures within this time have one cause, in ms.
const TOGETHER_MS: i64 = 1_000;

/// The number of requests that the server bears.
#[derive(Debug)]
pub struct ConcurrencyLimit {
    limit: usize,
    most: usize,
    /// No sign of load yet.
    starting: bool,
    /// Latency without load, in ms; 0 before the first answer.
    base_ms: f64,
    /// The latency that has halved the limit, until the effect is known.
    halved_at_ms: Option<f64>,
    ceiling: usize,
    ceiling_until: i64,
    failed_at: Option<i64>,
    /// When the limit was last set. Answers to earlier requests say nothing about it.
    since: i64,
    answers: u32,
    sum_ms: f64,
    /// All the requests that the limit allows were under way at some time.
    reached: bool,
}

impl ConcurrencyLimit {
    /// A limit that never exceeds `most`.
    pub fn new(most: usize) -> Self {
        let most = most.max(1);
        Self {
            limit: START.min(most),
            most,
            starting: true,
            base_ms: 0.0,
            halved_at_ms: None,
            ceiling: most,
            ceiling_until: 0,
            failed_at: None,
            since: 0,
            answers: 0,
            sum_ms: 0.0,
            reached: false,
        }
    }

    /// The limit.
    pub fn get(&self) -> usize {
        self.limit
    }

    /// Whether the server has shown that more would be too much.
    pub fn is_lowered(&self, now: i64) -> bool {
        !self.starting && now < self.ceiling_until && self.limit < self.most
    }

    /// Sets the most requests at a time, as when the protocol is known.
    pub fn set_most(&mut self, most: usize) {
        self.most = most.max(1);
        self.limit = self.limit.min(self.most);
    }

    /// An answer arrived after `took_ms`, while `under_way` requests were under way, itself included.
    pub fn answered(&mut self, now: i64, took_ms: f64, under_way: usize) {
        if self.base_ms == 0.0 {
            self.base_ms = took_ms.max(1.0);
        }
        self.reached |= under_way >= self.limit;
        if now < self.since {
            // This computer's clock was set back.
            self.begin_round(now);
        }
        if (now as f64) - took_ms < self.since as f64 {
            return;
        }
        // One hiccup must not look like load.
        self.sum_ms += took_ms.min(self.base_ms * 2.0 + NOISE_MS);
        self.answers += 1;
        let enough = if self.doubles() { ENOUGH_TO_DOUBLE } else { ENOUGH };
        if self.answers >= enough.max(u32::try_from(self.limit).unwrap_or(u32::MAX)) {
            self.judge(now);
        }
    }

    /// A request failed, because of the server as far as can be told. Requests that fail together count once.
    pub fn failed(&mut self, now: i64) {
        if self.failed_at.is_none_or(|at| (now - at).abs() >= TOGETHER_MS) {
            self.failed_at = Some(now);
            self.halve(now);
        }
    }

    fn doubles(&self) -> bool {
        self.starting && self.limit < self.most
    }

    fn judge(&mut self, now: i64) {
        let mean = self.sum_ms / f64::from(self.answers);
        let slower = if self.doubles() { MUCH_SLOWER } else { SLOWER };
        let slow = mean > (self.base_ms * slower).max(self.base_ms + NOISE_MS);
        match self.halved_at_ms.take() {
            // Fewer requests didn't help: the server is slower for another reason.
            Some(before) if slow && mean > before * 0.9 => {
                (self.base_ms, self.ceiling_until) = (mean, 0);
                self.begin_round(now);
            }
            _ if slow => {
                self.halved_at_ms = Some(mean);
                self.halve(now);
            }
            _ => {
                let weight = if mean < self.base_ms { 0.5 } else { 0.25 };
                self.base_ms += weight * (mean - self.base_ms);
                self.grow(now);
            }
        }
    }

    fn grow(&mut self, now: i64) {
        if self.reached {
            let more = if self.starting { self.limit * 2 } else { self.limit + 1 };
            let ceiling = if now < self.ceiling_until { self.ceiling } else { self.most };
            self.limit = more.min(ceiling).min(self.most).max(1);
        }
        self.begin_round(now);
    }

    fn halve(&mut self, now: i64) {
        self.starting = false;
        self.ceiling = (self.limit * 3 / 4).max(1);
        self.ceiling_until = now + CEILING_MS;
        self.limit = (self.limit / 2).max(1);
        self.begin_round(now);
    }

    fn begin_round(&mut self, now: i64) {
        (self.since, self.answers, self.sum_ms, self.reached) = (now, 0, 0.0, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One round of answers with this latency.
    fn round(limit: &mut ConcurrencyLimit, now: &mut i64, took_ms: f64) {
        for _ in 0..limit.get().max(ENOUGH as usize) {
            *now += took_ms as i64 + 1;
            let under_way = limit.get();
            limit.answered(*now, took_ms, under_way);
        }
    }

    #[test]
    fn doubles_while_the_latency_holds() {
        let mut limit = ConcurrencyLimit::new(16);
        assert_eq!(limit.get(), 2);
        for now in 1..=4 {
            limit.answered(now * 100, 50.0, 2);
        }
        assert_eq!(limit.get(), 4);
        let mut now = 1_000;
        (0..4).for_each(|_| round(&mut limit, &mut now, 50.0));
        assert_eq!(limit.get(), 16);
        assert!(!limit.is_lowered(now));
    }

    #[test]
    fn a_failure_halves_it_and_three_quarters_hold_for_a_while() {
        let mut limit = ConcurrencyLimit::new(16);
        let mut now = 0;
        (0..5).for_each(|_| round(&mut limit, &mut now, 50.0));
        assert_eq!(limit.get(), 16);
        (0..5).for_each(|_| limit.failed(now));
        assert_eq!(limit.get(), 8, "those that fail together count once");
        assert!(limit.is_lowered(now));
        let until = now + CEILING_MS;
        while now + 1_000 < until {
            round(&mut limit, &mut now, 50.0);
            assert!(limit.get() <= 12);
        }
        (0..9).for_each(|_| round(&mut limit, &mut now, 50.0));
        assert_eq!(limit.get(), 16);
    }

    #[test]
    fn a_server_that_is_slower_for_another_reason_is_not_left_alone() {
        let mut limit = ConcurrencyLimit::new(16);
        let mut now = 0;
        (0..5).for_each(|_| round(&mut limit, &mut now, 50.0));
        (0..30).for_each(|_| round(&mut limit, &mut now, 150.0));
        assert!(limit.get() >= 8, "{}", limit.get());
    }

    #[test]
    fn it_grows_only_where_it_is_used() {
        let mut limit = ConcurrencyLimit::new(16);
        (1..40).for_each(|n| limit.answered(n * 1_000, 50.0, 1));
        assert_eq!(limit.get(), 2);
    }

    #[test]
    fn one_hiccup_is_no_load() {
        let mut limit = ConcurrencyLimit::new(4);
        let mut now = 0;
        (0..5).for_each(|_| round(&mut limit, &mut now, 200.0));
        limit.answered(now + 9_000, 8_999.0, 4);
        (1..=7).for_each(|n| limit.answered(now + 9_000 + n * 201, 200.0, 4));
        assert_eq!(limit.get(), 4);
    }

    #[test]
    fn the_least_is_one() {
        let mut limit = ConcurrencyLimit::new(0);
        (1..9).for_each(|n| limit.failed(n * 10_000));
        assert_eq!(limit.get(), 1);
        limit.set_most(0);
        assert_eq!(limit.get(), 1);
    }
}
