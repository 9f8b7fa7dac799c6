//! Findings about single values, in the words that people read.

use super::rules::{NumberRules, Rules, Type};
use super::{FindingKind, number};
use crate::meant::nearest;
use serde_json::{Number, Value};
use std::cmp::Ordering;

pub(super) fn wrong_type(types: &[Type], value: &Value) -> String {
    let wanted: Vec<_> = types.iter().map(|kind| kind.in_words()).collect();
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) if types.contains(&Type::Integer) => "a fraction",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    format!("must be {}, not {found}", wanted.join(" or "))
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
    let shown: Vec<_> = allowed.iter().take(SHOWN).map(show).collect();
    let more = match allowed.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let typed = value.as_str().unwrap_or_default();
    let hint = nearest(typed, allowed.iter().filter_map(|value| value.as_str()));
    let hint = hint.map(|meant| format!(". Did you mean {meant}?")).unwrap_or_default();
    let of = if allowed.len() == 1 { "" } else { "one of " };
    format!("must be {of}{}{more}{hint}", shown.join(", "))
}

pub(super) fn number_findings(rules: &NumberRules, value: &Number) -> Vec<(FindingKind, String)> {
    let limits = [
        (&rules.minimum, [Ordering::Greater, Ordering::Equal], "at least"),
        (&rules.maximum, [Ordering::Less, Ordering::Equal], "at most"),
        (&rules.exclusive_minimum, [Ordering::Greater; 2], "more than"),
        (&rules.exclusive_maximum, [Ordering::Less; 2], "less than"),
    ];
    let mut findings: Vec<_> = limits
        .into_iter()
        .filter_map(|(limit, fine, words)| limit.as_ref().map(|limit| (limit, fine, words)))
        .filter(|(limit, fine, _)| !fine.contains(&number::compare(value, limit)))
        .map(|(limit, _, words)| (FindingKind::OutOfRange, format!("must be {words} {limit}")))
        .collect();
    if let Some(step) = rules.multiple_of.as_ref().filter(|step| !number::is_multiple(value, step)) {
        findings.push((FindingKind::WrongStep, format!("must be a multiple of {step}")));
    }
    findings
}

pub(super) fn count_findings(
    count: usize,
    least: Option<u64>,
    most: Option<u64>,
    what: &str,
) -> Vec<(FindingKind, String)> {
    let count = count as u64;
    let few = least.filter(|least| count < *least).map(|least| at_least(least, what));
    let many = most.filter(|most| count > *most).map(|most| at_most(most, what));
    few.into_iter().chain(many).map(|words| (FindingKind::WrongCount, words)).collect()
}

pub(super) fn at_least(count: u64, what: &str) -> String {
    format!("must have at least {}", counted(count, what))
}

pub(super) fn at_most(count: u64, what: &str) -> String {
    format!("must have at most {}", counted(count, what))
}

fn counted(count: u64, what: &str) -> String {
    match what.strip_suffix('y') {
        _ if count == 1 => format!("1 {what}"),
        Some(stem) => format!("{count} {stem}ies"),
        None => format!("{count} {what}s"),
    }
}
