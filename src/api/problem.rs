//! Errors of calls, with messages for the user: what happened, and what to do about it.

use super::transport::Failure;
use crate::time::http_date;
use messages::api as text;
use wire::{ApiError, DecodeError, DecodeErrorKind};

/// Why a call failed.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The call was cancelled; never shown.
    Aborted,
    /// The browser is offline.
    Offline,
    /// No answer in time.
    TimedOut,
    /// No answer and no reason; the URL is on the app's own host.
    Unreachable,
    /// No answer and no reason from another host: host unreachable, TLS error, or an answer blocked by CORS.
    NoAnswer {
        /// The other host, as scheme and authority.
        host: String,
    },
    /// Another host answered, but without CORS headers for this page, so the browser blocks the answer.
    Blocked {
        /// The other host, as scheme and authority.
        host: String,
    },
    /// The API redirects to another URL.
    Redirected {
        /// The base URL of the redirect target, if the browser reports it.
        to: Option<String>,
    },
    /// Status 401.
    Unauthorized(ApiError),
    /// Status 403.
    Forbidden(ApiError),
    /// Status 429 or 503: retry after `wait_ms`, if the server says so.
    Busy {
        /// The server's message.
        error: ApiError,
        /// From `Retry-After`, in ms.
        wait_ms: Option<u32>,
    },
    /// Status 404 for the resource itself, or an answer that isn't from this API.
    NotThisApi(String),
    /// An answer that isn't from this API, at an address where this API has answered before. Holds what it is.
    Displaced(String),
    /// Any other error status from 400 up.
    Refused(ApiError),
    /// The body was truncated or damaged.
    Garbled(String),
    /// A lazy chunk could not be fetched; holds the message.
    Chunk(String),
}

/// What the user can do about a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Enter a new token.
    Renew,
    /// Check the URL of the API.
    Reconnect,
    /// Retry.
    Retry,
    /// Retry, or load the page again so that a gateway can ask for a sign-in.
    Reload,
    /// Nothing.
    None,
}

impl Problem {
    /// The problem for a failed request. `host` is the other host, if the request went to one; `online` is what the browser reports.
    pub fn of_failure(failure: Failure, host: Option<String>, online: bool) -> Self {
        match (failure, host) {
            (Failure::Aborted, _) => Self::Aborted,
            (Failure::TimedOut, _) => Self::TimedOut,
            (Failure::Damaged(status), _) => Self::Garbled(text::damaged_answer(&status.to_string())),
            (Failure::Network(_), _) if !online => Self::Offline,
            (Failure::Network(_), Some(host)) => Self::NoAnswer { host },
            (Failure::Network(_), None) => Self::Unreachable,
        }
    }

    /// The problem for an answer with an error status. `now_ms` is the time of the answer by the server's clock, which is also that of a date in
    /// `Retry-After`.
    pub fn of_refusal(error: ApiError, retry_after: Option<&str>, now_ms: f64) -> Self {
        match error.status {
            401 => Self::Unauthorized(error),
            403 => Self::Forbidden(error),
            429 | 503 => {
                let wait_ms = retry_after.and_then(|text| retry_after_ms(text, now_ms));
                Self::Busy { error, wait_ms }
            }
            404 | 405 | 410 if error.fields.is_empty() => Self::NotThisApi(error.message.clone()),
            _ => Self::Refused(error),
        }
    }

    /// The problem for an unreadable answer with a successful status.
    pub fn of_decoding(error: &DecodeError) -> Self {
        match &error.kind {
            // The parser reports this for a truncated answer.
            DecodeErrorKind::NotJson { what, .. } if what.starts_with("EOF") => {
                Self::Garbled(error.to_string())
            }
            _ => Self::NotThisApi(error.to_string()),
        }
    }

    /// The problem in the middle of work: the address has answered as this API before, so it is not the address that is wrong.
    pub fn after_answers(self) -> Self {
        match self {
            Self::NotThisApi(what) => Self::Displaced(what),
            other => other,
        }
    }

    /// What happened, in one sentence.
    pub fn headline(&self) -> String {
        self.texts().0
    }

    /// Why it happened, and what to do.
    pub fn advice(&self) -> String {
        self.texts().1
    }

    /// The headline and the advice.
    fn texts(&self) -> (String, String) {
        let fixed = |headline: &str, advice: &str| (headline.to_owned(), advice.to_owned());
        // The advice quotes the server's message, if there is one.
        let quoting = |headline: &str, error: &ApiError, advice: &str, quote: fn(&str) -> String| {
            let message = error.message.as_str();
            (headline.to_owned(), if message.is_empty() { advice.to_owned() } else { quote(message) })
        };
        match self {
            Self::Aborted => fixed(text::aborted(), ""),
            Self::Offline => fixed(text::offline(), text::offline_advice()),
            Self::TimedOut => fixed(text::timed_out(), text::timed_out_advice()),
            Self::Unreachable => fixed(text::unreachable(), text::unreachable_advice()),
            Self::NoAnswer { host } => (text::no_answer(host), text::no_answer_advice(host)),
            Self::Blocked { host } => (text::blocked(host), text::blocked_advice(host)),
            Self::Redirected { to: Some(to) } => (text::redirected_to(to), text::redirected_to_advice(to)),
            Self::Redirected { to: None } => fixed(text::redirected(), text::redirected_advice()),
            Self::Unauthorized(error) => quoting(
                text::unauthorized(),
                error,
                text::unauthorized_advice(),
                text::unauthorized_advice_said,
            ),
            // The answer names the check of cookies, and what to do about it.
            Self::Forbidden(error) if error.message.contains("CSRF") => {
                (text::api_refused("403"), error.message.clone())
            }
            Self::Forbidden(error) => {
                quoting(text::forbidden(), error, text::forbidden_advice(), text::forbidden_advice_said)
            }
            Self::Busy { error, wait_ms: Some(_) } => {
                quoting(text::busy(), error, text::busy_advice(), text::busy_advice_said)
            }
            Self::NotThisApi(what) => (text::not_this_api().to_owned(), text::not_this_api_advice(what)),
            Self::Displaced(what) => (text::displaced().to_owned(), text::displaced_advice(what)),
            Self::Refused(error) | Self::Busy { error, .. } => {
                let status = error.status.to_string();
                let headline = if error.status >= 500 { text::api_failed } else { text::api_refused };
                (headline(&status), error.message.clone())
            }
            Self::Garbled(what) => fixed(text::garbled(), what),
            Self::Chunk(what) => fixed(text::chunk(), what),
        }
    }

    /// What the user can do.
    pub fn way(&self) -> Way {
        match self {
            Self::Aborted => Way::None,
            Self::Unauthorized(_) => Way::Renew,
            Self::Displaced(_) => Way::Reload,
            Self::NotThisApi(_) | Self::Blocked { .. } | Self::NoAnswer { .. } | Self::Redirected { .. } => {
                Way::Reconnect
            }
            _ => Way::Retry,
        }
    }

    /// A call that was not sent, because the API asked to wait.
    pub fn held(wait_ms: u32) -> Self {
        let (message, fields) = (String::new(), Vec::new());
        Self::Busy {
            error: ApiError { status: 429, message, fields, request_id: None },
            wait_ms: Some(wait_ms),
        }
    }

    /// The wait that the server requires, in ms.
    pub fn wait_ms(&self) -> Option<u32> {
        match self {
            Self::Busy { wait_ms, .. } => *wait_ms,
            _ => None,
        }
    }

    /// Whether a POST that failed with this may have been carried out.
    pub fn is_ambiguous(&self) -> bool {
        match self {
            Self::TimedOut
            | Self::Unreachable
            | Self::NoAnswer { .. }
            | Self::Garbled(_)
            | Self::Offline
            | Self::Redirected { .. } => true,
            // A gateway that times out doesn't tell what the server behind it did. The same holds for a crash (5xx) and for a server that waited
            // too long for the rest of the request (408).
            Self::Refused(error) | Self::Busy { error, .. } => error.status >= 500 || error.status == 408,
            _ => false,
        }
    }

    /// Whether repeating the read may succeed.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Busy { .. } => true,
            Self::Redirected { .. } => false,
            other => other.is_ambiguous(),
        }
    }
}

/// Parses `Retry-After` in both forms, seconds or an HTTP date, into ms from `now_ms`. Capped at an hour, so that a wrong text can't
/// stop the app.
fn retry_after_ms(text: &str, now_ms: f64) -> Option<u32> {
    let text = text.trim();
    let wait = match text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() {
        // More digits than fit are a long wait, not none.
        true => text.parse::<u32>().map_or(f64::MAX, |seconds| f64::from(seconds) * 1000.0),
        false => http_date::parse(text)? as f64 - now_ms,
    };
    Some(wait.clamp(0.0, 3_600_000.0) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_read_in_both_forms() {
        assert_eq!(retry_after_ms("120", 0.0), Some(120_000));
        assert_eq!(retry_after_ms("Thu, 01 Jan 1970 00:01:00 GMT", 15_000.0), Some(45_000));
        assert_eq!(retry_after_ms("Thu, 01 Jan 1970 00:00:00 GMT", 15_000.0), Some(0));
        assert_eq!(retry_after_ms("99999999", 0.0), Some(3_600_000));
        assert_eq!(retry_after_ms("-5", 0.0), None);
        assert_eq!(retry_after_ms("99999999999", 0.0), Some(3_600_000));
        for odd in ["soon", "30s", "+30", "1.5", "", " ", "2026-11-26T10:00:00Z", "Thu Jan  1 00:01:00 1970"]
        {
            assert_eq!(retry_after_ms(odd, 0.0), None, "{odd:?}");
        }
    }

    #[test]
    fn a_date_is_reckoned_by_the_clock_that_wrote_it() {
        let error = ApiError::from_response(429, None, b"");
        // The server's clock is at 1970-01-01T00:00:30, whatever the time is here.
        let busy = Problem::of_refusal(error, Some("Thu, 01 Jan 1970 00:01:00 GMT"), 30_000.0);
        assert_eq!(busy.wait_ms(), Some(30_000));
    }

    #[test]
    fn another_answer_in_the_middle_of_work_does_not_blame_the_address() {
        let page = wire::decode_page(b"<!doctype html><html><title>Sign in</title></html>").unwrap_err();
        let first = Problem::of_decoding(&page);
        assert_eq!(first.way(), Way::Reconnect);
        let later = first.after_answers();
        assert_eq!(later.way(), Way::Reload);
        assert!(
            later.advice().contains("Sign in") && later.advice().contains("reload"),
            "{}",
            later.advice()
        );
        assert!(!later.advice().contains("/api/v1"), "{}", later.advice());
        for body in [&b""[..], b"\"login required\""] {
            let problem = Problem::of_decoding(&wire::decode_page(body).unwrap_err()).after_answers();
            assert!(matches!(problem, Problem::Displaced(_) | Problem::Garbled(_)), "{problem:?}");
        }
        assert_eq!(Problem::Unreachable.after_answers(), Problem::Unreachable);
    }

    #[test]
    fn statuses_map_to_problems() {
        let of = |status, body: &str| {
            let error = ApiError::from_response(status, Some("application/json"), body.as_bytes());
            Problem::of_refusal(error, Some("7"), 0.0)
        };
        assert!(matches!(of(401, r#"{"detail":"no"}"#), Problem::Unauthorized(_)));
        assert!(matches!(of(403, ""), Problem::Forbidden(_)));
        assert_eq!(of(429, "{}").wait_ms(), Some(7000));
        assert!(matches!(of(404, r#"{"detail":"Not found."}"#), Problem::NotThisApi(_)));
        assert!(matches!(of(409, r#"{"detail":"x"}"#), Problem::Refused(e) if e.status == 409));
        assert!(of(502, "<html><title>Bad gateway</title></html>").is_ambiguous());
        assert!(!of(422, "{}").is_ambiguous());
        assert!(of(503, "{}").is_ambiguous(), "a gateway may say it after the server acted");
        assert!(!of(429, "{}").is_ambiguous());
        assert!(of(408, "{}").is_ambiguous(), "the server may have read enough");
        assert!(of(429, "{}").may_pass() && !of(403, "{}").may_pass());
        let held = Problem::held(7);
        assert_eq!(held.wait_ms(), Some(7));
        assert!(!held.is_ambiguous() && held.may_pass(), "it was not sent");
    }

    #[test]
    fn a_refusal_by_a_csrf_check_is_not_about_permissions() {
        let of = |detail: &str| {
            let body = format!(r#"{{"detail": "{detail}"}}"#);
            Problem::of_refusal(ApiError::from_response(403, None, body.as_bytes()), None, 0.0)
        };
        let csrf = of("CSRF Failed: CSRF token missing.");
        assert!(!csrf.headline().contains("permission") && !csrf.advice().contains("permission"), "{csrf:?}");
        assert!(csrf.advice().contains("readCookies"), "{}", csrf.advice());
        assert!(of("Not yours.").headline().contains("permission"));
    }

    #[test]
    fn only_a_required_wait_is_called_one() {
        let of = |status, wait| Problem::of_refusal(ApiError::from_response(status, None, b""), wait, 0.0);
        for status in [429, 503] {
            let (told, untold) = (of(status, Some("7")), of(status, None));
            assert_eq!(told.headline(), text::busy());
            assert!(untold.headline().contains(&status.to_string()), "{}", untold.headline());
            assert!(!untold.advice().contains("time has passed"), "{}", untold.advice());
            assert!(untold.may_pass());
        }
    }

    #[test]
    fn failures_are_distinguished() {
        let lost = || Failure::Network("Failed to fetch".into());
        assert_eq!(Problem::of_failure(lost(), None, false), Problem::Offline);
        assert_eq!(Problem::of_failure(lost(), None, true), Problem::Unreachable);
        let other = Problem::of_failure(lost(), Some("https://api.example".into()), true);
        assert!(other.headline().contains("api.example"), "{}", other.headline());
        assert!(other.is_ambiguous());
        assert!(!Problem::Aborted.is_ambiguous());
        let damaged = Problem::of_failure(Failure::Damaged(200), None, true);
        assert!(
            damaged.is_ambiguous() && damaged.advice().contains("200"),
            "an answer that began is no missing one"
        );
    }
}
