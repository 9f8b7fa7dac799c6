//! The connect page: base URL, token, and why the last attempt failed.

mod notices;

use super::{Config, Connection, RevisionChoice, SignIn, normalise, sign_in::suggested_base};
use crate::{
    api::{Cancel, Client, Problem, Token},
    i18n::use_language,
    language_switch::LanguageSwitch,
    ui::{Banner, BannerKind, Button, ButtonKind, Checkbox, Field, Select, TextInput, filled_text},
};
use gloo_timers::future::TimeoutFuture;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
pub use notices::Refusal;
use notices::{Forbidden, HistoryLeft, LoadError, NotAllowed, Settings, watch_policy};
use std::{future::Future, pin::Pin};
use wire::Envelope;

/// Loads the app. The error is a message for users. May be called again, even after a failure.
pub type LoadApp = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Result<(), String>>>>>;

const BASE_ID: &str = "api-base-url";
const TOKEN_ID: &str = "api-token";
const OBJECT: &str = "object";
const DATA_STRING: &str = "data-string";
/// How long the event for a blocked call may come after the call has failed, in ms.
const EVENT_MS: u32 = 50;

/// Values of the form.
#[derive(Clone, Copy)]
struct Form {
    base: RwSignal<String>,
    token: RwSignal<String>,
    keep: RwSignal<bool>,
    revision: RwSignal<String>,
    envelope: RwSignal<String>,
    /// The URL when it was last validated.
    checked_base: RwSignal<Option<String>>,
    /// The token when it was last validated.
    checked_token: RwSignal<Option<String>>,
    problem: RwSignal<Option<Problem>>,
    /// Why the last attempt was not made, or the first one won't be.
    forbidden: RwSignal<Option<Forbidden>>,
    /// The policy of this site has blocked a call of the last attempt.
    blocked: RwSignal<bool>,
    load_error: RwSignal<Option<String>>,
    trying: RwSignal<bool>,
}

impl Form {
    fn new(config: &Config) -> Self {
        let revision = match config.revision {
            RevisionChoice::Auto => "auto",
            RevisionChoice::Current => "current",
            RevisionChoice::Previous => "previous",
        };
        let envelope = if config.envelope == Envelope::DataString { DATA_STRING } else { OBJECT };
        let base = suggested_base(config);
        let forbidden = normalise(&base).ok().and_then(|base| Forbidden::before_call(&base));
        Self {
            base: RwSignal::new(base),
            token: RwSignal::default(),
            keep: RwSignal::new(false),
            revision: RwSignal::new(revision.to_owned()),
            envelope: RwSignal::new(envelope.to_owned()),
            checked_base: RwSignal::default(),
            checked_token: RwSignal::default(),
            problem: RwSignal::default(),
            forbidden: RwSignal::new(forbidden),
            blocked: RwSignal::new(false),
            load_error: RwSignal::default(),
            trying: RwSignal::new(false),
        }
    }

    fn check_base(self) -> Option<String> {
        let typed = self.base.get_untracked();
        self.checked_base.set(Some(typed.clone()));
        normalise(&typed).ok()
    }

    /// Why the URL was invalid when it was last validated, in the current language.
    fn base_error(self) -> Signal<Option<String>> {
        Signal::derive(move || self.checked_base.get().and_then(|typed| normalise(&typed).err()))
    }

    fn check_token(self) -> Option<Token> {
        let typed = self.token.get_untracked();
        let token = Token::new(&typed);
        self.checked_token.set(Some(typed));
        token_error(&token).is_none().then_some(token)
    }

    /// Why the token was invalid when it was last validated, or that the API refused it, until it is changed.
    fn token_error(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let typed = self.checked_token.get()?;
            token_error(&Token::new(&typed)).or_else(|| {
                let refused = self.problem.with(|problem| problem.as_ref().and_then(refused_token))?;
                (self.token.get() == typed).then_some(refused)
            })
        })
    }

    /// Shows why an attempt failed. The browser reports a block by the policy of this site as a missing answer, and beside it as an event.
    async fn fail(self, problem: Problem) {
        if let Problem::NoAnswer { host } = &problem {
            TimeoutFuture::new(EVENT_MS).await;
            if self.blocked.get_untracked() {
                return self.forbidden.set(Some(Forbidden::Policy(host.clone())));
            }
        }
        self.problem.set(Some(problem));
    }

    /// The connection in the form, if it is valid.
    fn connection(self) -> Option<Connection> {
        for (id, value) in [(BASE_ID, self.base), (TOKEN_ID, self.token)] {
            if let Some(text) = filled_text(id) {
                value.set(text);
            }
        }
        let (base, token) = (self.check_base(), self.check_token());
        Some(Connection {
            base: base?,
            token: token?,
            revision: match self.revision.get_untracked().as_str() {
                "current" => RevisionChoice::Current,
                "previous" => RevisionChoice::Previous,
                _ => RevisionChoice::Auto,
            },
            envelope: if self.envelope.get_untracked() == DATA_STRING {
                Envelope::DataString
            } else {
                Envelope::Plain
            },
        })
    }
}

/// Why a token is invalid, without calling the API; `None` if it is valid.
pub(super) fn token_error(token: &Token) -> Option<String> {
    match (token.is_empty(), token.is_well_formed()) {
        (true, _) => Some(messages::session::token_missing().into()),
        (_, false) => Some(messages::session::token_malformed().into()),
        _ => None,
    }
}

/// The message for the field of a token that the API refused; `None` for another problem.
pub(super) fn refused_token(problem: &Problem) -> Option<String> {
    matches!(problem, Problem::Unauthorized(_)).then(|| problem.headline())
}

/// Form for URL and token. Tests them and loads the app when the API answers.
#[component]
pub fn ConnectPage(
    /// The settings of this site.
    config: Config,
    /// Loads the app, which replaces this page.
    load_app: LoadApp,
    /// Called once the API has accepted the token and the app is loaded.
    on_connect: Box<dyn Fn(SignIn)>,
) -> impl IntoView {
    let form = Form::new(&config);
    let cookies = config.cookies;
    watch_policy(form.blocked);
    let calls = StoredValue::new_local((load_app, on_connect));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(connection) = form.connection().filter(|_| !form.trying.get_untracked()) else { return };
        form.problem.set(None);
        form.load_error.set(None);
        form.forbidden.set(Forbidden::before_call(&connection.base));
        if form.forbidden.with_untracked(Option::is_some) {
            return;
        }
        form.trying.set(true);
        spawn_local(async move {
            let client = Client::new(connection.base.clone(), connection.token.clone(), cookies);
            form.blocked.set(false);
            let answer = client.test(&Cancel::default()).await;
            let loaded = match answer {
                Ok(_) => calls.with_value(|(load_app, _)| load_app()).await,
                Err(problem) => {
                    form.trying.set(false);
                    return form.fail(problem).await;
                }
            };
            form.trying.set(false);
            match loaded {
                Ok(()) => {
                    let sign_in = SignIn { connection, keep: form.keep.get_untracked() };
                    calls.with_value(|(_, on_connect)| on_connect(sign_in));
                }
                Err(why) => form.load_error.set(Some(why)),
            }
        });
    };
    let language = use_language();
    // Created again when the language changes; the values are in `form` and stay.
    (move || {
        language.tag().track();
        view! {
            <main class="connect" id="main" tabindex="-1">
                <form
                    class="connect-form"
                    aria-label=messages::session::connect()
                    on:submit=submit
                    novalidate
                >
                    <h1>"Headless Ops"</h1>
                    <p class="connect-lead">{messages::session::lead()}</p>
                    <Settings problems=config.problems.clone() />
                    <HistoryLeft />
                    {move || {
                        language
                            .failed()
                            .get()
                            .then(|| {
                                view! {
                                    <Banner kind=BannerKind::Warning title=messages::language::failed() />
                                }
                            })
                    }}
                    <Refusal problem=form.problem />
                    <NotAllowed why=form.forbidden />
                    <LoadError message=form.load_error />
                    <Redirect form />
                    <Field
                        id=BASE_ID
                        label=messages::session::api_base_url()
                        hint=messages::session::api_base_url_hint()
                        error=form.base_error()
                        required=true
                        on_blur=move |()| drop(form.check_base())
                        let(of)
                    >
                        <TextInput
                            of
                            type_="url"
                            mono=true
                            value=form.base
                            on_input=move |text| form.base.set(text)
                        />
                    </Field>
                    <Field
                        id=TOKEN_ID
                        label=messages::session::api_token()
                        error=form.token_error()
                        required=true
                        let(of)
                    >
                        <TextInput
                            of
                            type_="password"
                            mono=true
                            value=form.token
                            on_input=move |text| form.token.set(text)
                        />
                    </Field>
                    <Checkbox
                        id="keep"
                        label=messages::session::keep_for_tab()
                        hint=messages::session::keep_for_tab_hint()
                        checked=form.keep
                        on_change=move |on| form.keep.set(on)
                    />
                    <Writing form />
                    <Button kind=ButtonKind::Primary type_="submit" busy=form.trying>
                        {messages::session::connect()}
                    </Button>
                    <LanguageSwitch />
                </form>
            </main>
        }
        .into_any()
    })
    .into_any()
}

/// Offers to use the URL that the API redirects to.
#[component]
fn Redirect(form: Form) -> impl IntoView {
    (move || match form.problem.get() {
        Some(Problem::Redirected { to: Some(to) }) => {
            let label = messages::session::use_address(&to);
            let press = move |()| {
                form.base.set(to.clone());
                form.checked_base.set(None);
                form.problem.set(None);
            };
            Some(view! { <Button on_press=press>{label}</Button> })
        }
        _ => None,
    })
    .into_any()
}

/// Format of new operations, for deployments of the previous revision.
#[component]
fn Writing(form: Form) -> impl IntoView {
    let revisions = vec![
        ("auto".to_owned(), messages::session::revision_auto().to_owned()),
        ("current".to_owned(), messages::session::revision_current().to_owned()),
        ("previous".to_owned(), messages::session::revision_previous().to_owned()),
    ];
    let envelopes = vec![
        (OBJECT.to_owned(), messages::session::body_object().to_owned()),
        (DATA_STRING.to_owned(), messages::session::body_string().to_owned()),
    ];
    view! {
        <details class="connect-more">
            <summary>{messages::session::how_operations_are_sent()}</summary>
            <Field id="revision" label=messages::session::api_revision() let(of)>
                <Select
                    of
                    value=form.revision
                    options=Signal::stored(revisions)
                    on_change=move |value| form.revision.set(value)
                />
            </Field>
            <Field id="request-body" label=messages::session::request_body() let(of)>
                <Select
                    of
                    value=form.envelope
                    options=Signal::stored(envelopes)
                    on_change=move |value| form.envelope.set(value)
                />
            </Field>
        </details>
    }
}
