//! Problems with the selected devices.

use leptos::prelude::*;

use crate::schedule::conflict_list::ConflictList;
use crate::schedule::devices::{IdKind, id_list};
use crate::schedule::field::FieldId;
use crate::schedule::form::Form;
use crate::ui::{Icon, IconName, focus_target};

/// Problems with the selected devices, with buttons to fix them where possible.
#[component]
pub fn DeviceNotes(
    /// The form.
    form: Form,
) -> impl IntoView {
    let error = form.error(FieldId::Devices);
    let warning = form.hint(FieldId::Devices, "");
    let conflicts = Memo::new(move |_| {
        let said = form.said(&FieldId::Devices);
        said.into_iter().flat_map(|finding| finding.conflicts).collect::<Vec<_>>()
    });
    let remove = move |id: String| {
        form.remove_device(&id, None);
        // The button is removed: move the focus to the search field.
        focus_target(&FieldId::Devices.element_id());
    };
    let doubled =
        Memo::new(move |_| form.draft.with(|draft| !id_list::duplicates(&draft.device_ids).is_empty()));
    let kind = move |id: &str| form.devices.with(|known| known.kind_of(id));
    let has = move |own: IdKind| form.draft.with(|draft| draft.device_ids.iter().any(|id| kind(id) == own));
    // Where not all devices are known, an unknown id is no mistake.
    let unknown = Memo::new(move |_| form.devices.with(|known| known.is_complete()) && has(IdKind::Unknown));
    let unusual = Memo::new(move |_| has(IdKind::Unusual));
    let remove_kind = move |own: IdKind| {
        let keep = |id: &String| untrack(|| kind(id) != own);
        form.edit(&FieldId::Devices, |draft| draft.device_ids.retain(keep));
    };
    view! {
        <div id="schedule-devices-said" class="picker-said">
            <p class="field-error" hidden=move || error.with(Option::is_none)>
                <Icon name=IconName::Failed />
                <span>{move || error.get()}</span>
            </p>
            <p class="field-hint" hidden=move || warning.with(String::is_empty)>
                {move || warning.get()}
            </p>
        </div>
        <ConflictList conflicts on_remove=remove />
        <div class="row picker-mend" hidden=move || !doubled.get() && !unknown.get() && !unusual.get()>
            <Show when=move || doubled.get()>
                <button
                    type="button"
                    class="link-button"
                    on:click=move |_| {
                        form.edit(
                            &FieldId::Devices,
                            |draft| draft.device_ids = id_list::without_duplicates(&draft.device_ids),
                        );
                    }
                >
                    {messages::schedule_devices::remove_duplicates()}
                </button>
            </Show>
            <Show when=move || unknown.get()>
                <button type="button" class="link-button" on:click=move |_| remove_kind(IdKind::Unknown)>
                    {messages::schedule_devices::remove_unknown()}
                </button>
            </Show>
            <Show when=move || unusual.get()>
                <button type="button" class="link-button" on:click=move |_| remove_kind(IdKind::Unusual)>
                    {messages::schedule_devices::remove_unusual()}
                </button>
            </Show>
        </div>
    }
}
