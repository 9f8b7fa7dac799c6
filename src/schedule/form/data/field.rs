//! A generated field of `operation_data`, by kind.

use catalogue::form::{Field, FieldKind, input_text, parse_input};
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
            let text =
                Memo::new(move |_| value.with(|value| value.as_ref().map(input_text).unwrap_or_default()));
            let mut shown: Vec<(String, String)> =
                options.iter().map(|(value, label)| (input_text(value), label.clone())).collect();
            let none = if required { messages::schedule::choose() } else { messages::schedule::not_set() };
            shown.insert(0, (String::new(), none.to_owned()));
            let kind = FieldKind::Choice { options };
            let on_change = move |text: String| set(read(&kind, &text));
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
            let (value, on_input) = typed(kind, value, Callback::new(set));
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
    value: Memo<Option<Value>>,
    set: Callback<Option<Value>>,
) -> (Memo<String>, Callback<String>) {
    let entered = RwSignal::new(String::new());
    let kind = StoredValue::new(kind);
    let text = Memo::new(move |_| {
        let (value, entered) = (value.read(), entered.read());
        if kind.with_value(|kind| read(kind, &entered)) == *value {
            entered.clone()
        } else {
            value.as_ref().map(input_text).unwrap_or_default()
        }
    });
    let on_input = Callback::new(move |typed: String| {
        let new = kind.with_value(|kind| read(kind, &typed));
        entered.set(typed);
        set.run(new);
    });
    (text, on_input)
}

/// Parses the text. Invalid text becomes a JSON string, and the schema then reports the problem.
fn read(kind: &FieldKind, text: &str) -> Option<Value> {
    parse_input(kind, text).unwrap_or_else(|_| Some(Value::from(text)))
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
            let now = value.get_untracked();
            let chosen = |option: &Value| {
                let is_own = own.with_value(|own| own == option);
                if is_own {
                    on
                } else {
                    now.as_ref().and_then(Value::as_array).is_some_and(|list| list.contains(option))
                }
            };
            set.run(Some(
                all.with_value(|all| all.iter().filter(|option| chosen(option)).cloned().collect()),
            ));
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
