//! Pure: what a crawl may send, so that it takes neither the server nor the connections from others. The clock comes in as values.

mod concurrency_limit;
mod rate_limit;
#[cfg(test)]
mod simulation_tests;

use crate::{api::Gate, session::RequestLimits};
use concurrency_limit::ConcurrencyLimit;
use rate_limit::RateLimit;

/// Connections of a browser to a server with HTTP/1.1. It may be that, too, where the protocol is unknown.
const CONNECTIONS: usize = 6;
/// Connections that are left to polls and to what a person waits for.
const LEFT_FREE: usize = 2;
/// Most requests at a time with HTTP/2 or later.
const MULTIPLEXED: usize = 16;

/// The limits of a crawl.
#[derive(Debug)]
pub struct Throttle {
    limits: RequestLimits,
    concurrency: ConcurrencyLimit,
    rate: RateLimit,
    /// An answer came by HTTP/2 or later. Not every answer tells.
    multiplexed: bool,
    /// The traffic of the tab when it was last looked at.
    traffic: Gate,
}

impl Throttle {
    /// Starts with the administrator's limits and the traffic so far.
    pub fn new(limits: RequestLimits, traffic: Gate) -> Self {
        let concurrency = ConcurrencyLimit::new(most(limits, false));
        Self { limits, concurrency, rate: RateLimit::new(limits.per_second), multiplexed: false, traffic }
    }

    /// Most requests at a time.
    pub fn at_once(&self) -> usize {
        self.concurrency.get()
    }

    /// Whether it sends less than it could, for the server.
    pub fn is_slowed(&self, now: i64) -> bool {
        self.concurrency.is_lowered(now) || self.rate.is_learnt(now)
    }

    /// Time until the next request may be sent, in ms. `traffic` is that of the tab, whose other calls count.
    pub fn wait_ms(&mut self, now: i64, traffic: Gate) -> u32 {
        let others = traffic.sent.wrapping_sub(self.traffic.sent);
        if others > 0 {
            self.rate.sent(now, others);
            self.rate.accepted(others);
        }
        if traffic.refused != self.traffic.refused {
            self.rate.refused(now);
            self.concurrency.failed(now);
        }
        self.traffic = traffic;
        self.rate.wait_ms(now)
    }

    /// A request is sent.
    pub fn sent(&mut self, now: i64) {
        self.rate.sent(now, 1);
    }

    /// An answer arrived after `took_ms`, while `under_way` requests were under way, itself included. `multiplexed`: by HTTP/2 or later.
    pub fn answered(&mut self, now: i64, took_ms: f64, under_way: usize, multiplexed: bool) {
        self.rate.accepted(1);
        self.multiplexed |= multiplexed;
        self.concurrency.set_most(most(self.limits, self.multiplexed));
        self.concurrency.answered(now, took_ms, under_way);
    }

    /// A request failed. `traffic` is that of the tab: what it has refused is no failure for [`Self::wait_ms`], which measures the rate.
    pub fn failed(&mut self, now: i64, traffic: Gate) {
        if traffic.refused == self.traffic.refused {
            self.rate.failed();
        }
        self.concurrency.failed(now);
    }
}

/// Most requests at a time by the protocol and the administrator's limit.
fn most(limits: RequestLimits, multiplexed: bool) -> usize {
    let most = if multiplexed { MULTIPLEXED } else { CONNECTIONS - LEFT_FREE };
    limits.concurrent.map_or(most, |limit| most.min(limit as usize))
}
