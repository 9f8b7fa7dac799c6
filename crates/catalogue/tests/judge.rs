//! Compares our validator with the `jsonschema` crate on generated schemas and values.

#![allow(clippy::unwrap_used, reason = "a test")]

use catalogue::{Finding, Schema};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn matches(pattern: &str, text: &str) -> Option<bool> {
    regex::Regex::new(pattern).ok().map(|regex| regex.is_match(text))
}

fn name() -> impl Strategy<Value = String> {
    "[abc]"
}

fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => (-4_i64..8).prop_map(Value::from),
        2 => (-4_i64..8).prop_map(|n| json!(n as f64)),
        2 => (-8_i64..16).prop_map(|n| json!(n as f64 / 2.0)),
        1 => (0_i64..40).prop_map(|n| json!(n as f64 / 4.0)),
        1 => prop::sample::select(vec![json!(u64::MAX), json!(i64::MAX), json!(i64::MIN), json!(1e300), json!(-0.0), json!(9007199254740993_u64), json!(9007199254740992.0)]),
    ]
}

fn text() -> impl Strategy<Value = Value> {
    prop_oneof!["[abé😀]{0,4}", Just("a".to_owned())].prop_map(Value::from)
}

fn instance() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![1 => Just(Value::Null), 1 => any::<bool>().prop_map(Value::from), 4 => number(), 3 => text()];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name(), inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn type_name() -> impl Strategy<Value = Value> {
    prop::sample::select(vec!["null", "boolean", "integer", "number", "string", "array", "object"])
        .prop_map(Value::from)
}

/// A keyword whose value isn't a schema.
fn plain_keyword() -> impl Strategy<Value = (String, Value)> {
    let named = |name: &'static str| move |value: Value| (name.to_owned(), value);
    let count = || (0_u64..4).prop_map(Value::from);
    let names = || prop::collection::btree_set(name(), 0..3).prop_map(|names| json!(names));
    prop_oneof![
        type_name().prop_map(named("type")),
        prop::collection::btree_set(type_name().prop_map(|kind| kind.as_str().unwrap().to_owned()), 1..4)
            .prop_map(|kinds| ("type".to_owned(), json!(kinds))),
        prop::collection::vec(instance(), 1..5).prop_map(|values| ("enum".to_owned(), json!(values))),
        instance().prop_map(named("const")),
        number().prop_map(named("minimum")),
        number().prop_map(named("maximum")),
        number().prop_map(named("exclusiveMinimum")),
        number().prop_map(named("exclusiveMaximum")),
        prop::sample::select(vec![
            json!(1),
            json!(2),
            json!(3),
            json!(0.5),
            json!(1.5),
            json!(0.25),
            json!(2.0)
        ])
        .prop_map(named("multipleOf")),
        count().prop_map(named("minLength")),
        count().prop_map(named("maxLength")),
        prop::sample::select(vec!["^a", "b$", "^[ab]*$", ""]).prop_map(|p| ("pattern".to_owned(), json!(p))),
        count().prop_map(named("minItems")),
        count().prop_map(named("maxItems")),
        any::<bool>().prop_map(|unique| ("uniqueItems".to_owned(), json!(unique))),
        count().prop_map(named("minProperties")),
        count().prop_map(named("maxProperties")),
        names().prop_map(named("required")),
        (name(), names()).prop_map(|(name, names)| ("dependentRequired".to_owned(), json!({ name: names }))),
        prop::sample::select(vec!["title", "description"]).prop_map(|key| (key.to_owned(), json!("words"))),
        instance().prop_map(named("default")),
        prop::sample::select(vec!["#/$defs/d", "#/$defs/e/properties/a"])
            .prop_map(|to| ("$ref".to_owned(), json!(to))),
    ]
}

fn schema_without_definitions() -> impl Strategy<Value = Value> {
    let object = |keywords: Vec<(String, Value)>| Value::Object(keywords.into_iter().collect());
    let leaf = prop_oneof![
        1 => any::<bool>().prop_map(Value::from),
        12 => prop::collection::vec(plain_keyword(), 0..4).prop_map(object),
    ];
    leaf.prop_recursive(3, 32, 4, move |inner| {
        let named =
            prop::collection::btree_map(name(), inner.clone(), 0..4).prop_map(|schemas| json!(schemas));
        let matched = prop::collection::btree_map("\\^[abc]|[abc]\\$", inner.clone(), 0..3)
            .prop_map(|schemas| json!(schemas));
        let several = || prop::collection::vec(inner.clone(), 1..4).prop_map(|schemas| json!(schemas));
        let keyword = prop_oneof![
            (Just("properties"), named),
            (Just("patternProperties"), matched),
            (prop::sample::select(vec!["prefixItems", "allOf", "anyOf", "oneOf"]), several()),
            (
                prop::sample::select(vec!["additionalProperties", "items", "not", "if", "then", "else"]),
                inner.clone()
            ),
            (prop::sample::select(vec!["if", "then", "else"]), inner.clone()),
        ]
        .prop_map(|(name, value)| (name.to_owned(), value));
        (prop::collection::vec(keyword, 1..5), prop::collection::vec(plain_keyword(), 0..3)).prop_map(
            move |(mut keywords, plain)| {
                keywords.extend(plain);
                object(keywords)
            },
        )
    })
}

/// A schema with definitions for `$ref`.
fn schema() -> impl Strategy<Value = Value> {
    let definition = || {
        prop::collection::vec(plain_keyword(), 1..3).prop_map(|keywords| {
            let mut definition: Map<String, Value> = keywords.into_iter().collect();
            definition.remove("$ref");
            Value::Object(definition)
        })
    };
    (schema_without_definitions(), definition(), definition()).prop_map(|(mut schema, first, second)| {
        if let Value::Object(members) = &mut schema {
            members.insert("$defs".to_owned(), json!({"d": first, "e": {"properties": {"a": second}}}));
        } else {
            schema = json!({"allOf": [schema]});
        }
        schema
    })
}

/// Whether floats represent all its numbers exactly. For others, our validator uses the decimal digits and `jsonschema` the nearest
/// float, so they disagree about the multiples of 1e300.
fn exact_as_floats(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_f64().is_some_and(|float| float.abs() < 9e15),
        Value::Array(items) => items.iter().all(exact_as_floats),
        Value::Object(members) => members.values().all(exact_as_floats),
        _ => true,
    }
}

fn judge(schema: &Value) -> Validator {
    jsonschema::draft202012::options().should_validate_formats(false).build(schema).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn both_validators_agree(schema in schema(), values in prop::collection::vec(instance(), 1..8)) {
        let judge = judge(&schema);
        let ours = Schema::parse(&schema.to_string()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(ours.unsupported(), Vec::<String>::new());
        let divides = schema.to_string().contains("multipleOf");
        for value in values.into_iter().filter(|value| !divides || exact_as_floats(value)) {
            let findings = ours.validate(&value, &matches);
            let valid = !findings.iter().any(Finding::is_error);
            prop_assert_eq!(valid, judge.is_valid(&value), "{} on {}: {:?}", schema, value, findings);
        }
    }

    /// Any input gives either a schema or an error, and the schema gives fields.
    #[test]
    fn the_form_accepts_any_schema(schema in prop_oneof![schema(), instance()], value in instance()) {
        if let Ok(schema) = Schema::parse(&schema.to_string()) {
            let _fields = catalogue::form::fields(&schema, &value);
            let start = catalogue::defaults(&schema);
            let text = catalogue::form::starting_text(&schema);
            prop_assert!(start.is_object());
            prop_assert_eq!(catalogue::json::parse(&text).unwrap().value, start);
        }
    }
}
