//! Saving what matches as a file.

use super::{
    exporting::{Exporting, File, Goal},
    snapshot::Snapshot,
    writing::Kind,
};
use crate::ui::{Button, CopyButton, IconName, ProgressBar, grouped};
use leptos::prelude::*;
use std::sync::Arc;

/// Buttons, progress, and what was saved.
#[component]
pub fn Files(made: RwSignal<Option<Arc<Snapshot>>>, files: Exporting) -> impl IntoView {
    let busy = Memo::new(move |_| files.running.with(Option::is_some));
    let save = move |kind| {
        if let Some(made) = made.get_untracked() {
            files.start(Goal::File(kind), made, || {});
        }
    };
    view! {
        <section class="report-part report-wide report-files" aria-labelledby="report-files">
            <h2 id="report-files">"Files"</h2>
            <p class="muted">"Every row of this report with all its fields, times in UTC. In the CSV no cell can run as a formula: a suspicious one begins with an apostrophe."</p>
            <div class="row">
                <Button icon=IconName::Download disabled=busy on_press=move |()| save(Kind::Csv)>"Export CSV"</Button>
                <Button icon=IconName::Download disabled=busy on_press=move |()| save(Kind::JsonLines)>"Export JSON lines"</Button>
            </div>
            <Show when=move || busy.get()><Writing files /></Show>
            <p role="status">{move || files.said.get()}</p>
            <Saved files />
        </section>
    }
}

#[component]
fn Writing(files: Exporting) -> impl IntoView {
    let running = move || files.running.get();
    let percent = Signal::derive(move || {
        running().map(|now| if now.total == 0 { 0.0 } else { now.done as f32 / now.total as f32 * 100.0 })
    });
    let words = move || {
        running().map(|now| {
            let what = match now.goal {
                Goal::File(Kind::Csv) => "Writing the CSV",
                Goal::File(Kind::JsonLines) => "Writing the JSON lines",
                Goal::Print => "Summing up the CSV for the print",
            };
            format!("{what}: {} of {}", grouped(now.done as u64), grouped(now.total as u64))
        })
    };
    view! {
        <div class="report-writing row">
            <span class="tabular">{words}</span>
            <ProgressBar value=percent label="Rows written" />
            <Button on_press=move |()| files.cancel()>"Cancel"</Button>
        </div>
    }
}

#[component]
fn Saved(files: Exporting) -> impl IntoView {
    let row = |file: File| {
        let sha256 = file.written.sha256.clone();
        let name = if file.address.is_empty() {
            view! { <span>"CSV, as it would be saved"</span> }.into_any()
        } else {
            view! { <a href=file.address download=file.name.clone()>{file.name.clone()}</a> }.into_any()
        };
        let size = format!("{} rows, {}", grouped(file.written.rows as u64), sized(file.written.bytes));
        let changed = file.changed.then(|| {
            view! { <span class="meta">"Operations changed after the figures were made; this file has them as they were when their rows were written."</span> }.into_any()
        });
        view! {
            <li>
                <span class="row">{name} " " <span class="meta">{size}</span></span>
                <span class="row"><span class="meta">"SHA-256"</span> " " <code class="wrap-anywhere">{sha256.clone()}</code> " " <CopyButton text=sha256 label="Copy SHA-256" compact=true /></span>
                {changed}
            </li>
        }
    };
    (move || {
        let all = files.files.get();
        (!all.is_empty()).then(|| view! { <ul class="report-saved" aria-label="Files of this report">{all.into_iter().map(row).collect_view()}</ul> })
    }).into_any()
}

/// `12.3 MB`, in powers of ten as file managers say it.
fn sized(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::sized;

    #[test]
    fn sizes_are_short() {
        assert_eq!(
            [0, 999, 1_000, 999_999, 1_000_000, 12_345_678].map(sized),
            ["0 B", "999 B", "1 kB", "999 kB", "1.0 MB", "12.3 MB"]
        );
    }
}
