//! The combined rules for one value, collected from `$ref`, `allOf` and similar keywords.

use super::rules::{Rules, Type};
use super::{PatternMatcher, Schema, validate};
use serde_json::{Number, Value};

/// Several [`Rules`] for the same value, the nearest schema first.
pub(crate) struct Applicable<'a> {
    schema: &'a Schema,
    pub(crate) rules: Vec<&'a Rules>,
}

impl<'a> Applicable<'a> {
    /// Rules that apply to any value, plus all branches of `anyOf`, `oneOf` and `if`.
    pub(crate) fn all_branches(schema: &'a Schema, from: &[&'a Rules]) -> Self {
        let branches = |rules: &'a Rules| {
            let mut more: Vec<&Rules> = rules.any_of.iter().chain(&rules.one_of).collect();
            if let Some(condition) = &rules.condition {
                more.push(&condition.when);
                more.extend(condition.then.iter().chain(&condition.otherwise));
            }
            more
        };
        Self::gather(schema, from, &branches)
    }

    /// Rules that apply to this value. Excludes `anyOf` and `oneOf`, since a form can't know which branch is intended.
    pub(crate) fn to(
        schema: &'a Schema,
        from: &[&'a Rules],
        value: &Value,
        patterns: &impl PatternMatcher,
    ) -> Self {
        let branches = |rules: &'a Rules| {
            let chosen = rules.condition.as_ref().and_then(|condition| {
                let holds = validate::holds(schema, &condition.when, value, patterns);
                if holds { condition.then.as_ref() } else { condition.otherwise.as_ref() }
            });
            chosen.into_iter().collect()
        };
        Self::gather(schema, from, &branches)
    }

    fn gather(
        schema: &'a Schema,
        from: &[&'a Rules],
        branches: &dyn Fn(&'a Rules) -> Vec<&'a Rules>,
    ) -> Self {
        let mut found: Vec<&'a Rules> = Vec::new();
        let mut next: Vec<&'a Rules> = from.iter().rev().copied().collect();
        while let Some(rules) = next.pop() {
            // A schema may refer to itself.
            if found.iter().any(|known| std::ptr::eq(*known, rules)) {
                continue;
            }
            found.push(rules);
            let mut more = branches(rules);
            more.extend(&rules.all_of);
            more.extend(rules.reference.iter().filter_map(|reference| schema.reference(reference)));
            next.extend(more.into_iter().rev());
        }
        Self { schema, rules: found }
    }

    pub(crate) fn schema(&self) -> &'a Schema {
        self.schema
    }

    /// The first result that any of the rules gives.
    pub(crate) fn first<T>(&self, ask: impl Fn(&'a Rules) -> Option<T>) -> Option<T> {
        self.rules.iter().copied().find_map(ask)
    }

    pub(crate) fn any(&self, ask: impl Fn(&Rules) -> bool) -> bool {
        self.rules.iter().any(|rules| ask(rules))
    }

    /// Combines a limit over all rules; for example the largest of the lower limits.
    pub(crate) fn limit(
        &self,
        ask: impl Fn(&'a Rules) -> Option<&'a Number>,
        wins: std::cmp::Ordering,
    ) -> Option<&'a Number> {
        let tighter = |left: &'a Number, right: &'a Number| {
            if super::number::compare(right, left) == wins { right } else { left }
        };
        self.rules.iter().copied().filter_map(ask).reduce(tighter)
    }

    /// The types that all rules allow; empty if there is no restriction.
    pub(crate) fn types(&self) -> Vec<Type> {
        let mut sets = self.rules.iter().map(|rules| &rules.types).filter(|types| !types.is_empty());
        let mut allowed = sets.next().cloned().unwrap_or_default();
        for set in sets {
            allowed
                .retain(|kind| set.contains(kind) || (*kind == Type::Integer && set.contains(&Type::Number)));
        }
        allowed
    }

    /// The properties in source order, each with all its rules.
    pub(crate) fn properties(&self) -> Vec<(&'a str, Vec<&'a Rules>)> {
        let mut properties: Vec<(&str, Vec<&Rules>)> = Vec::new();
        for (name, rules) in self.rules.iter().flat_map(|rules| rules.object.properties.iter().flatten()) {
            match properties.iter_mut().find(|(known, _)| known == name) {
                Some((_, all)) => all.push(rules),
                None => properties.push((name, vec![rules])),
            }
        }
        properties
    }

    pub(crate) fn requires(&self, name: &str) -> bool {
        self.any(|rules| rules.object.required.iter().any(|required| required == name))
    }
}
