//! The steps of an operation, past and upcoming.

use crate::time::{TimeText, duration, intl, intl::Style, use_zone};
use leptos::prelude::*;
use messages::detail as text;
use operation::{Stage, is_failed, stage, status_name};
use wire::{Operation, Timestamp};

/// A step from created to completed.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Label.
    pub what: &'static str,
    /// Time of the step, past or planned, in ms since the epoch.
    pub at: Option<i64>,
    /// State of the step.
    pub standing: Standing,
    /// Time since the previous step, in s.
    pub gap: Option<u64>,
}

/// State of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Done.
    Done,
    /// In progress.
    Now,
    /// Upcoming.
    Next,
    /// Done, and failed.
    Failed,
}

/// The steps of an operation. Pure.
pub fn steps(operation: &Operation) -> Vec<Step> {
    let ms = |at: Option<Timestamp>| at.map(|at| at.0);
    let stage = stage(&operation.status);
    let failed = is_failed(&operation.status);
    let over = stage == Stage::Final;
    let (start, end) = (ms(operation.started_at), ms(operation.completed_at));
    let end_standing = match (over, failed) {
        (true, true) => Standing::Failed,
        (true, false) => Standing::Done,
        _ => Standing::Next,
    };
    let end_word = match status_name(&operation.status) {
        _ if failed => text::step_failed(),
        "cancelled" => text::step_cancelled(),
        _ => text::step_completed(),
    };
    let start_standing = match (start, stage) {
        (_, Stage::Running) => Standing::Now,
        (Some(_), _) => Standing::Done,
        (None, _) => Standing::Next,
    };
    let mut all = vec![
        Step {
            what: text::step_created(),
            at: ms(operation.created_at),
            standing: Standing::Done,
            gap: None,
        },
        Step {
            what: text::step_scheduled(),
            at: ms(operation.scheduled_at),
            standing: if start.is_some() || over { Standing::Done } else { Standing::Next },
            gap: None,
        },
        Step { what: text::step_started(), at: start, standing: start_standing, gap: None },
        Step { what: end_word, at: end, standing: end_standing, gap: None },
    ];
    // A past step without a time wasn't recorded (the API's previous revision has neither start nor end); leave it out.
    all.retain(|step| {
        step.at.is_some() || (step.standing == Standing::Next && !over) || step.standing == Standing::Now
    });
    for index in 1..all.len() {
        let gap = all[index].at.zip(all[index - 1].at).map(|(now, before)| now - before);
        all[index].gap = gap
            .and_then(|ms| u64::try_from(ms / 1000).ok())
            .filter(|_| all[index].standing != Standing::Next);
    }
    all
}

/// Renders the steps.
#[component]
pub fn Timeline(operation: Memo<Operation>) -> impl IntoView {
    let zone = use_zone();
    let all = Memo::new(move |_| operation.with(steps));
    let item = move |step: Step| {
        let class = match step.standing {
            Standing::Done => "timeline-step is-done",
            Standing::Now => "timeline-step is-now",
            Standing::Next => "timeline-step is-next",
            Standing::Failed => "timeline-step is-failed",
        };
        let exact = step.at.map(|at| intl::format_instant(at, &zone.name(), Style::Full));
        view! {
            <li class=class>
                <span class="timeline-mark" aria-hidden="true"></span>
                <span class="timeline-what">{step.what}</span>
                <span class="timeline-when">{exact.unwrap_or_else(|| text::not_yet().to_owned())}</span>
                {step
                    .at
                    .map(|at| {
                        view! {
                            <span class="timeline-gap">
                                <TimeText ms=Signal::stored(Some(at)) />
                                {step.gap.map(|s| text::later(&duration::format(s)))}
                            </span>
                        }
                            .into_any()
                    })}
            </li>
        }
    };
    view! { <ol class="timeline">{move || all.get().into_iter().map(item).collect_view()}</ol> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operation(status: &str, times: [Option<i64>; 4]) -> Operation {
        let [created, scheduled, started, completed] = times.map(|at| at.map(Timestamp));
        Operation {
            status: status.into(),
            created_at: created,
            scheduled_at: scheduled,
            started_at: started,
            completed_at: completed,
            ..Operation::default()
        }
    }

    fn said(operation: &Operation) -> Vec<(&'static str, Standing, Option<u64>)> {
        steps(operation).into_iter().map(|s| (s.what, s.standing, s.gap)).collect()
    }

    #[test]
    fn running_operation_has_an_upcoming_end() {
        let running = operation("in_progress", [Some(0), Some(10_000), Some(25_000), None]);
        assert_eq!(
            said(&running),
            [
                ("Created", Standing::Done, None),
                ("Scheduled for", Standing::Done, Some(10)),
                ("Started", Standing::Now, Some(15)),
                ("Completed", Standing::Next, None),
            ]
        );
    }

    #[test]
    fn failed_operation_ends_with_a_failed_step() {
        let failed = operation("failed", [Some(0), Some(0), Some(1000), Some(61_000)]);
        assert_eq!(said(&failed).last(), Some(&("Failed", Standing::Failed, Some(60))));
    }

    #[test]
    fn previous_revision_has_neither_start_nor_end() {
        let done = operation("completed", [Some(0), Some(1000), None, None]);
        assert_eq!(
            said(&done),
            [("Created", Standing::Done, None), ("Scheduled for", Standing::Done, Some(1))]
        );
        let waiting = operation("pending", [Some(0), Some(1000), None, None]);
        assert_eq!(said(&waiting).len(), 4);
    }
}
