//! Pure: the settings of a request in words, as its body has them.

use catalogue::form::{Field, FieldKind};
use catalogue::json::{self, Document};
use wire::Value;

use crate::ui::visible_text;

/// Maximum number of settings listed; the body has all.
const LISTED: usize = 12;
/// Maximum length of a value, in characters.
const LONGEST: usize = 120;

/// A setting and its value as text.
pub type Fact = (String, String);

/// The settings in the order of the form, and the number of those that aren't listed. `data` is the text that is sent: numbers stay as typed.
pub fn facts(fields: &[Field], data: &str) -> (Vec<Fact>, usize) {
    let Ok(document) = json::parse(if data.is_empty() { "{}" } else { data }) else {
        return (Vec::new(), 0);
    };
    let mut all = Vec::new();
    collect(fields, "", &document, data, &mut all);
    let rest = all.len().saturating_sub(LISTED);
    all.truncate(LISTED);
    (all, rest)
}

fn collect(fields: &[Field], group: &str, document: &Document, data: &str, all: &mut Vec<Fact>) {
    for field in fields {
        let label = match group {
            "" => field.label.clone(),
            group => format!("{group}: {}", field.label),
        };
        match &field.kind {
            FieldKind::Group { children } => collect(children, &label, document, data, all),
            _ => all.push((label, value(&field.pointer, document, data))),
        }
    }
}

fn value(pointer: &str, document: &Document, data: &str) -> String {
    match document.value.pointer(pointer) {
        None => messages::schedule::not_set().to_owned(),
        Some(Value::Bool(true)) => messages::schedule_review::yes().to_owned(),
        Some(Value::Bool(false)) => messages::schedule_review::no().to_owned(),
        Some(Value::String(text)) if text.is_empty() => messages::schedule::empty_text().to_owned(),
        Some(Value::String(text)) => shortened(&visible_text(text)),
        Some(_) => {
            let source = document.position_of(pointer).and_then(|at| data.get(at.offset..at.end()));
            shortened(&source.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "))
        }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalogue::Schema;

    fn facts_of(data: &str) -> Vec<(String, String)> {
        let schema = Schema::parse(
            r#"{"properties": {
                "firmware_version": {"type": "string", "title": "Firmware version"},
                "create_backup": {"type": "boolean", "title": "Create a backup first"},
                "rollback": {"type": "boolean", "title": "Roll back on failure"},
                "window": {"type": "object", "title": "Window", "properties": {"days": {"type": "integer"}}}}}"#,
        )
        .unwrap();
        let value: Value = serde_json::from_str(data).unwrap();
        facts(&catalogue::form::fields(&schema, &value), data).0
    }

    fn owned(facts: &[(&str, &str)]) -> Vec<Fact> {
        facts.iter().map(|(label, value)| ((*label).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn settings_are_in_words() {
        let data = r#"{"firmware_version": "2.5.0", "create_backup": false, "window": {"days": 7}}"#;
        let expected = [
            ("Firmware version", "2.5.0"),
            ("Create a backup first", "No"),
            ("Roll back on failure", "Not set"),
            ("Window: Days", "7"),
        ];
        assert_eq!(facts_of(data), owned(&expected));
    }

    #[test]
    fn other_settings_are_shown_as_they_are_sent() {
        let data = r#"{"create_backup": "yes", "ratio": 2.10, "steps": [1.00,
            "a"], "note": ""}"#;
        let said = facts_of(data);
        for (label, value) in
            [("Create a backup first", "yes"), ("ratio", "2.10"), ("steps", "[1.00, \"a\"]")]
        {
            assert!(said.contains(&(label.to_owned(), value.to_owned())), "{label}: {said:?}");
        }
        assert!(said.contains(&("note".to_owned(), "(empty text)".to_owned())));
    }

    #[test]
    fn long_settings_are_cut() {
        let long = format!(r#"{{"firmware_version": "{}"}}"#, "é".repeat(500));
        assert_eq!(facts_of(&long)[0].1.chars().count(), LONGEST + 1);
        let many = (0..20).map(|at| format!("\"k{at}\": {at}")).collect::<Vec<_>>().join(",");
        let text = format!("{{{many}}}");
        let value: Value = serde_json::from_str(&text).unwrap();
        let (listed, rest) = facts(&catalogue::form::fields(&Schema::anything(), &value), &text);
        assert_eq!((listed.len(), rest), (LISTED, 8));
    }
}
