//! Pure: groups of devices under a name: from `config.json` for everybody, or kept in this browser. What was kept may be anything.

use serde_json::{Value, json};

/// More than that are not kept.
const MOST: usize = 200;
/// Longer names are cut.
const LONGEST: usize = 60;

/// A name and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct DeviceGroup {
    /// As somebody typed it.
    pub name: String,
    /// Which devices.
    pub members: Members,
}

/// Which devices belong to a group.
#[derive(Clone, Debug, PartialEq)]
pub enum Members {
    /// These, by id.
    Ids(Vec<String>),
    /// All whose id, name or serial fits; `*` and `?` are wildcards.
    Pattern(String),
}

/// Reads `[{"name": …, "ids": […]}, {"name": …, "pattern": …}]`, and whether something of it had to be dropped. Of two groups with one
/// name the first counts.
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

/// A name that can stand in a list; `None` for none at all.
fn named(text: &str) -> Option<String> {
    let name: String = text.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    (!name.trim().is_empty()).then_some(name)
}

/// As [`read_groups`] reads it.
pub fn write_groups(groups: &[DeviceGroup]) -> String {
    let one = |group: &DeviceGroup| match &group.members {
        Members::Ids(ids) => json!({ "name": group.name, "ids": ids }),
        Members::Pattern(pattern) => json!({ "name": group.name, "pattern": pattern }),
    };
    Value::Array(groups.iter().map(one).collect()).to_string()
}

/// Keeps a group; one of the same name goes. The name as it is kept, or what is wrong, in words.
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
    fn what_is_kept_comes_back() {
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
    fn nonsense_is_dropped_and_the_rest_counts() {
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
