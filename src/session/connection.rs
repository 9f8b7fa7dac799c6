//! Pure: the connection settings, and their JSON form.

use crate::api::Token;
use serde::{Deserialize, Serialize};
use wire::Envelope;

/// Revision in which new operations are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RevisionChoice {
    /// The revision of the API's own rows.
    #[default]
    Auto,
    /// `device_ids` and `operation_data`.
    Current,
    /// `device_id` and `parameters`, one request a device.
    Previous,
}

/// Settings for talking to the API.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "StoredConnection", into = "StoredConnection")]
pub struct Connection {
    /// Normalised base URL, see [`super::normalise`].
    pub base: String,
    /// The API token.
    pub token: Token,
    /// Revision in which new operations are written.
    pub revision: RevisionChoice,
    /// A plain object, or the same as a string under `data`.
    pub envelope: Envelope,
}

/// A [`Connection`] as JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredConnection {
    base: String,
    token: String,
    #[serde(default)]
    revision: RevisionChoice,
    #[serde(default)]
    data_string: bool,
}

impl From<Connection> for StoredConnection {
    fn from(connection: Connection) -> Self {
        Self {
            base: connection.base,
            token: connection.token.reveal().to_owned(),
            revision: connection.revision,
            data_string: connection.envelope == Envelope::DataString,
        }
    }
}

impl TryFrom<StoredConnection> for Connection {
    type Error = String;

    fn try_from(stored: StoredConnection) -> Result<Self, String> {
        let token = Token::new(&stored.token);
        if !token.is_well_formed() {
            return Err(messages::session::token_malformed().to_owned());
        }
        let envelope = if stored.data_string { Envelope::DataString } else { Envelope::Plain };
        Ok(Self { base: super::normalise(&stored.base)?, token, revision: stored.revision, envelope })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_connection_is_read_back() -> Result<(), serde_json::Error> {
        let connection = Connection {
            base: "/api/v1".into(),
            token: Token::new("t"),
            revision: RevisionChoice::Previous,
            envelope: Envelope::DataString,
        };
        let text = serde_json::to_string(&connection)?;
        assert_eq!(text, r#"{"base":"/api/v1","token":"t","revision":"previous","dataString":true}"#);
        assert_eq!(serde_json::from_str::<Connection>(&text)?, connection);
        Ok(())
    }

    #[test]
    fn a_damaged_connection_is_refused() {
        for text in [
            "",
            "[]",
            r#"{"base":"/api"}"#,
            r#"{"base":"ftp://x","token":"t"}"#,
            r#"{"base":"/a","token":"a b"}"#,
        ] {
            assert!(serde_json::from_str::<Connection>(text).is_err(), "{text}");
        }
    }
}
