//! What can be set from the command line or the environment. Owns names and defaults, no behaviour.

use std::{net::SocketAddr, path::PathBuf, str::FromStr};

use clap::{Parser, ValueEnum};
use serde::{Deserialize, Serialize};

/// The headless operation API over a simulated fleet. Every flag can also be set by a variable `REFERENCE_API_*`.
#[derive(Clone, Debug, Parser)]
#[command(version, about)]
pub struct Config {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, env = "REFERENCE_API_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// SQLite database, made and filled when it isn't there; `:memory:` for one that is gone at the end
    #[arg(long, env = "REFERENCE_API_DATABASE", default_value = "reference-api.sqlite")]
    pub database: PathBuf,
    /// Folder of static files to serve beside the API
    #[arg(long, env = "REFERENCE_API_DIST")]
    pub dist: Option<PathBuf>,
    /// JSON answered at /config.json in place of the folder's own: the text itself, or the path of a file
    #[arg(long, env = "REFERENCE_API_APP_CONFIG")]
    pub app_config: Option<String>,
    /// Seed of everything that is generated
    #[arg(long, env = "REFERENCE_API_SEED", default_value_t = 20_240_115)]
    pub seed: u64,
    /// Devices to generate
    #[arg(long, env = "REFERENCE_API_FLEET", default_value_t = 300, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub fleet: u32,
    /// Past operations to generate, one a device, over the last 120 days
    #[arg(long, env = "REFERENCE_API_HISTORY", default_value_t = 1200, value_parser = clap::value_parser!(u32).range(0..=10_000_000))]
    pub history: u32,
    /// Leave the fleet alone: history is final, and nothing is scheduled but through the API
    #[arg(long, env = "REFERENCE_API_QUIET_FLEET")]
    pub quiet_fleet: bool,
    /// Simulated seconds in one real second
    #[arg(long, env = "REFERENCE_API_SPEED", default_value_t = 1.0)]
    pub speed: f64,
    /// Revision of the API page to serve
    #[arg(long, env = "REFERENCE_API_REVISION", value_enum, default_value_t = Revision::Current)]
    pub revision: Revision,
    /// Token and what it may do, `TOKEN=full`, `TOKEN=read` or `TOKEN=none`; may be repeated
    #[arg(long = "token", env = "REFERENCE_API_TOKEN", value_delimiter = ',',
          default_values_t = [TokenGrant::new("demo-token", Scope::Full), TokenGrant::new("demo-viewer", Scope::Read)])]
    pub tokens: Vec<TokenGrant>,
    /// Origin that may call from a browser; may be repeated. None: only pages of the same origin
    #[arg(long = "allow-origin", env = "REFERENCE_API_ALLOW_ORIGIN", value_delimiter = ',')]
    pub allowed_origins: Vec<String>,
    /// How long update_status=true takes, in milliseconds
    #[arg(long, env = "REFERENCE_API_STATUS_DELAY", default_value_t = 2500)]
    pub status_delay: u64,
    /// Added to every answer of the API, in milliseconds
    #[arg(long, env = "REFERENCE_API_LATENCY", default_value_t = 0)]
    pub latency: u64,
    /// Folder that e-mails are written to, as .eml files
    #[arg(long, env = "REFERENCE_API_SPOOL")]
    pub spool: Option<PathBuf>,
    /// Server that e-mails are sent by, such as smtp://localhost:1025 or smtps://user:password@host
    #[arg(long, env = "REFERENCE_API_SMTP")]
    pub smtp: Option<String>,
    /// Who gets the e-mails
    #[arg(long, env = "REFERENCE_API_MAIL_TO", default_value = "operator@example.org")]
    pub mail_to: String,
    /// Serve /__control/ for tests and demonstrations: faults, tokens, the clock. Never on an open network
    #[arg(long, env = "REFERENCE_API_CONTROL")]
    pub control: bool,
}

/// The two states of the API page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Revision {
    /// `device_ids`, `operation_data`, progress
    Current,
    /// `device_id`, `parameters`, `op_` and `dev_` ids
    Previous,
}

/// What a token may do.
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

/// A token of the command line, `TOKEN=SCOPE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenGrant {
    /// The text after `Bearer`
    pub token: String,
    /// What it may do
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
    fn flags_have_defaults_that_make_a_demonstration() {
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
