//! Pure: the generated fields of `operation_data`, and which of them a server's error is about.

use catalogue::form::{Field, FieldKind};
use catalogue::json::pointer;

use crate::schedule::field::{FieldId, Finding, dotted};

/// Pointer and label of a generated field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// JSON pointer into `operation_data`.
    pub pointer: String,
    /// The label.
    pub label: String,
    /// Holds other fields, not a value of its own.
    is_group: bool,
}

/// All generated fields, those in groups included.
pub fn settings(fields: &[Field]) -> Vec<Setting> {
    let mut all = Vec::new();
    for field in fields {
        let children = match &field.kind {
            FieldKind::Group { children } => Some(children),
            _ => None,
        };
        let (pointer, label) = (field.pointer.clone(), field.label.clone());
        all.push(Setting { pointer, label, is_group: children.is_some() });
        all.extend(children.map(|children| settings(children)).unwrap_or_default());
    }
    all
}

/// Moves an error of the server to the generated field that it is about. The server may write a name with dots as a path, leave out
/// `operation_data`, or name an item of a list.
pub fn at_setting(finding: Finding, settings: &[Setting]) -> Finding {
    let path = match &finding.field {
        FieldId::DataAt(pointer) if settings.iter().any(|own| own.pointer == *pointer) => return finding,
        FieldId::DataAt(pointer) => dotted(pointer),
        FieldId::Other(path) => path.clone(),
        _ => return finding,
    };
    if let Some(own) = settings.iter().find(|own| dotted(&own.pointer) == path) {
        return Finding { field: FieldId::DataAt(own.pointer.clone()), ..finding };
    }
    let FieldId::DataAt(pointer) = &finding.field else { return finding };
    match inside(pointer, settings) {
        Some((own, place)) => {
            let message = format!("{place}: {}", finding.message);
            Finding { field: FieldId::DataAt(own.pointer.clone()), message, ..finding }
        }
        None => finding,
    }
}

/// The field of the form for a value, and its label: "Lines, item 3" for an item of a list. `whole` is the name of all settings together.
pub fn field_of(pointer: &str, settings: &[Setting], whole: &str) -> (FieldId, String) {
    if let Some(own) = settings.iter().find(|own| own.pointer == pointer) {
        return (FieldId::DataAt(own.pointer.clone()), own.label.clone());
    }
    match inside(pointer, settings) {
        Some((own, place)) => (FieldId::DataAt(own.pointer.clone()), format!("{}, {place}", own.label)),
        None if pointer.is_empty() => (FieldId::Data, whole.to_owned()),
        None => (FieldId::DataAt(pointer.to_owned()), spoken_pointer(pointer)),
    }
}

/// The generated field that holds the value of a pointer within its own, and the place there.
fn inside<'a>(pointer: &str, settings: &'a [Setting]) -> Option<(&'a Setting, String)> {
    settings.iter().filter(|own| !own.is_group).find_map(|own| {
        let rest = pointer.strip_prefix(own.pointer.as_str()).filter(|rest| rest.starts_with('/'))?;
        Some((own, spoken_pointer(rest)))
    })
}

/// Readable form of a pointer: `/checks/0/name` as "checks, item 1, name".
fn spoken_pointer(pointer: &str) -> String {
    let words =
        pointer::tokens(pointer).unwrap_or_default().into_iter().map(|token| match token.parse::<usize>() {
            Ok(index) => messages::schedule::list_item(index.saturating_add(1) as u64),
            Err(_) => token,
        });
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalogue::Schema;

    const INFORM: &str = "/Device.ManagementServer.PeriodicInformInterval";

    fn moved(field: FieldId) -> (FieldId, String) {
        let schema = Schema::parse(
            r#"{"properties": {
                "Device.ManagementServer.PeriodicInformInterval": {"type": "integer", "title": "Inform interval (s)"},
                "X.WLANConfiguration.1.SSID": {"type": "string"},
                "X.WLANConfiguration.5.SSID": {"type": "string"},
                "a/b~c": {"type": "string"},
                "lines": {"type": "array", "items": {"type": "string"}},
                "window": {"type": "object", "properties": {"days": {"type": "integer"}}}}}"#,
        )
        .unwrap();
        let fields = catalogue::form::fields(&schema, &serde_json::json!({}));
        let finding = at_setting(Finding::error(field, "No."), &settings(&fields));
        (finding.field, finding.message)
    }

    #[test]
    fn error_is_shown_at_its_own_setting() {
        let other = |path: &str| FieldId::Other(path.to_owned());
        let at = |pointer: &str| FieldId::DataAt(pointer.to_owned());
        for (field, own) in [
            (at(INFORM), INFORM),
            (at("/Device/ManagementServer/PeriodicInformInterval"), INFORM),
            (other("Device.ManagementServer.PeriodicInformInterval"), INFORM),
            (at("/X/WLANConfiguration/5/SSID"), "/X.WLANConfiguration.5.SSID"),
            (at("/a~1b~0c"), "/a~1b~0c"),
            (at("/window.days"), "/window/days"),
        ] {
            assert_eq!(moved(field), (at(own), "No.".to_owned()));
        }
        assert_eq!(field_of("", &[], "parameters").1, "parameters");
        assert_eq!(field_of("/checks/0/name", &[], "parameters").1, "checks, item 1, name");
        assert_eq!(moved(at("/lines/2")), (at("/lines"), "item 3: No.".to_owned()));
        for unknown in [at("/Device.Unknown.Thing"), at("/window/hours"), other("quota")] {
            assert_eq!(moved(unknown.clone()), (unknown, "No.".to_owned()));
        }
    }
}
