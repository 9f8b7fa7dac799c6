//! "operation_data JSON", or "parameters JSON": the text, and its problems by line and column.

use catalogue::json::{Position, utf16_range};
use leptos::{html, prelude::*};

use super::section::Data;
use crate::schedule::field::{FieldId, Finding, Place};
use crate::schedule::request::data_name;
use crate::ui::{Field, Icon, IconName, after_press};

const PROBLEMS: &str = "schedule-data-problems";

/// The JSON editor.
#[component]
pub fn DataJson(
    /// The state shared by the fields.
    data: Data,
) -> impl IntoView {
    let form = data.form;
    let node = NodeRef::<html::Textarea>::new();
    let text = Memo::new(move |_| form.draft.with(|draft| draft.data.clone()));
    let id = FieldId::Data.element_id();
    let label =
        Memo::new(move |_| messages::schedule::operation_data_json(data_name(form.shape.get().revision)));
    let problems = Memo::new(move |_| {
        let about_data = |finding: &Finding| matches!(finding.field, FieldId::Data | FieldId::DataAt(_));
        let refused: Vec<Finding> =
            form.refused.with(|said| said.iter().filter(|f| about_data(f)).cloned().collect());
        // The server's messages often don't name their setting.
        let named = |finding: Finding| match &finding.field {
            FieldId::DataAt(_) => {
                Finding { message: finding.after(form.label(&finding.field).as_deref()), ..finding }
            }
            _ => finding,
        };
        let mut all: Vec<Finding> = refused.into_iter().map(named).collect();
        let whole = form.speaks(&FieldId::Data);
        form.checked.with(|checked| {
            let due = |finding: &&Finding| about_data(finding) && (whole || form.speaks(&finding.field));
            all.extend(checked.findings.iter().filter(due).cloned());
        });
        all
    });
    let any_error = Memo::new(move |_| problems.with(|all| all.iter().any(Finding::is_error)));
    let rows = move || text.with(|text| text.lines().count()).clamp(8, 24).to_string();
    view! {
        <div class="data-json">
            <Field id label let(of)>
                <textarea
                    id=of.id
                    class="input textarea code"
                    rows=rows
                    wrap="off"
                    autocomplete="off"
                    spellcheck="false"
                    aria-invalid=move || any_error.get().then_some("true")
                    aria-describedby=PROBLEMS
                    node_ref=node
                    prop:value=move || text.get()
                    on:input=move |event| {
                        form.edit(&FieldId::Data, |draft| draft.data = event_target_value(&event))
                    }
                    on:blur=move |_| after_press(move || form.leave(FieldId::Data))
                ></textarea>
                <ul id=PROBLEMS class="data-problems" hidden=move || problems.with(Vec::is_empty)>
                    <For
                        each=move || problems.get()
                        key=|finding| format!("{:?} {}", finding.place, finding.message)
                        let(finding)
                    >
                        <Problem finding node />
                    </For>
                </ul>
            </Field>
        </div>
    }
}

/// A problem; pressing it selects its position in the text.
#[component]
fn Problem(finding: Finding, node: NodeRef<html::Textarea>) -> impl IntoView {
    let words = finding.spoken();
    let (class, icon) = if finding.is_error() {
        ("field-error", IconName::Failed)
    } else {
        ("field-warning", IconName::Warning)
    };
    let said = match finding.place {
        Some(place) => view! {
            <button type="button" class="link-button" on:click=move |_| show(node, place)>
                {words}
            </button>
        }
        .into_any(),
        None => view! { <span>{words}</span> }.into_any(),
    };
    view! {
        <li class=class>
            <Icon name=icon />
            {said}
        </li>
    }
}

fn show(node: NodeRef<html::Textarea>, place: Place) {
    let Some(area) = node.get_untracked() else { return };
    let Place { line, column, offset, len } = place;
    let (start, end) = utf16_range(&area.value(), &Position { line, column, offset, len });
    // A position without a length, as in a syntax error, must be visible, too: select the next character.
    let shown = area.focus().and_then(|()| area.set_selection_range(start, end.max(start + 1)));
    if shown.is_err() {
        leptos::logging::warn!("the browser would not select line {line}, column {column}");
    }
}
