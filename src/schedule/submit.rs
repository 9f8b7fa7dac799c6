//! Sends an intent: each request once, in order, an expired token renewed in between, a lost answer looked for.
//!
//! Owns the only place in this feature that spawns work on the API's behalf. What may be sent is decided by [`Submission`].

use crate::reactive::RwSignal;
use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft::storage_key;
use super::field::{FieldId, Finding};
use super::lookup::{Lost, look};
use super::outcome::{self, Match};
use super::request::Post;
use super::submission::{Fate, Submission, intent};
use crate::api::{Cancel, Client, Problem};
use crate::session::{Drawer, Session};
use crate::sync::Live;

/// Waits before each look, in ms: a slow server may still be busy with what it was sent.
const LOOKS: [u32; 3] = [500, 2_000, 4_000];
/// How often a renewed token is looked for, in ms.
const RENEWAL_STEP: u32 = 150;

/// The intent on its way. Copies share one.
#[derive(Clone, Copy)]
pub struct Submit {
    /// What became of it so far; `None` before anything was sent.
    pub state: RwSignal<Option<Submission>>,
    session: Session,
    live: Live,
    alive: StoredValue<Rc<Cell<bool>>, LocalStorage>,
}

impl Submit {
    /// Nothing under way, or what a reload has interrupted: that is looked for at once.
    pub fn new(session: Session, live: Live) -> Self {
        let alive = Rc::new(Cell::new(true));
        let left = alive.clone();
        let state = RwSignal::new(None);
        let submit = Self { state, session, live, alive: StoredValue::new_local(alive) };
        on_cleanup({
            let left = StoredValue::new_local(left);
            move || left.with_value(|alive| alive.set(false))
        });
        if let Some(kept) = submit
            .base()
            .and_then(|base| Drawer::Tab.get(&key(&base)))
            .and_then(|text| Submission::load(&text))
        {
            submit.state.set(Some(kept));
            submit.look_again();
        }
        submit
    }

    /// Sends a new intent. Does nothing while one is under way: a second press is the same press.
    pub fn start(self, posts: Vec<Post>) {
        let busy = self.state.with_untracked(|state| state.as_ref().is_some_and(Submission::has_effect));
        if !busy {
            self.state.set(Some(Submission::new(posts)));
            self.go_on();
        }
    }

    /// Sends what was never sent, and what may go again: the person's explicit choice.
    pub fn send_again(self) {
        if self.change(|state| {
            if state.is_busy() {
                false
            } else {
                state.release();
                true
            }
        }) == Some(true)
        {
            self.go_on();
        }
    }

    /// The person has looked at what is much like it and says that it is another operation.
    pub fn none_of_those(self) {
        self.change(|state| {
            for row in &mut state.rows {
                if matches!(row.fate, Fate::Alike(_)) {
                    row.fate = Fate::NotFound("You looked, and it is not among those listed.".into());
                }
            }
        });
    }

    /// Looks once more for what nobody knows of.
    pub fn look_again(self) {
        spawn_local(async move {
            let rows = self.state.with_untracked(|state| state.as_ref().map_or(0, |state| state.rows.len()));
            for at in 0..rows {
                let lost = self.change(|state| {
                    state.rows.get(at).is_some_and(|row| {
                        matches!(row.fate, Fate::Unknown(_) | Fate::Alike(_) | Fate::NotFound(_))
                    }) && !state.is_busy()
                });
                if lost == Some(true) {
                    self.look_for(at, String::new()).await;
                }
            }
            self.finish();
        });
    }

    /// Forgets the intent: the form begins again.
    pub fn forget(self) {
        self.state.set(None);
        if let Some(base) = self.base() {
            Drawer::Tab.forget(&key(&base));
        }
    }

    fn go_on(self) {
        spawn_local(async move {
            while let Some(at) = self
                .change(|state| {
                    let at = state.next()?;
                    state.begin(at, crate::time::server_now()).then_some(at)
                })
                .flatten()
            {
                self.send(at).await;
                let trouble = self.change(|state| {
                    state.rows.get(at).is_none_or(|row| match row.fate {
                        Fate::Made(_) => false,
                        // One device's refusal doesn't speak for the others, unless nothing at all has worked yet.
                        Fate::Refused(_) => state.made() == 0,
                        _ => true,
                    })
                });
                if trouble != Some(false) {
                    break;
                }
            }
            self.finish();
        });
    }

    async fn send(self, at: usize) {
        let Some(post) = self.change(|state| state.rows.get(at).map(|row| row.post.clone())).flatten() else {
            return;
        };
        loop {
            let Some(client) = self.session.client() else {
                return self.settle(at, Fate::Failed("You signed out before it was sent.".into()));
            };
            // Never aborted: taking back a request that may have arrived would only make its outcome unknown.
            let answer = client.schedule(&post.body, &Cancel::default()).await;
            match answer {
                Ok(created) => return self.settle(at, Fate::Made(created.id)),
                Err(problem @ Problem::Unauthorized(_)) => {
                    if !self.renewed(problem).await {
                        return self
                            .settle(at, Fate::Failed("It was not sent: the token was not renewed.".into()));
                    }
                }
                Err(problem) if problem.is_ambiguous() => {
                    return self.look_for(at, problem.headline()).await;
                }
                Err(problem) => {
                    let own = if is_conflict(&problem) { self.own_conflict(at, &client).await } else { None };
                    let fate = own.map_or_else(|| refusal(&problem, &post), |id| Fate::Made(Some(id)));
                    return self.settle(at, fate);
                }
            }
        }
    }

    /// The operation in the way, where it is this very request's: a browser repeats a request by itself when a connection that it had
    /// used before closes without an answer, and the second then collides with what the first has made.
    async fn own_conflict(self, at: usize, client: &Client) -> Option<String> {
        let row = self.change(|state| state.rows.get(at).cloned()).flatten()?;
        let request = intent(&row.post)?;
        let clock_known = self.live.skew_ms.try_get_untracked().flatten().is_some();
        let lost = Lost { request: &request, sent_at: row.sent_at.unwrap_or_default(), clock_known };
        match self.look_once(client, &lost).await {
            Ok(Match::Found(id)) => Some(id),
            // Not there, or nobody can say: the conflict stands as the server said it.
            _ => None,
        }
    }

    /// Asks for a new token and waits for it. `false` when the person signs out or leaves instead.
    async fn renewed(self, problem: Problem) -> bool {
        let before = self.session.renewals().get_untracked();
        self.session.refuse(problem);
        loop {
            TimeoutFuture::new(RENEWAL_STEP).await;
            let here = self.alive.try_with_value(|alive| alive.get()).unwrap_or_default();
            if !here || self.session.connection().with_untracked(Option::is_none) {
                return false;
            }
            if self.session.renewals().get_untracked() != before {
                return true;
            }
        }
    }

    async fn look_for(self, at: usize, why: String) {
        let row = self.change(|state| {
            state.settle(at, Fate::Looking);
            state.rows.get(at).cloned()
        });
        let Some(row) = row.flatten() else { return };
        let Some(request) = intent(&row.post) else {
            return self.settle(at, Fate::Unknown(why));
        };
        let clock_known = self.live.skew_ms.try_get_untracked().flatten().is_some();
        let lost = Lost { request: &request, sent_at: row.sent_at.unwrap_or_default(), clock_known };
        let mut fate = Fate::Unknown(why.clone());
        for wait in LOOKS {
            TimeoutFuture::new(wait).await;
            let Some(client) = self.session.client() else { break };
            fate = match self.look_once(&client, &lost).await {
                Ok(Match::Found(id)) => return self.settle(at, Fate::Made(Some(id))),
                Ok(Match::Unsure(ids)) => Fate::Alike(ids),
                Ok(Match::NotFound) => Fate::NotFound(why.clone()),
                Err(problem) => Fate::Unknown(
                    format!("{why} It could not be looked up: {}", problem.headline()).trim().to_owned(),
                ),
            };
        }
        self.settle(at, fate);
    }

    async fn look_once(self, client: &Client, lost: &Lost<'_>) -> Result<Match, Problem> {
        match look(client, lost, self.live.store, &Cancel::default()).await {
            Err(problem @ Problem::Unauthorized(_)) => {
                if self.renewed(problem.clone()).await
                    && let Some(client) = self.session.client()
                {
                    return look(&client, lost, self.live.store, &Cancel::default())
                        .await
                        .map(|looked| looked.found);
                }
                Err(problem)
            }
            other => other.map(|looked| looked.found),
        }
    }

    fn settle(self, at: usize, fate: Fate) {
        self.change(|state| state.settle(at, fate));
    }

    /// Changes the state and keeps it for a reload. `None` where there is none any more.
    fn change<T>(self, change: impl FnOnce(&mut Submission) -> T) -> Option<T> {
        let mut result = None;
        let mut kept = None;
        self.state.update(|state| {
            if let Some(state) = state {
                result = Some(change(state));
                kept = Some(state.save());
            }
        });
        if let (Some(base), Some(text)) = (self.base(), kept)
            && !Drawer::Tab.put(&key(&base), &text)
        {
            leptos::logging::warn!(
                "what is being sent can't be remembered across a reload: storage is not available"
            );
        }
        result
    }

    /// Everything has an end: what is made shows up in the list, and what is over needs no remembering.
    fn finish(self) {
        let Some(state) = self.state.try_get_untracked().flatten() else { return };
        if state.made() > 0 {
            self.live.refresh();
        }
        let Some(base) = self.base() else { return };
        if state.is_complete() || !state.has_effect() {
            Drawer::Tab.forget(&key(&base));
        }
        // Also where nobody is on the page any more: a draft that was carried out must not be offered again.
        if state.is_complete() {
            Drawer::Tab.forget(&storage_key(&base));
        }
    }

    fn base(self) -> Option<String> {
        self.session.connection().with_untracked(|c| c.as_ref().map(|c| c.base.clone()))
    }
}

/// The name under which an intent on its way to an API is kept.
fn key(base: &str) -> String {
    format!("sending.{}", storage_key(base))
}

fn is_conflict(problem: &Problem) -> bool {
    matches!(problem, Problem::Refused(error) if error.status == 409)
}

/// What a refusal means: nothing was made.
fn refusal(problem: &Problem, post: &Post) -> Fate {
    match problem {
        Problem::Refused(error) => Fate::Refused(outcome::findings(error, &post.device_ids)),
        // The list answers under the same address, so it is not the address that is unknown here.
        Problem::NotThisApi(said) => Fate::Refused(vec![Finding::error(FieldId::Devices, said.clone())]),
        problem => Fate::Failed(format!("{} {}", problem.headline(), problem.advice()).trim().to_owned()),
    }
}
