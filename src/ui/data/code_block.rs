//! A block of code with a copy button.

use leptos::prelude::*;

use crate::ui::CopyButton;

/// A text with more lines than this is shortened, as a browser takes seconds to draw it.
const MOST_LINES: usize = 2_000;
/// Lines shown at the start and at the end of a shortened text.
const FIRST: usize = 1_000;
const LAST: usize = 100;

fn shortened(text: String) -> String {
    let all = text.lines().count();
    if all <= MOST_LINES {
        return text;
    }
    let note = messages::ui::lines_not_shown((all - FIRST - LAST) as u64);
    let lines: Vec<&str> =
        text.lines().take(FIRST).chain([note.as_str()]).chain(text.lines().skip(all - LAST)).collect();
    lines.join("\n")
}

/// Monospaced text in a scrollable frame, with a label and a copy button.
#[component]
pub fn CodeBlock(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// Label, such as "JSON" or "cURL".
    #[prop(into)]
    label: Signal<String>,
    /// Wraps long lines.
    #[prop(optional)]
    wrap: bool,
) -> impl IntoView {
    let copy = Signal::derive(move || messages::ui::copy_what(&label.read()));
    view! {
        <figure class="code-block">
            <figcaption class="code-head">
                <span>{move || label.get()}</span>
                <CopyButton text label=copy compact=true />
            </figcaption>
            // Focusable, for scrolling by keyboard.
            <pre
                class="code-text"
                class:code-wrap=wrap
                tabindex="0"
                role="region"
                aria-label=move || label.get()
            >
                <code>{move || shortened(text.get())}</code>
            </pre>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_text_keeps_its_start_and_end() {
        let short = "a\n".repeat(2_000);
        assert_eq!(shortened(short.clone()), short);
        let long = (0..20_000).map(|at| at.to_string()).collect::<Vec<_>>().join("\n");
        let shown = shortened(long);
        assert!(shown.starts_with("0\n1\n") && shown.ends_with("\n19999") && shown.contains("18,900"));
        assert_eq!(shown.lines().count(), 1_101);
    }
}
