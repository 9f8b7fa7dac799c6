//! Components for data: status, progress, pagination, code and icons.

use super::{BIDI, LONG, Section, State, UNBROKEN};
use crate::ui::{
    CodeBlock, Icon, IconName, JsonTree, Kbd, Pagination, ProgressBar, StatusBadge, status_look,
};
use leptos::prelude::*;
use serde_json::json;

const STATUSES: [&str; 10] = [
    "scheduled",
    "pending",
    "in_progress",
    "completed",
    "failed",
    "cancelled",
    "paused",
    "Awaiting-Reboot",
    "",
    BIDI,
];

/// `StatusBadge`, `ProgressBar`, `Pagination`, `Icon`.
#[component]
pub fn Data() -> impl IntoView {
    let (page, per_page) = (RwSignal::new(7_usize), RwSignal::new(20_usize));
    let icon = |name: &IconName| {
        view! {
            <Icon name=*name label=name.href().trim_start_matches("#i-").to_owned() />
            " "
        }
    };
    view! {
        <Section title="StatusBadge">
            {STATUSES
                .map(|status| {
                    view! {
                        <State name="status">
                            <StatusBadge status />
                        </State>
                    }
                })
                .collect_view()}
        </Section>
        <Section title="ProgressBar">
            <State name="0 %">
                <ProgressBar value=Some(0.0) label="Progress of 1" />
            </State>
            <State name="42 %">
                <ProgressBar value=Some(42.0) label="Progress of 2" class=status_look("in_progress").class />
            </State>
            <State name="failed">
                <ProgressBar value=Some(80.0) label="Progress of 3" class=status_look("failed").class />
            </State>
            <State name="100 %">
                <ProgressBar value=Some(100.0) label="Progress of 4" class=status_look("completed").class />
            </State>
            <State name="unknown">
                <ProgressBar value=None label="Progress of 5" />
            </State>
        </Section>
        <Section title="Pagination">
            // Only one, as its select has a fixed id. The buttons lead to the first and the last page.
            <State name="middle">
                <Pagination
                    page
                    pages=12
                    per_page
                    summary="121–140 of 240"
                    on_page=move |next| page.set(next)
                    on_per_page=move |rows| per_page.set(rows)
                />
            </State>
        </Section>
        <Section title="Icon">
            <State name="all">{IconName::ALL.iter().map(icon).collect_view()}</State>
        </Section>
    }
}

/// `CodeBlock`, `JsonTree`, `Kbd`.
#[component]
pub fn Texts() -> impl IntoView {
    let value = json!({
        "version": "2.5.0", "restart": true, "retries": null, "ports": [80, 443], "empty": {}, "long": UNBROKEN, "note": BIDI,
    });
    view! {
        <Section title="CodeBlock">
            <State name="default">
                <CodeBlock text="curl -X POST https://example.org/api/v1/" label="cURL" />
            </State>
            <State name="long line">
                <CodeBlock text=LONG label="Text" />
            </State>
            <State name="wrapped">
                <CodeBlock text=LONG label="Text, wrapped" wrap=true />
            </State>
        </Section>
        <Section title="JsonTree">
            <State name="object">
                <JsonTree text=value.to_string() label="Data" />
            </State>
            <State name="empty">
                <JsonTree text="null" label="No data" />
            </State>
        </Section>
        <Section title="Kbd">
            <State name="one key">
                <Kbd keys="/" />
            </State>
            <State name="two keys">
                <Kbd keys="g o" />
            </State>
        </Section>
    }
}
