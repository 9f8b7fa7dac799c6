//! Kinds of fields, and the choice of a kind by schema.

use super::Field;
use super::field::group;
use super::input::fits_lines;
use crate::NoPatterns;
use crate::schema::{Applicable, Rules, Type, as_decimal, same};
use serde_json::{Number, Value};
use std::cmp::Ordering;

/// The kind of input and its constraints.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// Text in one or several lines.
    Text {
        /// Whether the schema requests a multi-line field (`x-multiline`).
        multiline: bool,
        /// ECMAScript regular expression, not anchored.
        pattern: Option<String>,
        /// Such as `uri`.
        format: Option<String>,
        /// In characters.
        min_length: Option<u64>,
        /// In characters.
        max_length: Option<u64>,
    },
    /// A whole number.
    Integer {
        /// Smallest allowed.
        min: Option<i64>,
        /// Largest allowed.
        max: Option<i64>,
        /// Value must be a multiple of this.
        step: Option<i64>,
    },
    /// Any number.
    Number {
        /// Lower limit.
        min: Option<f64>,
        /// Upper limit.
        max: Option<f64>,
        /// Value must be a multiple of this.
        step: Option<f64>,
    },
    /// Yes or no.
    Boolean,
    /// One of several values, each with its label.
    Choice {
        /// In the order of the schema.
        options: Vec<(Value, String)>,
    },
    /// Several values of one scalar kind.
    List {
        /// Never a list, group or JSON.
        item: Box<FieldKind>,
        /// Fewest items.
        min_items: Option<u64>,
        /// Most items.
        max_items: Option<u64>,
        /// Whether items must be unique. With a choice as item, it is shown as check boxes.
        unique: bool,
    },
    /// An object with its own fields.
    Group {
        /// In the order of the schema, followed by properties that aren't in it.
        children: Vec<Field>,
    },
    /// Anything that a form can't show: edited as JSON.
    Json,
}

impl FieldKind {
    /// Whether a single input is enough.
    fn is_simple(&self) -> bool {
        !matches!(self, Self::List { .. } | Self::Group { .. } | Self::Json)
    }

    /// The kind of field for a value under these rules.
    pub(super) fn of(rules: &Applicable, pointer: &str, value: Option<&Value>) -> Self {
        if let Some(options) = options(rules) {
            return Self::Choice { options };
        }
        let mut types = rules.types();
        types.retain(|kind| *kind != Type::Null);
        match types.as_slice() {
            // Browsers change carriage returns in their fields.
            [Type::String] if value.and_then(Value::as_str).is_none_or(|text| !text.contains('\r')) => {
                text(rules, value)
            }
            [Type::Integer] => integer(rules),
            [Type::Number] | [Type::Integer, Type::Number] | [Type::Number, Type::Integer] => number(rules),
            [Type::Boolean] => Self::Boolean,
            [Type::Array]
                if value.is_none_or(|value| value.as_array().is_some_and(|items| fits_lines(items))) =>
            {
                list(rules)
            }
            [Type::Object] if value.is_none_or(Value::is_object) && !rules.properties().is_empty() => {
                Self::Group { children: group(rules, pointer, value) }
            }
            _ => Self::Json,
        }
    }
}

/// `enum`, or `oneOf`/`anyOf` of constants with titles.
fn options(rules: &Applicable) -> Option<Vec<(Value, String)>> {
    let labelled = |value: &Value| (value.clone(), super::input_text(value));
    if let Some(choices) = rules.first(|rules| rules.choices.as_ref()) {
        return Some(choices.iter().map(labelled).collect());
    }
    if let Some(constant) = rules.first(|rules| rules.constant.as_ref()) {
        return Some(vec![labelled(constant)]);
    }
    let constants = |branches: &[Rules]| -> Option<Vec<(Value, String)>> {
        let option = |branch: &Rules| {
            let value = branch.constant.as_ref()?;
            Some((value.clone(), branch.shown.title.clone().unwrap_or_else(|| super::input_text(value))))
        };
        if branches.is_empty() { None } else { branches.iter().map(option).collect() }
    };
    let mut options = rules.first(|rules| constants(&rules.one_of).or_else(|| constants(&rules.any_of)))?;
    let types = rules.types();
    options.retain(|(value, _)| types.is_empty() || types.iter().any(|kind| kind.admits(value)));
    options.dedup_by(|left, right| same(&left.0, &right.0));
    Some(options)
}

fn text(rules: &Applicable, value: Option<&Value>) -> FieldKind {
    // A single line would drop line breaks.
    let has_lines = value.and_then(Value::as_str).is_some_and(|text| text.contains('\n'));
    FieldKind::Text {
        multiline: has_lines || rules.any(|rules| rules.shown.multiline),
        pattern: rules.first(|rules| rules.text.pattern.clone()),
        format: rules.first(|rules| rules.text.format.clone()),
        min_length: rules.rules.iter().filter_map(|rules| rules.text.min_length).max(),
        max_length: rules.rules.iter().filter_map(|rules| rules.text.max_length).min(),
    }
}

fn integer(rules: &Applicable) -> FieldKind {
    let low = rules
        .limit(|rules| rules.number.minimum.as_ref(), Ordering::Greater)
        .and_then(|n| whole(n, f64::ceil));
    let high =
        rules.limit(|rules| rules.number.maximum.as_ref(), Ordering::Less).and_then(|n| whole(n, f64::floor));
    let above = rules
        .limit(|rules| rules.number.exclusive_minimum.as_ref(), Ordering::Greater)
        .and_then(|n| whole(n, f64::floor)?.checked_add(1));
    let below = rules
        .limit(|rules| rules.number.exclusive_maximum.as_ref(), Ordering::Less)
        .and_then(|n| whole(n, f64::ceil)?.checked_sub(1));
    FieldKind::Integer {
        min: low.into_iter().chain(above).max(),
        max: high.into_iter().chain(below).min(),
        step: rules.first(|rules| rules.number.multiple_of.as_ref().and_then(Number::as_i64)),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "limits beyond i64 saturate, which allows all that can be typed"
)]
fn whole(number: &Number, round: fn(f64) -> f64) -> Option<i64> {
    number.as_i64().or_else(|| number.as_f64().map(|float| round(float) as i64))
}

fn number(rules: &Applicable) -> FieldKind {
    let float = |number: Option<&Number>| number.and_then(Number::as_f64);
    let low = float(rules.limit(|rules| rules.number.minimum.as_ref(), Ordering::Greater));
    let above = float(rules.limit(|rules| rules.number.exclusive_minimum.as_ref(), Ordering::Greater));
    let high = float(rules.limit(|rules| rules.number.maximum.as_ref(), Ordering::Less));
    let below = float(rules.limit(|rules| rules.number.exclusive_maximum.as_ref(), Ordering::Less));
    let step = rules.first(|rules| rules.number.multiple_of.as_ref());
    FieldKind::Number {
        min: low.into_iter().chain(above).reduce(f64::max),
        max: high.into_iter().chain(below).reduce(f64::min),
        step: step.filter(|step| as_decimal(step).is_some()).and_then(Number::as_f64),
    }
}

fn list(rules: &Applicable) -> FieldKind {
    let items: Vec<&Rules> = rules.rules.iter().filter_map(|rules| rules.array.items.as_deref()).collect();
    if items.is_empty() || rules.any(|rules| !rules.array.prefix.is_empty()) {
        return FieldKind::Json;
    }
    let items = Applicable::to(rules.schema(), &items, &Value::Null, &NoPatterns);
    // Checked before recursing: a list may contain itself.
    if items.types().iter().any(|kind| matches!(kind, Type::Array | Type::Object)) {
        return FieldKind::Json;
    }
    let item = FieldKind::of(&items, "", None);
    if !item.is_simple() {
        return FieldKind::Json;
    }
    FieldKind::List {
        item: Box::new(item),
        min_items: rules.rules.iter().filter_map(|rules| rules.array.min_items).max(),
        max_items: rules.rules.iter().filter_map(|rules| rules.array.max_items).min(),
        unique: rules.any(|rules| rules.array.unique),
    }
}
