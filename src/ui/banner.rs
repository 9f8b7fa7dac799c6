//! A message about the page as a whole.

use leptos::prelude::*;

use super::{Icon, IconName};

/// What a message is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BannerKind {
    /// Worth knowing.
    #[default]
    Info,
    /// Something needs care, such as data that is old.
    Warning,
    /// Something failed.
    Error,
    /// Something is done.
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

    /// An error interrupts what a screen reader says; the rest waits its turn.
    pub(super) const fn role(self) -> &'static str {
        if matches!(self, Self::Error) { "alert" } else { "status" }
    }
}

/// A message with what to do about it. Mount it when it has something to say, so that it is announced.
#[component]
pub fn Banner(
    /// What it is.
    #[prop(optional)]
    kind: BannerKind,
    /// What happened, in a few words.
    #[prop(into)]
    title: Signal<String>,
    /// Buttons.
    #[prop(optional, into)]
    actions: ViewFn,
    /// Why, and what to do.
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
