//! Pure: a submission and the outcome of each of its requests, each sent at most once.
//!
//! Decides which request may be sent next; `handle` does the sending.

use serde::{Deserialize, Serialize};
use wire::{ScheduleRequest, decode_request};

use super::lookup::Baseline;
use super::lookup::Extent;
use crate::schedule::field::Finding;
use crate::schedule::request::Post;

/// The outcome of one request.
#[derive(Debug, Clone, PartialEq)]
pub enum RequestOutcome {
    /// Not sent yet.
    Pending,
    /// About to be sent; the baseline is being read.
    Preparing,
    /// Sent, no answer yet.
    Sending,
    /// Created. Several ids if the request was carried out more than once.
    Created(Vec<String>),
    /// Created, and there are similar operations that may be repeats of the same request.
    CreatedPerhapsTwice {
        /// Id of the operation.
        id: String,
        /// Ids of the possible repeats.
        similar: Vec<String>,
    },
    /// Created, but not on all devices.
    PartlyCreated {
        /// Id of the operation.
        id: String,
        /// The devices without the operation, as far as the API names them.
        missing: Vec<String>,
        /// The API's errors about them.
        findings: Vec<Finding>,
    },
    /// Rejected by the API.
    Rejected(Vec<Finding>),
    /// Not sent, or rejected before anything could be created. The reason, as a sentence.
    Failed(String),
    /// Sent, without proof that it was or wasn't carried out. The reason, as a sentence.
    Unknown(String),
    /// As `Unknown`, while the list is searched.
    Searching,
    /// A complete search of the list found nothing.
    NotFound {
        /// The reason for the search, as a sentence.
        reason: String,
        /// How much was read.
        extent: Extent,
    },
    /// The search found nothing, but couldn't read the whole list.
    Inconclusive {
        /// The reason for the search, as a sentence.
        reason: String,
        /// How much was read.
        extent: Extent,
    },
    /// Similar operations were found; the user must decide.
    Similar {
        /// The reason for the search, as a sentence.
        reason: String,
        /// Ids of the operations.
        ids: Vec<String>,
    },
}

impl RequestOutcome {
    /// Whether it may be sent: for the first time, after a failure, or after a search without a result.
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
    /// Until then the server may still carry it out, in ms since 1970 by this computer's clock.
    pub settles_at: Option<i64>,
}

impl Row {
    /// The request, parsed from its body. `None` only for a damaged body.
    pub fn request(&self) -> Option<ScheduleRequest> {
        decode_request(self.post.body.as_bytes()).ok()
    }
}

/// A submission: one or several requests.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Submission {
    /// Id, the same across reloads and tabs.
    pub id: String,
    /// The requests, in order.
    pub rows: Vec<Row>,
    /// The API wants no request before then, in ms since 1970 by this computer's clock.
    pub not_before: Option<i64>,
}

impl Submission {
    /// Creates a submission with nothing sent. `id` must be unique in this browser.
    pub fn new(id: String, posts: Vec<Post>) -> Self {
        let row = |post| Row {
            post,
            outcome: RequestOutcome::Pending,
            baseline: Baseline::default(),
            settles_at: None,
        };
        Self { id, rows: posts.into_iter().map(row).collect(), not_before: None }
    }

    /// Index of the next request that was never sent.
    pub fn next(&self) -> Option<usize> {
        self.rows.iter().position(|row| row.outcome == RequestOutcome::Pending)
    }

    /// Whether a request is being sent or searched for. Nothing else may start then.
    pub fn is_busy(&self) -> bool {
        let busy = |row: &Row| {
            matches!(
                row.outcome,
                RequestOutcome::Preparing | RequestOutcome::Sending | RequestOutcome::Searching
            )
        };
        self.rows.iter().any(busy)
    }

    /// Remaining time in ms during which the API wants no request.
    pub fn wait_ms(&self, now: i64) -> i64 {
        self.not_before.map_or(0, |at| (at - now).max(0))
    }

    /// Delays all requests until then, if that is in the future, because the API asked for it.
    pub fn wait_until(&mut self, until: i64, now: i64) {
        if until > now {
            self.not_before = Some(until);
            for row in &mut self.rows {
                row.outcome = RequestOutcome::Failed(messages::submit::api_asked_to_wait().to_owned());
            }
        }
    }

    /// Claims a request for sending. Returns `false` without a change if it may not be sent. Only the caller that gets `true` sends it.
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

    /// Records that a claimed request is sent now, and its baseline. `false` if it wasn't claimed.
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

    /// Allows failed requests to be sent again, on the user's request. Requests that were sent need a search first.
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

    /// The user ruled out the similar operations of all requests. Later searches ignore them.
    pub fn dismiss_similar(&mut self) {
        for row in &mut self.rows {
            if let RequestOutcome::Similar { reason, ids } = &row.outcome {
                row.baseline.known.extend(ids.iter().cloned());
                row.outcome = RequestOutcome::Unknown(reason.clone());
            }
        }
    }

    /// Number of requests that created their operation, at least on some devices.
    pub fn created(&self) -> usize {
        self.rows.iter().filter(|row| row.outcome.is_created()).count()
    }

    /// Whether each request created exactly one operation, on all its devices.
    pub fn is_complete(&self) -> bool {
        let once = |row: &Row| matches!(&row.outcome, RequestOutcome::Created(ids) if ids.len() == 1);
        !self.rows.is_empty() && self.rows.iter().all(once)
    }

    /// Whether nothing is left to send or to search for.
    pub fn is_over(&self) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(|row| row.outcome.is_created())
    }

    /// Whether something was or may have been created, so that the form must not simply be sent again.
    pub fn has_effect(&self) -> bool {
        self.rows.iter().any(|row| row.outcome.is_created() || row.outcome.needs_search())
    }

    /// Serializes the state. After a reload, requests that were sent are searched for, not sent again. Contains bodies and times, never the token.
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

    /// Parses a saved submission. `None` if it is invalid or finished.
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

    /// The outcomes for other tabs, without bodies and devices.
    pub fn ledger(&self) -> String {
        let outcomes: Vec<_> = self.rows.iter().map(|row| SavedOutcome::of(&row.outcome)).collect();
        serde_json::to_string(&outcomes).unwrap_or_default()
    }

    /// Merges the ledger, written by another tab or by this one before a reload. Without a ledger, every request that this copy hasn't seen created
    /// may have been sent since the copy was made.
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

/// The part of an outcome that is kept across a reload.
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
