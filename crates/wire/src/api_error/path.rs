//! Normalizes the field paths of errors.

/// One segment of a field path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A member. Its name may contain dots, slashes and brackets.
    Name(String),
    /// An item of a list.
    Index(usize),
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Index(index) => write!(f, "{index}"),
        }
    }
}

impl Step {
    /// A key of an error object. A number is an index: Django REST Framework sends errors of list items that way.
    pub(super) fn key(key: &str) -> Self {
        match key.parse::<usize>() {
            Ok(index) if index.to_string() == key => Self::Index(index),
            _ => Self::Name(key.to_owned()),
        }
    }
}

/// Parses a path in text form: a JSON pointer, or names with dots and brackets.
pub(super) fn parse(text: &str) -> Vec<Step> {
    let text = text.trim();
    if let Some(pointer) = text.strip_prefix('#').or(Some(text)).and_then(|text| text.strip_prefix('/')) {
        return pointer
            .split('/')
            .map(|part| Step::key(&part.replace("~1", "/").replace("~0", "~")))
            .collect();
    }
    text.split(['.', '[', ']'])
        .map(|part| part.trim_matches(['"', '\'']))
        .filter(|part| !part.is_empty() && *part != "$" && *part != "#")
        .map(Step::key)
        .collect()
}

/// Removes wrappers: `body` (FastAPI), `data` (the envelope, or JSON:API's) and its `attributes`.
pub(super) fn unwrapped(steps: &[Step]) -> &[Step] {
    let mut steps = steps;
    for wrap in ["body", "data", "attributes"] {
        match steps {
            [Step::Name(name), rest @ ..] if name == wrap && (!rest.is_empty() || wrap == "body") => {
                steps = rest
            }
            _ => {}
        }
    }
    steps
}

/// The path without wrappers, in the names of the current revision. Empty for the whole request.
pub(super) fn normalized(steps: &[Step]) -> Vec<Step> {
    let mut steps = unwrapped(steps).to_vec();
    if let Some(Step::Name(name)) = steps.first_mut()
        && name == "parameters"
    {
        *name = "operation_data".to_owned();
    }
    steps
}

/// A normalized path as text. Names with dots look like several.
pub(super) fn render(steps: &[Step]) -> String {
    let mut path = String::new();
    for (depth, step) in steps.iter().enumerate() {
        match step {
            Step::Index(index) => path.push_str(&format!("[{index}]")),
            Step::Name(name) => {
                if depth > 0 {
                    path.push('.');
                }
                path.push_str(name);
            }
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_becomes_one() {
        for (sent, path) in [
            ("operation_data.timeout_minutes", "operation_data.timeout_minutes"),
            ("$.operation_data.timeout_minutes", "operation_data.timeout_minutes"),
            ("#/operation_data/timeout_minutes", "operation_data.timeout_minutes"),
            ("/data/attributes/device_ids/2", "device_ids[2]"),
            ("/body/device_ids/2", "device_ids[2]"),
            ("body", ""),
            ("data", "data"),
            ("data.parameters.retention_days", "operation_data.retention_days"),
            ("parameters", "operation_data"),
            ("operation_data.parameters", "operation_data.parameters"),
            ("device_ids[2]", "device_ids[2]"),
            ("device_ids.2", "device_ids[2]"),
            ("device_ids['2']", "device_ids[2]"),
            ("device_id", "device_id"),
            ("[3].scheduled_at", "[3].scheduled_at"),
            ("#/operation_data/a~1b~0c", "operation_data.a/b~c"),
            ("#", ""),
            ("", ""),
        ] {
            assert_eq!(render(&normalized(&parse(sent))), path, "{sent}");
        }
    }
}
