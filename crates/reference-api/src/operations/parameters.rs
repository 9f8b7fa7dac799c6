//! Validation of `operation_data` for the known types (422). The rules are derived from the examples of the API page; unknown types and
//! unknown properties are accepted.

use serde_json::{Map, Value};

use crate::errors::FieldErrors;

/// The rule for a property's value.
enum Rule {
    Bool,
    Text,
    Texts,
    Version,
    Whole(i64, i64),
    OneOf(&'static [&'static str]),
}

/// A property: name, whether it is required, and its rule.
type Property = (&'static str, bool, Rule);

fn rules(kind: &str) -> &'static [Property] {
    match kind {
        "firmware_update" => &[
            ("firmware_version", true, Rule::Version),
            ("create_backup", false, Rule::Bool),
            ("rollback_on_failure", false, Rule::Bool),
            ("timeout_minutes", false, Rule::Whole(1, 240)),
        ],
        "config_sync" => &[
            ("config_template", true, Rule::Text),
            ("create_backup", false, Rule::Bool),
            ("validate_before_apply", false, Rule::Bool),
        ],
        "backup_configuration" => &[
            ("backup_location", true, Rule::Text),
            ("compression", false, Rule::Bool),
            ("retention_days", false, Rule::Whole(1, 3650)),
        ],
        "health_check" => &[("checks", false, Rule::Texts), ("threshold", false, Rule::Whole(0, 100))],
        "diagnostics" => &[
            ("level", false, Rule::OneOf(&["basic", "extended", "full"])),
            ("timeout_minutes", false, Rule::Whole(1, 240)),
        ],
        _ => &[],
    }
}

/// Validates the parameters of a type, given by its stored name.
pub fn check(kind: &str, data: &Map<String, Value>) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for (name, required, rule) in rules(kind) {
        match data.get(*name) {
            None if *required => errors.add(name, "This field is required."),
            None => {}
            Some(Value::Null) => errors.add(name, "This field may not be null."),
            Some(value) => {
                if let Err(message) = rule.check(value) {
                    errors.add(name, message);
                }
            }
        }
    }
    errors
}

impl Rule {
    fn check(&self, value: &Value) -> Result<(), String> {
        match self {
            Self::Bool => value.as_bool().map(drop).ok_or_else(|| "Must be a valid boolean.".to_owned()),
            Self::Text => match value.as_str().map(str::trim) {
                None => Err("Not a valid string.".to_owned()),
                Some("") => Err("This field may not be blank.".to_owned()),
                Some(_) => Ok(()),
            },
            Self::Texts => match value.as_array() {
                None => Err("Expected a list of items.".to_owned()),
                Some(list) if list.iter().all(Value::is_string) => Ok(()),
                Some(_) => Err("Expected a list of strings.".to_owned()),
            },
            Self::Version => match value.as_str() {
                None => Err("Not a valid string.".to_owned()),
                Some(text) if is_version(text) => Ok(()),
                Some(_) => Err("Enter a version such as 2.5.0.".to_owned()),
            },
            Self::Whole(least, most) => match value.as_i64() {
                None => Err("A valid integer is required.".to_owned()),
                Some(number) if number < *least => {
                    Err(format!("Ensure this value is greater than or equal to {least}."))
                }
                Some(number) if number > *most => {
                    Err(format!("Ensure this value is less than or equal to {most}."))
                }
                Some(_) => Ok(()),
            },
            Self::OneOf(choices) => match value.as_str() {
                Some(text) if choices.contains(&text) => Ok(()),
                _ => Err(format!("{value} is not a valid choice: {}.", choices.join(", "))),
            },
        }
    }
}

/// Two to four numbers with an optional suffix: `2.5`, `2.5.0-rc1`.
fn is_version(text: &str) -> bool {
    let numbers = text.split(['-', '+', '_']).next().unwrap_or_default();
    let suffix = &text[numbers.len()..];
    let parts: Vec<_> = numbers.split('.').collect();
    (2..=4).contains(&parts.len())
        && parts.iter().all(|part| (1..=9).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
        && (suffix.is_empty()
            || (suffix.len() > 1 && suffix[1..].chars().all(|c| c.is_ascii_alphanumeric() || c == '.')))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn wrong(kind: &str, data: Value) -> Value {
        check(kind, data.as_object().unwrap()).into_value()
    }

    #[test]
    fn a_firmware_update_needs_a_version_and_a_sane_time_out() {
        assert_eq!(
            wrong(
                "firmware_update",
                json!({"timeout_minutes": 500, "create_backup": "yes", "colour": "red"})
            ),
            json!({"firmware_version": ["This field is required."], "create_backup": ["Must be a valid boolean."],
                   "timeout_minutes": ["Ensure this value is less than or equal to 240."]})
        );
        assert_eq!(
            wrong("firmware_update", json!({"firmware_version": "2.5.0-rc1", "timeout_minutes": 240})),
            json!({})
        );
    }

    #[test]
    fn every_known_type_has_rules() {
        for (kind, data, field) in [
            ("config_sync", json!({"config_template": ""}), "config_template"),
            (
                "backup_configuration",
                json!({"backup_location": "s3://x", "retention_days": 0}),
                "retention_days",
            ),
            ("health_check", json!({"checks": [1]}), "checks"),
            ("health_check", json!({"threshold": 50.5}), "threshold"),
            ("diagnostics", json!({"level": "loud"}), "level"),
            ("firmware_update", json!({"firmware_version": null}), "firmware_version"),
        ] {
            assert!(wrong(kind, data)[field][0].is_string(), "{kind} {field}");
        }
        assert_eq!(wrong("add.obj", json!({"firmware_version": 7})), json!({}));
    }

    #[test]
    fn versions_have_a_format() {
        for good in ["2.5", "2.5.0", "10.0.0.1", "2.5.0-rc.1", "2.5.0+build7"] {
            assert!(is_version(good), "{good}");
        }
        for bad in ["", "2", "v2.5", "2.5.", "2.5.0-", "2.5.0 beta", "2.5.0.1.2", "２.５"] {
            assert!(!is_version(bad), "{bad}");
        }
    }
}
