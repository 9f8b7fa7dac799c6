//! Dialog for pasting a list of ids from a mail, a spreadsheet or a file.

use leptos::prelude::*;

use crate::schedule::devices::{IdKind, id_list};
use crate::schedule::field::FieldId;
use crate::schedule::form::Form;
use crate::ui::{Button, Field, TextArea, focus_target};

const ID: &str = "schedule-paste";

/// Shows the parsed list before it is added.
#[component]
pub fn PasteIds(
    /// The form.
    form: Form,
    /// Called when the list was added, or the dialog cancelled.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let ids = Memo::new(move |_| {
        form.devices.with(|known| text.with(|text| id_list::read(text, &|id| known.is_known(id))))
    });
    let found = Memo::new(move |_| {
        let ids = ids.get();
        if ids.is_empty() {
            return messages::schedule_devices::paste_hint().to_owned();
        }
        let mut said = vec![messages::schedule_devices::ids_found(ids.len() as u64)];
        let doubled = id_list::duplicates(&ids).len();
        if doubled > 0 {
            said.push(messages::schedule_devices::ids_doubled(doubled as u64));
        }
        let count =
            |kind| form.devices.with(|known| ids.iter().filter(|id| known.kind_of(id) == kind).count());
        let unknown = count(IdKind::Unknown);
        if unknown > 0 && form.devices.with(|known| known.is_complete()) {
            said.push(messages::schedule_devices::ids_unknown(unknown as u64));
        }
        let unusual = count(IdKind::Unusual);
        if unusual > 0 {
            said.push(messages::schedule_devices::ids_unusual(unusual as u64));
        }
        said.join(", ")
    });
    // The field can be focused once it is in the document.
    Effect::new(move |_| {
        focus_target(ID);
    });
    let add = move |()| {
        form.edit(&FieldId::Devices, |draft| draft.device_ids.extend(ids.get_untracked()));
        form.leave(FieldId::Devices);
        on_done.run(());
    };
    view! {
        <div class="paste">
            <Field id=ID label=messages::schedule_devices::ids_to_add() hint=found let(of)>
                <TextArea of value=text on_input=move |typed: String| text.set(typed) rows=5 />
            </Field>
            <div class="row">
                <Button disabled=Signal::derive(move || ids.with(Vec::is_empty)) on_press=add>
                    {move || messages::schedule_devices::add_ids(ids.with(Vec::len) as u64)}
                </Button>
                <Button kind=crate::ui::ButtonKind::Quiet on_press=move |()| on_done.run(())>
                    {messages::schedule_devices::cancel()}
                </Button>
            </div>
        </div>
    }
}
