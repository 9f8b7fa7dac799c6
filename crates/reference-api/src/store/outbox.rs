//! Notifications: what each transaction asked for, and what is still to be sent. Kept in the database, so that a restart
//! between an event and its notification loses neither.

use rusqlite::{Connection, OptionalExtension};

use crate::{clock::Millis, errors::Error};

/// What the scheduler of a transaction wants to hear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// An e-mail for each device that completed
    pub email_on_completion: bool,
    /// An e-mail for each device that failed
    pub email_on_failure: bool,
    /// Called for each device that ended
    pub webhook_url: Option<String>,
}

/// A message on its way.
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
    /// How often it was tried in vain
    pub attempts: i64,
}

/// The target of e-mails.
pub const MAIL: &str = "mail";

/// Keeps what a transaction asked for.
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

/// What a transaction asked for.
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

/// Puts a message in.
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

/// Messages that are to be sent by now.
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

/// Takes a message out: it was sent, or given up.
///
/// # Errors
/// When the database can't be written.
pub fn remove(connection: &Connection, pk: i64) -> Result<(), Error> {
    connection.prepare_cached("DELETE FROM outbox WHERE pk = ?1")?.execute([pk])?;
    Ok(())
}

/// Counts an attempt in vain; the next one is at `next_at`.
///
/// # Errors
/// When the database can't be written.
pub fn postpone(connection: &Connection, pk: i64, next_at: Millis) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE outbox SET attempts = attempts + 1, next_at = ?2 WHERE pk = ?1")?
        .execute((pk, next_at))?;
    Ok(())
}
