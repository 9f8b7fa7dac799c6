//! Polls the API for the visible rows.

use super::{
    ListRequest, ListSync, Listing, Opened, PAGE,
    poll_interval::{PollInterval, Situation, next_delay, paid_until},
};
use crate::{
    api::{Cancel, Client, ListParams, Listed, Problem, traffic, wait_left},
    sync::store::{ListRow, PagePosition},
    time::{now_ms, server_now},
};
use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};
use operation::{Stage, Times, is_active, stage};
use wire::Row;

/// Most further calls of a poll, for active operations that the answer didn't hold.
const FURTHER: usize = 6;

/// Why the list is polled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PollReason {
    /// A new request: its rows replace the visible ones.
    Request,
    /// The user pressed "Refresh": rows are replaced as well.
    Refresh,
    /// The interval has elapsed: cells change, rows keep their places.
    Timer,
}

impl ListSync {
    /// Starts a new generation: aborts calls under way and drops late answers.
    pub(super) fn restart(self, reason: PollReason) {
        self.inner.update_value(|inner| {
            inner.generation += 1;
            inner.cancel.abort();
            inner.cancel = Cancel::default();
            inner.timer = None;
        });
        self.poll(reason);
    }

    fn poll(self, reason: PollReason) {
        let Some(mut client) = self.session.client() else { return };
        if reason == PollReason::Refresh {
            client = client.by_hand();
        }
        let sent = traffic().sent;
        let (generation, cancel) = self.inner.with_value(|inner| (inner.generation, inner.cancel.clone()));
        self.set_freshness.update(|f| f.loading = true);
        spawn_local(async move {
            let request = self.request.get_untracked();
            let answer = full_page(&client, &request.params(), &cancel).await;
            if self.generation() != generation {
                return;
            }
            self.set_freshness.update(|f| f.loading = false);
            match answer {
                Ok(listed) => {
                    let held = self.accept(request, listed, reason);
                    self.follow_up(&client, &cancel, held).await;
                }
                Err(problem) => self.reject(problem),
            }
            if self.generation() == generation {
                self.inner.update_value(|inner| {
                    inner.paid_until = paid_until(now_ms(), traffic().sent.wrapping_sub(sent));
                });
                self.schedule_poll();
            }
        });
    }

    /// Processes an answer; returns the ids of the transactions in it.
    fn accept(self, request: ListRequest, listed: Listed, reason: PollReason) -> Vec<String> {
        let Listed { page, skew_ms, .. } = listed;
        let params = request.params();
        let (rows, more) = (page.rows.len(), page.next.is_some());
        let count = match request.rank_offset() {
            Some(offset) => self.believed(page.count, offset, rows, more),
            None => wire::believed_count(page.count, params.offset, rows, more),
        };
        let place = request.rank_offset().map(|offset| PagePosition { offset, count });
        let rows = self.take_in(&page.rows, place);
        self.set_freshness.update(|f| {
            f.problem = None;
            f.failures = 0;
            f.answered_at = Some(now_ms());
        });
        self.note_skew(skew_ms);
        let (everything, counted) = (request == ListRequest::Everything, place.is_some());
        let next = Listing { request: Some(request), rows, count };
        self.show(next, reason);
        if let Some(call) = self.on_counted.get_value().filter(|_| counted) {
            call.run(everything);
        }
        transactions(&page.rows)
    }

    /// Puts rows into the store and updates the open operation.
    pub(super) fn take_in(self, rows: &[Row], place: Option<PagePosition>) -> Vec<ListRow> {
        let taken = self.store.take_in(rows, place);
        if taken.changed {
            self.store.announce();
        }
        if let Some(Row::Operation(operation)) = rows.first() {
            self.session.saw_revision(operation.revision);
        }
        self.update_opened(rows);
        taken.rows
    }

    /// Shows an answer. An automatic poll must not move the rows that the user is reading: new rows wait behind a bar.
    fn show(self, next: Listing, reason: PollReason) {
        let shown = self.listing.get_untracked();
        let same_request = shown.request == next.request;
        let same_rows = shown.rows == next.rows;
        // Once the column store answers the request, this page is not what the list shows.
        let on_screen = next.request != Some(ListRequest::Everything) || !self.store.has_history_untracked();
        if reason == PollReason::Timer && on_screen && same_request && !same_rows && !shown.rows.is_empty() {
            self.set_listing.update(|listing| listing.count = next.count);
            self.set_waiting.set(Some(next));
        } else {
            self.set_waiting.set(None);
            self.set_listing.set(next);
        }
    }

    pub(super) fn reject(self, problem: Problem) {
        if problem == Problem::Aborted {
            return;
        }
        let answered = self.freshness.with_untracked(|f| f.answered_at.is_some());
        let problem = if answered { problem.after_answers() } else { problem };
        if let Problem::Unauthorized(_) = problem {
            self.session.refuse(problem.clone());
        }
        self.set_freshness.update(|f| {
            f.problem = Some(problem);
            f.failures = f.failures.saturating_add(1);
        });
    }

    /// Requests the active visible operations and the open one that the answer didn't hold.
    async fn follow_up(self, client: &Client, cancel: &Cancel, mut held: Vec<String>) {
        let now = server_now();
        let (shown, pages) = self.inner.with_value(|inner| (inner.shown.clone(), inner.shown_on.clone()));
        let active = self.store.peek(|history| {
            let views = shown.iter().map(|row| history.row(*row));
            // One that hangs is still requested, at the slow pace.
            let active =
                views.filter(|v| stage(v.status) == Stage::Running || is_active(v.status, v.into(), now));
            distinct(&mut active.map(|v| v.id.to_owned()))
        });
        let open = self.inner.with_value(|inner| inner.open.as_ref().map(|key| key.id.clone()));
        // The open operation is first: somebody looks at it.
        let mut wanted = open.into_iter().chain(active);
        let mut pages = pages.into_iter();
        for _ in 0..FURTHER {
            let (id, offset) = match pages.next() {
                Some(offset) => (None, offset),
                None => match wanted.find(|id| !held.contains(id)) {
                    Some(id) => (Some(id), 0),
                    None => return,
                },
            };
            let by_page = id.is_none();
            let params = ListParams { id, limit: Some(PAGE), offset, ..ListParams::default() };
            match client.list(&params, cancel).await {
                Ok(Listed { page, .. }) if !cancel.is_aborted() => {
                    let place = by_page.then_some(PagePosition { offset, count: page.count });
                    self.take_in(&page.rows, place);
                    held.extend(transactions(&page.rows));
                }
                Ok(_) => return,
                // The list itself was answered; a row that failed is requested again with the next poll.
                Err(problem) => {
                    match problem {
                        Problem::Unauthorized(_) => self.session.refuse(problem),
                        // Nothing is polled for a while, and the page says why.
                        _ if problem.wait_ms().is_some() => self.reject(problem),
                        _ => {}
                    }
                    return;
                }
            }
        }
    }

    pub(super) fn generation(self) -> u64 {
        self.inner.with_value(|inner| inner.generation)
    }

    /// Sets the timer for the next poll. In a hidden tab or with a refused token, there is none.
    pub(super) fn schedule_poll(self) {
        let failures = self.freshness.with_untracked(|f| f.failures);
        let refused = self.session.refused().with_untracked(Option::is_some);
        let active = self.is_anything_active();
        let situation = Situation {
            interval: self.poll_interval.get_untracked(),
            active,
            failures,
            wait_ms: self.least_wait_ms(),
            dice: js_sys::Math::random(),
        };
        let delay = next_delay(situation).filter(|_| !refused && !document().hidden());
        let generation = self.generation();
        let timer = delay.map(|ms| {
            Timeout::new(ms, move || {
                if self.generation() == generation && !document().hidden() {
                    self.poll(PollReason::Timer);
                }
            })
        });
        self.inner.update_value(|inner| {
            inner.timer = timer;
            inner.is_fast = active;
        });
    }

    /// Least wait before the next poll, in ms: the one that the server requires, or the one that keeps to the budget.
    fn least_wait_ms(self) -> Option<u32> {
        let now = now_ms();
        let paid_until = self.inner.with_value(|inner| inner.paid_until);
        // A longer rest means that this computer's clock was set back.
        let paid = u32::try_from(paid_until - now).ok().filter(|rest| *rest < 600_000);
        wait_left(now).max(paid)
    }

    /// The visible rows are known only after the timer was set. If one of them is active, shortens the slow interval to the fast one. A wait
    /// after a failure is not shortened.
    pub(super) fn poll_sooner(self) {
        let slow = self.inner.with_value(|inner| inner.timer.is_some() && !inner.is_fast);
        let calm = self.freshness.with_untracked(|f| !f.loading && f.problem.is_none());
        if slow && calm && self.is_anything_active() {
            self.schedule_poll();
        }
    }

    fn is_anything_active(self) -> bool {
        let now = server_now();
        let open = match self.opened.get_untracked() {
            Some(Opened::Found(o)) => {
                let [scheduled, started, updated] =
                    [o.scheduled_at, o.started_at, o.updated_at].map(|at| at.map(|at| at.0));
                is_active(&o.status, Times { scheduled, started, updated }, now)
            }
            _ => false,
        };
        let shown = self.inner.with_value(|inner| inner.shown.clone());
        open || self.store.peek(|history| {
            shown.iter().map(|row| history.row(*row)).any(|v| is_active(v.status, (&v).into(), now))
        })
    }

    /// The tab is hidden: stops polling until [`Self::resume`].
    pub(in crate::sync) fn suspend(self) {
        self.inner.update_value(|inner| inner.timer = None);
    }

    /// The tab is visible again, or the network is back: polls at once, unless the server requires a wait.
    pub(in crate::sync) fn resume(self) {
        let paused = self.poll_interval.get_untracked() == PollInterval::Paused;
        if paused || wait_left(now_ms()).is_some() {
            self.schedule_poll();
        } else if !self.freshness.with_untracked(|f| f.loading) && self.session.client().is_some() {
            self.restart(PollReason::Timer);
        }
    }
}

/// Reads a page of the requested size. A server may return fewer rows at a time; without the rest, those rows would be on no page.
async fn full_page(client: &Client, params: &ListParams, cancel: &Cancel) -> Result<Listed, Problem> {
    let mut listed = client.list(params, cancel).await?;
    let (Some(limit), Some(count)) = (params.limit, listed.page.count) else { return Ok(listed) };
    loop {
        let have = listed.page.rows.len();
        let end = params.offset.saturating_add(have);
        if have == 0 || have >= limit || end as u64 >= count {
            return Ok(listed);
        }
        let rest = ListParams { limit: Some(limit - have), offset: end, ..params.clone() };
        let more = client.list(&rest, cancel).await?.page;
        listed.page.next = more.next;
        if more.rows.is_empty() {
            return Ok(listed);
        }
        listed.page.rows.extend(more.rows);
    }
}

fn transactions(rows: &[Row]) -> Vec<String> {
    let id = |row: &Row| match row {
        Row::Operation(operation) => Some(operation.id.clone()),
        Row::Unreadable(_) => None,
    };
    rows.iter().filter_map(id).collect()
}

/// The ids, each once. They are those of a few rows: a set would cost the first view more than it saves.
pub(super) fn distinct(ids: &mut dyn Iterator<Item = String>) -> Vec<String> {
    let mut all = Vec::new();
    for id in ids {
        if !all.contains(&id) {
            all.push(id);
        }
    }
    all
}
