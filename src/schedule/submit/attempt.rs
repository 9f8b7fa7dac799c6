//! Pure: a request from sending to its outcome.
//!
//! An answer counts only as far as it proves something ([`super::answer`]). Without proof, the list is searched until the server has had time to
//! carry out the request.

use wire::{ApiError, ScheduleRequest};

use super::answer::findings;
use super::answer::{Verdict, judge};
use super::backend::Backend;
use super::lookup::{Age, Baseline};
use super::lookup::{Found, glance, repeats, search};
use super::lookup::{Match, Wanted};
use super::submission::RequestOutcome;
use crate::api::{PostAnswer, Problem};
use crate::schedule::field::{FieldId, Finding};

/// Time that a server may take to carry out a request whose answer was lost, in ms.
pub const GRACE: u32 = 60_000;
/// The same for a request with a complete answer, in ms.
const GRACE_ANSWERED: u32 = 10_000;
/// Waits between searches, in ms; the last one repeats.
const WAITS: [u32; 5] = [500, 1_500, 4_000, 8_000, 15_000];
/// Delay in ms before similar operations are shown: until then, further rows of a transaction may still appear.
const SIMILAR_AFTER: i64 = 5_000;

/// Result of sending a request.
#[derive(Debug, Clone, PartialEq)]
pub enum Sent {
    /// The outcome is known.
    Settled(RequestOutcome),
    /// Rejected because of too many requests. Nothing was created; the API may ask for a delay.
    RateLimited {
        /// The reason, as a sentence.
        reason: String,
        /// Delay in ms.
        wait_ms: u32,
    },
    /// The answer proves nothing; the list must be searched.
    Lost(Loss),
}

/// The reason for a search.
#[derive(Debug, Clone, PartialEq)]
pub struct Loss {
    /// The reason, as a sentence.
    pub reason: String,
    /// Delay in ms before the next request, as asked for by the API.
    pub wait_ms: u32,
    /// Time in ms after which a complete search without a result is proof.
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
            // The conflict may be with the operation of this request, if a proxy repeated it. Operations of the baseline are ruled out.
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
        // 202 means "accepted for later".
        Verdict::Unproven(reason) => Sent::Lost(Loss {
            reason,
            wait_ms: 0,
            grace_ms: if answer.status == 202 { GRACE } else { GRACE_ANSWERED },
        }),
    }
}

/// Whether the list contains the operation without proof that it is new. An answer may name an operation that existed before.
async fn may_be_older(backend: &impl Backend, id: &str, wanted: Wanted<'_>) -> bool {
    let Ok(page) = backend.by_id(id).await else { return false };
    page.operations().any(|row| row.id == id && wanted.baseline.age(row) != Age::After)
}

/// The operation, and repeats of the same request, which a browser or proxy may cause.
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

/// Searches until the operation is found or the server has had time to create it, which is at `settles_at` by this computer's clock.
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

/// Describes the loss of an answer.
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

/// Converts a rejection to an outcome: nothing was created.
fn rejection(problem: &Problem, request: &ScheduleRequest) -> RequestOutcome {
    match problem {
        Problem::Refused(error) => RequestOutcome::Rejected(findings(error, &request.device_ids)),
        // The list has the same URL and works, so the URL isn't the problem.
        Problem::NotThisApi(said) => {
            RequestOutcome::Rejected(vec![Finding::error(FieldId::Devices, said.clone())])
        }
        problem => {
            RequestOutcome::Failed(format!("{} {}", problem.headline(), problem.advice()).trim().to_owned())
        }
    }
}
