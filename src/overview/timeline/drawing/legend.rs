//! Legend of the shapes. Each phase has its own shape as well as its own colour.

use leptos::prelude::*;
use messages::timeline as text;

const RECT: &str = "M1 2.5h22v9H1Z";

/// A shape: class, label, filled path and outlined path.
type Shape = (&'static str, fn() -> &'static str, &'static str, &'static str);

const SHAPES: [Shape; 8] = [
    ("status-scheduled", text::shape_scheduled, "", RECT),
    ("status-in-progress", text::shape_running, "M1 2.5h11v9H1Z", RECT),
    ("status-completed", text::shape_completed, RECT, ""),
    ("status-failed", text::shape_failed, "M1 2.5h22v9H1ZM5 4.5l5 5M10 4.5l-5 5", ""),
    ("status-cancelled", text::shape_cancelled, "", "M1 2.5h22v9H1ZM9 11.5l6-9"),
    ("status-pending", text::shape_overlap, "", "M1 1.5h22M1 4h22M1 10h22M1 12.5h22"),
    ("tl-ink-text", text::shape_open, "M4 4.5h16v5H4Z", "M2 2.5h20v9H2ZM0.75 0.75h22.5v12.5H0.75Z"),
    ("tl-ink-accent", text::shape_selected, "M1 1h9v9H1Z", "M10.5 4.5H23v8H4v-2.5M3 5.5l2 2 3.5-4"),
];

/// All shapes.
#[component]
pub fn Legend() -> impl IntoView {
    view! {
        <ul class="tl-legend" aria-label=text::shapes()>
            {SHAPES
                .map(|(class, word, solid, hollow)| {
                    view! {
                        <li class=class>
                            <svg viewBox="0 0 24 14" aria-hidden="true">
                                <path class="tl-solid" d=solid></path>
                                <path class="tl-hollow" d=hollow></path>
                            </svg>
                            {word()}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
