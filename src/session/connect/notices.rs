//! The messages of the connect page: ignored settings, what is left of a sign-out, and why the last attempt failed.

use crate::session::{BrowserStorage, ConfigProblem, base_url::is_mixed_content, sign_in::HISTORY_LEFT};
use crate::{
    api::Problem,
    ui::{Banner, BannerKind},
};
use leptos::{ev, prelude::*};

/// Why this page may not call an address.
#[derive(Clone, Debug, PartialEq)]
pub enum Forbidden {
    /// The page is https, and the address, with this origin, is http.
    Mixed(String),
    /// The Content-Security-Policy of this site does not allow this origin.
    Policy(String),
}

impl Forbidden {
    /// What is known before a call to `base`.
    pub fn before_call(base: &str) -> Option<Self> {
        let protocol = window().location().protocol().unwrap_or_default();
        is_mixed_content(&protocol, base).then(|| Self::Mixed(base.to_owned()))
    }
}

/// Notes that the policy of this site has blocked a call.
pub fn watch_policy(blocked: RwSignal<bool>) {
    let violation = ev::Custom::<ev::Event>::new("securitypolicyviolation");
    let watch = window_event_listener(violation, move |_| blocked.set(true));
    on_cleanup(move || watch.remove());
}

/// Why the last attempt was not made.
#[component]
pub fn NotAllowed(why: RwSignal<Option<Forbidden>>) -> impl IntoView {
    move || {
        why.get().map(|why| {
            let (title, advice) = match why {
                Forbidden::Mixed(host) => (
                    messages::session::mixed_content(&host),
                    messages::session::mixed_content_advice().to_owned(),
                ),
                Forbidden::Policy(host) => (
                    messages::session::blocked_by_policy(&host),
                    messages::session::blocked_by_policy_advice(&host),
                ),
            };
            view! {
                <Banner kind=BannerKind::Error title>
                    <p>{advice}</p>
                </Banner>
            }
        })
    }
}

/// Lists the ignored settings of `config.json`.
#[component]
pub fn Settings(problems: Vec<ConfigProblem>) -> impl IntoView {
    (!problems.is_empty()).then(|| {
        view! {
            <Banner kind=BannerKind::Warning title=messages::session::settings_need_care()>
                {problems.into_iter().map(|problem| view! { <p>{problem.message()}</p> }).collect_view()}
            </Banner>
        }
    })
}

/// Says that a history which should have been deleted is still on this computer.
#[component]
pub fn HistoryLeft() -> impl IntoView {
    BrowserStorage::Browser.get(HISTORY_LEFT).map(|_| {
        view! {
            <Banner kind=BannerKind::Warning title=messages::session::history_left()>
                <p>{messages::session::history_left_advice()}</p>
            </Banner>
        }
    })
}

/// Why the app could not be loaded.
#[component]
pub fn LoadError(message: RwSignal<Option<String>>) -> impl IntoView {
    move || {
        message.get().map(|message| {
            view! {
                <Banner kind=BannerKind::Error title=messages::session::app_not_loaded()>
                    <p>{message}</p>
                </Banner>
            }
        })
    }
}

/// Why the last attempt failed.
#[component]
pub fn Refusal(
    /// Problem of the last attempt, if it failed.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
) -> impl IntoView {
    (move || {
        problem.get().map(|problem| {
            view! {
                <Banner kind=BannerKind::Error title=problem.headline()>
                    <p>{problem.advice()}</p>
                </Banner>
            }
        })
    })
    .into_any()
}
