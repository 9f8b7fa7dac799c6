//! SQLite: opening, migrations, and access to connections. Contains no rules of the API.
//!
//! One connection writes; each reader has its own and sees the last commit (WAL), so that the list never waits for the
//! simulation. All database access runs on tokio's blocking threads.

pub mod devices;
pub mod meta;
pub mod operations;
pub mod outbox;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tempfile::TempDir;

use crate::errors::Error;

/// One entry per version of the schema, in order. Never change a released one.
const MIGRATIONS: [&str; 1] = [include_str!("schema.sql")];

/// The database.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    /// Kept for its `Drop`, which removes a `:memory:` database.
    _temporary: Option<TempDir>,
}

impl Store {
    /// Opens a database, or creates one and calls `fill`. A new database is renamed to its final name only when it is complete, so that an
    /// interrupted start leaves no partial one.
    ///
    /// # Errors
    /// When the file can't be opened or written, or isn't a database of this program.
    pub fn open(
        path: &Path,
        fill: impl FnOnce(&Transaction<'_>) -> Result<(), Error>,
    ) -> Result<Arc<Self>, Error> {
        let temporary =
            if path == Path::new(":memory:") { Some(tempfile::tempdir().map_err(io)?) } else { None };
        let path =
            temporary.as_ref().map_or_else(|| path.to_owned(), |dir| dir.path().join("reference-api.sqlite"));
        if !path.exists() {
            make(&path, fill)?;
        }
        let mut writer = connect(&path)?;
        migrate(&mut writer)?;
        Ok(Arc::new(Self {
            path,
            writer: Mutex::new(writer),
            readers: Mutex::default(),
            _temporary: temporary,
        }))
    }

    /// Path of the database.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs a query.
    ///
    /// # Errors
    /// Those of `query`, or 500 when there is no connection.
    pub async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        query: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let store = self.clone();
        blocking(move || {
            let spare = store.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let connection = spare.map_or_else(|| connect(&store.path), Ok)?;
            let answer = query(&connection);
            store.readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            answer
        })
        .await
    }

    /// Runs a change in one transaction, which is rolled back on errors.
    ///
    /// # Errors
    /// Those of `change`, or 500 when the commit fails.
    pub async fn write<T: Send + 'static>(
        self: &Arc<Self>,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let store = self.clone();
        blocking(move || {
            let mut writer = store.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let answer = change(&transaction)?;
            transaction.commit()?;
            Ok(answer)
        })
        .await
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.to_string()))?
}

fn connect(path: &Path) -> Result<Connection, Error> {
    let connection = Connection::open(path)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;
         PRAGMA foreign_keys = ON; PRAGMA mmap_size = 268435456;",
    )?;
    Ok(connection)
}

/// Fills a new file without journal or syncs, which is safe because the file is used only after it is renamed.
fn make(path: &Path, fill: impl FnOnce(&Transaction<'_>) -> Result<(), Error>) -> Result<(), Error> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = PathBuf::from(unfinished);
    if unfinished.exists() {
        std::fs::remove_file(&unfinished).map_err(io)?;
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(io)?;
    }
    let mut connection = Connection::open(&unfinished)?;
    connection.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
         PRAGMA cache_size = -65536;",
    )?;
    migrate(&mut connection)?;
    let transaction = connection.transaction()?;
    fill(&transaction)?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    std::fs::rename(&unfinished, path).map_err(io)
}

fn migrate(connection: &mut Connection) -> Result<(), Error> {
    let version: usize = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version > MIGRATIONS.len() {
        return Err(Error::Internal(format!("the database has version {version}, newer than this program")));
    }
    for (index, sql) in MIGRATIONS.iter().enumerate().skip(version) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", index + 1)?;
        transaction.commit()?;
    }
    Ok(())
}

fn io(error: std::io::Error) -> Error {
    Error::Internal(format!("database file: {error}"))
}
