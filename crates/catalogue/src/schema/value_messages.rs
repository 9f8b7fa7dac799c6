//! Error messages for single values.

use super::rules::{NumberRules, Rules, Type};
use super::{FindingKind, number};
use crate::nearest::nearest;
use serde_json::{Number, Value};
use std::cmp::Ordering;

pub(super) fn wrong_type(types: &[Type], value: &Value) -> String {
    let either = |first: String, other: String| messages::catalogue::either_type(&first, &other);
    let expected = types.iter().map(|kind| kind.label().to_owned()).reduce(either).unwrap_or_default();
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => messages::catalogue::type_true_or_false(),
        Value::Number(_) if types.contains(&Type::Integer) => messages::catalogue::type_fraction(),
        Value::Number(_) => messages::catalogue::type_number(),
        Value::String(_) => messages::catalogue::type_text(),
        Value::Array(_) => messages::catalogue::type_list(),
        Value::Object(_) => messages::catalogue::type_object(),
    };
    messages::catalogue::wrong_type(&expected, found)
}

pub(super) fn choice_findings(rules: &Rules, value: &Value) -> Option<(FindingKind, String)> {
    let allowed: Vec<&Value> = match (&rules.choices, &rules.constant) {
        (Some(choices), _) if !choices.iter().any(|choice| number::same(choice, value)) => {
            choices.iter().collect()
        }
        (_, Some(constant)) if !number::same(constant, value) => vec![constant],
        _ => return None,
    };
    Some((FindingKind::NotAChoice, not_a_choice(&allowed, value)))
}

pub(super) fn not_a_choice(allowed: &[&Value], value: &Value) -> String {
    const SHOWN: usize = 8;
    let show = |value: &&Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let shown = allowed.iter().take(SHOWN).map(show).collect::<Vec<_>>().join(", ");
    let problem = match allowed.len().saturating_sub(SHOWN) {
        0 if allowed.len() == 1 => messages::catalogue::must_be_value(&shown),
        0 => messages::catalogue::must_be_one_of(&shown),
        more => messages::catalogue::must_be_one_of_and_more(&shown, more as u64),
    };
    let typed = value.as_str().unwrap_or_default();
    with_suggestion(problem, typed, allowed.iter().filter_map(|value| value.as_str()))
}

/// The problem, with a suggestion if a similar name exists.
pub(super) fn with_suggestion<'a>(
    problem: String,
    typed: &str,
    names: impl Iterator<Item = &'a str>,
) -> String {
    match nearest(typed, names) {
        Some(name) => messages::catalogue::did_you_mean(&problem, name),
        None => problem,
    }
}

/// A bound, the allowed results of comparing a value with it, and the message for other values.
type Limit<'a> = (&'a Option<Number>, [Ordering; 2], fn(&str) -> String);

pub(super) fn number_findings(rules: &NumberRules, value: &Number) -> Vec<(FindingKind, String)> {
    let limits: [Limit<'_>; 4] = [
        (&rules.minimum, [Ordering::Greater, Ordering::Equal], messages::catalogue::must_be_at_least),
        (&rules.maximum, [Ordering::Less, Ordering::Equal], messages::catalogue::must_be_at_most),
        (&rules.exclusive_minimum, [Ordering::Greater; 2], messages::catalogue::must_be_more_than),
        (&rules.exclusive_maximum, [Ordering::Less; 2], messages::catalogue::must_be_less_than),
    ];
    let mut findings: Vec<_> = limits
        .into_iter()
        .filter_map(|(limit, fine, message)| limit.as_ref().map(|limit| (limit, fine, message)))
        .filter(|(limit, fine, _)| !fine.contains(&number::compare(value, limit)))
        .map(|(limit, _, message)| (FindingKind::OutOfRange, message(&limit.to_string())))
        .collect();
    if let Some(step) = rules.multiple_of.as_ref().filter(|step| !number::is_multiple(value, step)) {
        findings.push((FindingKind::WrongStep, messages::catalogue::must_be_multiple_of(&step.to_string())));
    }
    findings
}

pub(super) fn count_findings(
    count: usize,
    least: Option<u64>,
    most: Option<u64>,
    too_few: fn(u64) -> String,
    too_many: fn(u64) -> String,
) -> Vec<(FindingKind, String)> {
    let count = count as u64;
    let few = least.filter(|least| count < *least).map(too_few);
    let many = most.filter(|most| count > *most).map(too_many);
    few.into_iter().chain(many).map(|message| (FindingKind::WrongCount, message)).collect()
}
