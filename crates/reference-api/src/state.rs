//! State shared by all parts of the server.

use std::sync::Arc;

use crate::{
    auth::Tokens,
    clock::Clock,
    config::Config,
    control::{faults::Faults, log::RequestLog},
    errors::Error,
    fleet,
    store::{Store, meta},
};

/// State of one running server.
#[derive(Debug)]
pub struct App {
    /// Flags
    pub config: Config,
    /// Database
    pub store: Arc<Store>,
    /// Simulated time
    pub clock: Clock,
    /// Valid tokens
    pub tokens: Tokens,
    /// Pending faults
    pub faults: Faults,
    /// Recent requests
    pub log: RequestLog,
    /// The seed of the database's contents
    pub seed: u64,
}

impl App {
    /// Opens or creates the database.
    ///
    /// # Errors
    /// When the database can't be opened or filled.
    pub async fn open(config: Config) -> Result<Arc<Self>, Error> {
        let filling = config.clone();
        let store = tokio::task::spawn_blocking(move || {
            Store::open(&filling.database, |connection| fleet::fill(connection, &filling))
        })
        .await
        .map_err(|error| Error::Internal(error.to_string()))??;
        let (ahead, seed) = store
            .read(|connection| {
                Ok((meta::number(connection, meta::AHEAD)?, meta::number(connection, meta::SEED)?))
            })
            .await?;
        Ok(Arc::new(Self {
            clock: Clock::new(ahead.unwrap_or(0), config.speed),
            tokens: Tokens::new(&config.tokens),
            faults: Faults::default(),
            log: RequestLog::default(),
            seed: seed.map_or(config.seed, |seed| seed as u64),
            store,
            config,
        }))
    }

    /// Whether e-mails can be sent.
    pub fn mails(&self) -> bool {
        self.config.spool.is_some() || self.config.smtp.is_some()
    }
}
