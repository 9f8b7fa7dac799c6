//! Validates values by JSON Schema, with messages for users.

use super::rules::{ArrayRules, ObjectRules, Rules, TextRules};
use super::value_messages::{
    choice_findings, count_findings, not_a_choice, number_findings, with_suggestion, wrong_type,
};
use super::{Finding, FindingKind, PatternMatcher, Schema, Severity, formats, number};
use crate::json::pointer;
use serde_json::{Map, Value};

pub(super) fn errors(schema: &Schema, value: &Value, patterns: &impl PatternMatcher) -> Vec<Finding> {
    let mut check = Check { schema, patterns, following: Vec::new(), found: Vec::new() };
    check.value(schema.root(), value, "");
    check.found
}

/// Whether a value satisfies the rules.
pub(super) fn holds<'a>(
    schema: &'a Schema,
    rules: &'a Rules,
    value: &Value,
    patterns: &impl PatternMatcher,
) -> bool {
    let mut check = Check { schema, patterns, following: Vec::new(), found: Vec::new() };
    check.value(rules, value, "");
    check.found.is_empty()
}

struct Check<'a, P> {
    schema: &'a Schema,
    patterns: &'a P,
    /// References being followed for the current value. Skipping one that returns to itself at the same value prevents infinite recursion;
    /// following it again would find nothing new.
    following: Vec<&'a str>,
    found: Vec<Finding>,
}

impl<'a, P: PatternMatcher> Check<'a, P> {
    fn report(&mut self, at: &str, kind: FindingKind, message: impl Into<String>) {
        let finding =
            Finding { pointer: at.to_owned(), kind, severity: Severity::Error, message: message.into() };
        // Two parts of a schema can give the same finding.
        if !self.found.contains(&finding) {
            self.found.push(finding);
        }
    }

    fn report_all(&mut self, at: &str, findings: impl IntoIterator<Item = (FindingKind, String)>) {
        for (kind, message) in findings {
            self.report(at, kind, message);
        }
    }

    fn deeper(&mut self, rules: &'a Rules, value: &Value, at: &str) {
        let following = std::mem::take(&mut self.following);
        self.value(rules, value, at);
        self.following = following;
    }

    fn value(&mut self, rules: &'a Rules, value: &Value, at: &str) {
        if rules.never {
            self.report(at, FindingKind::NotAllowed, messages::catalogue::not_allowed_here());
        }
        if !rules.types.is_empty() && !rules.types.iter().any(|kind| kind.admits(value)) {
            self.report(at, FindingKind::WrongType, wrong_type(&rules.types, value));
        }
        self.report_all(at, choice_findings(rules, value));
        match value {
            Value::Number(number) => self.report_all(at, number_findings(&rules.number, number)),
            Value::String(text) => self.text(&rules.text, text, at),
            Value::Array(items) => self.array(&rules.array, items, at),
            Value::Object(members) => self.object(&rules.object, members, at),
            Value::Null | Value::Bool(_) => {}
        }
        self.combinations(rules, value, at);
    }

    fn text(&mut self, rules: &TextRules, text: &str, at: &str) {
        let length = text.chars().count() as u64;
        if let Some(shortest) = rules.min_length.filter(|shortest| length < *shortest) {
            let message = if text.is_empty() && shortest == 1 {
                messages::catalogue::text_must_not_be_empty().to_owned()
            } else {
                messages::catalogue::must_have_at_least_characters(shortest)
            };
            self.report(at, FindingKind::WrongLength, message);
        }
        if let Some(longest) = rules.max_length.filter(|longest| length > *longest) {
            let message = messages::catalogue::must_have_at_most_characters(longest, length);
            self.report(at, FindingKind::WrongLength, message);
        }
        if let Some(pattern) = &rules.pattern
            && self.patterns.matches(pattern, text) == Some(false)
        {
            let message = match &rules.pattern_hint {
                Some(hint) => messages::catalogue::must_be_as_hinted(hint),
                None => messages::catalogue::must_match_pattern(pattern),
            };
            self.report(at, FindingKind::PatternMismatch, message);
        }
        if let Some(message) = rules.format.as_deref().and_then(|format| formats::error_message(format, text))
        {
            self.report(at, FindingKind::WrongFormat, message);
        }
    }

    fn array(&mut self, rules: &'a ArrayRules, items: &[Value], at: &str) {
        self.report_all(
            at,
            count_findings(
                items.len(),
                rules.min_items,
                rules.max_items,
                messages::catalogue::must_have_at_least_items,
                messages::catalogue::must_have_at_most_items,
            ),
        );
        if rules.unique {
            for (index, item) in items.iter().enumerate() {
                if items.iter().take(index).any(|earlier| number::same(earlier, item)) {
                    self.report(
                        &format!("{at}/{index}"),
                        FindingKind::Duplicate,
                        messages::catalogue::in_list_twice(),
                    );
                }
            }
        }
        for (index, item) in items.iter().enumerate() {
            if let Some(rules) = rules.prefix.get(index).or(rules.items.as_deref()) {
                self.deeper(rules, item, &format!("{at}/{index}"));
            }
        }
    }

    fn object(&mut self, rules: &'a ObjectRules, members: &Map<String, Value>, at: &str) {
        for name in rules.required.iter().filter(|name| !members.contains_key(*name)) {
            self.report(&pointer::child(at, name), FindingKind::Missing, messages::catalogue::required());
        }
        for (given, needed) in
            rules.dependent_required.iter().filter(|(given, _)| members.contains_key(given))
        {
            for name in needed.iter().filter(|name| !members.contains_key(*name)) {
                let message = messages::catalogue::required_with(given);
                self.report(&pointer::child(at, name), FindingKind::Missing, message);
            }
        }
        let count = count_findings(
            members.len(),
            rules.min_properties,
            rules.max_properties,
            messages::catalogue::must_have_at_least_properties,
            messages::catalogue::must_have_at_most_properties,
        );
        self.report_all(at, count);
        for (name, value) in members {
            self.property(rules, name, value, &pointer::child(at, name));
        }
    }

    fn property(&mut self, rules: &'a ObjectRules, name: &str, value: &Value, at: &str) {
        let mut known = false;
        if let Some(rules) = rules.property(name) {
            known = true;
            self.deeper(rules, value, at);
        }
        for (pattern, rules) in &rules.patterns {
            let matches = self.patterns.matches(pattern, name);
            // If it can't be decided, the property is neither validated nor reported as unknown.
            known |= matches.unwrap_or(true);
            if matches == Some(true) {
                self.deeper(rules, value, at);
            }
        }
        match rules.additional.as_deref() {
            Some(additional) if !known && additional.never => {
                let names = rules.properties.iter().flatten().map(|(name, _)| name.as_str());
                let problem = messages::catalogue::not_known_here().to_owned();
                self.report(at, FindingKind::UnknownProperty, with_suggestion(problem, name, names));
            }
            Some(additional) if !known => self.deeper(additional, value, at),
            _ => {}
        }
    }

    fn combinations(&mut self, rules: &'a Rules, value: &Value, at: &str) {
        if let Some(reference) = rules.reference.as_deref()
            && let Some(target) = self.schema.reference(reference)
            && !self.following.contains(&reference)
        {
            self.following.push(reference);
            self.value(target, value, at);
            self.following.pop();
        }
        for branch in &rules.all_of {
            self.value(branch, value, at);
        }
        if !rules.any_of.is_empty() {
            self.alternatives(&rules.any_of, value, at, false);
        }
        if !rules.one_of.is_empty() {
            self.alternatives(&rules.one_of, value, at, true);
        }
        if let Some(not) = &rules.not
            && self.attempt(not, value, at).is_empty()
        {
            self.report(at, FindingKind::NotAllowed, messages::catalogue::form_not_allowed());
        }
        if let Some(condition) = &rules.condition {
            let holds = self.attempt(&condition.when, value, at).is_empty();
            let branch = if holds { &condition.then } else { &condition.otherwise };
            if let Some(branch) = branch {
                self.value(branch, value, at);
            }
        }
    }

    /// The findings of a branch, kept separate.
    fn attempt(&mut self, rules: &'a Rules, value: &Value, at: &str) -> Vec<Finding> {
        let kept = std::mem::take(&mut self.found);
        self.value(rules, value, at);
        std::mem::replace(&mut self.found, kept)
    }

    fn alternatives(&mut self, branches: &'a [Rules], value: &Value, at: &str, only_one: bool) {
        let attempts: Vec<_> = branches.iter().map(|branch| self.attempt(branch, value, at)).collect();
        let fitting = attempts.iter().filter(|findings| findings.is_empty()).count();
        if fitting > 1 && only_one {
            self.report(at, FindingKind::NotAllowed, messages::catalogue::fits_several_forms(fitting as u64));
        }
        if fitting > 0 {
            return;
        }
        let constants: Vec<&Value> = branches.iter().filter_map(|branch| branch.constant.as_ref()).collect();
        if constants.len() == branches.len() {
            self.report(at, FindingKind::NotAChoice, not_a_choice(&constants, value));
            return;
        }
        // The branch that gets furthest into the value is most likely the intended one.
        let depth =
            |findings: &Vec<Finding>| findings.iter().map(|f| f.pointer.len()).max().unwrap_or_default();
        let closest = attempts.iter().max_by_key(|findings| (depth(findings), usize::MAX - findings.len()));
        if let Some(first) = closest.and_then(|findings| findings.first()) {
            let inner = first.pointer.strip_prefix(at).unwrap_or_default().trim_start_matches('/');
            let message = match inner {
                "" => messages::catalogue::fits_no_form(&first.message),
                place => messages::catalogue::fits_no_form_at(place, &first.message),
            };
            self.report(at, FindingKind::NotAllowed, message);
        }
    }
}
