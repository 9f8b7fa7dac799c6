//! What an attempt needs of the world: the API, the clock, what is loaded. The app's own, and in tests a server that misbehaves.

use std::pin::pin;

use futures_util::future::{Either, select};
use history::Query;
use wire::{Operation, ScheduleRequest, Timestamp};

use super::baseline::Loaded;
use super::handle::Submit;
use super::lookup::{ListPage, PAGE};
use crate::api::{Cancel, Client, ListParams, PostAnswer, Problem};
use crate::sync::SharedStore;

/// How far a search has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Different rows read.
    pub read: usize,
    /// How many there are in all, where the API says so.
    pub count: Option<u64>,
}

/// The world of an attempt.
pub(super) trait Backend {
    /// Sends the body once.
    async fn post(&self, body: &str) -> Result<PostAnswer, Problem>;

    /// Reads a page of the list.
    async fn page(&self, offset: usize) -> Result<ListPage, Problem>;

    /// Reads the rows of a transaction; a server that doesn't know the parameter answers with other rows.
    async fn by_id(&self, id: &str) -> Result<ListPage, Problem>;

    /// Waits so many ms.
    async fn sleep(&self, ms: u32);

    /// This computer's clock, in ms since 1970.
    fn now(&self) -> i64;

    /// What is loaded of the request's devices.
    fn loaded(&self, request: &ScheduleRequest) -> Loaded;

    /// Tells how far a search has come.
    fn progress(&self, progress: Progress);

    /// Whether a call waits for the person to enter a new token.
    fn waits_for_person(&self) -> bool {
        false
    }

    /// The result of `work` where it comes within `ms`, not counting the time that the person takes.
    async fn within<T>(&self, ms: u32, work: impl Future<Output = T>) -> Option<T> {
        let mut work = pin!(work);
        loop {
            match select(work.as_mut(), pin!(self.sleep(ms))).await {
                Either::Left((result, _)) => return Some(result),
                Either::Right(_) if self.waits_for_person() => {}
                Either::Right(_) => return None,
            }
        }
    }
}

/// The API that the session talks to. A refused token is renewed in place, and the call made again.
pub(super) struct ApiBackend {
    submit: Submit,
}

impl ApiBackend {
    /// For one attempt.
    pub fn new(submit: Submit) -> Self {
        Self { submit }
    }

    async fn call<T>(&self, call: impl AsyncFn(Client) -> Result<T, Problem>) -> Result<T, Problem> {
        loop {
            let Some(client) = self.submit.client() else { return Err(Problem::Aborted) };
            match call(client).await {
                Err(problem @ Problem::Unauthorized(_)) => {
                    if !self.submit.renewed(problem.clone()).await {
                        return Err(problem);
                    }
                }
                other => return other,
            }
        }
    }

    async fn list(&self, params: ListParams) -> Result<ListPage, Problem> {
        let listed = self.call(async |client| client.list(&params, &Cancel::default()).await).await?;
        let store = self.submit.store();
        if store.take_in(&listed.page.rows, None).changed {
            store.announce();
        }
        Ok(ListPage {
            has_next: listed.page.next.is_some(),
            count: listed.page.count,
            server_time: listed.server_time,
            rows: listed.page.rows,
        })
    }
}

impl Backend for ApiBackend {
    async fn post(&self, body: &str) -> Result<PostAnswer, Problem> {
        // Never cancelled: taking back a request that may have arrived would only make its outcome unknown. One whose token was refused was
        // not carried out and goes again with the new one.
        self.call(async |client| client.schedule(body, &Cancel::default()).await).await
    }

    async fn page(&self, offset: usize) -> Result<ListPage, Problem> {
        self.list(ListParams { limit: Some(PAGE), offset, ..ListParams::default() }).await
    }

    async fn by_id(&self, id: &str) -> Result<ListPage, Problem> {
        self.list(ListParams { id: Some(id.to_owned()), limit: Some(PAGE), ..ListParams::default() }).await
    }

    async fn sleep(&self, ms: u32) {
        gloo_timers::future::TimeoutFuture::new(ms).await;
    }

    fn now(&self) -> i64 {
        crate::time::now_ms()
    }

    fn loaded(&self, request: &ScheduleRequest) -> Loaded {
        Loaded { created: super::persistence::created(), ..loaded(self.submit.store(), request) }
    }

    fn progress(&self, progress: Progress) {
        self.submit.searched(progress);
    }

    fn waits_for_person(&self) -> bool {
        self.submit.is_renewing()
    }
}

/// Reads the loaded rows of some devices, as far as a search needs them.
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
