use super::*;
use serde_json::json;

fn matches(pattern: &str, text: &str) -> Option<bool> {
    regex::Regex::new(pattern).ok().map(|regex| regex.is_match(text))
}

fn findings(schema: &str, value: &Value) -> Vec<(String, FindingKind, String)> {
    let findings = Schema::parse(schema).unwrap().validate(value, &matches);
    findings.into_iter().map(|f| (f.pointer, f.kind, f.message)).collect()
}

#[test]
fn messages_name_the_limits() {
    use FindingKind::*;
    let cases = [
        (r#"{"type": "integer"}"#, json!("x"), WrongType, "must be a whole number, not text"),
        (r#"{"type": "integer"}"#, json!(1.5), WrongType, "must be a whole number, not a fraction"),
        (
            r#"{"type": ["string", "null"]}"#,
            json!([]),
            WrongType,
            "must be text in quotes or null, not a list",
        ),
        (r#"{"type": "boolean"}"#, json!("true"), WrongType, "must be true or false, not text"),
        (r#"{"minimum": 1}"#, json!(0), OutOfRange, "must be at least 1"),
        (r#"{"maximum": 240}"#, json!(240.5), OutOfRange, "must be at most 240"),
        (r#"{"exclusiveMinimum": 0}"#, json!(0), OutOfRange, "must be more than 0"),
        (r#"{"exclusiveMaximum": 1.5}"#, json!(2), OutOfRange, "must be less than 1.5"),
        (r#"{"multipleOf": 0.1}"#, json!(0.25), WrongStep, "must be a multiple of 0.1"),
        (r#"{"minLength": 1}"#, json!(""), WrongLength, "must not be empty"),
        (r#"{"minLength": 3}"#, json!("é"), WrongLength, "must have at least 3 characters"),
        (r#"{"maxLength": 1}"#, json!("ab"), WrongLength, "must have at most 1 character (now 2)"),
        (r#"{"pattern": "^a"}"#, json!("b"), PatternMismatch, "must match the pattern ^a"),
        (
            r#"{"pattern": "^a", "x-pattern-hint": "an a-word"}"#,
            json!("b"),
            PatternMismatch,
            "must be an a-word",
        ),
        (
            r#"{"format": "ipv4"}"#,
            json!("1.2.3"),
            WrongFormat,
            "doesn't look like an IPv4 address such as 192.0.2.1",
        ),
        (
            r#"{"enum": ["low", "high"]}"#,
            json!("hihg"),
            NotAChoice,
            "must be one of low, high. Did you mean high?",
        ),
        (
            r#"{"enum": [1,2,3,4,5,6,7,8,9,10]}"#,
            json!(0),
            NotAChoice,
            "must be one of 1, 2, 3, 4, 5, 6, 7, 8 and 2 more",
        ),
        (r#"{"const": {"a": 1}}"#, json!(0), NotAChoice, "must be {\"a\":1}"),
        (r#"{"minItems": 2}"#, json!([1]), WrongCount, "must have at least 2 items"),
        (r#"{"maxProperties": 0}"#, json!({"a": 1}), WrongCount, "must have at most 0 properties"),
        (r#"{"not": {"type": "null"}}"#, json!(null), NotAllowed, "has a form that isn't allowed here"),
        (r#"{"oneOf": [{"const": "a"}, {"const": "b"}]}"#, json!("c"), NotAChoice, "must be one of a, b"),
        (
            r#"{"oneOf": [{"type": "integer"}, {"minimum": 0}]}"#,
            json!(1),
            NotAllowed,
            "fits 2 of the allowed forms; it may fit only one",
        ),
        (
            r#"{"anyOf": [{"type": "integer"}, {"required": ["a"]}]}"#,
            json!({}),
            NotAllowed,
            "has none of the allowed forms; for the closest one, a is required",
        ),
        ("false", json!(1), NotAllowed, "isn't allowed here"),
    ];
    for (schema, value, kind, message) in cases {
        assert_eq!(findings(schema, &value), [(String::new(), kind, message.to_owned())], "{schema} {value}");
    }
}

#[test]
fn findings_point_into_the_value() {
    let schema = r#"{"required": ["a"], "properties": {"b": {"items": {"type": "null"}}, "c/d": false},
        "dependentRequired": {"b": ["e"]}, "uniqueItems": true}"#;
    let found = findings(schema, &json!({"b": [null, 1], "c/d": 1}));
    let pointers: Vec<_> = found.iter().map(|(pointer, kind, _)| (pointer.as_str(), *kind)).collect();
    use FindingKind::*;
    assert_eq!(pointers, [("/a", Missing), ("/e", Missing), ("/b/1", WrongType), ("/c~1d", NotAllowed)]);
    assert_eq!(findings(r#"{"uniqueItems": true}"#, &json!([1, 2, 1.0]))[0].0, "/2");
}

#[test]
fn unknown_properties_warn_fail_or_pass() {
    let severity = |schema: &str| {
        let found = Schema::parse(schema).unwrap().validate(&json!({"b": 1}), &matches);
        found.first().map(|finding| (finding.kind, finding.severity))
    };
    let unknown = |severity| Some((FindingKind::UnknownProperty, severity));
    assert_eq!(severity(r#"{"properties": {"a": {}}}"#), unknown(Severity::Warning));
    assert_eq!(
        severity(r#"{"properties": {"a": {}}, "additionalProperties": false}"#),
        unknown(Severity::Error)
    );
    assert_eq!(severity(r#"{"properties": {"a": {}}, "additionalProperties": true}"#), None);
    assert_eq!(severity(r#"{"properties": {"a": {}}, "patternProperties": {"^b": {}}}"#), None);
    assert_eq!(severity("{}"), None, "a schema that names nothing can call nothing unknown");
}

#[test]
fn a_property_of_any_subschema_is_known() {
    let schema = r##"{"properties": {"a": {}}, "allOf": [{"properties": {"b": {"properties": {"x": {}}}}}, {"$ref": "#/$defs/more"}],
        "if": {"required": ["a"]}, "then": {"properties": {"d": {}}},
        "$defs": {"more": {"properties": {"c": {}, "b": {"properties": {"y": {}}}}}}}"##;
    let found = findings(schema, &json!({"a": 1, "b": {"x": 1, "y": 1, "z": 1}, "c": 1, "d": 1, "e": 1}));
    let pointers: Vec<_> = found.iter().map(|(pointer, ..)| pointer.as_str()).collect();
    assert_eq!(pointers, ["/b/z", "/e"]);
}

#[test]
fn unsupported_keywords_are_listed() {
    let schema = Schema::parse(
        r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "contains": {}, "x-note": 1,
            "properties": {"h": {"format": "hostname"}, "r": {"$ref": "other.json"}}}"#,
    )
    .unwrap();
    let listed = [
        "/: \"contains\"",
        "/properties/h/format: \"hostname\"",
        "/properties/r: \"$ref\" to \"other.json\"",
    ];
    assert_eq!(schema.unsupported(), listed);
}

#[test]
fn broken_schemas_are_rejected_with_their_path() {
    let cases = [
        ("{", "", "line 1, column 2: expected a name in double quotes or }: the { of line 1 isn't closed"),
        ("7", "", "a schema is an object, true or false"),
        (r#"{"properties": {"a": {"type": "text"}}}"#, "/properties/a/type", "there is no type \"text\""),
        (r#"{"minLength": -1}"#, "/minLength", "must be a whole number, 0 or more"),
        (r#"{"multipleOf": 0}"#, "/multipleOf", "must be more than 0"),
        (r#"{"required": "a"}"#, "/required", "must be a list"),
        (r#"{"allOf": []}"#, "/allOf", "must not be empty"),
    ];
    for (schema, pointer, message) in cases {
        let error = Schema::parse(schema).unwrap_err();
        assert_eq!((error.pointer.as_str(), error.message.as_str()), (pointer, message), "{schema}");
    }
}

#[test]
fn texts_pass_without_a_pattern_matcher() {
    let schema =
        Schema::parse(r#"{"pattern": "^a", "additionalProperties": false, "patternProperties": {"^a": {}}}"#);
    let schema = schema.unwrap();
    assert_eq!(schema.validate(&json!("b"), &NoPatterns), []);
    assert_eq!(schema.validate(&json!({"b": 1}), &NoPatterns), []);
    assert_eq!(schema.validate(&json!({"b": 1}), &matches).len(), 1);
}

#[test]
fn formats_catch_typing_errors() {
    let fine = [
        ("uri", "s3://backups/devices/"),
        ("uri", "https://example.com:8443/a?b=c#d"),
        ("uri", "mailto:a@b"),
        ("date-time", "2024-02-29T23:59:59.5+05:30"),
        ("date", "2024-12-31"),
        ("email", "ops+night@example.com"),
        ("ipv4", "192.0.2.1"),
        ("ipv6", "2001:db8::1"),
        ("hostname", "anything goes: not checked"),
    ];
    let wrong = [
        ("uri", "backups/devices"),
        ("uri", "s3://back ups"),
        ("uri", "https://"),
        ("uri", "1s:x"),
        ("date-time", "2024-02-30T00:00:00Z"),
        ("date-time", "2024-02-01 00:00:00"),
        ("date-time", "2024-02-01T24:00:00Z"),
        ("date-time", "2024-02-01T00:00:00"),
        ("date", "2023-02-29"),
        ("date", "1.2.2024"),
        ("email", "ops@"),
        ("email", "a b@example.com"),
        ("ipv4", "192.0.2.256"),
        ("ipv6", "192.0.2.1"),
    ];
    for (format, text) in fine {
        assert_eq!(formats::error_message(format, text), None, "{format} {text}");
    }
    for (format, text) in wrong {
        assert!(formats::error_message(format, text).is_some(), "{format} {text}");
    }
}
