//! The matches below the search field, and the selected devices as chips.

use std::collections::HashSet;

use leptos::prelude::*;

use super::search::DeviceSearch;
use crate::schedule::devices::KnownDevice;
use crate::schedule::field::FieldId;
use crate::ui::{Icon, IconName, focus_target, visible_marks, visible_text};

/// The listbox of matches. Pressing a match keeps the focus in the search field.
#[component]
pub fn DeviceOptions(
    /// State of the search field.
    search: DeviceSearch,
    /// Id of the list.
    list_id: &'static str,
    /// Whether it is visible.
    shown: Signal<bool>,
) -> impl IntoView {
    let chosen = Memo::new(move |_| {
        search.form.draft.with(|draft| draft.device_ids.iter().cloned().collect::<HashSet<String>>())
    });
    let rows = move || {
        let rows: Vec<(usize, KnownDevice)> =
            search.matches.with(|(found, _)| found.iter().cloned().enumerate().collect());
        rows
    };
    let rest = move || search.matches.with(|(found, total)| total - found.len());
    view! {
        <ul
            id=list_id
            class="picker-list"
            role="listbox"
            aria-label=messages::schedule_devices::matches()
            aria-multiselectable="true"
            hidden=move || !shown.get()
            on:mousedown=|event| event.prevent_default()
        >
            <Show when=move || shown.get()>
                <For each=rows key=|(at, device)| format!("{at} {}", device.id) let((at, device))>
                    <DeviceOption search list_id at device chosen />
                </For>
                <li class="picker-rest" role="presentation" hidden=move || rest() == 0>
                    {move || messages::schedule_devices::more_matches(rest() as u64)}
                </li>
            </Show>
        </ul>
    }
}

#[component]
fn DeviceOption(
    search: DeviceSearch,
    list_id: &'static str,
    at: usize,
    device: KnownDevice,
    chosen: Memo<HashSet<String>>,
) -> impl IntoView {
    let id = StoredValue::new(device.id.clone());
    let detail = device.detail();
    let node = NodeRef::<leptos::html::Li>::new();
    let is_active = Memo::new(move |_| search.active.get() == Some(at));
    // An option can be scrolled to once it is in the document.
    Effect::new(move |_| {
        if is_active.get()
            && let Some(item) = node.get()
        {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            item.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    view! {
        <li
            id=format!("{list_id}-{at}")
            class="picker-option"
            class:is-active=move || is_active.get()
            role="option"
            aria-selected=move || chosen.with(|chosen| id.with_value(|id| chosen.contains(id))).to_string()
            node_ref=node
            on:click=move |_| search.choose(&id.get_value())
        >
            <span class="device-name mono">{visible_text(&device.id)}</span>
            <span class="device-more muted bidi">{detail}</span>
            {device.status.map(|status| view! { <span class="device-status muted">{status}</span> })}
        </li>
    }
}

/// Maximum number of chips: more make each change slow.
const SHOWN: usize = 100;

/// The last chips, and the number of those before. A chip is an id, and its index if it is a duplicate, to distinguish it from the first.
fn last_chips(ids: &[String]) -> (Vec<(String, usize)>, usize) {
    let earlier = ids.len().saturating_sub(SHOWN);
    let mut seen: HashSet<&str> = HashSet::with_capacity(ids.len());
    let mut chips = Vec::with_capacity(ids.len() - earlier);
    for (at, id) in ids.iter().enumerate() {
        let again = !seen.insert(id);
        if at >= earlier {
            chips.push((id.clone(), if again { at } else { usize::MAX }));
        }
    }
    (chips, earlier)
}

/// The selected devices, each with its name and a button to remove it.
#[component]
pub fn DeviceChips(
    /// State of the search field.
    search: DeviceSearch,
) -> impl IntoView {
    let form = search.form;
    let chips = Memo::new(move |_| form.draft.with(|draft| last_chips(&draft.device_ids)));
    let earlier = move || chips.with(|chips| chips.1 as u64);
    let count = Memo::new(move |_| form.draft.with(|draft| draft.device_ids.len()));
    view! {
        <ul
            class="chips"
            role="list"
            aria-label=messages::schedule_devices::chosen_devices()
            hidden=move || count.get() == 0
        >
            <For each=move || chips.get().0 key=|(id, copy)| format!("{copy} {id}") let((id, copy))>
                <DeviceChip search id copy />
            </For>
        </ul>
        <p class="muted" hidden=move || earlier() == 0>
            {move || messages::schedule_devices::chips_not_shown(earlier())}
        </p>
        <p class="picker-count">
            <span id="schedule-devices-count" role="status">
                {move || messages::schedule_devices::devices_chosen(count.get() as u64)}
            </span>
            <span class="muted">
                {move || {
                    let known = form.devices.with(|known| known.len());
                    format!(" · {}", messages::schedule_devices::devices_known(known as u64))
                }}
            </span>
            <Show when=move || {
                count.get() > 1
            }>
                " "
                <button
                    type="button"
                    class="link-button"
                    on:click=move |_| {
                        form.edit(&FieldId::Devices, |draft| draft.device_ids.clear());
                        focus_target(&FieldId::Devices.element_id());
                    }
                >
                    {messages::schedule_devices::remove_all()}
                </button>
            </Show>
        </p>
    }
}

#[component]
fn DeviceChip(search: DeviceSearch, id: String, copy: usize) -> impl IntoView {
    let form = search.form;
    let doubled = copy != usize::MAX;
    let shown = visible_text(&id);
    let own = StoredValue::new(id);
    let name = Memo::new(move |_| {
        form.devices.with(|known| own.with_value(|id| known.get(id).and_then(|device| device.name.clone())))
    });
    let remove = move |_| {
        own.with_value(|id| form.remove_device(id, doubled.then_some(copy)));
        // The button is removed: move the focus to the search field.
        focus_target(&FieldId::Devices.element_id());
    };
    let note = Memo::new(move |_| form.devices.with(|known| own.with_value(|id| known.note_of(id))));
    let label = messages::schedule_devices::remove_device(&shown);
    view! {
        <li class="chip" class:chip-invalid=doubled class:chip-unknown=move || note.get().is_some()>
            {move || note.get().map(|_| view! { <Icon name=IconName::Unknown /> })}
            <span>
                <span class="mono">{shown}</span>
                {move || {
                    name.get()
                        .map(|name| {
                            view! {
                                " "
                                <span class="muted bidi">{visible_marks(&name).into_owned()}</span>
                            }
                        })
                }}
                {move || note.get().map(|note| view! { <span class="muted">" (" {note} ")"</span> })}
                {doubled
                    .then(|| {
                        view! { <span class="muted">" " {messages::schedule_devices::chosen_again()}</span> }
                    })}
            </span>
            <button type="button" aria-label=label on:click=remove>
                <Icon name=IconName::Close />
            </button>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_many_chips_are_shown() {
        let ids: Vec<String> = (0..20_000).map(|at| format!("DEV-{}", at % 19_999)).collect();
        let (chips, earlier) = last_chips(&ids);
        assert_eq!((chips.len(), earlier), (SHOWN, 19_900));
        assert_eq!(chips.last(), Some(&("DEV-0".to_owned(), 19_999)), "a duplicate");
        assert_eq!(chips[0], ("DEV-19900".to_owned(), usize::MAX));
        assert_eq!(last_chips(&ids[..2]).1, 0);
    }
}
