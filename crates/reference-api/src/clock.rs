//! The simulated clock, used for the fleet and all answers in place of the system time.
//!
//! At speed 1 and without jumps it equals real time. It never goes back: a started operation stays started.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

/// Milliseconds since 1970, in UTC.
pub type Millis = i64;

/// One second in [`Millis`].
pub const SECOND: Millis = 1000;
/// One minute in [`Millis`].
pub const MINUTE: Millis = 60 * SECOND;
/// One hour in [`Millis`].
pub const HOUR: Millis = 60 * MINUTE;
/// One day in [`Millis`].
pub const DAY: Millis = 24 * HOUR;

/// A clock that can run faster than real time and jump forward.
#[derive(Debug)]
pub struct Clock {
    anchor: Mutex<Anchor>,
}

#[derive(Clone, Copy, Debug)]
struct Anchor {
    real: Millis,
    simulated: Millis,
    speed: f64,
}

impl Anchor {
    fn at(&self, real: Millis) -> Millis {
        let passed = (real - self.real).max(0) as f64 * self.speed;
        self.simulated.saturating_add(passed as Millis)
    }
}

impl Clock {
    /// A clock that is `ahead` milliseconds ahead of real time and runs at `speed`.
    pub fn new(ahead: Millis, speed: f64) -> Self {
        let real = real_now();
        Self { anchor: Mutex::new(Anchor { real, simulated: real + ahead, speed: sane(speed) }) }
    }

    /// The simulated time.
    pub fn now(&self) -> Millis {
        self.lock().at(real_now())
    }

    /// How far the simulated time is ahead of real time, in milliseconds; stored for restarts.
    pub fn ahead(&self) -> Millis {
        let real = real_now();
        self.lock().at(real) - real
    }

    /// Simulated seconds per real second.
    pub fn speed(&self) -> f64 {
        self.lock().speed
    }

    /// Changes the speed, continuing from the current simulated time.
    pub fn set_speed(&self, speed: f64) {
        self.reanchor(0, Some(speed));
    }

    /// Jumps forward.
    pub fn advance(&self, by: Millis) {
        self.reanchor(by.max(0), None);
    }

    fn reanchor(&self, by: Millis, speed: Option<f64>) {
        let mut anchor = self.lock();
        let real = real_now();
        let simulated = anchor.at(real).saturating_add(by);
        *anchor = Anchor { real, simulated, speed: speed.map_or(anchor.speed, sane) };
    }

    fn lock(&self) -> MutexGuard<'_, Anchor> {
        self.anchor.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Limits the speed: from standing still up to a day in about a second. Beyond that, the steps of the simulation would be too coarse.
fn sane(speed: f64) -> f64 {
    if speed.is_finite() { speed.clamp(0.0, 100_000.0) } else { 1.0 }
}

/// The system time.
pub fn real_now() -> Millis {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_millis() as Millis)
}

/// `2024-01-15T10:00:00Z`, as the API page writes instants.
pub fn iso(at: Millis) -> String {
    chrono::DateTime::from_timestamp_millis(at)
        .unwrap_or_default()
        .to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// Formats for the `Date` header.
pub fn http_date(at: Millis) -> String {
    chrono::DateTime::from_timestamp_millis(at)
        .unwrap_or_default()
        .format("%a, %d %b %Y %H:%M:%S GMT")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_faster_and_jumps_but_never_goes_back() {
        let clock = Clock::new(HOUR, 1.0);
        assert!((clock.ahead() - HOUR).abs() < SECOND);
        clock.advance(DAY);
        clock.advance(-DAY);
        assert!((clock.ahead() - HOUR - DAY).abs() < SECOND);
        clock.set_speed(f64::NAN);
        assert_eq!(clock.speed(), 1.0);
        clock.set_speed(60.0);
        let anchor = *clock.lock();
        assert_eq!(anchor.at(anchor.real + 2 * SECOND) - anchor.simulated, 2 * MINUTE);
    }

    #[test]
    fn instants_read_as_on_the_api_page() {
        assert_eq!(iso(1_705_312_800_999), "2024-01-15T10:00:00Z");
        assert_eq!(http_date(1_705_312_800_000), "Mon, 15 Jan 2024 10:00:00 GMT");
    }
}
