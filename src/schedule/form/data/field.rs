//! A generated field of `operation_data`, by kind.

use catalogue::form::{Field, FieldKind, edit_list, field_text, input_text, parse_input};
use leptos::prelude::*;
use wire::Value;

use super::section::Data;
use crate::schedule::field::{FieldId, data_element_id};
use crate::ui::{self, Checkbox, FieldSet, Select, TextArea, TextInput};

/// The fields in order. A field is rendered again only when its kind changes, never because of its value.
#[component]
pub fn DataFields(
    /// The shared state.
    data: Data,
    /// The fields.
    #[prop(into)]
    fields: Signal<Vec<Field>>,
) -> impl IntoView {
    view! {
        <For each=move || fields.get() key=|field| format!("{:?}", sort_of(field)) let(field)>
            <DataField data field />
        </For>
    }
}

/// Identity of a rendered field. Includes the children of a group, as they are rendered with it.
fn sort_of(field: &Field) -> (String, String, bool, String) {
    let kind = match &field.kind {
        FieldKind::Text { multiline, .. } => format!("text {multiline}"),
        FieldKind::Integer { .. } => "integer".into(),
        FieldKind::Number { .. } => "number".into(),
        FieldKind::Boolean => "boolean".into(),
        FieldKind::Choice { options } => format!("choice {options:?}"),
        FieldKind::List { .. } => "list".into(),
        FieldKind::Group { children } => {
            children.iter().map(|child| format!("{:?}", sort_of(child))).collect::<Vec<_>>().join(",")
        }
        FieldKind::Json => "json".into(),
    };
    (field.pointer.clone(), field.label.clone(), field.required, kind)
}

#[component]
fn DataField(data: Data, field: Field) -> AnyView {
    let hint = hint(&field);
    let Field { pointer, label, kind, required, .. } = field;
    let id = data_element_id(&pointer);
    let place = FieldId::DataAt(pointer.clone());
    let error = data.form.error(place.clone());
    let hint = data.form.hint(place.clone(), hint);
    let own = StoredValue::new(pointer);
    let value = Memo::new(move |_| own.with_value(|pointer| data.value.read().pointer(pointer).cloned()));
    // Looks the same as a field that isn't set.
    let is_empty = Memo::new(move |_| value.with(|value| value.as_ref().and_then(Value::as_str) == Some("")));
    let hint = Signal::derive(move || match is_empty.get() {
        true => format!("{} {}", messages::schedule::set_to_empty_text(), hint.read()),
        false => hint.get(),
    });
    let set = move |new: Option<Value>| own.with_value(|pointer| data.set(pointer, new.as_ref()));
    let leave = StoredValue::new(place);
    let on_blur = Callback::new(move |()| data.form.leave(leave.get_value()));
    let multiline =
        matches!(kind, FieldKind::Text { multiline: true, .. } | FieldKind::List { .. } | FieldKind::Json);
    match kind {
        FieldKind::Boolean => {
            let checked = Memo::new(move |_| {
                value.with(|value| value.as_ref().and_then(Value::as_bool).unwrap_or_default())
            });
            view! { <Checkbox id label checked on_change=move |on| set(Some(Value::Bool(on))) hint error /> }
                .into_any()
        }
        FieldKind::Group { children } => {
            let children = Signal::stored(children);
            view! {
                <FieldSet id legend=label hint error>
                    <DataFields data fields=children />
                </FieldSet>
            }
            .into_any()
        }
        FieldKind::Choice { options } => {
            let mut shown: Vec<(String, String)> = options
                .iter()
                .enumerate()
                .map(|(at, (_, label))| match label.is_empty() {
                    true => (option_key(at), messages::schedule::empty_text().to_owned()),
                    false => (option_key(at), label.clone()),
                })
                .collect();
            let options = StoredValue::new(options);
            let text = Memo::new(move |_| {
                value.with(|value| options.with_value(|options| chosen_key(options, value.as_ref())))
            });
            let none = if required { messages::schedule::choose() } else { messages::schedule::not_set() };
            shown.insert(0, (String::new(), none.to_owned()));
            let on_change = move |key: String| {
                let option = options.with_value(|options| {
                    options
                        .iter()
                        .enumerate()
                        .find(|(at, _)| option_key(*at) == key)
                        .map(|(_, (value, _))| value.clone())
                });
                // An option that isn't in the schema is the present value.
                if option.is_some() || key.is_empty() {
                    set(option);
                }
            };
            view! {
                <ui::Field id label hint error required on_blur let(of)>
                    <Select of value=text options=Signal::stored(shown) on_change />
                </ui::Field>
            }
            .into_any()
        }
        FieldKind::List { item, unique: true, .. } if matches!(*item, FieldKind::Choice { .. }) => {
            view! { <Ticks id label item=*item value set=Callback::new(set) hint error /> }.into_any()
        }
        kind => {
            let number = match kind {
                FieldKind::Integer { .. } => Some("numeric"),
                FieldKind::Number { .. } => Some("decimal"),
                _ => None,
            };
            let (value, on_input) = typed(kind, required, value, Callback::new(set));
            view! {
                <ui::Field id label hint error required on_blur let(of)>
                    {if multiline {
                        view! { <TextArea of value on_input rows=3 /> }.into_any()
                    } else {
                        view! { <TextInput of value on_input number /> }.into_any()
                    }}
                </ui::Field>
            }
            .into_any()
        }
    }
}

/// Text of a text field. It stays as typed while it means the same as the JSON, so that "1." can become "1.5". Otherwise the field follows the JSON.
fn typed(
    kind: FieldKind,
    required: bool,
    value: Memo<Option<Value>>,
    set: Callback<Option<Value>>,
) -> (Memo<String>, Callback<String>) {
    let entered = RwSignal::new(String::new());
    let kind = StoredValue::new(kind);
    let text = Memo::new(move |_| {
        let (value, entered) = (value.read(), entered.read());
        kind.with_value(|kind| match read(kind, required, value.as_ref(), &entered) == *value {
            true => entered.clone(),
            false => value.as_ref().map(|value| field_text(kind, value)).unwrap_or_default(),
        })
    });
    let on_input = Callback::new(move |typed: String| {
        let new = value
            .with_untracked(|before| kind.with_value(|kind| read(kind, required, before.as_ref(), &typed)));
        entered.set(typed);
        set.run(new);
    });
    (text, on_input)
}

/// Parses the text of a field whose value was `before`. Invalid text becomes a JSON string, and the schema then reports the problem. What is required
/// stays when its field is cleared: as an empty text or list.
fn read(kind: &FieldKind, required: bool, before: Option<&Value>, text: &str) -> Option<Value> {
    match kind {
        FieldKind::Text { .. } if text.is_empty() && required => Some(Value::from("")),
        FieldKind::List { item, .. } => {
            let before = before.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            let list = edit_list(item, before, text);
            (required || !list.is_empty()).then_some(Value::Array(list))
        }
        _ => parse_input(kind, text).unwrap_or_else(|_| Some(Value::from(text))),
    }
}

/// Options are told apart by their place: an empty text is an option like any other, and not the same as none.
fn option_key(at: usize) -> String {
    format!("option-{at}")
}

/// The key of the option for a value; another value is shown as it is.
fn chosen_key(options: &[(Value, String)], value: Option<&Value>) -> String {
    let Some(value) = value else { return String::new() };
    match options.iter().position(|(option, _)| option == value) {
        Some(at) => option_key(at),
        None => value.to_string(),
    }
}

/// A list after an option was ticked or not; its other items stay. A new item comes before those that are later among the options.
fn ticked(list: &[Value], options: &[Value], own: &Value, on: bool) -> Vec<Value> {
    let mut items: Vec<Value> = list.iter().filter(|item| on || *item != own).cloned().collect();
    if on && !items.contains(own) {
        let place = |item: &Value| options.iter().position(|option| option == item);
        let at = items.iter().position(|item| place(item) > place(own)).unwrap_or(items.len());
        items.insert(at, own.clone());
    }
    items
}

/// Several options of a few: one checkbox for each.
#[component]
fn Ticks(
    id: String,
    label: String,
    item: FieldKind,
    value: Memo<Option<Value>>,
    set: Callback<Option<Value>>,
    hint: Signal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let options = if let FieldKind::Choice { options } = item { options } else { Vec::new() };
    let all = StoredValue::new(options.iter().map(|(value, _)| value.clone()).collect::<Vec<_>>());
    let boxes = options.into_iter().enumerate().map(|(at, (option, text))| {
        let own = StoredValue::new(option);
        let holds = move |list: Option<&Value>| {
            own.with_value(|own| list.and_then(Value::as_array).is_some_and(|list| list.contains(own)))
        };
        let checked = Memo::new(move |_| value.with(|value| holds(value.as_ref())));
        let toggle = move |on: bool| {
            let list = value.with_untracked(|value| {
                let list = value.as_ref().and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
                all.with_value(|all| own.with_value(|own| ticked(list, all, own, on)))
            });
            set.run(Some(Value::Array(list)));
        };
        view! { <Checkbox id=format!("{id}-{at}") label=text checked on_change=toggle /> }
    });
    let boxes = boxes.collect_view();
    view! {
        <FieldSet id=id.clone() legend=label hint error>
            <div class="row">{boxes}</div>
        </FieldSet>
    }
}

/// The description, the limits and an example, so that no error is needed to learn them.
fn hint(field: &Field) -> String {
    let mut parts: Vec<String> = field.description.iter().cloned().collect();
    let range = match &field.kind {
        FieldKind::Integer { min, max, .. } => range(min.map(|n| n.to_string()), max.map(|n| n.to_string())),
        FieldKind::Number { min, max, .. } => range(min.map(figure), max.map(figure)),
        FieldKind::List { item, .. } if !matches!(**item, FieldKind::Choice { .. }) => {
            Some(messages::schedule::one_a_line().into())
        }
        FieldKind::Json if field.known => Some(messages::schedule::setting_as_json().into()),
        FieldKind::Json => Some(messages::schedule::unnamed_setting_as_json().into()),
        _ => None,
    };
    parts.extend(range);
    parts.extend(field.examples.first().map(|example| messages::schedule::example(&input_text(example))));
    parts.join(" ")
}

/// Formats a number as in JSON, but integers without a fraction.
fn figure(number: f64) -> String {
    match number.fract() == 0.0 {
        true => (number as i64).to_string(),
        false => serde_json::Value::from(number).to_string(),
    }
}

fn range(min: Option<String>, max: Option<String>) -> Option<String> {
    match (min, max) {
        (Some(min), Some(max)) => Some(messages::schedule::range(&min, &max)),
        (Some(min), None) => Some(messages::schedule::at_least(&min)),
        (None, Some(max)) => Some(messages::schedule::at_most(&max)),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn text() -> FieldKind {
        FieldKind::Text { multiline: false, pattern: None, format: None, min_length: None, max_length: None }
    }

    #[test]
    fn empty_is_told_from_none() {
        assert_eq!(read(&text(), true, Some(&json!("x")), ""), Some(json!("")));
        assert_eq!(read(&text(), false, Some(&json!("x")), ""), None);
        let options = [(json!(""), String::new()), (json!("loud"), "loud".to_owned())];
        assert_eq!(chosen_key(&options, None), "");
        assert_eq!(chosen_key(&options, Some(&json!(""))), "option-0");
        assert_eq!(chosen_key(&options, Some(&json!("odd"))), "\"odd\"");
    }

    #[test]
    fn ticking_changes_one_item() {
        let options = [json!("cpu"), json!("memory"), json!("disk")];
        let list = [json!("fan"), json!("disk")];
        assert_eq!(ticked(&list, &options, &json!("cpu"), true), [json!("fan"), json!("cpu"), json!("disk")]);
        assert_eq!(ticked(&list, &options, &json!("disk"), false), [json!("fan")]);
        assert_eq!(ticked(&list, &options, &json!("disk"), true), list);
    }
}
