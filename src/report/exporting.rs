//! Writing a file in slices between other work, with progress and a way to stop.

#![expect(clippy::disallowed_methods, reason = "writes a file in steps, so that the page stays responsive")]

use super::{
    download::{Pieces, forget, save},
    snapshot::Snapshot,
    writing::{Kind, STEP, Writing, Written},
};
use crate::{sync::SharedStore, time::now_ms};
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};
use messages::report as text;
use std::{cell::Cell, rc::Rc, sync::Arc};

/// A slice takes so many ms while somebody looks: half a frame.
const SLICE_MS: i64 = 8;
/// And so many in a hidden tab, where browsers run a timer but once a second.
const HIDDEN_SLICE_MS: i64 = 400;

/// What is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    /// What for.
    pub goal: Goal,
    /// Rows so far.
    pub done: usize,
    /// Rows in all.
    pub total: usize,
}

/// What a file is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// To be saved.
    File(Kind),
    /// The CSV, for its checksum in a print; nothing is kept of it.
    Print,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// What it is.
    pub kind: Kind,
    /// Its name; empty where nothing was kept.
    pub name: String,
    /// Its address; empty where nothing was kept.
    pub address: String,
    /// What was written.
    pub written: Written,
    /// When the figures were made that it goes with.
    pub at: i64,
    /// Something changed while it was written.
    pub changed: bool,
}

/// The files of a report. Copies share one state.
#[derive(Clone, Copy)]
pub struct Exporting {
    store: SharedStore,
    /// What is under way.
    pub running: RwSignal<Option<Running>>,
    /// The last of each kind.
    pub files: RwSignal<Vec<File>>,
    /// What is to be told.
    pub said: RwSignal<&'static str>,
    stop: StoredValue<Rc<Cell<bool>>, LocalStorage>,
}

impl Exporting {
    /// Nothing written yet. With its owner it stops, and lets go of its files.
    pub fn new(store: SharedStore) -> Self {
        let new = Self {
            store,
            running: RwSignal::new(None),
            files: RwSignal::new(Vec::new()),
            said: RwSignal::new(""),
            stop: StoredValue::new_local(Rc::default()),
        };
        on_cleanup(move || new.forget_all());
        new
    }

    /// The file of `kind` that goes with figures of that moment.
    pub fn of(self, kind: Kind, at: i64) -> Option<File> {
        self.files.with(|files| files.iter().find(|file| file.kind == kind && file.at == at).cloned())
    }

    /// Other figures: what was written, or is being written, goes with the old ones.
    pub fn forget_all(self) {
        self.halt();
        self.running.set(None);
        if let Some(files) = self.files.try_get_untracked() {
            files.iter().for_each(|file| forget(&file.address));
        }
        self.files.set(Vec::new());
        self.said.set("");
    }

    /// Stops.
    pub fn cancel(self) {
        self.halt();
        if self.running.with_untracked(Option::is_some) {
            self.running.set(None);
            self.said.set(text::export_cancelled());
        }
    }

    fn halt(self) {
        if let Some(stop) = self.stop.try_get_value() {
            stop.set(true);
        }
    }

    /// Writes all rows, then calls `then`, unless it is stopped before.
    pub fn start(self, goal: Goal, snapshot: Arc<Snapshot>, then: impl FnOnce() + 'static) {
        if self.running.with_untracked(Option::is_some) {
            return;
        }
        let stop = Rc::new(Cell::new(false));
        self.stop.set_value(Rc::clone(&stop));
        self.said.set("");
        self.running.set(Some(Running { goal, done: 0, total: snapshot.rows.len() }));
        spawn_local(async move {
            let ended = self.write(goal, &snapshot, &stop).await;
            if stop.get() {
                return;
            }
            self.running.set(None);
            match ended {
                Some(file) => {
                    self.keep(file);
                    then();
                }
                None => self.said.set(text::file_not_kept()),
            }
        });
    }

    /// Goes through the rows; `None` where it was stopped, or the browser refused.
    async fn write(self, goal: Goal, snapshot: &Snapshot, stop: &Cell<bool>) -> Option<File> {
        let kind = match goal {
            Goal::File(kind) => kind,
            Goal::Print => Kind::Csv,
        };
        let (mut writing, pieces) = (Writing::new(kind), Pieces::default());
        let keep = goal != Goal::Print;
        let mut refused = false;
        let mut give = |bytes: &[u8]| refused |= keep && pieces.push(bytes).is_err();
        let mut steps = snapshot.rows.rows().chunks(STEP).enumerate().peekable();
        while steps.peek().is_some() {
            // What is on the screen, the bar and the button to stop included, comes first.
            TimeoutFuture::new(0).await;
            if stop.get() {
                return None;
            }
            let slice = if document().hidden() { HIDDEN_SLICE_MS } else { SLICE_MS };
            let until = now_ms() + slice;
            for (index, rows) in steps.by_ref() {
                self.store.peek(|known| writing.rows(known, rows));
                writing.piece(false, &mut give);
                if now_ms() >= until {
                    let done = index * STEP + rows.len();
                    self.running.set(Some(Running { goal, done, total: snapshot.rows.len() }));
                    break;
                }
            }
        }
        writing.piece(true, &mut give);
        if refused {
            return None;
        }
        let (ending, media_type) = match kind {
            Kind::Csv => ("csv", "text/csv;charset=utf-8"),
            Kind::JsonLines => ("jsonl", "application/jsonl;charset=utf-8"),
        };
        let name =
            format!("operations-{}.{ending}", crate::time::iso::write(snapshot.at).replace([':', '-'], ""));
        let address = if keep { pieces.address(media_type).ok()? } else { String::new() };
        let now = self.store.peek(|known| known.columns().map(|history| history.generation()));
        Some(File {
            kind,
            name,
            address,
            written: writing.finish(),
            at: snapshot.at,
            changed: now != Some(snapshot.generation),
        })
    }

    fn keep(self, file: File) {
        if !file.address.is_empty() {
            if save(&file.address, &file.name).is_err() {
                self.said.set(text::file_not_taken());
            } else {
                self.said.set(match file.kind {
                    Kind::Csv => text::csv_saved(),
                    Kind::JsonLines => text::json_lines_saved(),
                });
            }
        }
        self.files.update(|files| {
            let (old, rest): (Vec<File>, Vec<File>) =
                files.drain(..).partition(|known| known.kind == file.kind);
            old.iter().filter(|old| !old.address.is_empty()).for_each(|old| forget(&old.address));
            *files = rest;
            files.push(file);
        });
    }
}
