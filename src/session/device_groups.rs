//! Pure: named device groups, from `config.json` for all users or stored in this browser. Stored data may be invalid.

use serde_json::{Value, json};

/// Most groups that can be stored.
const MOST: usize = 200;
/// Longest name, in characters; longer ones are truncated.
const LONGEST: usize = 60;

/// A named group of devices.
#[derive(Clone, Debug, PartialEq)]
pub struct DeviceGroup {
    /// As typed by the user.
    pub name: String,
    /// The devices of the group.
    pub members: Members,
}

/// Which devices belong to a group.
#[derive(Clone, Debug, PartialEq)]
pub enum Members {
    /// The devices with these ids.
    Ids(Vec<String>),
    /// All devices whose id, name or serial matches; `*` and `?` are wildcards.
    Pattern(String),
}

/// Parses `[{"name": …, "ids": […]}, {"name": …, "pattern": …}]`. The flag tells whether entries were dropped because they are invalid.
/// If two groups have the same name, the first one counts.
pub fn read_groups(text: &str) -> (Vec<DeviceGroup>, bool) {
    if text.is_empty() {
        return (Vec::new(), false);
    }
    let Ok(Value::Array(entries)) = serde_json::from_str(text) else { return (Vec::new(), true) };
    let mut groups: Vec<DeviceGroup> = Vec::new();
    for group in entries.iter().filter_map(one) {
        if groups.len() < MOST && groups.iter().all(|known| known.name != group.name) {
            groups.push(group);
        }
    }
    let dropped = groups.len() < entries.len();
    (groups, dropped)
}

fn one(entry: &Value) -> Option<DeviceGroup> {
    let name = named(entry.get("name")?.as_str()?)?;
    let pattern = entry.get("pattern").and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let ids = entry.get("ids").and_then(Value::as_array);
    let members = match (pattern, ids) {
        (Some(pattern), None) => Members::Pattern(pattern.to_owned()),
        (None, Some(ids)) => {
            let ids: Vec<&str> = ids.iter().map(Value::as_str).collect::<Option<_>>()?;
            Members::Ids(ids.into_iter().filter(|id| !id.is_empty()).map(str::to_owned).collect())
        }
        _ => return None,
    };
    Some(DeviceGroup { name, members })
}

/// A valid name; `None` if it is empty.
fn named(text: &str) -> Option<String> {
    let name: String = text.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    (!name.trim().is_empty()).then_some(name)
}

/// Serialises groups for [`read_groups`].
pub fn write_groups(groups: &[DeviceGroup]) -> String {
    let one = |group: &DeviceGroup| match &group.members {
        Members::Ids(ids) => json!({ "name": group.name, "ids": ids }),
        Members::Pattern(pattern) => json!({ "name": group.name, "pattern": pattern }),
    };
    Value::Array(groups.iter().map(one).collect()).to_string()
}

/// Adds a group and replaces one with the same name. Returns the stored name, or an error message.
pub fn keep_group(
    groups: &mut Vec<DeviceGroup>,
    name: &str,
    members: Members,
) -> Result<String, &'static str> {
    let name = named(name).ok_or_else(messages::session::group_needs_name)?;
    groups.retain(|group| group.name != name);
    if groups.len() >= MOST {
        return Err(messages::session::too_many_groups());
    }
    groups.push(DeviceGroup { name: name.clone(), members });
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn groups_round_trip() {
        let mut groups = Vec::new();
        keep_group(&mut groups, " Edge, Berlin ", Members::Pattern("BER Edge*".into())).unwrap();
        keep_group(&mut groups, "מעבדה", Members::Ids(vec!["DEV-1".into(), "a,b".into()])).unwrap();
        assert_eq!(read_groups(&write_groups(&groups)), (groups.clone(), false));
        assert_eq!(
            keep_group(&mut groups, "Edge, Berlin", Members::Ids(Vec::new())),
            Ok("Edge, Berlin".into())
        );
        assert_eq!(groups.len(), 2);
        assert!(keep_group(&mut groups, "\n", Members::Ids(Vec::new())).is_err());
    }

    #[test]
    fn invalid_entries_are_dropped() {
        assert_eq!(read_groups(""), (Vec::new(), false));
        for text in ["null", "{", "{}", "7"] {
            assert_eq!(read_groups(text), (Vec::new(), true), "{text}");
        }
        let (groups, dropped) = read_groups(
            r#"[{"name": "a", "ids": ["1"]}, {"name": "a", "pattern": "x"}, {"name": "b", "ids": [1]}, {"name": "c", "pattern": " "},
                {"name": "d", "ids": [], "pattern": "x"}, {"pattern": "x"}, 7, {"name": "e", "pattern": "x*"}]"#,
        );
        assert!(dropped);
        assert_eq!(groups.iter().map(|group| group.name.as_str()).collect::<Vec<_>>(), ["a", "e"]);
    }

    proptest! {
        #[test]
        fn anything_is_read(text in "\\PC{0,80}") {
            let (groups, _) = read_groups(&text);
            prop_assert_eq!(read_groups(&write_groups(&groups)).0, groups);
        }
    }
}
