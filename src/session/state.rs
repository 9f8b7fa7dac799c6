//! The session of the app: the connection in force, and whether its token is still accepted.

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

    /// The connection, if there is one.
    pub fn connection(self) -> ReadSignal<Option<Connection>> {
        self.connection.read_only()
    }

    /// A client for the connection, if there is one. Not tracked: a call uses the token of its time.
    pub fn client(self) -> Option<Client> {
        let cookies = self.config.with_untracked(|config| config.post_cookies);
        self.connection.with_untracked(|c| {
            c.as_ref().map(|c| Client::new(c.base.clone(), c.token.clone()).with_cookies(cookies))
        })
    }

    /// How the body of a POST is to look; follows the rows that came where it is left to the app.
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

    /// Notes of which revision the API's rows are.
    pub fn saw_revision(self, revision: Revision) {
        if self.seen.get_untracked() != Some(revision) {
            self.seen.set(Some(revision));
        }
    }

    /// The API refused the token: asks for a new one in place; nothing is unmounted, nothing typed is lost.
    pub fn refuse(self, problem: Problem) {
        if self.connection.with_untracked(Option::is_some) {
            self.refused.set(Some(problem));
        }
    }

    /// Why the token is refused, while it is.
    pub fn refused(self) -> ReadSignal<Option<Problem>> {
        self.refused.read_only()
    }

    /// Goes on with a new token, kept where the old one was kept.
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

    /// How often the token was renewed: whoever waits for a renewal watches this.
    pub fn renewals(self) -> ReadSignal<u32> {
        self.renewals.read_only()
    }

    /// How often the groups of this browser were changed here: whoever shows what they mean watches this.
    pub fn groups(self) -> ReadSignal<u32> {
        self.groups.read_only()
    }

    /// Notes that they are others now.
    pub(super) fn regrouped(self) {
        self.groups.update(|n| *n += 1);
    }

    /// Forgets the connection and the token, everywhere. `sync` then wipes what it keeps and loads the page again.
    pub fn sign_out(self) {
        sign_in::forget();
        self.refused.set(None);
        self.seen.set(None);
        self.connection.set(None);
    }
}

/// Puts a [`Session`] with this connection into the context.
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
/// Where [`provide_session`] was not called above, which is a mistake in the app's own code.
pub fn use_session() -> Session {
    expect_context()
}
