//! The connection in force.

use super::{BrowserStorage, Config};
use crate::api::{Client, Problem, Token};
use leptos::prelude::*;
use serde_json::{Value, json};
use wire::{BodyShape, Envelope, Revision};

const KEPT: &str = "connection";
const LAST_BASE: &str = "last-base-url";

/// How new operations are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RevisionChoice {
    /// As the API's own rows look.
    #[default]
    Auto,
    /// `device_ids` and `operation_data`.
    Current,
    /// `device_id` and `parameters`, one request a device.
    Previous,
}

/// What one needs to talk to the API.
#[derive(Clone, Debug, PartialEq)]
pub struct Connection {
    /// Normalised address, see [`super::normalise`].
    pub base: String,
    /// The secret.
    pub token: Token,
    /// How new operations are written.
    pub revision: RevisionChoice,
    /// Plain object, or the same as a string under `data`.
    pub envelope: Envelope,
}

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

    /// Connects. `keep` stores address and token until the tab is closed; otherwise they live in memory alone.
    /// Returns `false` where it should be kept and the browser refuses.
    #[must_use]
    pub fn connect(self, connection: Connection, keep: bool) -> bool {
        let kept = !keep || BrowserStorage::Tab.put(KEPT, &to_json(&connection).to_string());
        if !keep {
            BrowserStorage::Tab.forget(KEPT);
        }
        if !BrowserStorage::Browser.put(LAST_BASE, &connection.base) {
            leptos::logging::log!("the address of the API is not remembered: storage is not available");
        }
        self.refused.set(None);
        self.seen.set(None);
        self.connection.set(Some(connection));
        kept
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
                if BrowserStorage::Tab.get(KEPT).is_some()
                    && !BrowserStorage::Tab.put(KEPT, &to_json(c).to_string())
                {
                    leptos::logging::warn!("the new token could not be kept for this tab");
                }
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

    /// Forgets the connection and the token, everywhere.
    pub fn sign_out(self) {
        BrowserStorage::Tab.forget(KEPT);
        self.refused.set(None);
        self.seen.set(None);
        self.connection.set(None);
    }

    /// What the connect page starts with: the last address used here, else the settings' own.
    pub fn suggested_base(self) -> String {
        BrowserStorage::Browser
            .get(LAST_BASE)
            .unwrap_or_else(|| self.config.with_untracked(|c| c.api_base_url.clone()))
    }
}

/// Puts a [`Session`] into the context: connected where this tab keeps a connection or the settings hold a token.
pub fn provide_session(config: Config) -> Session {
    let kept = BrowserStorage::Tab.get(KEPT).and_then(|text| from_json(&text));
    let given = || {
        let token = Token::new(config.token.as_deref()?);
        let base = super::normalise(&config.api_base_url).ok()?;
        Some(Connection { base, token, revision: config.revision, envelope: config.envelope })
    };
    let connection = kept.or_else(given);
    let session = Session {
        config: RwSignal::new(config),
        connection: RwSignal::new(connection),
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

fn to_json(connection: &Connection) -> Value {
    let revision = match connection.revision {
        RevisionChoice::Auto => "auto",
        RevisionChoice::Current => "current",
        RevisionChoice::Previous => "previous",
    };
    let data_string = connection.envelope == Envelope::DataString;
    json!({"base": connection.base, "token": connection.token.reveal(), "revision": revision, "dataString": data_string})
}

fn from_json(text: &str) -> Option<Connection> {
    let value: Value = serde_json::from_str(text).ok()?;
    let token = Token::new(value.get("token")?.as_str()?);
    Some(Connection {
        base: super::normalise(value.get("base")?.as_str()?).ok()?,
        token: Some(token).filter(Token::is_well_formed)?,
        revision: match value.get("revision").and_then(Value::as_str) {
            Some("current") => RevisionChoice::Current,
            Some("previous") => RevisionChoice::Previous,
            _ => RevisionChoice::Auto,
        },
        envelope: match value.get("dataString").and_then(Value::as_bool) {
            Some(true) => Envelope::DataString,
            _ => Envelope::Plain,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tab_keeps_comes_back() {
        let connection = Connection {
            base: "/api/v1".into(),
            token: Token::new("t"),
            revision: RevisionChoice::Previous,
            envelope: Envelope::DataString,
        };
        assert_eq!(from_json(&to_json(&connection).to_string()), Some(connection));
    }

    #[test]
    fn a_damaged_keepsake_counts_as_none() {
        for text in [
            "",
            "[]",
            r#"{"base":"/api"}"#,
            r#"{"base":"ftp://x","token":"t"}"#,
            r#"{"base":"/a","token":"a b"}"#,
        ] {
            assert_eq!(from_json(text), None, "{text}");
        }
    }
}
