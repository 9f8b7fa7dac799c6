//! The files of the report: the one being written, and those that are saved.

use super::{
    exporting::{Exporting, File, Goal},
    writing::Kind,
};
use crate::ui::{Button, CopyButton, ProgressBar};
use leptos::prelude::*;
use messages::report as text;

/// Progress and the saved files.
#[component]
pub fn Files(files: Exporting) -> impl IntoView {
    let busy = Memo::new(move |_| files.running.with(Option::is_some));
    view! {
        <section class="report-part report-wide report-files" aria-labelledby="report-files">
            <h2 id="report-files">{text::files()}</h2>
            <p class="muted">{text::files_note()}</p>
            <Show when=move || busy.get()>
                <Writing files />
            </Show>
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
            let words = match now.goal {
                Goal::File(Kind::Csv) => text::writing_csv,
                Goal::File(Kind::JsonLines) => text::writing_json_lines,
                Goal::Print => text::summing_up_csv,
            };
            words(now.done as u64, now.total as u64)
        })
    };
    view! {
        <div class="report-writing row">
            <span class="tabular">{words}</span>
            <ProgressBar value=percent label=text::rows_written() />
            <Button on_press=move |()| files.cancel()>{text::cancel()}</Button>
        </div>
    }
}

#[component]
fn Saved(files: Exporting) -> impl IntoView {
    let row = |file: File| {
        let sha256 = file.written.sha256.clone();
        let name = if file.address.is_empty() {
            view! { <span>{text::csv_not_kept()}</span> }.into_any()
        } else {
            view! {
                <a href=file.address download=file.name.clone()>
                    {file.name.clone()}
                </a>
            }
            .into_any()
        };
        let size = text::file_size(file.written.rows as u64, &sized(file.written.bytes));
        let changed = file
            .changed
            .then(|| view! { <span class="meta">{text::changed_while_written()}</span> }.into_any());
        view! {
            <li>
                <span class="row">{name} " " <span class="meta">{size}</span></span>
                <span class="row">
                    <span class="meta">{text::sha256()}</span>
                    " "
                    <code class="wrap-anywhere">{sha256.clone()}</code>
                    " "
                    <CopyButton text=sha256 label=text::copy_sha256() compact=true />
                </span>
                {changed}
            </li>
        }
    };
    (move || {
        let all = files.files.get();
        (!all.is_empty()).then(|| {
            view! {
                <ul class="report-saved" aria-label=text::files_of_report()>
                    {all.into_iter().map(row).collect_view()}
                </ul>
            }
        })
    })
    .into_any()
}

/// Formats a size: `12.3 MB`, in powers of ten as in file managers.
fn sized(bytes: usize) -> String {
    match bytes {
        0..1_000 => text::bytes(bytes as u64),
        1_000..1_000_000 => text::kilobytes(bytes as u64 / 1_000),
        _ => text::megabytes(&messages::tenths(bytes as u64 / 100_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::sized;

    #[test]
    fn sizes_are_formatted() {
        assert_eq!(
            [0, 999, 1_000, 999_999, 1_000_000, 12_345_678].map(sized),
            ["0 B", "999 B", "1 kB", "999 kB", "1.0 MB", "12.3 MB"]
        );
    }
}
