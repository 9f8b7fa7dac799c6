//! State of the search field for devices, and what its keys do.

use std::collections::HashSet;

use leptos::{ev, prelude::*};

use crate::schedule::devices::{KnownDevice, id_list};
use crate::schedule::field::FieldId;
use crate::schedule::form::Form;
use crate::ui::pressed_key;

/// State of the search field, shared with its list. Copies share one state.
#[derive(Clone, Copy)]
pub struct DeviceSearch {
    /// The form.
    pub form: Form,
    /// Whether the matches are open.
    pub open: RwSignal<bool>,
    /// Index of the match reached by the arrow keys.
    pub active: RwSignal<Option<usize>>,
    /// The matches shown, and the total number.
    pub matches: Memo<(Vec<KnownDevice>, usize)>,
}

impl DeviceSearch {
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
        let ids = self.form.devices.with_untracked(|known| id_list::read(&text, &|id| known.is_known(id)));
        let [first, rest @ ..] = ids.as_slice() else { return false };
        let known = self.form.devices.with_untracked(|known| known.is_known(first));
        let (_, alike) = self.matches.get_untracked();
        let meant = match rest {
            [] => known || alike == 0 && (sure || id_list::looks_like_ids(&ids)),
            _ => id_list::looks_like_ids(&ids) || sure && alike == 0,
        };
        if meant {
            self.form.edit(&FieldId::Devices, |draft| {
                draft.device_ids.extend(ids);
            });
            self.done();
        }
        meant
    }

    /// Adds all devices that match, also those that aren't shown, and ends the search.
    pub fn choose_all(self) {
        let text = self.form.draft.with_untracked(|draft| draft.device_text.clone());
        let ids = self.form.devices.with_untracked(|known| known.matching_ids(&text));
        self.done();
        self.form.edit(&FieldId::Devices, |draft| {
            let chosen: HashSet<String> = draft.device_ids.iter().cloned().collect();
            draft.device_ids.extend(ids.into_iter().filter(|id| !chosen.contains(id)));
        });
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

    /// Handles a key of the search field.
    pub fn key(self, event: &ev::KeyboardEvent) {
        let Some(key) = pressed_key(event) else { return };
        match key.as_str() {
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
