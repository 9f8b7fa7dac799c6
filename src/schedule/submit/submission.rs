//! Pure: one intent and the outcome of each of its requests, each sent at most once.
//!
//! Decides which request may be sent next; `handle` does the sending.

use serde::{Deserialize, Serialize};
use wire::{ScheduleRequest, decode_request};

use super::baseline::Baseline;
use super::lookup::Extent;
use crate::schedule::field::Finding;
use crate::schedule::request::Post;

/// The outcome of one request.
#[derive(Debug, Clone, PartialEq)]
pub enum RequestOutcome {
    /// Not sent yet.
    Pending,
    /// About to be sent: what is known before is being read.
    Preparing,
    /// Sent, no answer yet.
    Sending,
    /// The operation exists. Its ids: several where the request was carried out more than once.
    Created(Vec<String>),
    /// The operation exists, and similar ones that may come of the same request.
    CreatedPerhapsTwice {
        /// Its id.
        id: String,
        /// Those that may be repeats of it.
        similar: Vec<String>,
    },
    /// The operation exists, but not on all devices.
    PartlyCreated {
        /// Its id.
        id: String,
        /// The devices that it is not on, as far as the API names them.
        missing: Vec<String>,
        /// What the API says of them.
        findings: Vec<Finding>,
    },
    /// The API refused it.
    Rejected(Vec<Finding>),
    /// Not sent, or turned away before anything could be created. Why, in a sentence.
    Failed(String),
    /// Sent, and nothing proves that it was carried out or not. Why, in a sentence.
    Unknown(String),
    /// The same, while the list is searched for it.
    Searching,
    /// A complete search of the list found nothing.
    NotFound {
        /// Why it was searched for, in a sentence.
        reason: String,
        /// How much was read.
        extent: Extent,
    },
    /// The search found nothing, but could not read the whole list.
    Inconclusive {
        /// Why it was searched for, in a sentence.
        reason: String,
        /// How much was read.
        extent: Extent,
    },
    /// These operations are similar to it, for a person to judge.
    Similar {
        /// Why it was searched for, in a sentence.
        reason: String,
        /// Their ids.
        ids: Vec<String>,
    },
}

impl RequestOutcome {
    /// Whether it may be sent, for the first time or again, after a search that finds nothing.
    pub fn may_send(&self) -> bool {
        matches!(self, Self::Pending | Self::Failed(_) | Self::NotFound { .. })
    }

    /// Whether the operation exists, at least on some devices.
    pub fn is_created(&self) -> bool {
        matches!(self, Self::Created(_) | Self::CreatedPerhapsTwice { .. } | Self::PartlyCreated { .. })
    }

    /// Whether the operation may exist although nothing proves it.
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            Self::Sending
                | Self::Unknown(_)
                | Self::Searching
                | Self::Similar { .. }
                | Self::Inconclusive { .. }
        )
    }

    /// Whether it was sent, so that the list must be searched before it is sent again.
    pub fn needs_search(&self) -> bool {
        self.is_open() || matches!(self, Self::NotFound { .. })
    }
}

/// A request and its outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The request.
    pub post: Post,
    /// Its outcome.
    pub outcome: RequestOutcome,
    /// What was known right before it was last sent.
    pub baseline: Baseline,
    /// Until then the server may still carry it out: milliseconds since 1970 by this computer's clock.
    pub settles_at: Option<i64>,
}

impl Row {
    /// What the request asks for, read back from its own body. `None` only for a damaged body.
    pub fn request(&self) -> Option<ScheduleRequest> {
        decode_request(self.post.body.as_bytes()).ok()
    }
}

/// An intent that is being carried out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Submission {
    /// Names it across reloads and tabs.
    pub id: String,
    /// Its requests, in order.
    pub rows: Vec<Row>,
    /// The API wants no request before then: milliseconds since 1970 by this computer's clock.
    pub not_before: Option<i64>,
}

impl Submission {
    /// An intent of which nothing was sent. `id` names it among all of this browser.
    pub fn new(id: String, posts: Vec<Post>) -> Self {
        let row = |post| Row {
            post,
            outcome: RequestOutcome::Pending,
            baseline: Baseline::default(),
            settles_at: None,
        };
        Self { id, rows: posts.into_iter().map(row).collect(), not_before: None }
    }

    /// The next request that was never sent.
    pub fn next(&self) -> Option<usize> {
        self.rows.iter().position(|row| row.outcome == RequestOutcome::Pending)
    }

    /// Whether a request is being sent or searched for: then nothing else may begin.
    pub fn is_busy(&self) -> bool {
        let busy = |row: &Row| {
            matches!(
                row.outcome,
                RequestOutcome::Preparing | RequestOutcome::Sending | RequestOutcome::Searching
            )
        };
        self.rows.iter().any(busy)
    }

    /// How long the API still wants no request, in ms.
    pub fn wait_ms(&self, now: i64) -> i64 {
        self.not_before.map_or(0, |at| (at - now).max(0))
    }

    /// Holds everything back until then, where that is still to come: the API asked for it before.
    pub fn wait_until(&mut self, until: i64, now: i64) {
        if until > now {
            self.not_before = Some(until);
            for row in &mut self.rows {
                row.outcome = RequestOutcome::Failed(messages::submit::api_asked_to_wait().to_owned());
            }
        }
    }

    /// Claims a request for sending, if it may be sent; `false` and no change otherwise. Only the caller that gets `true` sends it.
    pub fn begin(&mut self, at: usize, now: i64) -> bool {
        if self.is_busy() || self.wait_ms(now) > 0 {
            return false;
        }
        match self.rows.get_mut(at) {
            Some(row) if row.outcome == RequestOutcome::Pending => {
                row.outcome = RequestOutcome::Preparing;
                true
            }
            _ => false,
        }
    }

    /// Writes down that a claimed request is sent now, and what was known before. `false` where it was not claimed.
    pub fn sending(&mut self, at: usize, baseline: Baseline) -> bool {
        match self.rows.get_mut(at) {
            Some(row) if row.outcome == RequestOutcome::Preparing => {
                row.outcome = RequestOutcome::Sending;
                let known = std::mem::take(&mut row.baseline.known);
                row.baseline = baseline;
                row.baseline.known.extend(known);
                true
            }
            _ => false,
        }
    }

    /// Lets the requests that failed be sent again: the person's explicit choice. Those that were sent need a search first.
    pub fn release_failed(&mut self) {
        for row in &mut self.rows {
            if matches!(row.outcome, RequestOutcome::Failed(_)) {
                row.outcome = RequestOutcome::Pending;
            }
        }
    }

    /// Records an outcome.
    pub fn settle(&mut self, at: usize, outcome: RequestOutcome) {
        if let Some(row) = self.rows.get_mut(at) {
            row.outcome = outcome;
        }
    }

    /// The person looked at the similar operations of all requests and says that none of them is this one. A later search leaves them out.
    pub fn dismiss_similar(&mut self) {
        for row in &mut self.rows {
            if let RequestOutcome::Similar { reason, ids } = &row.outcome {
                row.baseline.known.extend(ids.iter().cloned());
                row.outcome = RequestOutcome::Unknown(reason.clone());
            }
        }
    }

    /// How many requests created their operation, at least on some devices.
    pub fn created(&self) -> usize {
        self.rows.iter().filter(|row| row.outcome.is_created()).count()
    }

    /// Whether each request created exactly one operation, on all of its devices.
    pub fn is_complete(&self) -> bool {
        let once = |row: &Row| matches!(&row.outcome, RequestOutcome::Created(ids) if ids.len() == 1);
        !self.rows.is_empty() && self.rows.iter().all(once)
    }

    /// Whether nothing is left to send or to find out.
    pub fn is_over(&self) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(|row| row.outcome.is_created())
    }

    /// Whether something was created, or may have been: the form must not be sent again as if nothing had happened.
    pub fn has_effect(&self) -> bool {
        self.rows.iter().any(|row| row.outcome.is_created() || row.outcome.needs_search())
    }

    /// The text to keep while requests are being sent: after a reload, what was sent is searched for, not sent again. Holds bodies and
    /// times, never the token.
    pub fn save(&self) -> String {
        let rows = self.rows.iter().map(|row| SavedRow {
            devices: row.post.device_ids.clone(),
            body: row.post.body.clone(),
            outcome: SavedOutcome::of(&row.outcome),
            baseline: row.outcome.needs_search().then(|| row.baseline.clone()),
            settles_at: row.settles_at,
        });
        let saved = Saved {
            version: VERSION,
            id: self.id.clone(),
            rows: rows.collect(),
            not_before: self.not_before,
        };
        serde_json::to_string(&saved).unwrap_or_default()
    }

    /// Reads a saved intent. `None` for garbage, and where nothing is left to do.
    pub fn load(text: &str) -> Option<Self> {
        let saved: Saved = serde_json::from_str(text).ok()?;
        if saved.version != VERSION {
            return None;
        }
        let rows = saved.rows.into_iter().map(|row| Row {
            post: Post { device_ids: row.devices, body: row.body },
            outcome: row.outcome.restore(),
            baseline: row.baseline.unwrap_or_default(),
            settles_at: row.settles_at,
        });
        let loaded = Self { id: saved.id, rows: rows.collect(), not_before: saved.not_before };
        let created = loaded.created() > 0;
        let left = |row: &Row| row.outcome.needs_search() || row.outcome.may_send() && created;
        loaded.rows.iter().any(left).then_some(loaded)
    }

    /// The outcomes alone, for other tabs: no bodies and no devices.
    pub fn ledger(&self) -> String {
        let outcomes: Vec<_> = self.rows.iter().map(|row| SavedOutcome::of(&row.outcome)).collect();
        serde_json::to_string(&outcomes).unwrap_or_default()
    }

    /// Takes over what was written down of this intent, by another tab or by this one before a reload. Without that everything that this copy
    /// has not seen sent may have been sent since the copy was made.
    pub fn merge(&mut self, ledger: Option<&str>, by_another_tab: bool) {
        let outcomes: Vec<SavedOutcome> =
            ledger.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        for (at, row) in self.rows.iter_mut().enumerate() {
            if row.outcome.is_created() {
                continue;
            }
            match outcomes.get(at) {
                Some(SavedOutcome::Pending) if row.outcome == RequestOutcome::Pending => {}
                Some(SavedOutcome::Open) if by_another_tab => {
                    row.outcome = RequestOutcome::Unknown(messages::submit::other_tab_sent().to_owned());
                }
                Some(known) => row.outcome = known.clone().restore(),
                None => {
                    row.outcome =
                        RequestOutcome::Unknown(messages::submit::other_tab_may_have_sent().to_owned())
                }
            }
        }
    }
}

const VERSION: u32 = 2;

#[derive(Serialize, Deserialize)]
struct Saved {
    version: u32,
    id: String,
    rows: Vec<SavedRow>,
    not_before: Option<i64>,
}

#[derive(Serialize, Deserialize)]
struct SavedRow {
    devices: Vec<String>,
    body: String,
    outcome: SavedOutcome,
    baseline: Option<Baseline>,
    settles_at: Option<i64>,
}

/// What matters of an outcome after a reload.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SavedOutcome {
    Pending,
    Open,
    Created(Vec<String>),
    CreatedPerhapsTwice { id: String, similar: Vec<String> },
    PartlyCreated { id: String, missing: Vec<String> },
    Rejected,
}

impl SavedOutcome {
    fn of(outcome: &RequestOutcome) -> Self {
        match outcome {
            RequestOutcome::Pending | RequestOutcome::Preparing | RequestOutcome::Failed(_) => Self::Pending,
            RequestOutcome::Created(ids) => Self::Created(ids.clone()),
            RequestOutcome::CreatedPerhapsTwice { id, similar } => {
                Self::CreatedPerhapsTwice { id: id.clone(), similar: similar.clone() }
            }
            RequestOutcome::PartlyCreated { id, missing, .. } => {
                Self::PartlyCreated { id: id.clone(), missing: missing.clone() }
            }
            RequestOutcome::Rejected(_) => Self::Rejected,
            _ => Self::Open,
        }
    }

    fn restore(self) -> RequestOutcome {
        match self {
            Self::Pending => RequestOutcome::Pending,
            Self::Open => RequestOutcome::Unknown(messages::submit::page_reloaded().to_owned()),
            Self::Created(ids) => RequestOutcome::Created(ids),
            Self::CreatedPerhapsTwice { id, similar } => RequestOutcome::CreatedPerhapsTwice { id, similar },
            Self::PartlyCreated { id, missing } => {
                RequestOutcome::PartlyCreated { id, missing, findings: Vec::new() }
            }
            Self::Rejected => RequestOutcome::Failed(messages::submit::api_rejected().to_owned()),
        }
    }
}

#[cfg(test)]
#[path = "submission_tests.rs"]
mod tests;
