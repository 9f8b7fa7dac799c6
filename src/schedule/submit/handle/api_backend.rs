//! The backend of the app: the API of the session, and the loaded rows.

use gloo_timers::future::TimeoutFuture;
use history::Query;
use leptos::prelude::*;
use wire::{Operation, ScheduleRequest, Timestamp};

use super::Submit;
use crate::api::{Cancel, Client, ListParams, PostAnswer, Problem};
use crate::schedule::submit::backend::{Backend, Progress};
use crate::schedule::submit::lookup::{ListPage, Loaded, PAGE};
use crate::schedule::submit::permission;
use crate::schedule::submit::storage::persistence;
use crate::sync::SharedStore;
use crate::time::now_ms;

/// Interval in ms for checking whether the token was renewed.
const RENEWAL_STEP: u32 = 150;

/// The API of the session. Asks for a new token when it is refused, and repeats the call.
pub struct ApiBackend {
    submit: Submit,
}

impl ApiBackend {
    /// Creates the backend for an attempt.
    pub fn new(submit: Submit) -> Self {
        Self { submit }
    }

    async fn call<T>(&self, call: impl AsyncFn(Client) -> Result<T, Problem>) -> Result<T, Problem> {
        loop {
            let Some(client) = self.submit.session.client() else { return Err(Problem::Aborted) };
            match call(client).await {
                Err(problem @ Problem::Unauthorized(_)) => {
                    if !self.renewed(problem.clone()).await {
                        return Err(problem);
                    }
                }
                other => return other,
            }
        }
    }

    async fn list(&self, params: ListParams) -> Result<ListPage, Problem> {
        let listed = self.call(async |client| client.list(&params, &Cancel::default()).await).await?;
        let store = self.submit.sync.store;
        if store.take_in(&listed.page.rows, None).changed {
            store.announce();
        }
        Ok(ListPage {
            has_next: listed.page.next.is_some(),
            count: listed.page.count,
            is_capped: false,
            server_time: listed.server_time,
            rows: listed.page.rows,
        })
    }

    /// Asks for a new token and waits for it. `false` if the user signs out or leaves instead.
    async fn renewed(&self, problem: Problem) -> bool {
        let Submit { session, alive, .. } = self.submit;
        let before = session.renewals().get_untracked();
        session.refuse(problem);
        loop {
            TimeoutFuture::new(RENEWAL_STEP).await;
            let here = alive.try_with_value(|alive| alive.get()).unwrap_or_default();
            if !here || session.connection().with_untracked(Option::is_none) {
                return false;
            }
            if session.renewals().get_untracked() != before {
                return true;
            }
        }
    }
}

impl Backend for ApiBackend {
    async fn post(&self, body: &str) -> Result<PostAnswer, Problem> {
        // Never cancelled: cancelling a request that may have arrived would make its outcome unknown. A request with a refused token wasn't carried
        // out and is sent again with the new one.
        self.call(async |client| {
            let connection = self.submit.session.connection().get_untracked();
            let answer = client.schedule(body, &Cancel::default()).await;
            match (&answer, connection) {
                (Ok(_), _) => permission::note_accepted(),
                (Err(Problem::Forbidden(error)), Some(own)) => {
                    permission::note_refused(&own.base, &own.token, &error.message);
                }
                _ => {}
            }
            answer
        })
        .await
    }

    async fn page(&self, offset: usize) -> Result<ListPage, Problem> {
        self.list(ListParams { limit: Some(PAGE), offset, ..ListParams::default() }).await
    }

    async fn by_id(&self, id: &str) -> Result<ListPage, Problem> {
        self.list(ListParams { id: Some(id.to_owned()), limit: Some(PAGE), ..ListParams::default() }).await
    }

    async fn sleep(&self, ms: u32) {
        TimeoutFuture::new(ms).await;
    }

    fn now(&self) -> i64 {
        now_ms()
    }

    fn loaded(&self, request: &ScheduleRequest) -> Loaded {
        Loaded { created: persistence::created(), ..loaded(self.submit.sync.store, request) }
    }

    fn progress(&self, progress: Progress) {
        self.submit.progress.try_set(Some(progress));
    }

    fn waits_for_person(&self) -> bool {
        self.submit.session.refused().with_untracked(Option::is_some)
    }
}

/// Reads the loaded rows of the devices, as needed for a search.
fn loaded(store: SharedStore, request: &ScheduleRequest) -> Loaded {
    let query = Query { devices: request.device_ids.clone(), ..Query::default() };
    store.peek(|known| {
        let total = known.count();
        let selection = known.select(&query);
        let rows = selection.rows().iter().map(|row| {
            let row = known.row(*row);
            Operation {
                id: row.id.to_owned(),
                device_id: row.device_id.to_owned(),
                created_at: row.created_at.map(Timestamp),
                ..Operation::default()
            }
        });
        Loaded { rows: rows.collect(), total, created: Vec::new() }
    })
}
