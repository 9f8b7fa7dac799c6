//! Requested notifications of each transaction, and the outbox of unsent messages. Both are in the database, so that a restart between
//! an event and its notification loses nothing.

use rusqlite::{Connection, OptionalExtension};

use crate::{clock::Millis, errors::Error};

/// The notifications requested for a transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// Send an e-mail for each device that completed
    pub email_on_completion: bool,
    /// Send an e-mail for each device that failed
    pub email_on_failure: bool,
    /// Called for each device when it ends
    pub webhook_url: Option<String>,
}

/// A message to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Key in the outbox
    pub pk: i64,
    /// A URL, or [`MAIL`]
    pub target: String,
    /// Subject of an e-mail
    pub subject: String,
    /// Text of an e-mail, JSON of a webhook
    pub body: String,
    /// Number of failed attempts
    pub attempts: i64,
}

/// The target of e-mails.
pub const MAIL: &str = "mail";

/// Stores the notifications requested for a transaction.
///
/// # Errors
/// When the database can't be written.
pub fn set_notice(connection: &Connection, txn: i64, notice: &Notice) -> Result<(), Error> {
    connection.prepare_cached("INSERT INTO notice VALUES (?1, ?2, ?3, ?4)")?.execute((
        txn,
        notice.email_on_completion,
        notice.email_on_failure,
        &notice.webhook_url,
    ))?;
    Ok(())
}

/// The notifications requested for a transaction.
///
/// # Errors
/// When the database can't be read.
pub fn notice(connection: &Connection, txn: i64) -> Result<Option<Notice>, Error> {
    Ok(connection
        .prepare_cached(
            "SELECT email_on_completion, email_on_failure, webhook_url FROM notice WHERE txn = ?1",
        )?
        .query_row([txn], |row| {
            Ok(Notice {
                email_on_completion: row.get(0)?,
                email_on_failure: row.get(1)?,
                webhook_url: row.get(2)?,
            })
        })
        .optional()?)
}

/// Adds a message.
///
/// # Errors
/// When the database can't be written.
pub fn push(
    connection: &Connection,
    target: &str,
    subject: &str,
    body: &str,
    at: Millis,
) -> Result<(), Error> {
    connection
        .prepare_cached("INSERT INTO outbox (target, subject, body, next_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute((target, subject, body, at))?;
    Ok(())
}

/// Messages that are due.
///
/// # Errors
/// When the database can't be read.
pub fn due(connection: &Connection, now: Millis, limit: i64) -> Result<Vec<Message>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT pk, target, subject, body, attempts FROM outbox WHERE next_at <= ?1 ORDER BY next_at, pk LIMIT ?2",
    )?;
    let messages = statement
        .query_map((now, limit), |row| {
            Ok(Message {
                pk: row.get(0)?,
                target: row.get(1)?,
                subject: row.get(2)?,
                body: row.get(3)?,
                attempts: row.get(4)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(messages)
}

/// Removes a message that was sent or abandoned.
///
/// # Errors
/// When the database can't be written.
pub fn remove(connection: &Connection, pk: i64) -> Result<(), Error> {
    connection.prepare_cached("DELETE FROM outbox WHERE pk = ?1")?.execute([pk])?;
    Ok(())
}

/// Counts a failed attempt and schedules the next one at `next_at`.
///
/// # Errors
/// When the database can't be written.
pub fn postpone(connection: &Connection, pk: i64, next_at: Millis) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE outbox SET attempts = attempts + 1, next_at = ?2 WHERE pk = ?1")?
        .execute((pk, next_at))?;
    Ok(())
}
