//! Renews a refused token in place: the page behind the dialog stays, and interrupted calls resume.

use super::{
    connect::{Refusal, refused_token, token_error},
    use_session,
};
use crate::{
    api::{Cancel, Client, Problem, Token},
    lazy::LazyView,
    ui::{Button, ButtonKind, Dialog, Field, TextInput, filled_text, focus_target},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

const TOKEN_ID: &str = "new-token";

/// Opens while the token is refused.
#[component]
pub fn RenewDialog(
    /// [`RenewForm`], fetched when it is first needed.
    form: LazyView<()>,
) -> impl IntoView {
    let session = use_session();
    let refused = session.refused();
    let refusals = Memo::new(move |before: Option<&usize>| {
        refused.track();
        before.map_or(1, |count| count.wrapping_add(1))
    });
    // The refusal at which the user closed the dialog. The next one opens it again.
    let put_off = RwSignal::new(0);
    let is_put_off = move || put_off.get() == refusals.get();
    let open = Signal::derive(move || refused.with(Option::is_some) && !is_put_off());
    let close = move |()| put_off.set(refusals.get_untracked());
    view! {
        <Dialog id="renew" title=messages::session::token_refused() open on_close=close>
            {form.show((), messages::session::loading_form())}
        </Dialog>
        <Show when=move || refused.with(Option::is_some) && is_put_off()>
            <div class="renew-bar" role="status">
                <span>{messages::session::not_connected()}</span>
                <Button on_press=move |()| put_off.set(0)>{messages::session::enter_token()}</Button>
            </div>
        </Show>
    }
}

/// Form for a new token. Tests it and resumes with it.
#[component]
pub fn RenewForm() -> impl IntoView {
    let session = use_session();
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let problem = RwSignal::new(None::<Problem>);
    let trying = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(text) = filled_text(TOKEN_ID) {
            typed.set(text);
        }
        let token = Token::new(&typed.get_untracked());
        error.set(token_error(&token));
        let base = session.client().map(|client| client.base().to_owned());
        let cookies = session.config().with_untracked(|config| config.cookies);
        let Some(base) = base.filter(|_| error.with_untracked(Option::is_none) && !trying.get_untracked())
        else {
            return;
        };
        trying.set(true);
        problem.set(None);
        spawn_local(async move {
            let answer = Client::new(base, token.clone(), cookies).test(&Cancel::default()).await;
            trying.set(false);
            match answer {
                Ok(_) => session.renew(token),
                Err(refusal) => {
                    error.set(refused_token(&refusal));
                    problem.set(Some(refusal));
                }
            }
        });
    };
    let type_token = move |text| {
        typed.set(text);
        error.set(None);
    };
    // The dialog may have opened before this form was fetched.
    Effect::new(move |_| {
        focus_target(TOKEN_ID);
    });
    view! {
        <form aria-label=messages::session::renew_token() on:submit=submit novalidate>
            <p>{messages::session::renew_token_why()}</p>
            <Refusal problem />
            <Field id=TOKEN_ID label=messages::session::api_token() required=true error let(of)>
                <TextInput of type_="password" mono=true value=typed on_input=type_token />
            </Field>
            <div class="dialog-actions">
                <Button kind=ButtonKind::Quiet on_press=move |()| session.sign_out()>
                    {messages::session::sign_out()}
                </Button>
                <Button kind=ButtonKind::Primary type_="submit" busy=trying>
                    {messages::session::continue_with_token()}
                </Button>
            </div>
        </form>
    }
}
