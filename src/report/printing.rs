//! The rows of the print view, and the print dialog.

#![expect(clippy::disallowed_methods, reason = "prints once the rows are laid out")]

use super::{
    coverage::moments,
    exporting::{Exporting, Goal},
    snapshot::Snapshot,
    writing::Kind,
};
use crate::{
    sync::SharedStore,
    ui::{is_blank, status_look, visible_marks},
};
use gloo_timers::future::TimeoutFuture;
use leptos::{ev, prelude::*, task::spawn_local};
use messages::report as text;
use std::sync::Arc;

/// Maximum number of rows in a print, about fifty pages.
const MOST: usize = 2_000;

/// State of printing. Copies share one state.
#[derive(Clone, Copy)]
pub struct Printing {
    files: Exporting,
    /// The rows are rendered; only while printing.
    ready: RwSignal<bool>,
}

impl Printing {
    /// Creates the state.
    pub fn new(files: Exporting) -> Self {
        let ready = RwSignal::new(false);
        let done =
            window_event_listener(ev::Custom::<ev::Event>::new("afterprint"), move |_| ready.set(false));
        on_cleanup(move || done.remove());
        Self { files, ready }
    }

    /// Computes the checksum if necessary, renders the rows, and prints.
    pub fn print(self, made: Arc<Snapshot>) {
        if self.files.of(Kind::Csv, made.at).is_some() {
            return self.print_now();
        }
        self.files.start(Goal::Print, made, move || self.print_now());
    }

    fn print_now(self) {
        self.ready.set(true);
        spawn_local(async move {
            // Wait until the rows are rendered.
            TimeoutFuture::new(60).await;
            if self.ready.try_get_untracked() == Some(true) && window().print().is_err() {
                self.files.said.set(text::print_refused());
            }
        });
    }
}

/// The cells of a row.
struct Printed {
    id: String,
    kind: String,
    device: String,
    device_id: String,
    rest: [String; 4],
}

/// The rows, shown only in print.
#[component]
pub fn PrintedRows(store: SharedStore, made: Arc<Snapshot>, printing: Printing) -> impl IntoView {
    let moment = moments();
    let time = move |ms: Option<i64>| ms.map_or_else(|| "–".to_owned(), moment);
    (move || {
        if !printing.ready.get() {
            return view! { <p class="report-print">{text::printed_without_rows()}</p> }.into_any();
        }
        let total = made.rows.len();
        let shown = total.min(MOST);
        let note = match shown == total {
            true => text::all_rows(total as u64),
            false => text::first_rows(shown as u64, total as u64),
        };
        let rows: Vec<Printed> = store.peek(|known| {
            let cells = |row: &history::RowId| {
                let row = known.row(*row);
                let name = row.device_name.filter(|name| !is_blank(name));
                let [scheduled, started, completed] =
                    [row.scheduled_at, row.started_at, row.completed_at].map(time);
                Printed {
                    id: visible_marks(row.id).into_owned(),
                    kind: visible_marks(row.operation_type).into_owned(),
                    device: name.map(|name| visible_marks(name).into_owned()).unwrap_or_default(),
                    device_id: visible_marks(row.device_id).into_owned(),
                    rest: [status_look(row.status).word, scheduled, started, completed],
                }
            };
            made.rows.page(0, MOST).iter().map(cells).collect()
        });
        let columns = [
            text::column_id(),
            text::column_type(),
            text::column_device(),
            text::column_status(),
            text::column_scheduled(),
            text::column_started(),
            text::column_completed(),
        ];
        let row = |row: Printed| {
            view! {
                <tr>
                    <td class="mono">{row.id}</td>
                    <td>{row.kind}</td>
                    <td>{row.device} " " <span class="mono">{row.device_id}</span></td>
                    {row.rest.map(|cell| view! { <td>{cell}</td> }).collect_view()}
                </tr>
            }
        };
        view! {
            <section class="report-print" aria-labelledby="report-rows">
                <h2 id="report-rows">{text::rows()}</h2>
                <p>{note} " " {text::print_legend(&made.zone)}</p>
                <table class="report-table" aria-labelledby="report-rows">
                    <thead>
                        <tr>{columns.map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr>
                    </thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </section>
        }
        .into_any()
    })
    .into_any()
}
