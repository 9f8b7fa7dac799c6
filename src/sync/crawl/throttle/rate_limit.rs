//! Pure: how many requests a second to send: what the administrator set, and what the server was seen to accept.

/// How long a learnt rate is not exceeded, in ms.
const HOLD_MS: i64 = 600_000;
/// Share of the accepted rate that is used, so that other callers have room.
const SHARE: f64 = 0.9;
/// Refusals within this time have one cause, in ms.
const TOGETHER_MS: i64 = 1_000;
/// Fewer accepted requests show no rate.
const ENOUGH: u32 = 5;
/// A longer wait means that this computer's clock was set back, in ms.
const LONGEST_MS: f64 = 600_000.0;
/// Least learnt rate, in requests a second: an outage must not stop the crawl for minutes.
const LEAST: f64 = 0.25;

/// The rate of requests.
#[derive(Debug, Default)]
pub struct RateLimit {
    /// The administrator's limit, in requests a second.
    most: Option<f64>,
    /// The learnt limit in requests a second, and until when it holds.
    learnt: Option<(f64, i64)>,
    /// No request before then, in ms.
    next_at: f64,
    /// Accepted requests since [`Self::since`].
    accepted: u32,
    since: Option<i64>,
    refused_at: Option<i64>,
}

impl RateLimit {
    /// A limit that never exceeds `most` requests a second.
    pub fn new(most: Option<f64>) -> Self {
        Self { most, ..Self::default() }
    }

    /// Whether the server has refused requests for their rate lately.
    pub fn is_learnt(&self, now: i64) -> bool {
        self.learnt.is_some_and(|(_, until)| now < until)
    }

    /// Time until the next request may be sent, in ms.
    pub fn wait_ms(&self, now: i64) -> u32 {
        let wait = (self.next_at - now as f64).ceil();
        if self.rate(now).is_some() && (0.0..LONGEST_MS).contains(&wait) { wait as u32 } else { 0 }
    }

    /// So many requests are sent.
    pub fn sent(&mut self, now: i64, requests: u32) {
        self.since.get_or_insert(now);
        if let Some(rate) = self.rate(now) {
            let from = now as f64 + f64::from(self.wait_ms(now));
            self.next_at = from + f64::from(requests) * 1_000.0 / rate;
        }
    }

    /// So many requests were accepted.
    pub fn accepted(&mut self, requests: u32) {
        self.accepted = self.accepted.saturating_add(requests);
    }

    /// A request failed for another reason. The time until the next one says nothing about the rate.
    pub fn failed(&mut self) {
        (self.since, self.accepted) = (None, 0);
    }

    /// The server refused a request for its rate (429). Learns the rate that it has accepted since the last time.
    pub fn refused(&mut self, now: i64) {
        if self.refused_at.is_some_and(|at| (now - at).abs() < TOGETHER_MS) {
            return;
        }
        self.refused_at = Some(now);
        // Limits hold for a second at least.
        let took = (now - self.since.unwrap_or(now)).max(1_000) as f64 / 1_000.0;
        let seen = f64::from(self.accepted) / took * SHARE;
        let rate = match self.learnt.filter(|(_, until)| now < *until) {
            None if self.accepted < ENOUGH => return,
            None => seen,
            Some((known, _)) if self.accepted >= ENOUGH => seen.min(known * SHARE),
            // Refused again right away: nothing is measured, but it is too much.
            Some((known, _)) => known / 2.0,
        };
        self.learnt = Some((rate.max(LEAST), now + HOLD_MS));
        if self.accepted >= ENOUGH {
            (self.since, self.accepted) = (Some(now), 0);
        }
    }

    fn rate(&self, now: i64) -> Option<f64> {
        let learnt = self.learnt.filter(|(_, until)| now < *until).map(|(rate, _)| rate);
        match (self.most, learnt) {
            (Some(most), Some(learnt)) => Some(most.min(learnt)),
            (most, learnt) => most.or(learnt),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_administrators_limit_spaces_requests() {
        let mut rate = RateLimit::new(Some(4.0));
        assert_eq!(rate.wait_ms(1_000), 0);
        rate.sent(1_000, 1);
        assert_eq!(rate.wait_ms(1_000), 250);
        rate.sent(1_250, 3);
        assert_eq!(rate.wait_ms(1_250), 750, "other calls of the page count");
        assert_eq!(rate.wait_ms(9_000), 0);
        assert_eq!(rate.wait_ms(1_250 - 3_600_000), 0, "the clock was set back");
        assert_eq!(RateLimit::new(None).wait_ms(0), 0);
    }

    #[test]
    fn the_rate_that_was_refused_is_not_reached_again_for_a_while() {
        let mut rate = RateLimit::new(None);
        rate.sent(0, 1);
        rate.accepted(20);
        rate.refused(2_000);
        assert!(rate.is_learnt(2_000));
        rate.sent(2_000, 9);
        assert_eq!(rate.wait_ms(2_000), 1_000, "nine a second of the ten that were accepted");
        rate.refused(2_500);
        rate.sent(3_000, 9);
        assert_eq!(rate.wait_ms(3_000), 1_000, "those that are refused together count once");
        assert_eq!(rate.wait_ms(2_000 + HOLD_MS), 0);
        assert!(!rate.is_learnt(2_000 + HOLD_MS));
    }

    #[test]
    fn an_outage_teaches_no_rate() {
        let mut rate = RateLimit::new(None);
        rate.sent(0, 1);
        rate.accepted(20);
        rate.failed();
        rate.sent(60_000, 1);
        rate.accepted(1);
        rate.refused(60_100);
        assert!(!rate.is_learnt(60_100), "one answer after a minute of failures");
        rate.accepted(9);
        rate.refused(61_100);
        rate.sent(61_100, 8);
        assert!((0..1_000).contains(&rate.wait_ms(61_100)), "ten within the second since");
    }

    #[test]
    fn a_limit_a_minute_is_learnt_from_the_second_refusal() {
        let mut rate = RateLimit::new(None);
        rate.sent(0, 1);
        rate.accepted(60);
        rate.refused(2_000);
        rate.accepted(60);
        rate.refused(62_000);
        rate.sent(62_000, 9);
        assert_eq!(rate.wait_ms(62_000), 10_000);
    }

    #[test]
    fn a_server_that_accepts_nothing_teaches_nothing() {
        let mut rate = RateLimit::new(None);
        (1..9).for_each(|n| rate.refused(n * 60_000));
        rate.sent(600_000, 5);
        assert_eq!(rate.wait_ms(600_000), 0);
    }
}
