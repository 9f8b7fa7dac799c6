use super::*;
use catalogue::{Catalogue, NoPatterns};

fn firmware() -> OperationType {
    let text = r#"{"types": [{"name": "firmware_update", "title": "Firmware update", "critical": true, "schema": {
        "type": "object", "required": ["firmware_version"], "properties": {
            "firmware_version": {"type": "string", "title": "Firmware version"},
            "create_backup": {"type": "boolean"},
            "timeout_minutes": {"type": "integer", "minimum": 1, "maximum": 240},
            "window": {"type": "object", "properties": {"site": {"type": "string", "title": "Site"}}}
        }}}]}"#;
    Catalogue::parse(text).unwrap().types.remove(0)
}

fn said(text: &str) -> Vec<(FieldId, bool, String)> {
    let (_, findings) = check(text, Some(&firmware()), &NoPatterns, "operation_data");
    findings.iter().map(|found| (found.field.clone(), found.is_error(), found.spoken())).collect()
}

fn at(pointer: &str) -> FieldId {
    FieldId::DataAt(pointer.into())
}

#[test]
fn valid_data_has_no_findings() {
    assert_eq!(
        said(r#"{"firmware_version": "2.5.0", "create_backup": true, "timeout_minutes": 30}"#),
        vec![]
    );
}

#[test]
fn syntax_error_has_line_and_column() {
    let (data, findings) = check("{\n  \"a\": 1,\n  \"b\" 2\n}", None, &NoPatterns, "operation_data");
    assert_eq!(data, None);
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0].field.clone(), findings[0].is_error()), (FieldId::Data, true));
    let place = findings[0].place.unwrap();
    assert_eq!((place.line, place.column), (3, 7));
    assert!(findings[0].spoken().starts_with("Line 3, column 7: "), "{}", findings[0].spoken());
}

#[test]
fn array_is_rejected() {
    for name in ["operation_data", "parameters"] {
        let (data, findings) = check("[1]", None, &NoPatterns, name);
        assert_eq!(data, None);
        assert!(findings[0].message.starts_with(&format!("{name} must be an object")));
    }
}

#[test]
fn schema_errors_belong_to_their_fields() {
    let all = said("{\n  \"create_backup\": true,\n  \"timeout_minutes\": 500\n}");
    let errors: Vec<_> = all.iter().filter(|(_, error, _)| *error).collect();
    assert_eq!(errors.len(), 2, "{all:?}");
    assert!(errors.iter().any(|(field, _, text)| *field == at("/firmware_version")
        && text.starts_with("Line 1, column 1: Firmware version ")));
    assert!(
        errors
            .iter()
            .any(|(field, _, text)| *field == at("/timeout_minutes") && text.contains("Line 3, column 22"))
    );
    let wrong = said(r#"{"firmware_version": 7, "create_backup": true}"#);
    assert!(matches!(wrong.as_slice(), [(field, true, _)] if *field == at("/firmware_version")), "{wrong:?}");
}

#[test]
fn unknown_property_is_a_warning() {
    let odd = said(r#"{"firmware_version": "2", "create_backup": true, "colour": "red"}"#);
    assert!(matches!(odd.as_slice(), [(field, false, _)] if *field == at("/colour")), "{odd:?}");
}

#[test]
fn nested_field_is_named_by_its_label() {
    let wrong = said(r#"{"firmware_version": "2", "create_backup": true, "window": {"site": 1}}"#);
    assert!(
        matches!(wrong.as_slice(), [(field, true, text)] if *field == at("/window/site") && text.contains("Site "))
    );
}

#[test]
fn missing_backup_is_a_warning() {
    for text in [r#"{"firmware_version": "2"}"#, r#"{"firmware_version": "2", "create_backup": false}"#] {
        let warned = said(text);
        assert!(
            matches!(warned.as_slice(), [(field, false, text)] if *field == at("/create_backup") && text.contains("backup")),
            "{warned:?}"
        );
    }
}

#[test]
fn empty_text_is_an_empty_object() {
    let (data, findings) = check("  \n", None, &NoPatterns, "operation_data");
    assert_eq!((data, findings), (Some(Map::new()), vec![]));
}
