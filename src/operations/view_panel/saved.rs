//! Pure: named views of the list. They come from storage or from an administrator's configuration, so the input is untrusted.

use crate::route::{ListQuery, Route};
use messages::list_views as text;
use serde_json::{Value, json};

/// Maximum number of saved views.
pub const MOST: usize = 100;
/// Maximum length of a name; longer ones are truncated.
const LONGEST: usize = 60;

/// A name and an address of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedView {
    /// Name, as typed.
    pub name: String,
    /// `#/operations?…`
    pub address: String,
}

/// The address for a query: first page, no detail open.
pub fn address(query: &ListQuery) -> String {
    Route::Operations { query: ListQuery { page: 1, ..query.clone() }, open: None }.href()
}

/// Parses `[{"name": …, "address": …}]`. Also returns whether entries were dropped. Every address is taken as one of the list, whatever is before its
/// `?`.
pub fn read(text: &str) -> (Vec<SavedView>, bool) {
    if text.is_empty() {
        return (Vec::new(), false);
    }
    let Ok(Value::Array(entries)) = serde_json::from_str(text) else { return (Vec::new(), true) };
    let mut views: Vec<SavedView> = Vec::new();
    for view in entries.iter().filter_map(one) {
        if views.len() < MOST && views.iter().all(|known| known.name != view.name) {
            views.push(view);
        }
    }
    let dropped = views.len() < entries.len();
    (views, dropped)
}

fn one(entry: &Value) -> Option<SavedView> {
    let text = |name: &str| entry.get(name).and_then(Value::as_str);
    let name = named(text("name")?)?;
    let search = text("address")?.split_once('?').map_or("", |(_, search)| search);
    match Route::parse(&format!("#/operations?{search}")) {
        Route::Operations { query, .. } if query.problems.is_empty() => {
            Some(SavedView { name, address: address(&query) })
        }
        _ => None,
    }
}

/// Normalizes a name; `None` if it is empty.
fn named(text: &str) -> Option<String> {
    let name: String = text.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    (!name.trim().is_empty()).then_some(name)
}

/// Serializes for [`read`].
pub fn write(views: &[SavedView]) -> String {
    let all = views.iter().map(|view| json!({ "name": view.name, "address": view.address }));
    Value::Array(all.collect()).to_string()
}

/// The views to change: those in storage, as another tab may have written them, or those of this page if storage has none or refused them.
pub fn latest(shown: Vec<SavedView>, stored: Option<Vec<SavedView>>, unsaved: bool) -> Vec<SavedView> {
    stored.filter(|_| !unsaved).unwrap_or(shown)
}

/// Saves an address under a name, replacing a view of that name. An error is a message for the user.
pub fn keep(views: &mut Vec<SavedView>, name: &str, address: String) -> Result<(), &'static str> {
    let name = named(name).ok_or_else(text::needs_name)?;
    let full = views.len() >= MOST;
    match views.iter_mut().find(|view| view.name == name) {
        Some(view) => view.address = address,
        None if full => return Err(text::too_many()),
        None => views.push(SavedView { name, address }),
    }
    Ok(())
}

/// Renames a view. An error is a message for the user.
pub fn rename(views: &mut [SavedView], from: &str, to: &str) -> Result<(), &'static str> {
    let to = named(to).ok_or_else(text::needs_name)?;
    if to != from && views.iter().any(|view| view.name == to) {
        return Err(text::name_taken());
    }
    if let Some(view) = views.iter_mut().find(|view| view.name == from) {
        view.name = to;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn saved_views_round_trip() {
        let mut views = Vec::new();
        keep(&mut views, "  Failed, last night ", "#/operations?status=failed&from=@last-night".into())
            .unwrap();
        keep(&mut views, "<b>ما</b>", "#/operations".into()).unwrap();
        assert_eq!(read(&write(&views)), (views.clone(), false));
        keep(&mut views, "Failed, last night", "#/operations?status=failed".into()).unwrap();
        assert_eq!((views.len(), views[0].address.as_str()), (2, "#/operations?status=failed"));
        assert!(rename(&mut views, "<b>ما</b>", "Failed, last night").is_err());
        assert!(rename(&mut views, "<b>ما</b>", " ").is_err());
        rename(&mut views, "<b>ما</b>", "All").unwrap();
        assert_eq!(views[1].name, "All");
        assert!(keep(&mut views, "\u{7}", String::new()).is_err());
    }

    #[test]
    fn invalid_views_are_dropped() {
        for text in ["null", "null?", "{}", "7", "\"x\""] {
            assert_eq!(read(text), (Vec::new(), true), "{text}");
        }
        assert_eq!(read(""), (Vec::new(), false), "nothing was kept");
        let text = r#"[{"name": "a", "address": "javascript:alert(1)?status=failed"}, {"name": "a", "address": "?"}, {"name": 7},
            {"name": "b", "address": "?colour=red"}, {"name": "c"}, null, {"name": "d", "address": "?status=failed&page=7"}]"#;
        let (views, dropped) = read(text);
        assert!(dropped);
        let addresses: Vec<&str> = views.iter().map(|view| view.address.as_str()).collect();
        assert_eq!(addresses, ["#/operations?status=failed", "#/operations?status=failed"]);
    }

    #[test]
    fn views_saved_in_another_tab_stay() {
        // Both tabs have loaded an empty list.
        let mut other = Vec::new();
        keep(&mut other, "Night", "#/operations?status=failed".into()).unwrap();
        let stored = Some(read(&write(&other)).0);
        let mut views = latest(Vec::new(), stored.clone(), false);
        keep(&mut views, "Day", "#/operations".into()).unwrap();
        let names: Vec<&str> = views.iter().map(|view| view.name.as_str()).collect();
        assert_eq!(names, ["Night", "Day"]);
        assert_eq!(latest(views.clone(), stored, true), views, "what could not be stored is not lost");
        assert_eq!(latest(views.clone(), None, false), views);
    }

    #[test]
    fn number_of_views_is_limited() {
        let many = Value::Array((0..150).map(|at| json!({"name": at.to_string(), "address": "?"})).collect());
        let (mut views, dropped) = read(&many.to_string());
        assert_eq!((views.len(), dropped), (MOST, true));
        assert!(keep(&mut views, "one more", String::new()).is_err());
        assert!(keep(&mut views, "7", String::new()).is_ok(), "one that is there can be kept anew");
    }

    proptest! {
        #[test]
        fn any_input_can_be_read(text in "\\PC{0,80}") {
            let (views, _) = read(&text);
            prop_assert_eq!(read(&write(&views)).0, views);
        }
    }
}
