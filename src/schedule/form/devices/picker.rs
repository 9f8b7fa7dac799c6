//! The section "Devices": the search field, its problems and the selected devices.

use leptos::{ev, html, prelude::*};

use super::clipboard::pasted_text;
use super::list::{DeviceChips, DeviceOptions};
use super::notes::DeviceNotes;
use super::paste_ids::PasteIds;
use super::search::DeviceSearch;
use crate::schedule::devices::id_list;
use crate::schedule::field::FieldId;
use crate::schedule::form::Form;
use crate::ui::{Icon, IconName, after_press, focus_target, watch_presses};

/// Maximum number of matches shown.
const OFFERED: usize = 50;
const LIST_ID: &str = "schedule-devices-matches";

/// Selects the devices.
#[component]
pub fn DevicePicker(
    /// The form.
    form: Form,
) -> impl IntoView {
    let text = Memo::new(move |_| form.draft.with(|draft| draft.device_text.clone()));
    let matches =
        Memo::new(move |_| form.devices.with(|known| known.search(&text.read(), OFFERED, |_| false)));
    let search = DeviceSearch { form, open: RwSignal::new(false), active: RwSignal::new(None), matches };
    let pasting = RwSignal::new(false);
    let pick_button = NodeRef::<html::Button>::new();
    view! {
        <section class="form-section">
            <div class="section-head">
                <h2>{messages::schedule_devices::where_to_run()}</h2>
                <button
                    type="button"
                    class="button button-quiet"
                    aria-expanded=move || pasting.get().to_string()
                    node_ref=pick_button
                    on:click=move |_| pasting.update(|open| *open = !*open)
                >
                    <Icon name=IconName::Plus />
                    <span class="button-text">{messages::schedule_devices::paste_ids()}</span>
                </button>
            </div>
            <div class="picker">
                <label class="field-label" for=FieldId::Devices.element_id()>
                    {messages::schedule::devices()}
                </label>
                <DeviceInput search text />
                <DeviceNotes form />
                <Show when=move || pasting.get()>
                    <PasteIds
                        form
                        on_done=move |()| {
                            pasting.set(false);
                            if let Some(button) = pick_button.get_untracked() && button.focus().is_err() {
                                leptos::logging::log!("the focus could not be moved");
                            }
                        }
                    />
                </Show>
                <DeviceChips search />
            </div>
        </section>
    }
}

#[component]
fn DeviceInput(search: DeviceSearch, text: Memo<String>) -> impl IntoView {
    let form = search.form;
    let invalid = form.error(FieldId::Devices);
    let shown = move || search.open.get() && search.matches.with(|(found, _)| !found.is_empty());
    // Without a search text, everything matches; that is too much for one press.
    let found = Memo::new(move |_| {
        if text.with(|text| text.trim().is_empty()) { 0 } else { search.matches.with(|(_, total)| *total) }
    });
    let active = move || search.active.get().filter(|_| shown()).map(|at| format!("{LIST_ID}-{at}"));
    let typed = move |text: String| {
        // Open the list only for a search, as it covers the fields below.
        search.open.set(!text.trim().is_empty());
        search.active.set(None);
        form.edit(&FieldId::Devices, |draft| draft.device_text = text);
    };
    // Add a pasted list of ids at once; search for a single word.
    let pasted = move |event: ev::Event| {
        let Some(text) = pasted_text(&event) else { return };
        let ids = form.devices.with_untracked(|known| id_list::read(&text, &|id| known.is_known(id)));
        if ids.len() > 1 {
            event.prevent_default();
            form.edit(&FieldId::Devices, |draft| draft.device_ids.extend(ids));
            form.leave(FieldId::Devices);
        }
    };
    watch_presses();
    let left = move |_| {
        // `blur` also fires when a focused field is removed with its page.
        if search.matches.try_with_untracked(|_| ()).is_none() {
            return;
        }
        search.open.set(false);
        // Chips and findings move what is below.
        after_press(move || {
            if search.matches.try_with_untracked(|_| ()).is_some() {
                search.take_typed(false);
                form.leave(FieldId::Devices);
            }
        });
    };
    view! {
        <div class="picker-input">
            <input
                id=FieldId::Devices.element_id()
                class="input"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                placeholder=messages::schedule_devices::search_devices()
                aria-autocomplete="list"
                aria-expanded=move || shown().to_string()
                aria-controls=LIST_ID
                aria-activedescendant=active
                aria-required="true"
                aria-invalid=move || invalid.with(Option::is_some).then_some("true")
                aria-describedby="schedule-devices-said schedule-devices-count"
                prop:value=move || text.get()
                on:input=move |event| typed(event_target_value(&event))
                on:keydown=move |event| search.key(&event)
                on:paste=move |event| pasted(event.into())
                on:blur=left
            />
            <Show when=move || { found.get() > 1 }>
                // Pressing it keeps the focus, so that leaving the field adds nothing.
                <button
                    type="button"
                    class="button"
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| {
                        search.choose_all();
                        focus_target(&FieldId::Devices.element_id());
                    }
                >
                    <span class="button-text">
                        {move || messages::schedule_devices::select_all_matches(found.get() as u64)}
                    </span>
                </button>
            </Show>
            <DeviceOptions search list_id=LIST_ID shown=Signal::derive(shown) />
        </div>
    }
}
