use super::*;
use crate::{NoPatterns, Schema, json as text};
use proptest::prelude::*;
use serde_json::{Value, json};

fn schema(text: &str) -> Schema {
    Schema::parse(text).unwrap()
}

fn of_property(property: &str) -> FieldKind {
    let schema = schema(&format!(r#"{{"properties": {{"x": {property}}}}}"#));
    fields(&schema, &json!({})).remove(0).kind
}

#[test]
fn names_become_labels() {
    let cases = [
        ("timeout_minutes", "Timeout minutes"),
        ("timeoutMinutes", "Timeout minutes"),
        ("Device.ManagementServer", "Device Management server"),
        ("URL", "URL"),
        ("_", "_"),
        ("a--b_", "A b"),
        ("größe", "Größe"),
    ];
    for (name, label) in cases {
        assert_eq!(humanise(name), label);
    }
}

#[test]
fn fields_come_in_the_order_written_and_unknown_ones_last() {
    let schema = schema(
        r#"{"required": ["zeta"], "properties": {
            "zeta": {"type": "string", "title": "Zeta (s)", "description": "Last letter", "examples": ["z"]},
            "alpha": {"type": "boolean", "default": true, "readOnly": true}}}"#,
    );
    let fields = fields(&schema, &json!({"extra": [1], "alpha": "no"}));
    let names: Vec<_> = fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["zeta", "alpha", "extra"]);
    let [zeta, alpha, extra] = fields.as_slice() else { unreachable!() };
    assert_eq!((zeta.label.as_str(), zeta.required, zeta.known), ("Zeta (s)", true, true));
    assert_eq!(zeta.description.as_deref(), Some("Last letter"));
    assert_eq!((zeta.value.clone(), zeta.examples.clone()), (None, vec![json!("z")]));
    assert_eq!((alpha.label.as_str(), alpha.required, alpha.read_only), ("Alpha", false, true));
    assert_eq!((alpha.default.clone(), alpha.value.clone()), (Some(json!(true)), Some(json!("no"))));
    assert_eq!((&extra.kind, extra.known, extra.pointer.as_str()), (&FieldKind::Json, false, "/extra"));
}

#[test]
fn kinds_follow_the_schema() {
    let plain =
        FieldKind::Text { multiline: false, pattern: None, format: None, min_length: None, max_length: None };
    let any_integer = FieldKind::Integer { min: None, max: None, step: None };
    let cases = [
        (r#"{"type": "string"}"#, plain.clone()),
        (
            r#"{"type": ["string", "null"], "x-multiline": true, "maxLength": 9, "format": "uri", "pattern": "a"}"#,
            FieldKind::Text {
                multiline: true,
                pattern: Some("a".to_owned()),
                format: Some("uri".to_owned()),
                min_length: None,
                max_length: Some(9),
            },
        ),
        (
            r#"{"type": "integer", "exclusiveMinimum": 0, "minimum": -5, "maximum": 9.5, "multipleOf": 2}"#,
            FieldKind::Integer { min: Some(1), max: Some(9), step: Some(2) },
        ),
        (
            r#"{"type": "number", "minimum": 0, "exclusiveMaximum": 1, "multipleOf": 0.5}"#,
            FieldKind::Number { min: Some(0.0), max: Some(1.0), step: Some(0.5) },
        ),
        (r#"{"type": "boolean"}"#, FieldKind::Boolean),
        (
            r#"{"enum": ["a", 1]}"#,
            FieldKind::Choice { options: vec![(json!("a"), "a".to_owned()), (json!(1), "1".to_owned())] },
        ),
        (
            r#"{"type": "string", "oneOf": [{"const": "a", "title": "First"}, {"const": "b"}]}"#,
            FieldKind::Choice {
                options: vec![(json!("a"), "First".to_owned()), (json!("b"), "b".to_owned())],
            },
        ),
        (
            r#"{"type": "array", "items": {"type": "integer"}, "uniqueItems": true, "maxItems": 3}"#,
            FieldKind::List {
                item: Box::new(any_integer.clone()),
                min_items: None,
                max_items: Some(3),
                unique: true,
            },
        ),
        (r#"{"type": "array", "items": {"type": "object"}}"#, FieldKind::Json),
        (r#"{"type": "array"}"#, FieldKind::Json),
        (r#"{"type": "object"}"#, FieldKind::Json),
        (r#"{"type": ["string", "integer"]}"#, FieldKind::Json),
        (r#"{}"#, FieldKind::Json),
        (
            r#"{"allOf": [{"type": "integer"}, {"minimum": 3}], "minimum": 1}"#,
            FieldKind::Integer { min: Some(3), max: None, step: None },
        ),
    ];
    for (property, kind) in cases {
        assert_eq!(of_property(property), kind, "{property}");
    }
}

#[test]
fn groups_have_fields_unless_the_value_is_no_object() {
    let schema =
        schema(r#"{"properties": {"g": {"type": "object", "properties": {"n": {"type": "boolean"}}}}}"#);
    let kind = |value: Value| fields(&schema, &value).remove(0).kind;
    let FieldKind::Group { children } = kind(json!({"g": {"n": true, "more": 1}})) else {
        panic!("no group")
    };
    let pointers: Vec<_> = children.iter().map(|field| field.pointer.as_str()).collect();
    assert_eq!(pointers, ["/g/n", "/g/more"]);
    assert!(matches!(kind(json!({})), FieldKind::Group { .. }));
    assert_eq!(kind(json!({"g": 5})), FieldKind::Json);
    assert_eq!(fields(&schema, &json!([1])), []);
}

#[test]
fn conditions_add_and_remove_fields() {
    let schema = schema(
        r#"{"properties": {"mode": {"enum": ["quick", "deep"]}},
            "if": {"properties": {"mode": {"const": "deep"}}, "required": ["mode"]},
            "then": {"properties": {"depth": {"type": "integer"}}, "required": ["depth"]}}"#,
    );
    let names = |value: Value| -> Vec<_> {
        fields(&schema, &value).into_iter().map(|field| (field.name, field.required)).collect()
    };
    assert_eq!(names(json!({"mode": "quick"})), [("mode".to_owned(), false)]);
    assert_eq!(names(json!({"mode": "deep"})), [("mode".to_owned(), false), ("depth".to_owned(), true)]);
}

#[test]
fn recursive_schemas_terminate() {
    let tree = schema(
        r##"{"type": "object", "properties": {"child": {"$ref": "#"}, "list": {"type": "array", "items": {"$ref": "#/properties/list"}}}}"##,
    );
    assert_eq!(fields(&tree, &json!({})).len(), 2);
    assert_eq!(defaults(&tree), json!({}));
    let findings = tree.validate(&json!({"child": {"child": {"chidl": 1}}, "list": [[[]], 3]}), &NoPatterns);
    let found: Vec<_> = findings.iter().map(|f| (f.pointer.as_str(), f.is_error())).collect();
    assert_eq!(found, [("/list/1", true), ("/child/child/chidl", false)]);
    let loops = schema(
        r##"{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}"##,
    );
    assert_eq!(loops.validate(&json!(1), &NoPatterns), []);
    let wide = schema(r##"{"allOf": [{"$ref": "#"}, {"$ref": "#"}]}"##);
    assert_eq!(wide.validate(&json!(1), &NoPatterns), []);
}

#[test]
fn input_becomes_a_value_or_an_error() {
    let integer = of_property(r#"{"type": "integer"}"#);
    let number = of_property(r#"{"type": "number"}"#);
    let text = of_property(r#"{"type": "string"}"#);
    let choice = of_property(r#"{"oneOf": [{"const": 1, "title": "One"}, {"const": "b"}]}"#);
    let list = of_property(r#"{"type": "array", "items": {"type": "integer"}}"#);
    let yes = of_property(r#"{"type": "boolean"}"#);
    let good = [
        (&integer, " 12 ", Some(json!(12))),
        (&integer, "+7", Some(json!(7))),
        (&integer, "-007", Some(json!(-7))),
        (&integer, "18446744073709551615", Some(json!(u64::MAX))),
        (&integer, "  ", None),
        (&number, ".5", Some(json!(0.5))),
        (&number, "-.5e2", Some(json!(-50.0))),
        (&number, "3", Some(json!(3))),
        (&text, " a ", Some(json!(" a "))),
        (&text, "", None),
        (&choice, "1", Some(json!(1))),
        (&choice, "One", Some(json!(1))),
        (&list, "1\n\n 2\n", Some(json!([1, 2]))),
        (&list, "1\nx", Some(json!([1, "x"]))),
        (&yes, "No", Some(json!(false))),
        (&FieldKind::Json, "{\"a\": 1}", Some(json!({"a": 1}))),
    ];
    for (kind, typed, value) in good {
        assert_eq!(parse_input(kind, typed), Ok(value), "{typed}");
    }
    let bad = [
        (&integer, "12x", "must be a whole number"),
        (&integer, "1.5", "must be a whole number"),
        (&integer, "-", "must be a whole number"),
        (&integer, "99999999999999999999", "is too large a number"),
        (&number, "1,5", "must be a number; fractions are written with a point, such as 0.5"),
        (&number, "inf", "must be a number"),
        (&number, "--1", "must be a number"),
        (&choice, "c", "must be one of One, b"),
        (&yes, "maybe", "must be true or false"),
        (
            &FieldKind::Json,
            "{",
            "must be JSON (line 1, column 2: expected a name in double quotes or }: the { of line 1 isn't closed)",
        ),
    ];
    for (kind, typed, problem) in bad {
        assert_eq!(parse_input(kind, typed), Err(problem.to_owned()), "{typed}");
    }
}

#[test]
fn only_the_touched_item_of_a_list_changes() {
    let texts = of_property(r#"{"type": "string"}"#);
    let before = [json!(""), json!("  padded  "), json!(7), json!("last")];
    assert_eq!(input_text(&json!(before)), "\n  padded  \n7\nlast");
    for (text, after) in [
        ("\n  padded  \n7\nlast", json!(["", "  padded  ", 7, "last"])),
        ("\n  padded  \n7\nlast!", json!(["", "  padded  ", 7, "last!"])),
        ("\n  padded  \n7\nlast\n", json!(["", "  padded  ", 7, "last"])),
        ("\n  padded  \n7\n\nnew\nlast", json!(["", "  padded  ", 7, "new", "last"])),
        ("\n7\nlast", json!(["", 7, "last"])),
        ("", json!([])),
    ] {
        assert_eq!(json!(edit_list(&texts, &before, text)), after, "{text:?}");
    }
    let numbers = of_property(r#"{"type": "integer"}"#);
    assert_eq!(edit_list(&numbers, &[json!(1), json!(2)], "1\n2x"), [json!(1), json!("2x")]);
}

#[test]
fn what_lines_cannot_hold_is_edited_as_json() {
    let schema = schema(
        r#"{"properties": {"lines": {"type": "array", "items": {"type": "string"}}, "note": {"type": "string"}}}"#,
    );
    let kinds =
        |value: Value| -> Vec<_> { fields(&schema, &value).into_iter().map(|field| field.kind).collect() };
    let [lines, note] = &kinds(json!({"lines": ["first\nstill first"], "note": "a\rb"}))[..] else {
        unreachable!()
    };
    assert_eq!((lines, note), (&FieldKind::Json, &FieldKind::Json));
    let [lines, note] = &kinds(json!({"lines": ["one"], "note": "a\nb"}))[..] else { unreachable!() };
    assert!(matches!(lines, FieldKind::List { .. }));
    assert!(matches!(note, FieldKind::Text { multiline: true, .. }));
    for value in [json!(["a", 1]), json!("2.4"), json!({"a": [1]})] {
        let text = field_text(&FieldKind::Json, &value);
        assert_eq!(parse_input(&FieldKind::Json, &text), Ok(Some(value)), "{text}");
    }
}

#[test]
fn a_form_starts_with_the_defaults_and_nothing_more() {
    let schema = schema(
        r#"{"properties": {
            "z": {"type": "integer", "default": 3},
            "none": {"type": "string"},
            "needed": {"type": "object", "properties": {"a": {"default": [1]}, "b": {}}},
            "optional": {"type": "object", "properties": {"a": {"default": 1}}}},
           "required": ["needed"]}"#,
    );
    assert_eq!(defaults(&schema), json!({"z": 3, "needed": {"a": [1]}}));
    assert_eq!(starting_text(&schema), "{\n  \"z\": 3,\n  \"needed\": {\n    \"a\": [1]\n  }\n}");
    assert_eq!(starting_text(&Schema::anything()), "{}");
    assert_eq!(
        defaults(&Schema::parse(r#"{"default": {"a": 1}, "properties": {"b": {"default": 2}}}"#).unwrap()),
        json!({"a": 1, "b": 2})
    );
}

#[test]
fn editing_a_field_edits_the_text_beside_it() {
    let schema = schema(r#"{"properties": {"timeout": {"type": "integer"}}}"#);
    let typed = "{ \"note\": \"mine\",  \"timeout\": 30 }";
    let document = text::parse(typed).unwrap();
    let field = fields(&schema, &document.value).remove(0);
    let new = parse_input(&field.kind, "45").unwrap();
    let after = text::splice(typed, &document, &field.pointer, new.as_ref()).unwrap();
    assert_eq!(after, "{ \"note\": \"mine\",  \"timeout\": 45 }");
    let field = fields(&schema, &text::parse(&after).unwrap().value).remove(0);
    assert_eq!(field.value.as_ref().map(input_text).as_deref(), Some("45"));
}

proptest! {
    #[test]
    fn numbers_survive_the_field(whole in any::<i64>(), float in any::<f64>()) {
        let integer = FieldKind::Integer { min: None, max: None, step: None };
        let number = FieldKind::Number { min: None, max: None, step: None };
        prop_assert_eq!(parse_input(&integer, &input_text(&json!(whole))), Ok(Some(json!(whole))));
        prop_assert_eq!(parse_input(&number, &input_text(&json!(float))), Ok(Some(json!(float))));
    }

    #[test]
    fn an_unchanged_list_stays(items in proptest::collection::vec("[ a-c]{0,3}", 0..6), added in "[a-c]{1,3}") {
        let before: Vec<Value> = items.into_iter().map(Value::from).collect();
        let text = input_text(&json!(before));
        let item = of_property(r#"{"type": "string"}"#);
        if !before.is_empty() {
            prop_assert_eq!(&edit_list(&item, &before, &text), &before);
        }
        let after = edit_list(&item, &before, &format!("{text}\n{added}"));
        prop_assert_eq!(after.last(), Some(&json!(added)));
        prop_assert_eq!(&edit_list(&item, &after, &input_text(&json!(after))), &after);
    }

    #[test]
    fn what_is_set_can_be_read_and_removed(name in "[a-z/~]{1,3}", value in any::<i32>()) {
        let pointer = text::pointer::child("/a", &name);
        let mut data = json!({"a": {}});
        prop_assert!(set(&mut data, &pointer, Some(json!(value))));
        prop_assert_eq!(data.pointer(&pointer), Some(&json!(value)));
        prop_assert!(set(&mut data, &pointer, None));
        prop_assert_eq!(data, json!({"a": {}}));
    }
}
