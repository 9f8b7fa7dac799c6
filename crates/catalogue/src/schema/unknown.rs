//! Warnings about properties that aren't in the schema: most are misspelled.

use super::rules::Rules;
use super::value_messages::with_suggestion;
use super::{Applicable, Finding, FindingKind, PatternMatcher, Schema, Severity};
use crate::json::pointer;
use serde_json::{Map, Value};

pub(super) fn warnings(schema: &Schema, value: &Value, patterns: &impl PatternMatcher) -> Vec<Finding> {
    let mut found = Vec::new();
    walk(&Applicable::all_branches(schema, &[schema.root()]), value, "", patterns, &mut found);
    found
}

fn walk(
    here: &Applicable,
    value: &Value,
    at: &str,
    patterns: &impl PatternMatcher,
    found: &mut Vec<Finding>,
) {
    match value {
        Value::Object(members) => object(here, members, at, patterns, found),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let for_item = |rules: &&Rules| rules.array.prefix.len() > index;
                let rules: Vec<&Rules> = here
                    .rules
                    .iter()
                    .filter_map(|rules| match for_item(rules) {
                        true => rules.array.prefix.get(index),
                        false => rules.array.items.as_deref(),
                    })
                    .collect();
                descend(here, &rules, item, &format!("{at}/{index}"), patterns, found);
            }
        }
        _ => {}
    }
}

fn object(
    here: &Applicable,
    members: &Map<String, Value>,
    at: &str,
    patterns: &impl PatternMatcher,
    found: &mut Vec<Finding>,
) {
    let known = here.properties();
    let open = here.any(|rules| rules.object.additional.is_some());
    let names_properties = here.any(|rules| rules.object.properties.is_some());
    for (name, value) in members {
        let place = pointer::child(at, name);
        let mut rules: Vec<&Rules> = Vec::new();
        for (_, named) in known.iter().filter(|(known, _)| known == name) {
            rules.extend(named);
        }
        for (pattern, matched) in here.rules.iter().flat_map(|rules| &rules.object.patterns) {
            if patterns.matches(pattern, name).unwrap_or(true) {
                rules.push(matched);
            }
        }
        if rules.is_empty() && names_properties && !open {
            found.push(Finding {
                pointer: place,
                kind: FindingKind::UnknownProperty,
                severity: Severity::Warning,
                message: with_suggestion(
                    messages::catalogue::not_in_catalogue().to_owned(),
                    name,
                    known.iter().map(|(known, _)| *known),
                ),
            });
            continue;
        }
        if rules.is_empty() {
            rules.extend(here.rules.iter().filter_map(|rules| rules.object.additional.as_deref()));
        }
        descend(here, &rules, value, &place, patterns, found);
    }
}

fn descend(
    here: &Applicable,
    rules: &[&Rules],
    value: &Value,
    at: &str,
    patterns: &impl PatternMatcher,
    found: &mut Vec<Finding>,
) {
    if !rules.is_empty() {
        walk(&Applicable::all_branches(here.schema(), rules), value, at, patterns, found);
    }
}
