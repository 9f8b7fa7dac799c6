//! Asking for what is on the screen, again and again.

use super::{
    ListRequest, Live,
    live::{Listing, Opened, Why},
    poll_interval::{Situation, next_delay},
    store::{ListRow, PagePosition},
};
use crate::{
    api::{Cancel, Client, ListParams, Listed, Problem},
    operation::{Stage, is_active, stage},
    route::OperationKey,
    time::{now_ms, server_now, set_server_skew},
};
use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};
use std::collections::BTreeSet;
use wire::Row;

/// How many running operations that the answer didn't hold are asked for by id at a time.
const BY_ID: usize = 6;

impl Live {
    /// Begins a new generation: what is under way is aborted, what comes late is dropped.
    pub(super) fn restart(self, why: Why) {
        self.inner.update_value(|inner| {
            inner.generation += 1;
            inner.cancel.abort();
            inner.cancel = Cancel::default();
            inner.timer = None;
        });
        self.poll(why);
    }

    fn poll(self, why: Why) {
        let Some(client) = self.session.client() else { return };
        let (generation, cancel) = self.inner.with_value(|inner| (inner.generation, inner.cancel.clone()));
        self.freshness.update(|f| f.asking = true);
        spawn_local(async move {
            let asked = self.asked.get_untracked();
            let answer = whole_page(&client, &asked.params(), &cancel).await;
            if self.generation() != generation {
                return;
            }
            self.freshness.update(|f| f.asking = false);
            match answer {
                Ok(listed) => {
                    let held = self.accept(asked, listed, why);
                    self.follow_up(&client, &cancel, held).await;
                }
                Err(problem) => self.reject(problem),
            }
            if self.generation() == generation {
                self.wait_for_next();
            }
        });
    }

    /// Takes in an answer; returns the transactions that it held.
    fn accept(self, asked: ListRequest, listed: Listed, why: Why) -> BTreeSet<String> {
        let Listed { page, skew_ms, .. } = listed;
        let place = asked.rank_offset().map(|offset| PagePosition { offset, count: page.count });
        let rows = self.take_in(&page.rows, place);
        self.inner.update_value(|inner| inner.not_before = None);
        self.freshness.update(|f| {
            f.problem = None;
            f.failures = 0;
            f.answered_at = Some(now_ms());
        });
        if skew_ms.is_some() {
            self.skew_ms.set(skew_ms);
            set_server_skew(skew_ms);
        }
        let (everything, counted) = (asked == ListRequest::Everything, place.is_some());
        let next = Listing { asked: Some(asked), rows, count: page.count };
        self.show(next, why);
        if counted {
            self.keep_up(everything);
        }
        transactions(&page.rows)
    }

    /// Rows into the store, the open operation into its place.
    pub(super) fn take_in(self, rows: &[Row], place: Option<PagePosition>) -> Vec<ListRow> {
        let taken = self.store.take_in(rows, place);
        if taken.changed {
            self.store.announce();
        }
        if let Some(Row::Operation(operation)) = rows.first() {
            self.session.saw_revision(operation.revision);
        }
        let open = self.inner.with_value(|inner| inner.open.clone());
        if let Some(operation) = open.and_then(|key| find(rows, &key)) {
            self.opened.set(Some(Opened::Found(Box::new(operation))));
        }
        taken.rows
    }

    /// Puts an answer on the screen. What came by itself must not push the rows that someone is reading: new ones wait behind a bar.
    fn show(self, next: Listing, why: Why) {
        let shown = self.listing.get_untracked();
        let same_question = shown.asked == next.asked;
        let same_rows = shown.rows == next.rows;
        // Where the columns answer, this page is not what is on the screen.
        let on_screen = next.asked != Some(ListRequest::Everything) || !self.store.is_whole_now();
        if why == Why::Time && on_screen && same_question && !same_rows && !shown.rows.is_empty() {
            self.listing.update(|listing| listing.count = next.count);
            self.waiting.set(Some(next));
        } else {
            self.waiting.set(None);
            self.listing.set(next);
        }
    }

    fn reject(self, problem: Problem) {
        if problem == Problem::Aborted {
            return;
        }
        if let Problem::Unauthorized(_) = problem {
            self.session.refuse(problem.clone());
        }
        let not_before = problem.wait_ms().map(|wait| now_ms() + i64::from(wait));
        self.inner.update_value(|inner| inner.not_before = not_before);
        self.freshness.update(|f| {
            f.problem = Some(problem);
            f.failures = f.failures.saturating_add(1);
        });
    }

    /// Running rows on the screen, and the open one, that the answer didn't hold.
    async fn follow_up(self, client: &Client, cancel: &Cancel, held: BTreeSet<String>) {
        let now = server_now();
        let shown = self.inner.with_value(|inner| inner.shown.clone());
        let active: BTreeSet<String> = self.store.peek(|history| {
            let views = shown.iter().map(|row| history.row(*row));
            views.filter(|v| is_active(v.status, v.scheduled_at, now)).map(|v| v.id.to_owned()).collect()
        });
        let open = self.inner.with_value(|inner| inner.open.as_ref().map(|key| key.id.clone()));
        let wanted = active.into_iter().chain(open).filter(|id| !held.contains(id)).take(BY_ID);
        for id in wanted {
            let params =
                ListParams { id: Some(id), limit: Some(super::crawl_plan::PAGE), ..ListParams::default() };
            match client.list(&params, cancel).await {
                Ok(listed) if !cancel.is_aborted() => {
                    self.take_in(&listed.page.rows, None);
                }
                Ok(_) => return,
                // The list itself was answered; a row that wasn't is asked for again with the next poll.
                Err(problem) => {
                    if let Problem::Unauthorized(_) = problem {
                        self.session.refuse(problem);
                    }
                    return;
                }
            }
        }
    }

    /// Sets the clock for the next poll. A hidden tab and a refused token have none.
    pub(super) fn wait_for_next(self) {
        let failures = self.freshness.with_untracked(|f| f.failures);
        let refused = self.session.refused().with_untracked(Option::is_some);
        let active = self.something_moves();
        let situation = Situation {
            pace: self.pace.get_untracked(),
            active,
            failures,
            wait_ms: self.told_to_wait(),
            dice: js_sys::Math::random(),
        };
        let delay = next_delay(situation).filter(|_| !refused && !document().hidden());
        let generation = self.generation();
        let timer = delay.map(|ms| {
            Timeout::new(ms, move || {
                if self.generation() == generation && !document().hidden() {
                    self.poll(Why::Time);
                }
            })
        });
        self.inner.update_value(|inner| {
            inner.timer = timer;
            inner.quick = active;
        });
    }

    /// How long the server still wants to be left alone, in ms.
    fn told_to_wait(self) -> Option<u32> {
        let left = self.inner.with_value(|inner| inner.not_before)? - now_ms();
        u32::try_from(left).ok().filter(|left| *left > 0)
    }

    /// Which rows are on the screen is known only after the clock for the next poll was set: where one of them moves, the slow wait
    /// becomes a fast one. A wait after a failure stays as it is.
    pub(super) fn quicken(self) {
        let slow = self.inner.with_value(|inner| inner.timer.is_some() && !inner.quick);
        let calm = self.freshness.with_untracked(|f| !f.asking && f.problem.is_none());
        if slow && calm && self.something_moves() {
            self.wait_for_next();
        }
    }

    fn something_moves(self) -> bool {
        let now = server_now();
        let open = match self.opened.get_untracked() {
            Some(Opened::Found(o)) => is_active(&o.status, o.scheduled_at.map(|at| at.0), now),
            _ => false,
        };
        let shown = self.inner.with_value(|inner| inner.shown.clone());
        open || self.store.peek(|history| {
            shown.iter().map(|row| history.row(*row)).any(|v| is_active(v.status, v.scheduled_at, now))
        })
    }

    /// The tab is in sight again, or the network is back: one call at once, unless the server asked to wait.
    pub(super) fn looked_at_again(self) {
        let hidden = document().hidden();
        let paused = self.pace.get_untracked() == super::PollInterval::Paused;
        if hidden {
            self.inner.update_value(|inner| inner.timer = None);
            if let Some(part) = self.part() {
                (part.keep)(self);
            }
        } else if paused || self.told_to_wait().is_some() {
            self.wait_for_next();
        } else if !self.freshness.with_untracked(|f| f.asking) && self.session.client().is_some() {
            self.restart(Why::Time);
        }
        if !hidden {
            self.resume_crawl();
        }
    }

    /// "Refresh from devices": the server asks the devices before it answers. Accurate and slow; only ever on this explicit act. What
    /// polls meanwhile goes on.
    pub fn refresh_from_devices(self) {
        let Some(client) = self.session.client() else { return };
        if self.asking_devices.get_untracked() {
            return;
        }
        let asked = self.asked.get_untracked();
        let calls = match &asked {
            ListRequest::Everything => self.unfinished_on_screen(),
            other => vec![ListParams { update_status: true, ..other.params() }],
        };
        let (generation, cancel) =
            self.inner.with_value(|inner| (inner.generation, Cancel::clone(&inner.device_cancel)));
        self.asking_devices.set(true);
        spawn_local(async move {
            for params in calls {
                match client.list(&params, &cancel).await {
                    Ok(listed) => {
                        let offset = asked.rank_offset().filter(|_| params.id.is_none());
                        self.take_in(
                            &listed.page.rows,
                            offset.map(|offset| PagePosition { offset, count: listed.page.count }),
                        );
                        if self.generation() == generation {
                            self.freshness.update(|f| f.answered_at = Some(now_ms()));
                        }
                    }
                    Err(Problem::Aborted) => return,
                    Err(problem) => {
                        self.reject(problem);
                        break;
                    }
                }
            }
            self.asking_devices.set(false);
        });
    }

    /// How many calls "Refresh from devices" makes now.
    pub fn device_calls(self) -> usize {
        match self.asked.get() {
            ListRequest::Everything => self.unfinished_on_screen().len(),
            _ => 1,
        }
    }

    fn unfinished_on_screen(self) -> Vec<ListParams> {
        let shown = self.inner.with_value(|inner| inner.shown.clone());
        let ids: BTreeSet<String> = self.store.peek(|history| {
            let views = shown.iter().map(|row| history.row(*row));
            views.filter(|v| stage(v.status) != Stage::Final).map(|v| v.id.to_owned()).collect()
        });
        let by_id = |id| ListParams {
            id: Some(id),
            update_status: true,
            limit: Some(super::crawl_plan::PAGE),
            offset: 0,
        };
        ids.into_iter().map(by_id).collect()
    }

    /// Asks for the open operation by its id.
    pub(super) fn fetch_opened(self, key: OperationKey) {
        let Some(client) = self.session.client() else { return };
        let cancel = self.inner.with_value(|inner| inner.device_cancel.clone());
        spawn_local(async move {
            let params = ListParams {
                id: Some(key.id.clone()),
                limit: Some(super::crawl_plan::PAGE),
                ..ListParams::default()
            };
            let answer = client.list(&params, &cancel).await;
            if self.inner.with_value(|inner| inner.open.as_ref() != Some(&key)) {
                return;
            }
            let opened = match answer {
                Ok(listed) => {
                    self.take_in(&listed.page.rows, None);
                    find(&listed.page.rows, &key).map_or(Opened::Missing, |o| Opened::Found(Box::new(o)))
                }
                Err(problem) => {
                    self.reject(problem.clone());
                    // What is known from the list is shown meanwhile; the next poll asks again.
                    match self.opened.get_untracked() {
                        Some(Opened::Found(known)) => Opened::Found(known),
                        _ => Opened::Failed(problem),
                    }
                }
            };
            self.opened.set(Some(opened));
            self.quicken();
        });
    }
}

/// A page as large as it was asked for: a server may give fewer rows at a time, and the rest would be on no page at all.
async fn whole_page(client: &Client, params: &ListParams, cancel: &Cancel) -> Result<Listed, Problem> {
    let mut listed = client.list(params, cancel).await?;
    let (Some(limit), Some(count)) = (params.limit, listed.page.count) else { return Ok(listed) };
    loop {
        let have = listed.page.rows.len();
        let end = params.offset.saturating_add(have);
        if have == 0 || have >= limit || end as u64 >= count {
            return Ok(listed);
        }
        let rest = ListParams { limit: Some(limit - have), offset: end, ..params.clone() };
        let more = client.list(&rest, cancel).await?.page.rows;
        if more.is_empty() {
            return Ok(listed);
        }
        listed.page.rows.extend(more);
    }
}

fn transactions(rows: &[Row]) -> BTreeSet<String> {
    let id = |row: &Row| match row {
        Row::Operation(operation) => Some(operation.id.clone()),
        Row::Unreadable(_) => None,
    };
    rows.iter().filter_map(id).collect()
}

/// The row of that key; an address without a device means the first row of the transaction.
fn find(rows: &[Row], key: &OperationKey) -> Option<wire::Operation> {
    rows.iter().find_map(|row| match row {
        Row::Operation(o) if o.id == key.id && (key.device_id.is_empty() || o.device_id == key.device_id) => {
            Some(o.clone())
        }
        _ => None,
    })
}
