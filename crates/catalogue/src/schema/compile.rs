//! Compiles JSON to [`Rules`]: reads the keywords, rejects invalid ones, and lists unsupported ones.

use super::rules::{Condition, Rules, Type};
use super::{Schema, SchemaError, formats, number};
use crate::json::{Member, Node, NodeKind, pointer};
use serde_json::{Number, Value};
use std::collections::BTreeMap;

type Compiled<T> = Result<T, SchemaError>;

pub(super) fn compile(node: &Node) -> Compiled<Schema> {
    let mut compiler = Compiler::default();
    let root = compiler.rules(node, "")?;
    let mut references = BTreeMap::new();
    while let Some((reference, place)) = compiler.references.pop() {
        if references.contains_key(&reference) {
            continue;
        }
        let Some(target) = reference.strip_prefix('#').and_then(|path| node_at(node, path)) else {
            return fail(&place, messages::catalogue::reference_leads_nowhere(&reference));
        };
        let rules = compiler.rules(target, reference.trim_start_matches('#'))?;
        references.insert(reference, rules);
    }
    let mut unsupported = compiler.unsupported;
    unsupported.sort();
    unsupported.dedup();
    Ok(Schema { root, references, unsupported })
}

fn node_at<'a>(root: &'a Node, path: &str) -> Option<&'a Node> {
    pointer::tokens(path)?.iter().try_fold(root, |node, token| match &node.kind {
        NodeKind::Object(_) => node.get(token),
        NodeKind::Array(items) => items.get(pointer::index(token)?),
        NodeKind::Scalar(_) => None,
    })
}

fn fail<T>(place: &str, message: impl Into<String>) -> Compiled<T> {
    Err(SchemaError { pointer: place.to_owned(), message: message.into() })
}

#[derive(Default)]
struct Compiler {
    unsupported: Vec<String>,
    /// Unresolved references, each with its place.
    references: Vec<(String, String)>,
}

impl Compiler {
    fn without_effect(&mut self, place: &str, what: &str) {
        let place = if place.is_empty() { "/" } else { place };
        self.unsupported.push(format!("{place}: {what}"));
    }

    fn rules(&mut self, node: &Node, place: &str) -> Compiled<Rules> {
        let mut rules = Rules::default();
        let members = match &node.kind {
            NodeKind::Object(members) => members,
            NodeKind::Scalar(Value::Bool(allowed)) => {
                rules.never = !allowed;
                return Ok(rules);
            }
            _ => return fail(place, messages::catalogue::must_be_schema()),
        };
        for (at, member) in members.iter().enumerate() {
            // Of duplicate names, the last wins, as everywhere.
            if !members.iter().skip(at + 1).any(|later| later.name == member.name) {
                self.keyword(&mut rules, member, place)?;
            }
        }
        rules.condition = self.condition(node, place)?;
        Ok(rules)
    }

    fn keyword(&mut self, rules: &mut Rules, member: &Member, place: &str) -> Compiled<()> {
        let here = &pointer::child(place, &member.name);
        let node = &member.value;
        match member.name.as_str() {
            "title" => rules.shown.title = Some(text(node, here)?),
            "description" => rules.shown.description = Some(text(node, here)?),
            "default" => rules.shown.default = Some(node.to_value()),
            "examples" => rules.shown.examples = list(node, here)?.iter().map(Node::to_value).collect(),
            "readOnly" => rules.shown.read_only = flag(node, here)?,
            "x-multiline" => rules.shown.multiline = flag(node, here)?,
            "x-pattern-hint" => rules.text.pattern_hint = Some(text(node, here)?),
            "type" => rules.types = types(node, here)?,
            "enum" => rules.choices = Some(list(node, here)?.iter().map(Node::to_value).collect()),
            "const" => rules.constant = Some(node.to_value()),
            "minimum" => rules.number.minimum = Some(amount(node, here)?),
            "maximum" => rules.number.maximum = Some(amount(node, here)?),
            "exclusiveMinimum" => rules.number.exclusive_minimum = Some(amount(node, here)?),
            "exclusiveMaximum" => rules.number.exclusive_maximum = Some(amount(node, here)?),
            "multipleOf" => rules.number.multiple_of = Some(step(node, here)?),
            "minLength" => rules.text.min_length = Some(count(node, here)?),
            "maxLength" => rules.text.max_length = Some(count(node, here)?),
            "pattern" => rules.text.pattern = Some(text(node, here)?),
            "format" => rules.text.format = Some(self.format(node, here)?),
            "properties" => rules.object.properties = Some(self.named(node, here)?),
            "patternProperties" => rules.object.patterns = self.named(node, here)?,
            "additionalProperties" => rules.object.additional = Some(Box::new(self.rules(node, here)?)),
            "required" => rules.object.required = texts(node, here)?,
            "dependentRequired" => rules.object.dependent_required = dependencies(node, here)?,
            "minProperties" => rules.object.min_properties = Some(count(node, here)?),
            "maxProperties" => rules.object.max_properties = Some(count(node, here)?),
            "items" => rules.array.items = Some(Box::new(self.rules(node, here)?)),
            "prefixItems" => rules.array.prefix = self.several(node, here)?,
            "minItems" => rules.array.min_items = Some(count(node, here)?),
            "maxItems" => rules.array.max_items = Some(count(node, here)?),
            "uniqueItems" => rules.array.unique = flag(node, here)?,
            "allOf" => rules.all_of = self.several(node, here)?,
            "anyOf" => rules.any_of = self.several(node, here)?,
            "oneOf" => rules.one_of = self.several(node, here)?,
            "not" => rules.not = Some(Box::new(self.rules(node, here)?)),
            "$ref" => rules.reference = self.reference(node, place)?,
            // Read together, or intentionally without effect.
            "if" | "then" | "else" | "$defs" | "definitions" | "$schema" | "$comment" | "deprecated"
            | "writeOnly" => {}
            "$id" if place.is_empty() => {}
            name if name.starts_with("x-") => {}
            name => self.without_effect(place, &format!("\"{name}\"")),
        }
        Ok(())
    }

    fn condition(&mut self, node: &Node, place: &str) -> Compiled<Option<Box<Condition>>> {
        let mut branch = |name: &str| {
            node.get(name).map(|branch| self.rules(branch, &pointer::child(place, name))).transpose()
        };
        let (when, then, otherwise) = (branch("if")?, branch("then")?, branch("else")?);
        Ok(when.map(|when| Box::new(Condition { when, then, otherwise })))
    }

    fn named(&mut self, node: &Node, place: &str) -> Compiled<Vec<(String, Rules)>> {
        let Some(members) = node.members() else {
            return fail(place, messages::catalogue::must_be_object_of_schemas());
        };
        let mut named: Vec<(String, Rules)> = Vec::new();
        for member in members {
            let rules = self.rules(&member.value, &pointer::child(place, &member.name))?;
            match named.iter_mut().find(|(name, _)| *name == member.name) {
                Some(earlier) => earlier.1 = rules,
                None => named.push((member.name.clone(), rules)),
            }
        }
        Ok(named)
    }

    fn several(&mut self, node: &Node, place: &str) -> Compiled<Vec<Rules>> {
        let items = list(node, place)?;
        if items.is_empty() {
            return fail(place, messages::catalogue::list_must_not_be_empty());
        }
        items.iter().enumerate().map(|(at, item)| self.rules(item, &format!("{place}/{at}"))).collect()
    }

    fn format(&mut self, node: &Node, place: &str) -> Compiled<String> {
        let format = text(node, place)?;
        if !formats::KNOWN.contains(&format.as_str()) {
            self.without_effect(place, &format!("\"{format}\""));
        }
        Ok(format)
    }

    /// Only references within the schema are supported: this crate can't fetch anything.
    fn reference(&mut self, node: &Node, place: &str) -> Compiled<Option<String>> {
        let reference = text(node, place)?;
        if !reference.starts_with('#') {
            self.without_effect(place, &messages::catalogue::reference_elsewhere(&reference));
            return Ok(None);
        }
        self.references.push((reference.clone(), place.to_owned()));
        Ok(Some(reference))
    }
}

fn text(node: &Node, place: &str) -> Compiled<String> {
    node.as_str().map_or_else(|| fail(place, messages::catalogue::must_be_text()), |text| Ok(text.to_owned()))
}

fn flag(node: &Node, place: &str) -> Compiled<bool> {
    node.scalar()
        .and_then(Value::as_bool)
        .map_or_else(|| fail(place, messages::catalogue::must_be_true_or_false()), Ok)
}

fn list<'a>(node: &'a Node, place: &str) -> Compiled<&'a [Node]> {
    node.items().map_or_else(|| fail(place, messages::catalogue::must_be_list()), Ok)
}

fn texts(node: &Node, place: &str) -> Compiled<Vec<String>> {
    list(node, place)?.iter().map(|item| text(item, place)).collect()
}

fn amount(node: &Node, place: &str) -> Compiled<Number> {
    match node.scalar() {
        Some(Value::Number(number)) => Ok(number.clone()),
        _ => fail(place, messages::catalogue::must_be_number()),
    }
}

fn step(node: &Node, place: &str) -> Compiled<Number> {
    let step = amount(node, place)?;
    if step.as_f64().is_some_and(|step| step > 0.0) {
        Ok(step)
    } else {
        fail(place, messages::catalogue::must_be_more_than("0"))
    }
}

fn count(node: &Node, place: &str) -> Compiled<u64> {
    let number = amount(node, place)?;
    let float = number.as_f64().unwrap_or(-1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be whole and not negative"
    )]
    let whole = (float >= 0.0 && number::is_integer(&number)).then_some(float as u64);
    number.as_u64().or(whole).map_or_else(|| fail(place, messages::catalogue::must_be_count()), Ok)
}

fn types(node: &Node, place: &str) -> Compiled<Vec<Type>> {
    let names = if node.items().is_some() { texts(node, place)? } else { vec![text(node, place)?] };
    if names.is_empty() {
        return fail(place, messages::catalogue::must_name_a_type());
    }
    let read = |name: &String| {
        Type::parse(name).map_or_else(|| fail(place, messages::catalogue::no_such_type(name)), Ok)
    };
    names.iter().map(read).collect()
}

fn dependencies(node: &Node, place: &str) -> Compiled<Vec<(String, Vec<String>)>> {
    let Some(members) = node.members() else {
        return fail(place, messages::catalogue::must_be_object_of_lists());
    };
    members.iter().map(|member| Ok((member.name.clone(), texts(&member.value, place)?))).collect()
}
