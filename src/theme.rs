//! Dark or light theme: the system's, unless the user has chosen one.

use crate::{
    effect::effect,
    session::BrowserStorage,
    ui::{Icon, IconName},
};
use leptos::prelude::*;

const KEPT: &str = "theme";

/// The user's choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::System => messages::shell::theme_system(),
            Self::Light => messages::shell::theme_light(),
            Self::Dark => messages::shell::theme_dark(),
        }
    }

    fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

#[derive(Clone, Copy)]
struct Chosen(RwSignal<Theme>);

/// Applies the stored theme.
pub fn provide_theme() {
    let kept = match BrowserStorage::Browser.get(KEPT).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    };
    let chosen = RwSignal::new(kept);
    effect(move || {
        let Some(root) = document().document_element() else { return };
        let done = match chosen.get() {
            Theme::System => root.remove_attribute("data-theme"),
            theme => root.set_attribute("data-theme", theme.name()),
        };
        if done.is_err() {
            leptos::logging::warn!("the theme could not be set");
        }
    });
    provide_context(Chosen(chosen));
}

/// Cycles through system, light and dark.
#[component]
pub fn ThemeButton() -> impl IntoView {
    let Chosen(chosen) = expect_context();
    let press = move |_| {
        let next = chosen.get_untracked().next();
        if !BrowserStorage::Browser.put(KEPT, next.name()) {
            leptos::logging::log!("the theme is not remembered: storage is not available");
        }
        chosen.set(next);
    };
    let icon = Signal::derive(move || match chosen.get() {
        Theme::System => IconName::Auto,
        Theme::Light => IconName::Sun,
        Theme::Dark => IconName::Moon,
    });
    view! {
        <button type="button" class="rail-link" on:click=press>
            <Icon name=icon />
            <span class="rail-text">{move || chosen.get().label()}</span>
        </button>
    }
}
