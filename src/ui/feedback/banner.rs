//! A message for the whole page.

use leptos::prelude::*;

use crate::ui::{Icon, IconName};

/// Kind of a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BannerKind {
    /// Information.
    #[default]
    Info,
    /// A problem that needs attention, such as stale data.
    Warning,
    /// A failure.
    Error,
    /// A success.
    Success,
}

impl BannerKind {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Info => "tone-info",
            Self::Warning => "tone-warning",
            Self::Error => "tone-error",
            Self::Success => "tone-success",
        }
    }

    pub(super) const fn icon(self) -> IconName {
        match self {
            Self::Info => IconName::Info,
            Self::Warning => IconName::Warning,
            Self::Error => IconName::Failed,
            Self::Success => IconName::Completed,
        }
    }

    /// An error interrupts a screen reader; other kinds wait.
    pub(super) const fn role(self) -> &'static str {
        if matches!(self, Self::Error) { "alert" } else { "status" }
    }
}

/// A message with actions. Mount it together with its text, so that it is announced.
#[component]
pub fn Banner(
    /// Kind of the message.
    #[prop(optional)]
    kind: BannerKind,
    /// Short summary.
    #[prop(into)]
    title: Signal<String>,
    /// Buttons.
    #[prop(optional, into)]
    actions: ViewFn,
    /// Cause and remedy.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=format!("banner {}", kind.class()) role=kind.role()>
            <Icon name=kind.icon() />
            <div class="banner-text">
                <strong class="banner-title">{move || title.get()}</strong>
                {children.map(|children| view! { <div class="banner-body">{children()}</div> }.into_any())}
            </div>
            <div class="banner-actions">{actions.run()}</div>
        </div>
    }
}
