//! The conflicts found by the preflight, and how much it looked at.

use leptos::prelude::*;
use wire::Value;

use super::conflicts::{Conflict, Wanted};
use super::loaded_operations;
use super::seen_operations::use_seen_operations;
use crate::schedule::conflict_list::operation_link;
use crate::schedule::field::Finding;
use crate::schedule::form::Form;
use crate::schedule::validate::{Checked, Parts};
use crate::sync::use_sync;
use crate::time::intl::{Style, format_instant};
use crate::ui::{Icon, IconName, visible_marks};

/// Loaded operations that are in the way; `None` while devices or time are missing.
pub fn known_conflicts(form: Form) -> Memo<Option<Vec<Conflict>>> {
    let sync = use_sync();
    Memo::new(move |_| {
        let parts = form.checked.with(|checked| checked.parts.clone());
        let starts = parts.scheduled_at.filter(|_| !parts.device_ids.is_empty())?;
        let wanted = Wanted { device_ids: &parts.device_ids, starts, estimated_s: estimate(form, &parts) };
        Some(
            sync.store
                .read(|history| loaded_operations::conflicts(history, wanted, form.now.get_untracked())),
        )
    })
}

/// Conflicts with loaded operations, and warnings about the request.
#[component]
pub fn PreflightList(
    /// The form.
    form: Form,
    /// [`known_conflicts`] of the form.
    conflicts: Memo<Option<Vec<Conflict>>>,
) -> impl IntoView {
    let sync = use_sync();
    let warnings = Memo::new(move |_| {
        let about = |checked: &Checked| {
            checked.findings.iter().filter(|finding| !finding.is_error()).cloned().collect::<Vec<Finding>>()
        };
        form.checked.with(about)
    });
    let seen = use_seen_operations();
    let covered = move || {
        let (known, count) = sync.list.loaded();
        // More rows than the API counts: its count is no measure.
        (known, seen.count.get().or(count).filter(|count| known as u64 <= *count))
    };
    let coverage = move || match covered() {
        (known, Some(count)) if known as u64 >= count => {
            messages::schedule_review::looked_at_all(known as u64)
        }
        (known, Some(count)) => messages::schedule_review::looked_at_some(known as u64, count),
        (known, None) => messages::schedule_review::looked_at_loaded(known as u64),
    };
    view! {
        <div class="stack preflight-frame">
            <ul class="preflight">
                {move || {
                    warnings
                        .get()
                        .into_iter()
                        .map(|finding| item("tone-warning", IconName::Warning, finding.message))
                        .collect_view()
                }}
                {move || match conflicts.get() {
                    None => ().into_any(),
                    Some(none) if none.is_empty() => clear(covered()).into_any(),
                    Some(conflicts) => conflict_items(conflicts, &form.zone_in_force.get()).into_any(),
                }}
            </ul>
            <p class="meta" hidden=move || conflicts.with(Option::is_none)>
                {coverage}
            </p>
        </div>
    }
}

fn estimate(form: Form, parts: &Parts) -> Option<u64> {
    let text =
        parts.operation_data.as_ref().map(|data| Value::Object(data.clone()).to_string()).unwrap_or_default();
    let minutes = form.catalogue.with(|catalogue| catalogue.get(&parts.operation_type)?.estimated_minutes);
    minutes.map(|minutes| u64::from(minutes) * 60).or_else(|| loaded_operations::estimate(&text))
}

/// No conflict. Shows a check mark only if all operations were checked.
fn clear((known, count): (usize, Option<u64>)) -> impl IntoView {
    let whole = count.is_some_and(|count| known as u64 >= count);
    let (tone, icon) = if whole { ("tone-success", IconName::Check) } else { ("tone-info", IconName::Info) };
    item(tone, icon, messages::schedule_review::no_overlap().into())
}

/// Maximum number of conflicts listed.
const NAMED: usize = 10;
/// Placeholder for the id of an operation in a text, where its link stands.
const ID: &str = "\u{1}";

fn conflict_items(conflicts: Vec<Conflict>, zone: &str) -> impl IntoView {
    let rest = conflicts.len().saturating_sub(NAMED);
    let named = conflicts.into_iter().take(NAMED).map(|conflict| {
        let Conflict { with, until, assumed } = conflict;
        let from = format_instant(with.starts, zone, Style::Short);
        let to = format_instant(until, zone, Style::Short);
        let overlap = if assumed {
            messages::schedule_review::overlap_of_assumed_length
        } else {
            messages::schedule_review::overlap
        };
        let text =
            overlap(&visible_marks(&with.device_id), &visible_marks(&with.operation_type), ID, &from, &to);
        let (before, after) = text.split_once(ID).unwrap_or((&text, ""));
        let (before, after) = (before.to_owned(), after.to_owned());
        let href = operation_link(with.id.clone(), with.device_id);
        let linked = view! {
            {before}
            <a class="mono" href=href>
                {visible_marks(&with.id).into_owned()}
            </a>
            {after}
        };
        line("tone-warning", IconName::Warning, linked.into_any())
    });
    let more = (rest > 0).then(|| {
        item("tone-warning", IconName::Warning, messages::schedule_review::more_overlaps(rest as u64))
    });
    (named.collect_view(), more)
}

fn item(tone: &str, icon: IconName, text: String) -> AnyView {
    line(tone, icon, text.into_any())
}

fn line(tone: &str, icon: IconName, content: AnyView) -> AnyView {
    view! {
        <li class=format!("preflight-item {tone}")>
            <Icon name=icon />
            <span>{content}</span>
        </li>
    }
    .into_any()
}
