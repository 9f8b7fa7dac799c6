//! "Devices": searched, typed or pasted.

use leptos::{ev, html, prelude::*};

use super::device_list::{DeviceChips, DeviceOptions};
use super::devices;
use super::field::FieldId;
use super::form::Form;
use super::known_devices::KnownDevice;
use super::paste_ids::PasteIds;
use crate::ui::{Icon, IconName};

/// Maximum number of matches shown.
const OFFERED: usize = 50;
const LIST_ID: &str = "schedule-devices-matches";

/// State of the search field, shared with its list. Copies share one state.
#[derive(Clone, Copy)]
pub struct Picker {
    /// The form.
    pub form: Form,
    /// Whether the matches are open.
    pub open: RwSignal<bool>,
    /// Index of the match reached by the arrow keys.
    pub active: RwSignal<Option<usize>>,
    /// The matches shown, and the total number.
    pub matches: Memo<(Vec<KnownDevice>, usize)>,
}

impl Picker {
    /// Adds or removes a device, and ends the search.
    pub fn choose(self, id: &str) {
        self.done();
        self.form.edit(&FieldId::Devices, |draft| {
            match draft.device_ids.iter().position(|known| known == id) {
                Some(at) => drop(draft.device_ids.remove(at)),
                None => draft.device_ids.push(id.to_owned()),
            }
        });
    }

    /// Adds the typed text as ids, if it looks like ids: several, a known one, or one that matches no known device. `sure`: the user confirmed it.
    /// Returns whether ids were added.
    pub fn take_typed(self, sure: bool) -> bool {
        let text = self.form.draft.with_untracked(|draft| draft.device_text.clone());
        let ids = devices::read(&text);
        let [first, rest @ ..] = ids.as_slice() else { return false };
        let known = self.form.devices.with_untracked(|known| known.get(first).is_some());
        let (_, alike) = self.matches.get_untracked();
        let meant = match rest {
            [] => known || alike == 0 && (sure || devices::looks_like_ids(&text)),
            _ => devices::looks_like_ids(&text) || sure && alike == 0,
        };
        if meant {
            self.form.edit(&FieldId::Devices, |draft| {
                draft.device_ids.extend(ids);
            });
            self.done();
        }
        meant
    }

    fn done(self) {
        self.open.set(false);
        self.active.set(None);
        self.form.edit(&FieldId::Devices, |draft| draft.device_text.clear());
    }

    fn step(self, by: isize) {
        let count = self.matches.with_untracked(|(found, _)| found.len());
        self.open.set(true);
        if count == 0 {
            return;
        }
        self.active.update(|active| {
            *active = Some(match (*active, by) {
                (None, 1) => 0,
                (None, _) => count - 1,
                (Some(at), by) => (at + count).saturating_add_signed(by) % count,
            });
        });
    }

    fn enter(self) {
        let (found, total) = self.matches.get_untracked();
        if let Some(device) =
            self.active.get_untracked().filter(|_| self.open.get_untracked()).and_then(|at| found.get(at))
        {
            self.choose(&device.id);
        } else if self.take_typed(true) {
        } else if let ([only], 1) = (found.as_slice(), total) {
            self.choose(&only.id);
        } else {
            self.step(1);
        }
    }

    fn key(self, event: &ev::KeyboardEvent) {
        match event.key().as_str() {
            "ArrowDown" => self.step(1),
            "ArrowUp" => self.step(-1),
            "Enter" => self.enter(),
            "Escape" if self.open.get_untracked() => self.open.set(false),
            "Backspace" if self.form.draft.with_untracked(|draft| draft.device_text.is_empty()) => {
                self.form.edit(&FieldId::Devices, |draft| drop(draft.device_ids.pop()));
                return;
            }
            _ => return,
        }
        event.prevent_default();
    }
}

/// Selects the devices.
#[component]
pub fn DevicePicker(
    /// The form.
    form: Form,
) -> impl IntoView {
    let text = Memo::new(move |_| form.draft.with(|draft| draft.device_text.clone()));
    let matches =
        Memo::new(move |_| form.devices.with(|known| known.search(&text.read(), OFFERED, |_| false)));
    let picker = Picker { form, open: RwSignal::new(false), active: RwSignal::new(None), matches };
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
                <DeviceInput picker text />
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
                <DeviceChips picker />
            </div>
        </section>
    }
}

#[component]
fn DeviceInput(picker: Picker, text: Memo<String>) -> impl IntoView {
    let form = picker.form;
    let invalid = form.error(FieldId::Devices);
    let shown = move || picker.open.get() && picker.matches.with(|(found, _)| !found.is_empty());
    let active = move || picker.active.get().filter(|_| shown()).map(|at| format!("{LIST_ID}-{at}"));
    let typed = move |text: String| {
        // Open the list only for a search, as it covers the fields below.
        picker.open.set(!text.trim().is_empty());
        picker.active.set(None);
        form.edit(&FieldId::Devices, |draft| draft.device_text = text);
    };
    // Add a pasted list of ids at once; search for a single word.
    let pasted = move |event: ev::Event| {
        let Some(text) = super::clipboard::pasted_text(&event) else { return };
        let ids = devices::read(&text);
        if ids.len() > 1 {
            event.prevent_default();
            form.edit(&FieldId::Devices, |draft| draft.device_ids.extend(ids));
            form.leave(FieldId::Devices);
        }
    };
    let left = move |_| {
        // `blur` also fires when a focused field is removed with its page.
        if picker.matches.try_with_untracked(|_| ()).is_none() {
            return;
        }
        picker.open.set(false);
        picker.take_typed(false);
        form.leave(FieldId::Devices);
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
                on:keydown=move |event| picker.key(&event)
                on:paste=move |event| pasted(event.into())
                on:blur=left
            />
            <DeviceOptions picker list_id=LIST_ID shown=Signal::derive(shown) />
        </div>
    }
}

/// Problems with the selected devices, with buttons to fix them where possible.
#[component]
fn DeviceNotes(form: Form) -> impl IntoView {
    let error = form.error(FieldId::Devices);
    let warning = form.hint(FieldId::Devices, "");
    let doubled =
        Memo::new(move |_| form.draft.with(|draft| !devices::check(&draft.device_ids).duplicates.is_empty()));
    let slips =
        Memo::new(move |_| form.draft.with(|draft| !devices::check(&draft.device_ids).malformed.is_empty()));
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
        <div class="row picker-mend" hidden=move || !doubled.get() && !slips.get()>
            <Show when=move || doubled.get()>
                <button
                    type="button"
                    class="link-button"
                    on:click=move |_| {
                        form.edit(
                            &FieldId::Devices,
                            |draft| draft.device_ids = devices::without_duplicates(&draft.device_ids),
                        );
                    }
                >
                    {messages::schedule_devices::remove_duplicates()}
                </button>
            </Show>
            <Show when=move || slips.get()>
                <button
                    type="button"
                    class="link-button"
                    on:click=move |_| {
                        form.edit(
                            &FieldId::Devices,
                            |draft| draft.device_ids.retain(|id| devices::is_well_formed(id)),
                        );
                    }
                >
                    {messages::schedule_devices::remove_malformed()}
                </button>
            </Show>
        </div>
    }
}
