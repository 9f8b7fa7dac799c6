//! Environment of an attempt: the API, the clock and the loaded rows. Implemented by the app, and in tests by a faulty server.

use std::pin::pin;

use futures_util::future::{Either, select};
use history::Query;
use wire::{Operation, ScheduleRequest, Timestamp};

use super::handle::Submit;
use super::lookup::{ListPage, Loaded, PAGE};
use crate::api::{Cancel, Client, ListParams, PostAnswer, Problem};
use crate::sync::SharedStore;

/// Progress of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Number of distinct rows read.
    pub read: usize,
    /// Total number, if the API sends it.
    pub count: Option<u64>,
}

/// Environment of an attempt.
pub trait Backend {
    /// Sends the body once.
    async fn post(&self, body: &str) -> Result<PostAnswer, Problem>;

    /// Reads a page of the list.
    async fn page(&self, offset: usize) -> Result<ListPage, Problem>;

    /// Reads the rows of a transaction. A server that doesn't support the parameter returns other rows.
    async fn by_id(&self, id: &str) -> Result<ListPage, Problem>;

    /// Waits for `ms`.
    async fn sleep(&self, ms: u32);

    /// This computer's clock, in ms since 1970.
    fn now(&self) -> i64;

    /// The loaded rows of the request's devices.
    fn loaded(&self, request: &ScheduleRequest) -> Loaded;

    /// Reports the progress of a search.
    fn progress(&self, progress: Progress);

    /// Whether a call waits for the user to enter a new token.
    fn waits_for_person(&self) -> bool {
        false
    }

    /// The result of `work` if it completes within `ms`, not counting the time for entering a token.
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

/// The API of the session. Asks for a new token when it is refused, and repeats the call.
pub(super) struct ApiBackend {
    submit: Submit,
}

impl ApiBackend {
    /// Creates the backend for an attempt.
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
        // Never cancelled: cancelling a request that may have arrived would make its outcome unknown. A request with a refused token wasn't carried
        // out and is sent again with the new one.
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
        Loaded { created: super::storage::persistence::created(), ..loaded(self.submit.store(), request) }
    }

    fn progress(&self, progress: Progress) {
        self.submit.searched(progress);
    }

    fn waits_for_person(&self) -> bool {
        self.submit.is_renewing()
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
