//! JSON as a collapsible tree.

use std::collections::HashMap;

use catalogue::json::{self, Node, NodeKind};
use leptos::prelude::*;
use serde_json::Value;

use super::visible_marks;

/// Maximum number of entries shown per array or object; the raw view shows all.
const SHOWN: usize = 500;

/// Nodes opened or closed by the user, by path. Kept while the value changes.
type Toggled = StoredValue<HashMap<String, bool>>;

/// JSON as nested `<details>`; the first two levels are open. Numbers and duplicate names are shown as they stand in the text.
#[component]
pub fn JsonTree(
    /// The JSON. A text that can't be parsed is shown as it is.
    #[prop(into)]
    text: Signal<String>,
    /// Label for assistive technology.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let toggled = Toggled::new(HashMap::new());
    // Rendered again only when it differs: a poll with the same value must not remove the focus from the tree.
    let text = Memo::new(move |_| text.get());
    view! {
        <div class="json-tree" role="group" aria-label=move || label.get()>
            {move || match text.with(|text| tree(text)) {
                Tree::Branch(_, children) => entries(children, "", 0, toggled),
                leaf => node(None, leaf, String::new(), 0, toggled),
            }}
        </div>
    }
}

/// A value, as it is shown.
#[derive(Clone)]
enum Tree {
    /// Class and text.
    Leaf(&'static str, String),
    /// Size and content of an object or array that isn't empty.
    Branch(String, Vec<(String, Tree)>),
}

fn tree(text: &str) -> Tree {
    json::parse(text)
        .map_or_else(|_| Tree::Leaf("json-size", text.to_owned()), |document| of(text, &document.root))
}

fn of(text: &str, node: &Node) -> Tree {
    match &node.kind {
        NodeKind::Object(members) if !members.is_empty() => {
            let children = members.iter().map(|member| (member.name.clone(), of(text, &member.value)));
            Tree::Branch(format!("{{{}}}", members.len()), children.collect())
        }
        NodeKind::Array(items) if !items.is_empty() => {
            let children = items.iter().enumerate().map(|(at, item)| (at.to_string(), of(text, item)));
            Tree::Branch(format!("[{}]", items.len()), children.collect())
        }
        NodeKind::Scalar(Value::String(text)) => {
            let written = Value::from(text.as_str()).to_string();
            Tree::Leaf("json-string", visible_marks(&written).into_owned())
        }
        NodeKind::Scalar(value) => Tree::Leaf(leaf_class(value), node.source(text).to_owned()),
        NodeKind::Object(_) => Tree::Leaf("json-size", "{}".to_owned()),
        NodeKind::Array(_) => Tree::Leaf("json-size", "[]".to_owned()),
    }
}

fn entries(all: Vec<(String, Tree)>, path: &str, depth: usize, toggled: Toggled) -> AnyView {
    let rest = all.len().saturating_sub(SHOWN);
    let items = all
        .into_iter()
        .take(SHOWN)
        .map(|(key, value)| {
            let path = format!("{path}/{key}");
            view! { <li>{node(Some(key), value, path, depth, toggled)}</li> }
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

fn node(key: Option<String>, value: Tree, path: String, depth: usize, toggled: Toggled) -> AnyView {
    match value {
        Tree::Branch(size, children) => branch(key.unwrap_or_default(), size, children, path, depth, toggled),
        Tree::Leaf(class, text) => view! {
            <span class="json-leaf">
                {key
                    .map(|key| {
                        view! {
                            <span class="json-key">{visible_marks(&key).into_owned()}</span>
                            ": "
                        }
                            .into_any()
                    })} <span class=class>{text}</span>
            </span>
        }
        .into_any(),
    }
}

fn branch(
    key: String,
    size: String,
    children: Vec<(String, Tree)>,
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
                <span class="json-key">{visible_marks(&key).into_owned()}</span>
                " "
                <span class="json-size">{size}</span>
            </summary>
            // Created on opening: a large value costs nothing until then.
            {move || open.get().then(|| entries(children.clone(), &inner, depth + 1, toggled))}
        </details>
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
