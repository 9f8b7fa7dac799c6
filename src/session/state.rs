//! The session of the app: the current connection, and whether its token is still accepted.

use super::{Config, Connection, RevisionChoice, sign_in};
use crate::api::{Client, Problem, Token};
use leptos::prelude::*;
use wire::{BodyShape, Envelope, Revision};

/// The session of this page. Copies share one state.
#[derive(Clone, Copy)]
pub struct Session {
    config: ReadSignal<Config>,
    connection: ReadSignal<Option<Connection>>,
    set_connection: WriteSignal<Option<Connection>>,
    refused: ReadSignal<Option<Problem>>,
    set_refused: WriteSignal<Option<Problem>>,
    renewals: ReadSignal<u32>,
    set_renewals: WriteSignal<u32>,
    seen: ReadSignal<Option<Revision>>,
    set_seen: WriteSignal<Option<Revision>>,
    groups: ReadSignal<u32>,
    set_groups: WriteSignal<u32>,
}

impl Session {
    /// The runtime settings.
    pub fn config(self) -> ReadSignal<Config> {
        self.config
    }

    /// The connection, if any.
    pub fn connection(self) -> ReadSignal<Option<Connection>> {
        self.connection
    }

    /// A client for the connection, if any. Not tracked: a call uses the token at the time of the call.
    pub fn client(self) -> Option<Client> {
        let cookies = self.config.with_untracked(|config| config.cookies);
        self.connection
            .with_untracked(|c| c.as_ref().map(|c| Client::new(c.base.clone(), c.token.clone(), cookies)))
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
            self.set_seen.set(Some(revision));
        }
    }

    /// Reports that the API refused the token: opens the dialog for a new one. Nothing is unmounted, so no input is lost.
    pub fn refuse(self, problem: Problem) {
        if self.connection.with_untracked(Option::is_some) {
            self.set_refused.set(Some(problem));
        }
    }

    /// Why the token is refused; `None` if it is not.
    pub fn refused(self) -> ReadSignal<Option<Problem>> {
        self.refused
    }

    /// Continues with a new token, stored where the old one was.
    pub fn renew(self, token: Token) {
        self.set_connection.update(|c| {
            if let Some(c) = c {
                c.token = token;
                sign_in::renew(c);
            }
        });
        self.set_refused.set(None);
        self.set_renewals.update(|n| *n += 1);
    }

    /// Number of token renewals. Track this to resume after a renewal.
    pub fn renewals(self) -> ReadSignal<u32> {
        self.renewals
    }

    /// Number of changes to the groups of this browser. Track this to update what depends on them.
    pub fn groups(self) -> ReadSignal<u32> {
        self.groups
    }

    /// Notifies readers that the groups have changed.
    pub(super) fn regrouped(self) {
        self.set_groups.update(|n| *n += 1);
    }

    /// Deletes the connection and the token, in every tab that uses this API. `sync` then deletes the snapshots and reloads the page.
    pub fn sign_out(self) {
        sign_in::forget();
        self.set_refused.set(None);
        self.set_seen.set(None);
        self.set_connection.set(None);
    }
}

/// Provides a [`Session`] with this connection in the context.
pub fn provide_session(config: Config, connection: Connection) -> Session {
    sign_in::follow_sign_out(&connection.base);
    // The settings don't change while the page lasts.
    let (config, _) = signal(config);
    let (connection, set_connection) = signal(Some(connection));
    let (refused, set_refused) = signal(None);
    let (renewals, set_renewals) = signal(0);
    let (seen, set_seen) = signal(None);
    let (groups, set_groups) = signal(0);
    let session = Session {
        config,
        connection,
        set_connection,
        refused,
        set_refused,
        renewals,
        set_renewals,
        seen,
        set_seen,
        groups,
        set_groups,
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
