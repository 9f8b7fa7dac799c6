//! Pure: one request from sending to its outcome.
//!
//! An answer counts by what it proves ([`super::verdict`]); what proves nothing is searched for in the list until the server has had time to
//! carry out what it was sent.

use wire::{ApiError, ScheduleRequest};

use super::backend::Backend;
use super::baseline::{Age, Baseline};
use super::findings::findings;
use super::lookup::{Found, glance, repeats, search};
use super::matching::{Match, Wanted};
use super::submission::RequestOutcome;
use super::verdict::{Verdict, judge};
use crate::api::{PostAnswer, Problem};
use crate::schedule::field::{FieldId, Finding};

/// How long a server may take to carry out a request whose answer was lost, in ms.
pub const GRACE: u32 = 60_000;
/// The same, where it has answered in full.
const GRACE_ANSWERED: u32 = 10_000;
/// Waits between searches, in ms; the last one goes on.
const WAITS: [u32; 5] = [500, 1_500, 4_000, 8_000, 15_000];
/// Similar operations are shown after so many ms: until then the rest of a transaction may still appear.
const SIMILAR_AFTER: i64 = 5_000;

/// How the sending of a request ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Sent {
    /// With an outcome.
    Settled(RequestOutcome),
    /// Turned away because of too many requests. Nothing was created; the API may want a wait.
    RateLimited {
        /// Why, in a sentence.
        reason: String,
        /// The wait, in ms.
        wait_ms: u32,
    },
    /// Without proof of anything: the list must be searched.
    Lost(Loss),
}

/// Why a request must be searched for.
#[derive(Debug, Clone, PartialEq)]
pub struct Loss {
    /// Why, in a sentence.
    pub reason: String,
    /// The API wants no request for so many ms.
    pub wait_ms: u32,
    /// After so many more ms a complete search that finds nothing is proof.
    pub grace_ms: u32,
}

/// Sends a request, once.
pub(super) async fn send(
    backend: &impl Backend,
    body: &str,
    request: &ScheduleRequest,
    baseline: &Baseline,
) -> Sent {
    let wanted = Wanted { request, baseline };
    match backend.post(body).await {
        Ok(answer) => answered(backend, &answer, wanted).await,
        Err(Problem::Aborted) => failed(messages::submit::not_sent_signed_out()),
        Err(Problem::Unauthorized(_)) => failed(messages::submit::not_sent_token_not_renewed()),
        Err(problem) if problem.is_ambiguous() => Sent::Lost(Loss {
            reason: lost(&problem),
            wait_ms: problem.wait_ms().unwrap_or_default(),
            grace_ms: if matches!(problem, Problem::Redirected { .. }) { GRACE_ANSWERED } else { GRACE },
        }),
        Err(Problem::Busy { error, wait_ms }) => Sent::RateLimited {
            reason: messages::submit::rate_limited(&error.message),
            wait_ms: wait_ms.unwrap_or_default(),
        },
        Err(problem) if is_conflict(&problem) => {
            // With itself, perhaps, where something between here and there repeated the request. What was known before never is this one.
            Sent::Settled(match glance(backend, wanted).await {
                Ok(Match::Found(ids)) => RequestOutcome::Similar { reason: problem.headline(), ids },
                _ => rejection(&problem, request),
            })
        }
        Err(problem) => Sent::Settled(rejection(&problem, request)),
    }
}

async fn answered(backend: &impl Backend, answer: &PostAnswer, wanted: Wanted<'_>) -> Sent {
    match judge(answer.status, &answer.body, wanted.request, wanted.baseline) {
        Verdict::Created { id, is_certain: false, .. } if may_be_older(backend, &id, wanted).await => {
            let reason = messages::submit::answered_with_perhaps_older_operation(&id);
            Sent::Lost(Loss { reason, wait_ms: 0, grace_ms: GRACE_ANSWERED })
        }
        Verdict::Created { id, missing, findings, .. } if missing.is_empty() && findings.is_empty() => {
            Sent::Settled(with_repeats(backend, id, wanted).await)
        }
        Verdict::Created { id, missing, findings, .. } => {
            Sent::Settled(RequestOutcome::PartlyCreated { id, missing, findings })
        }
        Verdict::Rejected => match glance(backend, wanted).await {
            Ok(Match::None) => {
                let findings = findings(&answer.refusal().await, &wanted.request.device_ids);
                Sent::Settled(RequestOutcome::Rejected(findings))
            }
            _ => Sent::Lost(Loss {
                reason: messages::submit::answered_with_error().to_owned(),
                wait_ms: 0,
                grace_ms: GRACE_ANSWERED,
            }),
        },
        // 202 stands for "later".
        Verdict::Unproven(reason) => Sent::Lost(Loss {
            reason,
            wait_ms: 0,
            grace_ms: if answer.status == 202 { GRACE } else { GRACE_ANSWERED },
        }),
    }
}

/// Whether the list shows an operation without showing that it is new: an answer may name one that existed before.
async fn may_be_older(backend: &impl Backend, id: &str, wanted: Wanted<'_>) -> bool {
    let Ok(page) = backend.by_id(id).await else { return false };
    page.operations().any(|row| row.id == id && wanted.baseline.age(row) != Age::After)
}

/// The operation and those that the same request created besides: a browser or a proxy may repeat a request by itself.
async fn with_repeats(backend: &impl Backend, id: String, wanted: Wanted<'_>) -> RequestOutcome {
    let Ok((matched, all)) = repeats(backend, wanted).await else {
        return RequestOutcome::Created(vec![id]);
    };
    let mut certain = vec![id.clone()];
    if let Match::Found(ids) = matched {
        certain.extend(ids.into_iter().filter(|other| *other != id));
    }
    let similar: Vec<String> = all.into_iter().filter(|other| !certain.contains(other)).collect();
    match similar.is_empty() || certain.len() > 1 {
        true => RequestOutcome::Created(certain),
        false => RequestOutcome::CreatedPerhapsTwice { id, similar },
    }
}

/// Searches until it is found or until the server has had time to carry it out, which is at `settles_at` by this computer's clock.
pub(super) async fn settle(
    backend: &impl Backend,
    wanted: Wanted<'_>,
    reason: &str,
    first_wait: u32,
    settles_at: i64,
) -> RequestOutcome {
    let began = backend.now();
    if first_wait > 0 {
        backend.sleep(first_wait).await;
    }
    let mut waits = WAITS.into_iter().chain(std::iter::repeat(WAITS[4]));
    loop {
        let started = backend.now();
        let outcome = match search(backend, wanted).await {
            Ok(Found { matched: Match::Found(ids), .. }) => return RequestOutcome::Created(ids),
            Ok(Found { matched: Match::Similar(ids), .. }) => {
                let outcome = RequestOutcome::Similar { reason: reason.to_owned(), ids };
                if started - began >= SIMILAR_AFTER {
                    return outcome;
                }
                outcome
            }
            Ok(Found { matched: Match::None, extent, .. }) => match extent.is_proof() {
                true => RequestOutcome::NotFound { reason: reason.to_owned(), extent },
                false => RequestOutcome::Inconclusive { reason: reason.to_owned(), extent },
            },
            Err(problem) => {
                let why = messages::submit::list_not_searchable(reason, &problem.headline());
                RequestOutcome::Unknown(why.trim().to_owned())
            }
        };
        if started >= settles_at {
            return outcome;
        }
        let left = settles_at - backend.now();
        let wait = waits.next().unwrap_or(WAITS[4]);
        backend.sleep(wait.min(u32::try_from(left.max(1)).unwrap_or(wait))).await;
    }
}

/// What happened to a request without a proof of its outcome.
fn lost(problem: &Problem) -> String {
    match problem {
        Problem::Unreachable => messages::submit::connection_ended().to_owned(),
        Problem::NoAnswer { host } => messages::submit::no_readable_answer(host),
        Problem::Offline => messages::submit::network_lost().to_owned(),
        Problem::TimedOut => messages::submit::timed_out().to_owned(),
        problem => problem.headline(),
    }
}

fn failed(why: &str) -> Sent {
    Sent::Settled(RequestOutcome::Failed(why.to_owned()))
}

fn is_conflict(problem: &Problem) -> bool {
    matches!(problem, Problem::Refused(ApiError { status: 409, .. }))
}

/// What a refusal means: nothing was created.
fn rejection(problem: &Problem, request: &ScheduleRequest) -> RequestOutcome {
    match problem {
        Problem::Refused(error) => RequestOutcome::Rejected(findings(error, &request.device_ids)),
        // The list answers under the same address, so it is not the address that is unknown.
        Problem::NotThisApi(said) => {
            RequestOutcome::Rejected(vec![Finding::error(FieldId::Devices, said.clone())])
        }
        problem => {
            RequestOutcome::Failed(format!("{} {}", problem.headline(), problem.advice()).trim().to_owned())
        }
    }
}
