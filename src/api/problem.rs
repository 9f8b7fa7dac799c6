//! What went wrong with a call, in words for people: what happened, and what to do about it.

use super::transport::Failure;
use crate::time::http_date;
use wire::{ApiError, DecodeError, DecodeErrorKind};

/// Why a call brought nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// Nobody waits for it any more; never shown.
    Aborted,
    /// The browser says that it has no network.
    Offline,
    /// No answer in time.
    TimedOut,
    /// No answer and no reason; the address is the app's own host.
    Unreachable,
    /// No answer and no reason from another host: nobody there, TLS, or an answer that the browser withholds (CORS).
    NoAnswer {
        /// The other host, as scheme and authority.
        host: String,
    },
    /// Another host did answer, but the browser withholds the answer: it sends no CORS headers for this page.
    Blocked {
        /// The other host, as scheme and authority.
        host: String,
    },
    /// The API redirects to another address.
    Redirected {
        /// The base address that it redirects to, where the browser tells.
        to: Option<String>,
    },
    /// 401.
    Unauthorized(ApiError),
    /// 403.
    Forbidden(ApiError),
    /// 429 and 503 with a wait: ask again after so many ms.
    Busy {
        /// What the server said.
        error: ApiError,
        /// From `Retry-After`.
        wait_ms: Option<u32>,
    },
    /// 404 for the resource itself, or an answer that isn't of this API.
    NotThisApi(String),
    /// Any other status from 400 up.
    Refused(ApiError),
    /// The body was cut off or damaged.
    Garbled(String),
    /// A lazy chunk could not be fetched; the message.
    Chunk(String),
}

/// What a person can do about a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Enter a new token.
    Renew,
    /// Look at the address of the API.
    Reconnect,
    /// Ask again.
    Retry,
    /// Nothing here.
    None,
}

impl Problem {
    /// What a missing answer means. `host` is the other host where the call went to one, `online` what the browser says.
    pub fn of_failure(failure: Failure, host: Option<String>, online: bool) -> Self {
        match (failure, host) {
            (Failure::Aborted, _) => Self::Aborted,
            (Failure::TimedOut, _) => Self::TimedOut,
            (Failure::Damaged(status), _) => {
                Self::Garbled(messages::api::damaged_answer(&status.to_string()))
            }
            (Failure::Network(_), _) if !online => Self::Offline,
            (Failure::Network(_), Some(host)) => Self::NoAnswer { host },
            (Failure::Network(_), None) => Self::Unreachable,
        }
    }

    /// What an answer with an error status means. `now_ms` turns a `Retry-After` date into a wait.
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

    /// What an unreadable answer with a good status means.
    pub fn of_decoding(error: &DecodeError) -> Self {
        match &error.kind {
            // The parser's word for an answer that ends too early.
            DecodeErrorKind::NotJson { what, .. } if what.starts_with("EOF") => {
                Self::Garbled(error.to_string())
            }
            _ => Self::NotThisApi(error.to_string()),
        }
    }

    /// What happened, in a sentence.
    pub fn headline(&self) -> String {
        match self {
            Self::Aborted => messages::api::aborted().into(),
            Self::Offline => messages::api::offline().into(),
            Self::TimedOut => messages::api::timed_out().into(),
            Self::Unreachable => messages::api::unreachable().into(),
            Self::NoAnswer { host } => messages::api::no_answer(host),
            Self::Blocked { host } => messages::api::blocked(host),
            Self::Redirected { to: Some(to) } => messages::api::redirected_to(to),
            Self::Redirected { to: None } => messages::api::redirected().into(),
            Self::Unauthorized(_) => messages::api::unauthorized().into(),
            Self::Forbidden(_) => messages::api::forbidden().into(),
            Self::Busy { .. } => messages::api::busy().into(),
            Self::NotThisApi(_) => messages::api::not_this_api().into(),
            Self::Refused(error) if error.status >= 500 => {
                messages::api::api_failed(&error.status.to_string())
            }
            Self::Refused(error) => messages::api::api_refused(&error.status.to_string()),
            Self::Garbled(_) => messages::api::garbled().into(),
            Self::Chunk(_) => messages::api::chunk().into(),
        }
    }

    /// Why, and what to do.
    pub fn advice(&self) -> String {
        match self {
            Self::Aborted => String::new(),
            Self::Offline => messages::api::offline_advice().into(),
            Self::TimedOut => messages::api::timed_out_advice().into(),
            Self::Unreachable => messages::api::unreachable_advice().into(),
            Self::NoAnswer { host } => messages::api::no_answer_advice(host),
            Self::Blocked { host } => messages::api::blocked_advice(host),
            Self::Redirected { to: Some(to) } => messages::api::redirected_to_advice(to),
            Self::Redirected { to: None } => messages::api::redirected_advice().into(),
            Self::Unauthorized(error) if error.message.is_empty() => {
                messages::api::unauthorized_advice().into()
            }
            Self::Unauthorized(error) => messages::api::unauthorized_advice_said(&error.message),
            Self::Forbidden(error) if error.message.is_empty() => messages::api::forbidden_advice().into(),
            Self::Forbidden(error) => messages::api::forbidden_advice_said(&error.message),
            Self::Busy { error, .. } if error.message.is_empty() => messages::api::busy_advice().into(),
            Self::Busy { error, .. } => messages::api::busy_advice_said(&error.message),
            Self::NotThisApi(what) => messages::api::not_this_api_advice(what),
            Self::Refused(error) => error.message.clone(),
            Self::Garbled(what) | Self::Chunk(what) => what.clone(),
        }
    }

    /// What can be done about it.
    pub fn way(&self) -> Way {
        match self {
            Self::Aborted => Way::None,
            Self::Unauthorized(_) => Way::Renew,
            Self::NotThisApi(_) | Self::Blocked { .. } | Self::NoAnswer { .. } | Self::Redirected { .. } => {
                Way::Reconnect
            }
            _ => Way::Retry,
        }
    }

    /// The wait that the server asked for, in ms.
    pub fn wait_ms(&self) -> Option<u32> {
        match self {
            Self::Busy { wait_ms, .. } => *wait_ms,
            _ => None,
        }
    }

    /// Whether a POST that ended so may have been carried out all the same.
    pub fn is_ambiguous(&self) -> bool {
        match self {
            Self::TimedOut
            | Self::Unreachable
            | Self::NoAnswer { .. }
            | Self::Garbled(_)
            | Self::Offline
            | Self::Redirected { .. } => true,
            // A gateway that gave up says nothing of what the server behind it did; neither does a crash, nor a server that waited too
            // long for the rest of the request.
            Self::Refused(error) | Self::Busy { error, .. } => error.status >= 500 || error.status == 408,
            _ => false,
        }
    }

    /// Whether the same read may succeed a moment later.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Busy { .. } => true,
            Self::Redirected { .. } => false,
            other => other.is_ambiguous(),
        }
    }
}

/// `Retry-After` in either form, seconds or an HTTP date, as ms from `now_ms`; capped at an hour, so that a mad clock can't
/// silence the app.
fn retry_after_ms(text: &str, now_ms: f64) -> Option<u32> {
    let wait = match text.trim().parse::<u32>() {
        Ok(seconds) => f64::from(seconds) * 1000.0,
        Err(_) => http_date::parse(text)? as f64 - now_ms,
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
        assert_eq!(retry_after_ms("soon", 0.0), None);
    }

    #[test]
    fn each_status_has_its_meaning() {
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
    }

    #[test]
    fn a_missing_answer_is_told_apart_as_far_as_a_browser_can() {
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
