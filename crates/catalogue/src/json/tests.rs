use super::*;
use crate::form::set;
use proptest::prelude::*;
use serde_json::json;

fn error(text: &str) -> (usize, usize, String) {
    let error = parse(text).unwrap_err();
    (error.line, error.column, error.message)
}

#[test]
fn errors_have_a_message_and_a_position() {
    let cases = [
        ("", 1, 1, "there is nothing here yet: write a JSON value, such as {}"),
        ("{\"a\": 1\n \"b\": 2}", 2, 2, "expected a comma or }"),
        ("[1 2]", 1, 4, "expected a comma or ]"),
        ("{\"a\": 1,\n}", 1, 8, "trailing comma: nothing follows it but }"),
        ("[1, ]", 1, 3, "trailing comma: nothing follows it but ]"),
        ("{\"a\": \"x\n}", 1, 7, "this string isn't closed"),
        ("{\"é\" 1}", 1, 6, "expected a colon after \"é\""),
        ("{\"a\": }", 1, 7, "expected a value for \"a\""),
        ("{a: 1}", 1, 2, "expected a name in double quotes"),
        ("{,}", 1, 2, "expected a name before this comma"),
        ("{\n\"a\": [1", 2, 8, "expected a comma or ]: the [ of line 2 isn't closed"),
        ("{", 1, 2, "expected a name in double quotes or }: the { of line 1 isn't closed"),
        ("{} {}", 1, 4, "there is more text after the end of the JSON value"),
        ("True", 1, 1, "write true in small letters"),
        ("None", 1, 1, "expected a value: write null for nothing"),
        ("[NaN]", 1, 2, "JSON has no NaN"),
        ("{\"a\": 'x'}", 1, 7, "text is written in double quotes"),
        ("{\"a\": x}", 1, 7, "expected a value: text is written in double quotes"),
        ("// x\n1", 1, 1, "JSON has no comments"),
        ("012", 1, 1, "a number can't begin with 0"),
        ("1.", 1, 3, "expected a digit after the point"),
        ("-", 1, 2, "expected a digit"),
        ("1e400", 1, 1, "this number is too large"),
        (r#""a\x""#, 1, 3, "unknown escape: a backslash itself is written \\\\"),
        (r#""\u12""#, 1, 2, "\\u is followed by four hexadecimal digits"),
        (r#""\ud800""#, 1, 2, "half of a surrogate pair: its other half is missing"),
        ("\"a\tb\"", 1, 3, "a tab inside a string is written \\t"),
    ];
    for (text, line, column, message) in cases {
        assert_eq!(error(text), (line, column, message.to_owned()), "{text}");
    }
}

#[test]
fn depth_is_limited_where_serde_json_limits_it() {
    let nest = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(parse(&nest(127)).is_ok() && serde_json::from_str::<Value>(&nest(127)).is_ok());
    assert!(parse(&nest(128)).is_err() && serde_json::from_str::<Value>(&nest(128)).is_err());
    assert_eq!(error(&"[".repeat(100_000)), (1, 128, "nested too deeply: more than 127 levels".to_owned()));
}

#[test]
fn a_name_given_twice_is_a_warning() {
    let document = parse("{\n \"x\": 1,\n \"x\": 2}").unwrap();
    assert_eq!(document.value, json!({"x": 2}));
    assert_eq!(document.warnings.len(), 1);
    assert_eq!(document.warnings[0].message, "duplicate key \"x\": only the last one counts");
    assert_eq!(document.warnings[0].position.line, 3);
    assert_eq!(document.position_of("/x").unwrap().line, 3);
}

#[test]
fn positions_count_characters_bytes_and_utf16() {
    let text = "{\"é😀\": [1,\n  {\"a/b\": true}]}";
    let document = parse(text).unwrap();
    let position = document.position_of("/é😀/0").unwrap();
    assert_eq!((position.line, position.column, position.offset, position.len), (1, 9, 12, 1));
    assert_eq!(utf16_range(text, &position), (9, 10));
    let inner = document.position_of("/é😀/1/a~1b").unwrap();
    assert_eq!((inner.line, inner.column, &text[inner.offset..inner.end()]), (2, 11, "true"));
    let name = document.name_position_of("/é😀/1/a~1b").unwrap();
    assert_eq!((name.column, &text[name.offset..name.end()]), (4, "\"a/b\""));
    assert_eq!(document.position_of("/é😀/2"), None);
    assert_eq!(document.position_of("/é😀/01"), None);
    assert_eq!(document.position_of("x"), None);
    assert_eq!(document.nearest_position("/é😀/1/missing/deeper").line, 2);
    assert_eq!(document.nearest_position("/missing"), document.root.position);
}

#[test]
fn members_keep_their_order() {
    let document = parse(r#"{"z": 1, "a": 2}"#).unwrap();
    let names: Vec<_> = document.root.members().unwrap().iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["z", "a"]);
}

#[test]
fn formats_over_lines_with_short_lists_on_one() {
    let value = json!({"a": [1, 2], "b": {}, "c": {"d": [{"e": null}]}, "f": []});
    let text = "{\n  \"a\": [1, 2],\n  \"b\": {},\n  \"c\": {\n    \"d\": [\n      {\n        \"e\": null\n      }\n    ]\n  },\n  \"f\": []\n}";
    assert_eq!(format(&value), text);
    let long = json!([["x".repeat(40), "y".repeat(40)]]);
    assert_eq!(format(&long).lines().count(), 6);
}

fn spliced(text: &str, pointer: &str, new: Option<Value>) -> String {
    splice(text, &parse(text).unwrap(), pointer, new.as_ref()).unwrap()
}

#[test]
fn splicing_keeps_the_rest_as_it_was() {
    let cases = [
        // Replaced.
        ("{ \"a\" : 1 ,\"b\":[ 2 ] }", "/a", Some(json!("x")), "{ \"a\" : \"x\" ,\"b\":[ 2 ] }"),
        ("{\"a\":1.0}", "/a", Some(json!(1.0)), "{\"a\":1.0}"),
        ("[1, 2]", "/1", Some(json!(3)), "[1, 3]"),
        // Added, in the style of its siblings.
        ("{}", "/a", Some(json!(1)), "{\n  \"a\": 1\n}"),
        ("{\"a\":1,\"b\":2}", "/c", Some(json!(3)), "{\"a\":1,\"b\":2,\"c\":3}"),
        ("{\"a\": 1}", "/c", Some(json!(3)), "{\"a\": 1, \"c\": 3}"),
        ("{ \"a\": 1 }", "/c", Some(json!(3)), "{ \"a\": 1, \"c\": 3 }"),
        ("{\"a\":1}", "/c", Some(json!(3)), "{\"a\":1,\"c\":3}"),
        ("{\n\t\"a\": 1\n}", "/c", Some(json!([3])), "{\n\t\"a\": 1,\n\t\"c\": [3]\n}"),
        ("{\n  \"a\": {}\n}", "/a/b", Some(json!(1)), "{\n  \"a\": {\n    \"b\": 1\n  }\n}"),
        ("{\n  \"a\": 1\n}", "/b/c", Some(json!(1)), "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": 1\n  }\n}"),
        ("[1,\n 2]", "/-", Some(json!(3)), "[1,\n 2,\n 3]"),
        ("[]", "/0", Some(json!(3)), "[3]"),
        // Removed.
        ("{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}", "/b", None, "{\n  \"a\": 1,\n  \"c\": 3\n}"),
        ("{\n  \"a\": 1,\n  \"b\": 2\n}", "/b", None, "{\n  \"a\": 1\n}"),
        ("{\n  \"a\": 1,\n  \"b\": 2\n}", "/a", None, "{\n  \"b\": 2\n}"),
        ("{ \"a\": 1 }", "/a", None, "{}"),
        ("{\"a\": 1, \"b\": 2, \"a\": 3}", "/a", None, "{\"b\": 2}"),
        ("{\"a\": 1}", "/b", None, "{\"a\": 1}"),
        ("[1]", "", None, "{}"),
    ];
    for (text, pointer, new, expected) in cases {
        assert_eq!(spliced(text, pointer, new), expected, "{text} {pointer}");
    }
}

#[test]
fn splicing_rejects_what_set_rejects() {
    for (text, pointer) in [("{\"a\": 1}", "/a/b"), ("[1]", "/3"), ("[1]", "/x"), ("{}", "a")] {
        assert_eq!(splice(text, &parse(text).unwrap(), pointer, Some(&json!(1))), None, "{text} {pointer}");
        assert!(!set(&mut parse(text).unwrap().value, pointer, Some(json!(1))), "{text} {pointer}");
    }
}

/// Names that often collide, and some that need escaping.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[abc]", 1 => Just("a/b".to_owned()), 1 => Just("~\"\\é\n".to_owned()), 1 => "[01-]"]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name(), inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Unusually formatted JSON: extra spaces, duplicate names.
fn handwriting() -> impl Strategy<Value = String> {
    let space = || "[ \n\t]{0,2}";
    let leaf =
        prop_oneof![Just("null".to_owned()), "-?[1-9][0-9]{0,2}(\\.[0-9])?", Just("\"é\\n\"".to_owned())];
    let body = leaf.prop_recursive(4, 24, 4, move |inner| {
        let item =
            (space(), inner.clone(), space()).prop_map(|(before, item, after)| before + &item + &after);
        let member = (space(), name(), space(), space(), inner, space())
            .prop_map(|(a, name, b, c, value, d)| format!("{a}{}{b}:{c}{value}{d}", Value::from(name)));
        let wrap = |open: char, close: char| {
            move |(space, parts): (String, Vec<String>)| {
                let inside = if parts.is_empty() { space } else { parts.join(",") };
                format!("{open}{inside}{close}")
            }
        };
        prop_oneof![
            (space(), prop::collection::vec(item, 0..4)).prop_map(wrap('[', ']')),
            (space(), prop::collection::vec(member, 0..4)).prop_map(wrap('{', '}')),
        ]
    });
    (space(), body, space()).prop_map(|(before, body, after)| before + &body + &after)
}

fn any_pointer() -> impl Strategy<Value = String> {
    prop::collection::vec(name(), 0..4)
        .prop_map(|names| names.iter().fold(String::new(), |at, name| pointer::child(&at, name)))
}

fn same_as_serde_json(text: &str) -> Result<(), TestCaseError> {
    match (parse(text), serde_json::from_str::<Value>(text)) {
        (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours.value, theirs),
        (Err(_), Err(_)) => {}
        (ours, theirs) => prop_assert!(false, "{text:?}: ours {ours:?}, serde_json {theirs:?}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn reads_what_serde_json_reads(text in any_json().prop_map(|value| value.to_string())) {
        same_as_serde_json(&text)?;
        prop_assert!(parse(&text).is_ok());
    }

    #[test]
    fn agrees_with_serde_json_on_any_text(text in r#"([\[\]{},: "\\'a-fntu0-9.eE+é\n\t-]|true|false|null|\\u[0-9d][89cf]0[0-9a]){0,12}"#) {
        same_as_serde_json(&text)?;
    }

    #[test]
    fn agrees_with_serde_json_on_numbers(text in "-?[0-9]{0,22}(\\.[0-9]{0,20})?([eE][+-]?[0-9]{0,3})?") {
        same_as_serde_json(&text)?;
    }

    #[test]
    fn agrees_with_serde_json_on_damaged_text(text in handwriting(), at in any::<prop::sample::Index>(), with in r#"[\[\]{},:"\\0a ]?"#) {
        let mut letters: Vec<String> = text.chars().map(String::from).collect();
        let place = at.index(letters.len());
        letters[place] = with;
        same_as_serde_json(&letters.concat())?;
    }

    #[test]
    fn what_is_formatted_reads_the_same(value in any_json()) {
        prop_assert_eq!(&parse(&format(&value)).unwrap().value, &value);
        prop_assert_eq!(&parse(&compact(&value)).unwrap().value, &value);
    }

    #[test]
    fn splicing_the_text_is_setting_the_value(text in handwriting(), pointer in any_pointer(), new in prop::option::of(any_json())) {
        let document = parse(&text).unwrap();
        let mut value = document.value.clone();
        let fine = set(&mut value, &pointer, new.clone());
        match splice(&text, &document, &pointer, new.as_ref()) {
            Some(spliced) => {
                prop_assert!(fine, "set refused");
                let read = parse(&spliced).map_err(|error| TestCaseError::fail(format!("{error}: {spliced}")))?;
                prop_assert_eq!(read.value, value, "{}", spliced);
            }
            None => prop_assert!(!fine, "splice refused"),
        }
    }

    #[test]
    fn every_value_is_at_its_reported_span(text in handwriting(), pointer in any_pointer()) {
        let document = parse(&text).unwrap();
        let found = document.position_of(&pointer).map(|at| serde_json::from_str::<Value>(&text[at.offset..at.end()]).unwrap());
        prop_assert_eq!(found.as_ref(), document.value.pointer(&pointer));
    }
}

#[test]
fn formatting_a_text_keeps_each_number_and_name() {
    let text = r#"{"version":2.10,"big":12345678901234567890123,"list":[1.00,-0,1E5],"a":1,"a":{"b":[]},"e":"\u00e9"}"#;
    let formatted = super::format_text(text).unwrap();
    assert_eq!(
        formatted,
        "{\n  \"version\": 2.10,\n  \"big\": 12345678901234567890123,\n  \"list\": [1.00, -0, 1E5],\n  \"a\": 1,\n  \"a\": {\n    \"b\": []\n  },\n  \"e\": \"\\u00e9\"\n}"
    );
    assert_eq!(super::format_text(&super::compact_text(&formatted).unwrap()), Some(formatted));
    assert_eq!(super::format_text("[1"), None);
    for plain in [json!({"a": [1, {"b": null}], "c": {}, "d": []}), json!([1, 2]), json!("x")] {
        assert_eq!(super::format_text(&plain.to_string()).as_ref(), Some(&super::format(&plain)));
        assert_eq!(super::compact_text(&plain.to_string()).as_ref(), Some(&super::compact(&plain)));
    }
}
