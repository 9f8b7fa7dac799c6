//! Writes a file in slices between other work, with progress and cancellation.

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

/// Time for a slice in a visible tab, in ms: half a frame.
const SLICE_MS: i64 = 8;
/// Time for a slice in a hidden tab, where browsers run timers only once a second.
const HIDDEN_SLICE_MS: i64 = 400;

/// An export in progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    /// Purpose.
    pub goal: Goal,
    /// Rows written.
    pub done: usize,
    /// Total number of rows.
    pub total: usize,
}

/// Purpose of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A file to save.
    File(Kind),
    /// The checksum of the CSV for a print; the content is discarded.
    Print,
}

/// A finished file.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// Format.
    pub kind: Kind,
    /// File name; empty if the content was discarded.
    pub name: String,
    /// Object URL; empty if the content was discarded.
    pub address: String,
    /// Rows, bytes and checksum.
    pub written: Written,
    /// Time of the snapshot that the file belongs to, in ms since the epoch.
    pub at: i64,
    /// The data changed while the file was written.
    pub changed: bool,
}

/// The files of a report. Copies share one state.
#[derive(Clone, Copy)]
pub struct Exporting {
    store: SharedStore,
    /// The export in progress.
    pub running: RwSignal<Option<Running>>,
    /// The last file of each format.
    pub files: RwSignal<Vec<File>>,
    /// Message for the user.
    pub said: RwSignal<&'static str>,
    stop: StoredValue<Rc<Cell<bool>>, LocalStorage>,
}

impl Exporting {
    /// Creates the state without files. On cleanup of its owner, the export stops and the files are released.
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

    /// The file of `kind` for the snapshot taken at `at`.
    pub fn of(self, kind: Kind, at: i64) -> Option<File> {
        self.files.with(|files| files.iter().find(|file| file.kind == kind && file.at == at).cloned())
    }

    /// Drops all files and stops the export: they belong to an old snapshot.
    pub fn forget_all(self) {
        self.halt();
        self.running.set(None);
        if let Some(files) = self.files.try_get_untracked() {
            files.iter().for_each(|file| forget(&file.address));
        }
        self.files.set(Vec::new());
        self.said.set("");
    }

    /// Cancels the export.
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

    /// Writes all rows, then calls `then` unless it was cancelled.
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

    /// Writes the rows; `None` if it was cancelled or the browser failed.
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
            // Let the browser update the screen first, including the progress bar and the button to cancel.
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
