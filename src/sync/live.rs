//! What is on the screen and how fresh it is: the state that views read, and what they may do.
//!
//! Each question has a generation. Another question, another token or "Refresh" begins a new one, aborts the calls of the old one, and
//! an answer that comes late all the same is dropped. (Leptos' own resources do not do that: they show the old answer first.)

use super::{
    HistoryChunk, ListRequest, ListRow, LoadHistory, LoadPolicy, PersistenceStatus, PollInterval,
    SelectedRows, SharedStore, indexed_db, loading,
};
use crate::{
    api::{Cancel, Problem},
    route::OperationKey,
    session::Session,
};
use gloo_timers::callback::Timeout;
use history::RowId;
use leptos::{ev, prelude::*, task::spawn_local};
use wire::Operation;

/// The last answer to what is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// What it answers; `None` before the first.
    pub asked: Option<ListRequest>,
    /// Its rows, in the API's order. For everything that is the top page only.
    pub rows: Vec<ListRow>,
    /// How many there are in all, where the API says so.
    pub count: Option<u64>,
}

/// How old what is on the screen is, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Freshness {
    /// A call is under way.
    pub asking: bool,
    /// When the last good answer to this question came, in ms since the epoch.
    pub answered_at: Option<i64>,
    /// What the last call brought instead of an answer.
    pub problem: Option<Problem>,
    /// Failures in a row.
    pub failures: u32,
}

/// How much of the history is here.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CrawlState {
    /// Nobody needed it.
    #[default]
    Idle,
    /// Pages are being fetched.
    Running,
    /// Somebody pressed "Pause".
    Paused,
    /// Somebody pressed "Stop".
    Stopped,
    /// It gave up after repeated failures.
    Failed(Problem),
    /// All of it.
    Complete,
}

/// How far a crawl is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CrawlStats {
    /// Rows that it has seen.
    pub seen: usize,
    /// Rows that it will have seen, where that is known.
    pub of: Option<u64>,
    /// How many ms it will still take at its pace of late, where that can be told.
    pub left_ms: Option<i64>,
}

/// The operation whose detail is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// Asked for, nothing known yet.
    Loading,
    /// As the API last said it.
    Found(Box<Operation>),
    /// The API knows no such operation.
    Missing,
    /// The call failed, and nothing is known from before.
    Failed(Problem),
}

/// The list on the screen. Copies share one state.
#[derive(Clone, Copy)]
pub struct Live {
    /// All that is known.
    pub store: SharedStore,
    /// The last answer.
    pub listing: RwSignal<Listing>,
    /// How fresh it is.
    pub freshness: RwSignal<Freshness>,
    /// How much of the history is here.
    pub crawl: RwSignal<CrawlState>,
    /// How far the crawl is.
    pub progress: RwSignal<CrawlStats>,
    /// When all of it was last read to the end, in ms since the epoch.
    pub read_at: RwSignal<Option<i64>>,
    /// What is known was kept at an earlier visit and is as it was then, in ms since the epoch; `None` once it is up to date.
    pub as_of: RwSignal<Option<i64>>,
    /// How keeping it for the next visit stands.
    pub standing: RwSignal<PersistenceStatus>,
    /// What a person should hear of that.
    pub said: RwSignal<Option<&'static str>>,
    /// When the rest of the history is fetched.
    pub load_policy: RwSignal<LoadPolicy>,
    /// How often the person wants to ask.
    pub pace: RwSignal<PollInterval>,
    /// A refresh from the devices is under way.
    pub asking_devices: RwSignal<bool>,
    /// New rows that wait to be shown.
    pub waiting: RwSignal<Option<Listing>>,
    /// The server's clock minus ours, in ms.
    pub skew_ms: RwSignal<Option<f64>>,
    /// The open operation.
    pub opened: RwSignal<Option<Opened>>,
    /// The rows that somebody has picked.
    pub picked: RwSignal<SelectedRows>,
    pub(super) session: Session,
    pub(super) whole: LoadHistory,
    pub(super) asked: RwSignal<ListRequest>,
    pub(super) inner: StoredValue<Inner, LocalStorage>,
}

#[derive(Default)]
pub(super) struct Inner {
    pub generation: u64,
    /// Counts connections: what was begun under an old one is dropped.
    pub connection: u64,
    pub cancel: Cancel,
    /// For calls that outlive a question: the devices, the open operation.
    pub device_cancel: Cancel,
    pub timer: Option<Timeout>,
    /// The server asked to be left alone until then, in ms since the epoch.
    pub not_before: Option<i64>,
    /// The timer was set while something moved.
    pub quick: bool,
    pub crawler: Option<super::crawl_runner::Crawler>,
    /// The next crawl is to read all, not only what may have changed.
    pub all: bool,
    /// The part that keeps the whole history, and what waits for it.
    pub part: Option<HistoryChunk>,
    pub waiting: Vec<fn(Live, HistoryChunk)>,
    pub keeping: super::save::Keeping,
    /// Slices of [`super::preparing`] are on their way.
    pub preparing: bool,
    pub shown: Vec<RowId>,
    pub open: Option<OperationKey>,
}

impl Live {
    /// Another question. The old one's calls are aborted, its late answers dropped; the data stays.
    pub fn ask(self, asked: ListRequest) {
        let answered = || self.listing.with_untracked(|l| l.asked.as_ref() == Some(&asked));
        let asking = || self.freshness.with_untracked(|f| f.asking);
        if self.asked.with_untracked(|now| *now == asked) && (answered() || asking()) {
            return;
        }
        self.asked.set(asked);
        self.waiting.set(None);
        self.freshness.set(Freshness::default());
        self.restart(Why::ListRequest);
    }

    /// Asks now.
    pub fn refresh(self) {
        self.restart(Why::Pressed);
    }

    /// Shows the rows that arrived meanwhile.
    pub fn show_waiting(self) {
        if let Some(listing) = self.waiting.get_untracked() {
            self.waiting.set(None);
            self.listing.set(listing);
        }
    }

    /// Which rows are on the screen: those that run are asked for by id when the next answer doesn't hold them.
    pub fn shows(self, rows: Vec<RowId>) {
        self.inner.update_value(|inner| inner.shown = rows);
        self.quicken();
    }

    /// Opens the detail of an operation, or closes it.
    pub fn open(self, key: Option<OperationKey>) {
        if self.inner.with_value(|inner| inner.open == key) {
            return;
        }
        self.opened.set(key.as_ref().map(|_| Opened::Loading));
        self.inner.update_value(|inner| inner.open = key.clone());
        if let Some(key) = key {
            self.fetch_opened(key);
        }
    }

    /// Sets how often to ask.
    pub fn set_pace(self, pace: PollInterval) {
        self.pace.set(pace);
        self.wait_for_next();
    }

    /// How many operations are known, and how many there are.
    pub fn loaded(self) -> (usize, Option<u64>) {
        let known = self.store.read(|known| known.count()) + self.store.unreadable().with(Vec::len);
        (known, self.listing.with(|l| l.count))
    }

    pub(super) fn generation(self) -> u64 {
        self.inner.with_value(|inner| inner.generation)
    }

    fn forget(self) {
        self.inner.update_value(|inner| {
            inner.cancel.abort();
            inner.device_cancel.abort();
            if let Some(crawler) = &inner.crawler {
                crawler.abort();
            }
            *inner = Inner {
                generation: inner.generation + 1,
                connection: inner.connection + 1,
                ..Inner::default()
            };
        });
        self.store.clear();
        self.listing.set(Listing::default());
        self.freshness.set(Freshness::default());
        self.crawl.set(CrawlState::Idle);
        self.progress.set(CrawlStats::default());
        self.read_at.set(None);
        self.as_of.set(None);
        self.standing.set(PersistenceStatus::default());
        self.waiting.set(None);
        self.skew_ms.set(None);
        crate::time::set_server_skew(None);
        self.opened.set(None);
        self.picked.set(SelectedRows::default());
        self.asking_devices.set(false);
    }

    /// After signing out: removes what is kept of that API, then loads the page again, so that nothing stays in memory.
    fn leave(self, base: String) {
        self.forget();
        spawn_local(async move {
            if indexed_db::allowed() {
                indexed_db::wiped(&base).await;
            }
            if window().location().reload().is_err() {
                leptos::logging::warn!("the page can't be loaded again");
            }
        });
    }

    /// A token that is refused has no right to what was kept under it, and shows it no longer.
    fn forget_kept(self, problem: Problem) {
        if !indexed_db::allowed() {
            return;
        }
        if let Some(client) = self.session.client() {
            indexed_db::wipe(Some(client.base()));
        }
        if self.as_of.get_untracked().is_some() {
            self.forget();
            self.freshness.update(|freshness| freshness.problem = Some(problem));
        }
    }
}

/// Why the API is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Another question: its rows replace what is shown.
    ListRequest,
    /// The person pressed "Refresh": likewise.
    Pressed,
    /// It was time: cells change, rows stay where they are.
    Time,
}

/// Puts a [`Live`] into the context and keeps it going: it asks while there is a connection, pauses in a hidden tab and goes on after a
/// renewed token.
pub fn provide_live(session: Session, whole: LoadHistory) -> Live {
    let live = Live {
        store: SharedStore::new(),
        listing: RwSignal::default(),
        freshness: RwSignal::default(),
        crawl: RwSignal::default(),
        progress: RwSignal::default(),
        read_at: RwSignal::default(),
        as_of: RwSignal::default(),
        standing: RwSignal::default(),
        said: RwSignal::default(),
        load_policy: RwSignal::new(loading::chosen()),
        pace: RwSignal::new(PollInterval::default()),
        asking_devices: RwSignal::new(false),
        waiting: RwSignal::default(),
        skew_ms: RwSignal::default(),
        opened: RwSignal::default(),
        picked: RwSignal::default(),
        session,
        whole,
        asked: RwSignal::new(ListRequest::by(&Default::default())),
        inner: StoredValue::new_local(Inner::default()),
    };
    // A connection begins with the page and ends with it: a renewed token is the same connection.
    if indexed_db::allowed() {
        live.want_whole();
    }
    Effect::new(move |base: Option<Option<String>>| {
        let now = session.connection().with(|c| c.as_ref().map(|c| c.base.clone()));
        if let (Some(Some(base)), None) = (base, &now) {
            live.leave(base);
        }
        now
    });
    Effect::new(move |_| {
        if let Some(problem) = session.refused().get() {
            live.forget_kept(problem);
        }
    });
    Effect::new(move |before: Option<u32>| {
        let renewals = session.renewals().get();
        if before.is_some_and(|b| b != renewals) {
            live.restart(Why::Pressed);
            live.resume_crawl();
        }
        renewals
    });
    let looked_at = window_event_listener(ev::visibilitychange, move |_| live.looked_at_again());
    let online = window_event_listener(ev::online, move |_| live.looked_at_again());
    on_cleanup(move || {
        looked_at.remove();
        online.remove();
    });
    provide_context(live);
    live
}

/// The [`Live`] list of this app.
///
/// # Panics
/// Where [`provide_live`] was not called above, which is a mistake in the app's own code.
pub fn use_live() -> Live {
    expect_context()
}
