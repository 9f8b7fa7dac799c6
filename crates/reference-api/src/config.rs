//! What can be set from the command line or the environment. Owns names and defaults, no behaviour.

use std::{net::SocketAddr, path::PathBuf, str::FromStr};

use clap::{Parser, ValueEnum};
use serde::{Deserialize, Serialize};

/// The headless operation API over a simulated fleet. Every flag can also be set by a variable `REFERENCE_API_*`.
#[derive(Clone, Debug, Parser)]
#[command(version, about)]
pub struct Config {
    /// Address to listen on; port 0 selects a free one
    #[arg(long, env = "REFERENCE_API_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// SQLite database, created and filled if it doesn't exist; `:memory:` for a temporary one
    #[arg(long, env = "REFERENCE_API_DATABASE", default_value = "reference-api.sqlite")]
    pub database: PathBuf,
    /// Folder of static files to serve beside the API
    #[arg(long, env = "REFERENCE_API_DIST")]
    pub dist: Option<PathBuf>,
    /// JSON to serve as /config.json instead of the folder's file: the text itself, or the path of a file
    #[arg(long, env = "REFERENCE_API_APP_CONFIG")]
    pub app_config: Option<String>,
    /// Seed of all generated data
    #[arg(long, env = "REFERENCE_API_SEED", default_value_t = 20_240_115)]
    pub seed: u64,
    /// Number of devices to generate
    #[arg(long, env = "REFERENCE_API_FLEET", default_value_t = 300, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub fleet: u32,
    /// Number of past operations to generate, one per device, over the last 120 days
    #[arg(long, env = "REFERENCE_API_HISTORY", default_value_t = 1200, value_parser = clap::value_parser!(u32).range(0..=10_000_000))]
    pub history: u32,
    /// Keep the fleet quiet: the history is final, and operations are scheduled only through the API
    #[arg(long, env = "REFERENCE_API_QUIET_FLEET")]
    pub quiet_fleet: bool,
    /// Simulated seconds per real second
    #[arg(long, env = "REFERENCE_API_SPEED", default_value_t = 1.0)]
    pub speed: f64,
    /// Revision of the API page to serve
    #[arg(long, env = "REFERENCE_API_REVISION", value_enum, default_value_t = Revision::Current)]
    pub revision: Revision,
    /// Token with its scope, `TOKEN=full`, `TOKEN=read` or `TOKEN=none`; may be repeated
    #[arg(long = "token", env = "REFERENCE_API_TOKEN", value_delimiter = ',',
          default_values_t = [TokenGrant::new("demo-token", Scope::Full), TokenGrant::new("demo-viewer", Scope::Read)])]
    pub tokens: Vec<TokenGrant>,
    /// Origin allowed to call from a browser; may be repeated. Default: only pages of the same origin
    #[arg(long = "allow-origin", env = "REFERENCE_API_ALLOW_ORIGIN", value_delimiter = ',')]
    pub allowed_origins: Vec<String>,
    /// Duration of update_status=true, in milliseconds
    #[arg(long, env = "REFERENCE_API_STATUS_DELAY", default_value_t = 2500)]
    pub status_delay: u64,
    /// Latency added to every answer of the API, in milliseconds
    #[arg(long, env = "REFERENCE_API_LATENCY", default_value_t = 0)]
    pub latency: u64,
    /// Folder for e-mails, written as .eml files
    #[arg(long, env = "REFERENCE_API_SPOOL")]
    pub spool: Option<PathBuf>,
    /// Server for sending e-mails, such as smtp://localhost:1025 or smtps://user:password@host
    #[arg(long, env = "REFERENCE_API_SMTP")]
    pub smtp: Option<String>,
    /// Recipient of the e-mails
    #[arg(long, env = "REFERENCE_API_MAIL_TO", default_value = "operator@example.org")]
    pub mail_to: String,
    /// Serve /__control/ for tests and demonstrations: faults, tokens, the clock. Never enable it on an open network
    #[arg(long, env = "REFERENCE_API_CONTROL")]
    pub control: bool,
}

/// The two revisions of the API page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Revision {
    /// `device_ids`, `operation_data`, progress
    Current,
    /// `device_id`, `parameters`, `op_` and `dev_` ids
    Previous,
}

/// Scope of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Read and schedule
    Full,
    /// Read; 403 on POST
    Read,
    /// Known, but 403 on everything
    None,
}

/// A token from the command line, `TOKEN=SCOPE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenGrant {
    /// The text after `Bearer`
    pub token: String,
    /// Its scope
    pub scope: Scope,
}

impl TokenGrant {
    /// A token with its scope.
    pub fn new(token: &str, scope: Scope) -> Self {
        Self { token: token.to_owned(), scope }
    }
}

impl FromStr for TokenGrant {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (token, scope) = text.rsplit_once('=').unwrap_or((text, "full"));
        let scope = match scope {
            "full" => Scope::Full,
            "read" => Scope::Read,
            "none" => Scope::None,
            other => return Err(format!("{other:?} is not a scope; full, read or none")),
        };
        if token.is_empty() || !token.chars().all(|c| c.is_ascii_graphic()) {
            return Err("a token is printable ASCII without spaces".to_owned());
        }
        Ok(Self::new(token, scope))
    }
}

impl std::fmt::Display for TokenGrant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scope = match self.scope {
            Scope::Full => "full",
            Scope::Read => "read",
            Scope::None => "none",
        };
        write!(f, "{}={scope}", self.token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_flags_make_a_demonstration() {
        let config = Config::parse_from(["reference-api"]);
        assert_eq!((config.fleet, config.history, config.revision), (300, 1200, Revision::Current));
        assert_eq!(config.tokens[1], TokenGrant::new("demo-viewer", Scope::Read));
        assert!(config.allowed_origins.is_empty() && !config.control);
    }

    #[test]
    fn a_token_names_its_scope() {
        let read = TokenGrant::new("a=b", Scope::Read);
        assert_eq!("a=b=read".parse(), Ok(read));
        assert_eq!("plain".parse(), Ok(TokenGrant::new("plain", Scope::Full)));
        assert!("t=admin".parse::<TokenGrant>().is_err());
        assert!("two words=full".parse::<TokenGrant>().is_err());
    }
}
