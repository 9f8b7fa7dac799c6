//! Provides the sync context and handles events that concern several parts: sign-out, a refused or renewed token, a hidden tab.

use super::{
    crawl::{CrawlEvents, CrawlSync},
    history_chunk::{LoadHistory, fetch_history},
    list::ListSync,
    persistence::Persistence,
    store::SharedStore,
};
use crate::{api::Problem, effect::effect, session::Session};
use leptos::{ev, prelude::*, task::spawn_local};

/// Syncs operations with the API and stores them. Each part owns its own state; copies share it.
#[derive(Clone, Copy)]
pub struct Sync {
    /// All known operations.
    pub store: SharedStore,
    /// The list on the screen.
    pub list: ListSync,
    /// The whole history.
    pub crawl: CrawlSync,
    /// The snapshot between visits.
    pub persistence: Persistence,
}

/// Provides a [`Sync`] in the context and keeps it running: polls while connected, pauses in a hidden tab, and resumes after the
/// token is renewed. `notify` shows a message to the user.
pub fn provide_sync(session: Session, load: LoadHistory, notify: Callback<&'static str>) -> Sync {
    let store = SharedStore::new();
    let list = ListSync::new(session, store);
    let crawl = CrawlSync::new(session, store, list);
    let persistence = Persistence::new(session, store, list, crawl, notify);
    let sync = Sync { store, list, crawl, persistence };
    list.on_counted(Callback::new(move |needed| crawl.keep_up(needed)));
    crawl.on_events(CrawlEvents {
        history_needed: Callback::new(move |()| fetch_history(load, store, crawl, persistence)),
        completed: Callback::new(move |()| persistence.save()),
    });
    // A connection lasts as long as the page, so the snapshot is restored or removed here, once.
    if persistence.is_enabled() || persistence.is_left() {
        crawl.open_history();
    }
    sync.follow(session);
    provide_context(sync);
    sync
}

/// The [`Sync`] of this app.
///
/// # Panics
/// If no ancestor called [`provide_sync`].
pub fn use_sync() -> Sync {
    expect_context()
}

impl Sync {
    /// Reacts to changes of the session and of the tab's visibility.
    fn follow(self, session: Session) {
        Effect::new(move |base: Option<Option<String>>| {
            let now = session.connection().with(|c| c.as_ref().map(|c| c.base.clone()));
            if let (Some(Some(base)), None) = (base, &now) {
                self.signed_out(base);
            }
            now
        });
        effect(move || {
            if let Some(problem) = session.refused().get() {
                self.token_refused(session, problem);
            }
        });
        Effect::new(move |before: Option<u32>| {
            let renewals = session.renewals().get();
            if before.is_some_and(|b| b != renewals) {
                self.list.refresh();
                self.crawl.retry_now();
            }
            renewals
        });
        let visibility = window_event_listener(ev::visibilitychange, move |_| self.tab_changed());
        let online = window_event_listener(ev::online, move |_| self.tab_changed());
        on_cleanup(move || {
            visibility.remove();
            online.remove();
        });
    }

    /// Deletes the snapshot for that API, then reloads the page so that nothing stays in memory.
    fn signed_out(self, base: String) {
        self.reset();
        spawn_local(async move {
            if self.persistence.is_enabled() {
                self.persistence.wipe(&base).await;
            }
            if window().location().reload().is_err() {
                leptos::logging::warn!("the page can't be loaded again");
            }
        });
    }

    /// Clears the store and hides the restored snapshot: a refused token must not show data that was stored under it.
    fn token_refused(self, session: Session, problem: Problem) {
        if !self.persistence.is_enabled() {
            return;
        }
        if let Some(client) = session.client() {
            spawn_local(async move { self.persistence.wipe(client.base()).await });
        }
        if self.crawl.is_behind() {
            self.reset();
            self.list.set_problem(problem);
        }
    }

    /// The tab was hidden or shown, or the network is back.
    fn tab_changed(self) {
        if document().hidden() {
            self.list.suspend();
            self.persistence.save();
        } else {
            self.list.resume();
            self.crawl.retry_now();
        }
    }

    /// Clears all state of a connection.
    fn reset(self) {
        self.list.reset();
        self.crawl.reset();
        self.persistence.reset();
        self.store.clear();
    }
}
