//! What every part of the server shares.

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

/// One running server.
#[derive(Debug)]
pub struct App {
    /// Flags
    pub config: Config,
    /// Database
    pub store: Arc<Store>,
    /// Simulated time
    pub clock: Clock,
    /// Good tokens
    pub tokens: Tokens,
    /// Faults to come
    pub faults: Faults,
    /// What was asked
    pub log: RequestLog,
    /// The seed that the database was made with
    pub seed: u64,
}

impl App {
    /// Opens the database, or makes it.
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

    /// Whether there is a way to send e-mails.
    pub fn mails(&self) -> bool {
        self.config.spool.is_some() || self.config.smtp.is_some()
    }
}
