//! JSON as a collapsible tree.

use std::collections::HashMap;

use leptos::prelude::*;
use serde_json::Value;

/// Maximum number of entries shown per array or object; the raw view shows all.
const SHOWN: usize = 500;

/// Nodes opened or closed by the user, by path. Kept while the value changes.
type Toggled = StoredValue<HashMap<String, bool>>;

/// A JSON value as nested `<details>`; the first two levels are open.
#[component]
pub fn JsonTree(
    /// The value.
    #[prop(into)]
    value: Signal<Value>,
    /// Label for assistive technology.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let toggled = Toggled::new(HashMap::new());
    // Rendered again only when it differs: a poll with the same value must not remove the focus from the tree.
    let value = Memo::new(move |_| value.get());
    view! {
        <div class="json-tree" role="group" aria-label=move || label.get()>
            {move || match value.get() {
                Value::Object(map) if !map.is_empty() => entries(map.into_iter().collect(), "", 0, toggled),
                Value::Array(list) if !list.is_empty() => entries(numbered(list), "", 0, toggled),
                value => leaf(None, &value),
            }}
        </div>
    }
}

fn numbered(list: Vec<Value>) -> Vec<(String, Value)> {
    list.into_iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect()
}

fn entries(all: Vec<(String, Value)>, path: &str, depth: usize, toggled: Toggled) -> AnyView {
    let rest = all.len().saturating_sub(SHOWN);
    let items = all
        .into_iter()
        .take(SHOWN)
        .map(|(key, value)| {
            let path = format!("{path}/{key}");
            view! { <li>{node(key, value, path, depth, toggled)}</li> }
        })
        .collect_view();
    view! {
        <ul class="json-entries">
            {items}
            {(rest > 0)
                .then(|| {
                    view! { <li class="json-more">{messages::ui::more_in_raw_json(rest as u64)}</li> }
                        .into_any()
                })}
        </ul>
    }
    .into_any()
}

fn node(key: String, value: Value, path: String, depth: usize, toggled: Toggled) -> AnyView {
    match value {
        Value::Object(map) if !map.is_empty() => {
            let size = format!("{{{}}}", map.len());
            branch(key, size, map.into_iter().collect(), path, depth, toggled)
        }
        Value::Array(list) if !list.is_empty() => {
            let size = format!("[{}]", list.len());
            branch(key, size, numbered(list), path, depth, toggled)
        }
        value => leaf(Some(key), &value),
    }
}

fn branch(
    key: String,
    size: String,
    children: Vec<(String, Value)>,
    path: String,
    depth: usize,
    toggled: Toggled,
) -> AnyView {
    let start = toggled.with_value(|toggled| toggled.get(&path).copied()).unwrap_or(depth < 1);
    let open = RwSignal::new(start);
    let inner = path.clone();
    let toggle = move |event: leptos::ev::Event| {
        let now = event_target::<web_sys::Element>(&event).has_attribute("open");
        toggled.update_value(|toggled| {
            toggled.insert(path.clone(), now);
        });
        open.set(now);
    };
    view! {
        <details open=start on:toggle=toggle>
            <summary>
                <span class="json-key">{key}</span>
                " "
                <span class="json-size">{size}</span>
            </summary>
            // Created on opening: a large value costs nothing until then.
            {move || open.get().then(|| entries(children.clone(), &inner, depth + 1, toggled))}
        </details>
    }
    .into_any()
}

fn leaf(key: Option<String>, value: &Value) -> AnyView {
    view! {
        <span class="json-leaf">
            {key
                .map(|key| {
                    view! {
                        <span class="json-key">{key}</span>
                        ": "
                    }
                        .into_any()
                })} <span class=leaf_class(value)>{value.to_string()}</span>
        </span>
    }
    .into_any()
}

const fn leaf_class(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "json-string",
        Value::Number(_) => "json-number",
        Value::Bool(_) => "json-bool",
        Value::Null => "json-null",
        Value::Array(_) | Value::Object(_) => "json-size",
    }
}
