//! Components for feedback: banners, summaries, placeholders.

use super::{BIDI, LONG, Section, State};
use crate::ui::{Banner, BannerKind, Button, EmptyState, ErrorSummary, IconName, Skeleton, Spinner};
use leptos::prelude::*;

fn items() -> Vec<(String, String)> {
    [("g-error", "Enter a device."), ("g-select-error", LONG)]
        .map(|(id, message)| (id.to_owned(), message.to_owned()))
        .to_vec()
}

/// `Banner`, `ErrorSummary`, `EmptyState`, `Skeleton`, `Spinner`.
#[component]
pub fn Messages() -> impl IntoView {
    view! {
        <Section title="Banner">
            <State name="info">
                <Banner title="The history is complete" />
            </State>
            <State name="warning">
                <Banner kind=BannerKind::Warning title="The data are 5 min old">
                    "The API does not answer."
                </Banner>
            </State>
            <State name="error, actions">
                <Banner
                    kind=BannerKind::Error
                    title="Couldn't load the list"
                    actions=|| view! { <Button>"Try again"</Button> }
                >
                    "The server answered 500."
                </Banner>
            </State>
            <State name="success">
                <Banner kind=BannerKind::Success title="Operation created" />
            </State>
            <State name="long text">
                <Banner title=LONG actions=|| view! { <Button>"Try again"</Button> }>
                    {LONG}
                </Banner>
            </State>
            <State name="right to left">
                <Banner title=BIDI>{BIDI}</Banner>
            </State>
        </Section>
        <Section title="ErrorSummary">
            <State name="two errors">
                <ErrorSummary title="2 fields need a correction" items=items() />
            </State>
            <State name="empty">
                <ErrorSummary title="Not shown" items=Vec::new() />
            </State>
        </Section>
        <Section title="EmptyState">
            <State name="title only">
                <EmptyState icon=IconName::Search title="No operation matches" />
            </State>
            <State name="text, action">
                <EmptyState
                    icon=IconName::Calendar
                    title="No operations yet"
                    text="Scheduled operations appear here."
                    actions=|| view! { <Button>"Schedule operation"</Button> }
                />
            </State>
            <State name="long text">
                <EmptyState icon=IconName::Warning title=LONG text=LONG />
            </State>
        </Section>
        <Section title="Skeleton">
            <State name="3 rows">
                <Skeleton rows=3 label="Loading operations" />
            </State>
        </Section>
        <Section title="Spinner">
            <State name="default">
                <Spinner />
            </State>
        </Section>
    }
}
