//! The list on the screen: the rows, how fresh they are, the open operation and the selected rows.
//!
//! Owns these signals, the poll timer and the calls for them. Knows the store; must not know the crawl or the persistence.
//!
//! Each request has a generation. A new request, a new token or "Refresh" starts a new generation, which aborts the calls of the old one;
//! late answers are dropped. (Leptos' own resources would show the old answer first.)

mod device_refresh;
mod list_request;
mod listing;
mod opened;
mod poll_interval;
mod polling;
mod row_selection;
mod selected_rows;

pub use list_request::{ListRequest, PAGE};
pub use listing::{Freshness, Listing};
pub use opened::Opened;
pub use poll_interval::{PollInterval, Situation, next_delay};
pub use row_selection::RowSelection;
pub use selected_rows::SelectedRows;

use super::store::{ListRow, SharedStore};
use crate::{
    api::{Cancel, Problem},
    session::Session,
    time::set_server_skew,
};
use gloo_timers::callback::Timeout;
use history::RowId;
use leptos::prelude::*;
use operation::OperationKey;
use polling::PollReason;

/// The list on the screen. Copies share one state.
#[derive(Clone, Copy)]
pub struct ListSync {
    listing: ReadSignal<Listing>,
    set_listing: WriteSignal<Listing>,
    freshness: ReadSignal<Freshness>,
    set_freshness: WriteSignal<Freshness>,
    waiting: ReadSignal<Option<Listing>>,
    set_waiting: WriteSignal<Option<Listing>>,
    opened: ReadSignal<Option<Opened>>,
    set_opened: WriteSignal<Option<Opened>>,
    request: ReadSignal<ListRequest>,
    set_request: WriteSignal<ListRequest>,
    poll_interval: ReadSignal<PollInterval>,
    set_poll_interval: WriteSignal<PollInterval>,
    refreshing_devices: ReadSignal<bool>,
    set_refreshing_devices: WriteSignal<bool>,
    skew_ms: ReadSignal<Option<f64>>,
    set_skew_ms: WriteSignal<Option<f64>>,
    selection: RowSelection,
    /// A crawl has read up to an empty or last page: all rows are known, whatever the count says.
    read_to_end: RwSignal<bool>,
    session: Session,
    store: SharedStore,
    inner: StoredValue<Inner, LocalStorage>,
    on_counted: StoredValue<Option<Callback<bool>>>,
}

#[derive(Default)]
struct Inner {
    generation: u64,
    cancel: Cancel,
    /// For calls that outlive a request: the device refresh, the open operation.
    long_cancel: Cancel,
    timer: Option<Timeout>,
    /// No automatic poll before then, in ms since the epoch, so that the tab keeps to its budget.
    paid_until: i64,
    /// The timer was set while an operation was active.
    is_fast: bool,
    shown: Vec<RowId>,
    /// Offsets of pages that hold most of `shown`.
    shown_on: Vec<usize>,
    open: Option<OperationKey>,
    /// A count that a page has contradicted.
    doubted: Option<u64>,
}

impl ListSync {
    pub(super) fn new(session: Session, store: SharedStore) -> Self {
        let (listing, set_listing) = signal(Listing::default());
        let (freshness, set_freshness) = signal(Freshness::default());
        let (waiting, set_waiting) = signal(None);
        let (opened, set_opened) = signal(None);
        let (request, set_request) = signal(ListRequest::by(&Default::default()));
        let (poll_interval, set_poll_interval) = signal(PollInterval::default());
        let (refreshing_devices, set_refreshing_devices) = signal(false);
        let (skew_ms, set_skew_ms) = signal(None);
        Self {
            listing,
            set_listing,
            freshness,
            set_freshness,
            waiting,
            set_waiting,
            opened,
            set_opened,
            request,
            set_request,
            poll_interval,
            set_poll_interval,
            refreshing_devices,
            set_refreshing_devices,
            skew_ms,
            set_skew_ms,
            selection: RowSelection::new(),
            read_to_end: RwSignal::new(false),
            session,
            store,
            inner: StoredValue::new_local(Inner::default()),
            on_counted: StoredValue::new(None),
        }
    }

    /// The last answer to the list request.
    pub fn listing(self) -> ReadSignal<Listing> {
        self.listing
    }

    /// How fresh the listing is.
    pub fn freshness(self) -> ReadSignal<Freshness> {
        self.freshness
    }

    /// New rows that are not shown yet.
    pub fn waiting(self) -> ReadSignal<Option<Listing>> {
        self.waiting
    }

    /// The open operation.
    pub fn opened(self) -> ReadSignal<Option<Opened>> {
        self.opened
    }

    /// The poll interval that the user has set.
    pub fn poll_interval(self) -> ReadSignal<PollInterval> {
        self.poll_interval
    }

    /// Whether a refresh from the devices is under way.
    pub fn refreshing_devices(self) -> ReadSignal<bool> {
        self.refreshing_devices
    }

    /// The server's clock minus the local clock, in ms.
    pub fn skew_ms(self) -> ReadSignal<Option<f64>> {
        self.skew_ms
    }

    /// The selected rows.
    pub fn selection(self) -> RowSelection {
        self.selection
    }

    /// Sets the request. If it changes, the calls of the old one are aborted and late answers dropped; the stored rows stay.
    pub fn request(self, request: ListRequest) {
        let answered = || self.listing.with_untracked(|l| l.request.as_ref() == Some(&request));
        let loading = || self.freshness.with_untracked(|f| f.loading);
        if self.request.with_untracked(|now| *now == request) && (answered() || loading()) {
            return;
        }
        self.set_request.set(request);
        self.set_waiting.set(None);
        self.set_freshness.set(Freshness::default());
        self.restart(PollReason::Request);
    }

    /// Polls now.
    pub fn refresh(self) {
        self.restart(PollReason::Refresh);
    }

    /// Shows the new rows.
    pub fn show_waiting(self) {
        if let Some(listing) = self.waiting.get_untracked() {
            self.set_waiting.set(None);
            self.set_listing.set(listing);
        }
    }

    /// Sets which rows are visible. The active ones are requested by id when the next answer doesn't hold them.
    pub fn set_shown(self, rows: Vec<RowId>) {
        self.set_shown_on(rows, Vec::new());
    }

    /// Like [`Self::set_shown`], for rows that lie together: the pages at these offsets are requested before single operations.
    pub fn set_shown_on(self, rows: Vec<RowId>, pages: Vec<usize>) {
        self.inner.update_value(|inner| (inner.shown, inner.shown_on) = (rows, pages));
        self.poll_sooner();
    }

    /// Sets the poll interval.
    pub fn set_poll_interval(self, interval: PollInterval) {
        self.set_poll_interval.set(interval);
        self.schedule_poll();
    }

    /// Whether anything came from the API or the snapshot. Before that, no number is known.
    pub fn has_data(self) -> bool {
        self.listing.with(|listing| listing.request.is_some()) || self.store.read(|known| known.count() > 0)
    }

    /// Number of known operations, and the total count: the API's, or what a crawl up to the end has found if that is none.
    pub fn loaded(self) -> (usize, Option<u64>) {
        let known = self.store.read(|known| known.count()) + self.store.unreadable().with(Vec::len);
        let count = self.listing.with(|l| l.count);
        (known, count.or_else(|| self.read_to_end.get().then_some(known as u64)))
    }

    /// The count of a page in the API's order, unless this or another page has contradicted it.
    pub(super) fn believed(self, count: Option<u64>, offset: usize, rows: usize, more: bool) -> Option<u64> {
        if wire::believed_count(count, offset, rows, more).is_none() && count.is_some() {
            self.inner.update_value(|inner| inner.doubted = count);
            if self.listing.with_untracked(|l| l.count == count) {
                self.set_listing.update(|l| l.count = None);
            }
        }
        count.filter(|_| self.inner.with_value(|inner| inner.doubted) != count)
    }

    /// A crawl has read up to an empty or last page.
    pub(super) fn set_read_to_end(self) {
        self.read_to_end.set(true);
    }

    /// Stores the difference of the clocks that an answer revealed.
    pub fn note_skew(self, skew_ms: Option<f64>) {
        if skew_ms.is_some() {
            self.set_skew_ms.set(skew_ms);
            set_server_skew(skew_ms);
        }
    }

    /// Sets the callback that runs after each answer with the API's count. Its argument is `true` if everything is requested.
    pub(super) fn on_counted(self, call: Callback<bool>) {
        self.on_counted.set_value(Some(call));
    }

    /// Clears all state: after signing out, or with a refused token.
    pub(super) fn reset(self) {
        self.inner.update_value(|inner| {
            inner.cancel.abort();
            inner.long_cancel.abort();
            *inner = Inner { generation: inner.generation + 1, ..Inner::default() };
        });
        self.read_to_end.set(false);
        self.set_listing.set(Listing::default());
        self.set_freshness.set(Freshness::default());
        self.set_waiting.set(None);
        self.set_skew_ms.set(None);
        set_server_skew(None);
        self.set_opened.set(None);
        self.selection.clear();
        self.set_refreshing_devices.set(false);
    }

    /// Shows this problem instead of the rows.
    pub(super) fn set_problem(self, problem: Problem) {
        self.set_freshness.update(|freshness| freshness.problem = Some(problem));
    }

    /// Raises the count to that of a crawl's page. Never lowers it, because the page may be older than the last poll.
    pub(super) fn raise_count(self, count: Option<u64>) {
        if self.listing.with_untracked(|l| l.count < count) {
            self.set_listing.update(|l| l.count = count);
        }
    }

    /// Replaces row ids by those of the column store; `names` is indexed by the old ids.
    pub(super) fn rename(self, names: &[RowId]) {
        let name = |row: &RowId| names.get(row.0 as usize).copied().unwrap_or(RowId::NONE);
        let rename = |rows: &mut Vec<ListRow>| {
            for seen in rows {
                if let ListRow::Known(row) = seen {
                    *row = name(row);
                }
            }
        };
        self.set_listing.update(|listing| rename(&mut listing.rows));
        self.set_waiting.update(|waiting| {
            if let Some(listing) = waiting {
                rename(&mut listing.rows);
            }
        });
        self.inner.update_value(|inner| inner.shown.iter_mut().for_each(|row| *row = name(row)));
        self.selection.rename(name);
    }
}
