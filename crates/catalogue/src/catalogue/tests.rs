use super::*;
use crate::{NoPatterns, json as text};
use serde_json::json;

const SHIPPED: &str = include_str!("../../../../public/catalog/operation-types.json");

fn shipped() -> Catalogue {
    Catalogue::parse(SHIPPED).unwrap()
}

fn matches(pattern: &str, text: &str) -> Option<bool> {
    regex::Regex::new(pattern).ok().map(|regex| regex.is_match(text))
}

#[test]
fn the_shipped_catalogue_has_no_problems() {
    let catalogue = shipped();
    assert_eq!(catalogue.problems, Vec::<String>::new());
    let names: Vec<_> = catalogue.types.iter().map(|known| known.name.as_str()).collect();
    let expected = [
        "firmware_update",
        "config_sync",
        "backup_configuration",
        "health_check",
        "status_check",
        "diagnostics",
    ];
    assert_eq!(names, expected);
    for known in &catalogue.types {
        assert!(known.description.is_some() && known.estimated_minutes.is_some(), "{}", known.name);
        for (pointer, label) in
            crate::form::fields(&known.schema, &json!({})).iter().map(|f| (&f.pointer, &f.label))
        {
            assert_ne!(crate::form::humanise(&pointer[1..]).to_lowercase(), "", "{label}");
        }
    }
}

#[test]
fn the_schemas_it_ships_are_json_schema() {
    for entry in text::parse(SHIPPED).unwrap().value["types"].as_array().unwrap() {
        assert!(jsonschema::draft202012::meta::is_valid(&entry["schema"]), "{}", entry["name"]);
    }
}

#[test]
fn an_alias_finds_its_type() {
    let catalogue = shipped();
    assert_eq!(catalogue.get("configuration_sync").unwrap().name, "config_sync");
    assert_eq!(catalogue.get("firmware_update").unwrap().title, "Firmware update");
    assert!(catalogue.get("firmware_update").unwrap().critical);
    assert_eq!(catalogue.get("reboot"), None);
}

#[test]
fn the_examples_of_the_api_page_are_valid() {
    let catalogue = shipped();
    let examples = [
        (
            "firmware_update",
            json!({"firmware_version": "2.5.0", "create_backup": true, "rollback_on_failure": true, "timeout_minutes": 30}),
        ),
        (
            "config_sync",
            json!({"config_template": "standard_router_config", "create_backup": true, "validate_before_apply": true}),
        ),
        (
            "backup_configuration",
            json!({"backup_location": "s3://backups/devices/", "compression": true, "retention_days": 30}),
        ),
        ("health_check", json!({})),
        ("status_check", json!({})),
        ("diagnostics", json!({"level": "full"})),
    ];
    for (name, data) in examples {
        assert_eq!(catalogue.get(name).unwrap().schema.validate(&data, &matches), [], "{name}");
    }
}

#[test]
fn the_shipped_schemas_reject_invalid_data() {
    let catalogue = shipped();
    let cases = [
        ("firmware_update", json!({}), "/firmware_version", "is required"),
        (
            "firmware_update",
            json!({"firmware_version": "latest"}),
            "/firmware_version",
            "must be a version of three numbers, such as 2.5.0",
        ),
        (
            "firmware_update",
            json!({"firmware_version": "2.5.0", "timeout_minutes": 241}),
            "/timeout_minutes",
            "must be at most 240",
        ),
        (
            "firmware_update",
            json!({"firmware_version": "2.5.0", "timeout_minuts": 2}),
            "/timeout_minuts",
            "isn't in the catalogue; it is sent as it is. Did you mean timeout_minutes?",
        ),
        (
            "backup_configuration",
            json!({"backup_location": "backups"}),
            "/backup_location",
            "doesn't look like an address such as https://example.com/path",
        ),
        (
            "health_check",
            json!({"checks": ["cpu", "disc"]}),
            "/checks/1",
            "must be one of cpu, memory, disk, interfaces, temperature. Did you mean disk?",
        ),
        ("status_check", json!({"deep": true}), "/deep", "isn't in the catalogue; it is sent as it is"),
    ];
    for (name, data, pointer, message) in cases {
        let findings = catalogue.get(name).unwrap().schema.validate(&data, &matches);
        let found: Vec<_> = findings.iter().map(|f| (f.pointer.as_str(), f.message.as_str())).collect();
        assert_eq!(found, [(pointer, message)], "{name} {data}");
    }
}

#[test]
fn a_bad_type_is_left_out_and_named() {
    let catalogue = Catalogue::parse(
        r##"{"types": [
            {"name": "good", "schema": {"contains": 1, "properties": {"n": {"type": "integer", "default": "x"}}}},
            {"name": "bad", "schema": {"properties": {"n": {"minimum": "low"}}}},
            {"name": "lost", "schema": {"$ref": "#/$defs/gone"}},
            {"title": "Nameless"},
            {"name": "good"},
            {"name": "typo", "critcal": true, "estimated_minutes": 5},
            {"name": "minutes", "estimated_minutes": -1},
            7
        ]}"##,
    )
    .unwrap();
    let names: Vec<_> = catalogue.types.iter().map(|known| known.name.as_str()).collect();
    assert_eq!(names, ["good", "typo"]);
    assert_eq!(
        catalogue.problems,
        [
            "good: this part of its schema has no effect: /: \"contains\"",
            "good: the default at /n must be a whole number, not text",
            "bad is left out: its schema can't be used: /properties/n/minimum: must be a number",
            "lost is left out: its schema can't be used: the schema: \"$ref\": \"#/$defs/gone\" leads nowhere in this schema",
            "type number 4 is left out: it has no \"name\"",
            "good is left out: its name or alias is taken by good",
            "typo: \"critcal\" isn't a part of an operation type",
            "minutes is left out: \"estimated_minutes\" must be a whole number of minutes",
            "type number 8 is left out: it isn't an object",
        ]
    );
    let good = catalogue.get("good").unwrap();
    assert_eq!((good.title.as_str(), good.critical, good.estimated_minutes), ("Good", false, None));
}

#[test]
fn anything_else_is_an_error() {
    assert_eq!(Catalogue::parse("{}"), Err(CatalogueError::NoTypes));
    let error = Catalogue::parse("<html>").unwrap_err();
    assert_eq!(error.to_string(), "the catalogue isn't valid JSON: line 1, column 1: expected a value");
}

#[test]
fn a_bare_list_of_types_is_accepted() {
    let catalogue = Catalogue::parse(r#"[{"name": "reboot"}]"#).unwrap();
    assert_eq!(catalogue.get("reboot").unwrap().schema.validate(&json!({"any": 1}), &NoPatterns), []);
}
