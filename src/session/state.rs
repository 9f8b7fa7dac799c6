//! The session of the app: the current connection, and whether its token is still accepted.

use super::{Config, Connection, RevisionChoice, sign_in};
use crate::api::{Client, Problem, Token};
use leptos::prelude::*;
use wire::{BodyShape, Envelope, Revision};

/// The session of this page. Copies share one state.
#[derive(Clone, Copy)]
pub struct Session {
    config: RwSignal<Config>,
    connection: RwSignal<Option<Connection>>,
    refused: RwSignal<Option<Problem>>,
    renewals: RwSignal<u32>,
    seen: RwSignal<Option<Revision>>,
    groups: RwSignal<u32>,
}

impl Session {
    /// The runtime settings.
    pub fn config(self) -> ReadSignal<Config> {
        self.config.read_only()
    }

    /// The connection, if any.
    pub fn connection(self) -> ReadSignal<Option<Connection>> {
        self.connection.read_only()
    }

    /// A client for the connection, if any. Not tracked: a call uses the token at the time of the call.
    pub fn client(self) -> Option<Client> {
        let cookies = self.config.with_untracked(|config| config.post_cookies);
        self.connection.with_untracked(|c| {
            c.as_ref().map(|c| Client::new(c.base.clone(), c.token.clone()).with_cookies(cookies))
        })
    }

    /// Format of the body of a POST. With [`RevisionChoice::Auto`], it follows the revision of the rows received.
    pub fn shape(self) -> BodyShape {
        let choice = self.connection.with(|c| c.as_ref().map(|c| (c.revision, c.envelope)));
        let (revision, envelope) = choice.unwrap_or((RevisionChoice::Auto, Envelope::Plain));
        let revision = match revision {
            RevisionChoice::Current => Revision::Current,
            RevisionChoice::Previous => Revision::Previous,
            RevisionChoice::Auto => self.seen.get().unwrap_or(Revision::Current),
        };
        BodyShape { revision, envelope }
    }

    /// Records the revision of the rows received.
    pub fn saw_revision(self, revision: Revision) {
        if self.seen.get_untracked() != Some(revision) {
            self.seen.set(Some(revision));
        }
    }

    /// Reports that the API refused the token: opens the dialog for a new one. Nothing is unmounted, so no input is lost.
    pub fn refuse(self, problem: Problem) {
        if self.connection.with_untracked(Option::is_some) {
            self.refused.set(Some(problem));
        }
    }

    /// Why the token is refused; `None` if it is not.
    pub fn refused(self) -> ReadSignal<Option<Problem>> {
        self.refused.read_only()
    }

    /// Continues with a new token, stored where the old one was.
    pub fn renew(self, token: Token) {
        self.connection.update(|c| {
            if let Some(c) = c {
                c.token = token;
                sign_in::renew(c);
            }
        });
        self.refused.set(None);
        self.renewals.update(|n| *n += 1);
    }

    /// Number of token renewals. Track this to resume after a renewal.
    pub fn renewals(self) -> ReadSignal<u32> {
        self.renewals.read_only()
    }

    /// Number of changes to the groups of this browser. Track this to update what depends on them.
    pub fn groups(self) -> ReadSignal<u32> {
        self.groups.read_only()
    }

    /// Notifies readers that the groups have changed.
    pub(super) fn regrouped(self) {
        self.groups.update(|n| *n += 1);
    }

    /// Deletes the connection and the token. `sync` then deletes the snapshots and reloads the page.
    pub fn sign_out(self) {
        sign_in::forget();
        self.refused.set(None);
        self.seen.set(None);
        self.connection.set(None);
    }
}

/// Provides a [`Session`] with this connection in the context.
pub fn provide_session(config: Config, connection: Connection) -> Session {
    let session = Session {
        config: RwSignal::new(config),
        connection: RwSignal::new(Some(connection)),
        refused: RwSignal::new(None),
        renewals: RwSignal::new(0),
        seen: RwSignal::new(None),
        groups: RwSignal::new(0),
    };
    provide_context(session);
    session
}

/// The [`Session`] of this app.
///
/// # Panics
/// If no ancestor called [`provide_session`].
pub fn use_session() -> Session {
    expect_context()
}
