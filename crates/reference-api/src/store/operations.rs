//! The operation table: one row for each device of a transaction.

use rusqlite::{Connection, OptionalExtension, Row};

use super::devices::clamp;
use crate::{clock::Millis, errors::Error};

/// An operation on one device.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Position in the order of creation, from 1 without gaps; 0 before it is inserted
    pub pk: i64,
    /// The transaction
    pub txn: i64,
    /// The device's key
    pub device: i64,
    /// Operation type, by its stored name
    pub kind: String,
    /// scheduled, pending, in_progress, completed, failed, cancelled
    pub status: String,
    /// Scheduled time
    pub scheduled_at: Millis,
    /// Time of the start
    pub started_at: Option<Millis>,
    /// Time of the end, whether it succeeded or failed
    pub completed_at: Option<Millis>,
    /// Percent
    pub progress: i64,
    /// `operation_data`, a JSON object as text
    pub data: String,
    /// Time of creation
    pub created_at: Millis,
    /// Time of the last change
    pub updated_at: Millis,
    /// When the simulation processes it next; `None` means never
    pub next_at: Option<Millis>,
}

/// An operation with the device fields of the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The operation
    pub operation: Operation,
    /// Its device's name
    pub device_name: String,
    /// Its device's serial number
    pub device_serial: String,
}

const COLUMNS: &str = "o.pk, o.txn, o.device, o.kind, o.status, o.scheduled_at, o.started_at, o.completed_at,
     o.progress, o.data, o.created_at, o.updated_at, o.next_at";

/// The condition of the schema's partial index of open operations.
const OPEN: &str = "status NOT IN ('completed', 'failed', 'cancelled')";

impl Operation {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            pk: row.get(0)?,
            txn: row.get(1)?,
            device: row.get(2)?,
            kind: row.get(3)?,
            status: row.get(4)?,
            scheduled_at: row.get(5)?,
            started_at: row.get(6)?,
            completed_at: row.get(7)?,
            progress: row.get(8)?,
            data: row.get(9)?,
            created_at: row.get(10)?,
            updated_at: row.get(11)?,
            next_at: row.get(12)?,
        })
    }

    /// Whether it can't change anymore.
    pub fn is_final(&self) -> bool {
        matches!(self.status.as_str(), "completed" | "failed" | "cancelled")
    }
}

impl Listed {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            operation: Operation::from_row(row)?,
            device_name: row.get(13)?,
            device_serial: row.get(14)?,
        })
    }
}

/// Inserts an operation on top of the list. Insert the rows of one transaction in reverse order of its devices: the list is newest first.
///
/// # Errors
/// When the database can't be written.
pub fn insert(connection: &Connection, operation: &Operation) -> Result<(), Error> {
    connection
        .prepare_cached(
            "INSERT INTO operation (txn, device, kind, status, scheduled_at, started_at, completed_at, progress, data,
               created_at, updated_at, next_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute((
            operation.txn,
            operation.device,
            &operation.kind,
            &operation.status,
            operation.scheduled_at,
            operation.started_at,
            operation.completed_at,
            operation.progress,
            &operation.data,
            operation.created_at,
            operation.updated_at,
            operation.next_at,
        ))?;
    Ok(())
}

/// Writes all mutable fields of an operation.
///
/// # Errors
/// When the database can't be written.
pub fn update(connection: &Connection, operation: &Operation) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE operation SET status = ?2, scheduled_at = ?3, started_at = ?4, completed_at = ?5, progress = ?6,
               data = ?7, updated_at = ?8, next_at = ?9 WHERE pk = ?1",
        )?
        .execute((
            operation.pk,
            &operation.status,
            operation.scheduled_at,
            operation.started_at,
            operation.completed_at,
            operation.progress,
            &operation.data,
            operation.updated_at,
            operation.next_at,
        ))?;
    Ok(())
}

/// Number of rows.
///
/// # Errors
/// When the database can't be read.
pub fn count(connection: &Connection) -> Result<u64, Error> {
    Ok(connection.query_row("SELECT coalesce(max(pk), 0) FROM operation", [], |row| row.get(0))?)
}

/// One page of the whole list, newest first, and the number of rows. The cost is the same at every offset.
///
/// # Errors
/// When the database can't be read.
pub fn page(connection: &Connection, limit: u64, offset: u64) -> Result<(u64, Vec<Listed>), Error> {
    let count = count(connection)?;
    let newest = clamp(count).saturating_sub(clamp(offset));
    let sql = format!(
        "SELECT {COLUMNS}, d.name, d.serial FROM operation o JOIN device d ON d.pk = o.device
         WHERE o.pk <= ?1 ORDER BY o.pk DESC LIMIT ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map((newest, clamp(limit)), Listed::from_row)?.collect::<Result<_, _>>()?;
    Ok((count, rows))
}

/// One page of the rows of a transaction, and their number.
///
/// # Errors
/// When the database can't be read.
pub fn page_of(
    connection: &Connection,
    txn: i64,
    limit: u64,
    offset: u64,
) -> Result<(u64, Vec<Listed>), Error> {
    let count = connection
        .prepare_cached("SELECT count(*) FROM operation WHERE txn = ?1")?
        .query_row([txn], |row| row.get(0))?;
    let sql = format!(
        "SELECT {COLUMNS}, d.name, d.serial FROM operation o JOIN device d ON d.pk = o.device
         WHERE o.txn = ?1 ORDER BY o.pk DESC LIMIT ?2 OFFSET ?3"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement
        .query_map((txn, clamp(limit), clamp(offset)), Listed::from_row)?
        .collect::<Result<_, _>>()?;
    Ok((count, rows))
}

/// The rows of a transaction, in the order of the list.
///
/// # Errors
/// When the database can't be read.
pub fn of_transaction(connection: &Connection, txn: i64) -> Result<Vec<Operation>, Error> {
    select(connection, "WHERE o.txn = ?1 ORDER BY o.pk DESC", [txn])
}

/// The open operations of a device.
///
/// # Errors
/// When the database can't be read.
pub fn open_of(connection: &Connection, device: i64) -> Result<Vec<Operation>, Error> {
    select(connection, &format!("WHERE o.device = ?1 AND o.{OPEN} ORDER BY o.scheduled_at, o.pk"), [device])
}

/// Operations that the simulation must process by now, earliest first.
///
/// # Errors
/// When the database can't be read.
pub fn due(connection: &Connection, now: Millis, limit: i64) -> Result<Vec<Operation>, Error> {
    select(connection, "WHERE o.next_at <= ?1 ORDER BY o.next_at LIMIT ?2", (now, limit))
}

/// Number of started and of waiting open operations.
///
/// # Errors
/// When the database can't be read.
pub fn open_counts(connection: &Connection) -> Result<(u64, u64), Error> {
    let sql = format!(
        "SELECT count(*) FILTER (WHERE status = 'in_progress'), count(*) FILTER (WHERE status = 'scheduled')
         FROM operation WHERE {OPEN}"
    );
    Ok(connection.prepare_cached(&sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// The devices with an open operation.
///
/// # Errors
/// When the database can't be read.
pub fn busy_devices(connection: &Connection) -> Result<Vec<i64>, Error> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT DISTINCT device FROM operation WHERE {OPEN}"))?;
    let devices = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(devices)
}

/// The number for the next transaction.
///
/// # Errors
/// When the database can't be read.
pub fn next_transaction(connection: &Connection) -> Result<i64, Error> {
    let last: Option<i64> = connection
        .prepare_cached("SELECT max(txn) FROM operation")?
        .query_row([], |row| row.get(0))
        .optional()?
        .flatten();
    Ok(last.map_or(FIRST_TRANSACTION, |last| last + 1))
}

/// Id of the first transaction of an empty database.
pub const FIRST_TRANSACTION: i64 = 10_001;

fn select(
    connection: &Connection,
    rest: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<Operation>, Error> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM operation o {rest}"))?;
    let rows = statement.query_map(parameters, Operation::from_row)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cost of a step must not depend on the number of final rows.
    #[test]
    fn running_operations_are_found_by_index() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(include_str!("schema.sql")).unwrap();
        let plan = |sql: &str| -> String {
            let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let lines = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
            lines.collect::<Result<Vec<_>, _>>().unwrap().join("; ")
        };
        let due = plan("SELECT * FROM operation o WHERE o.next_at <= 7 ORDER BY o.next_at LIMIT 5");
        assert!(due.contains("operation_due") && !due.contains("TEMP B-TREE"), "{due}");
        let of_device = plan(&format!("SELECT * FROM operation o WHERE o.device = 7 AND o.{OPEN}"));
        assert!(of_device.contains("USING INDEX operation_open (device=?)"), "{of_device}");
        let open = plan(&format!("SELECT count(*) FILTER (WHERE status = 'x') FROM operation WHERE {OPEN}"));
        assert!(open.contains("operation_open"), "{open}");
        let page = plan("SELECT * FROM operation o WHERE o.pk <= 7 ORDER BY o.pk DESC LIMIT 5");
        assert!(page.contains("INTEGER PRIMARY KEY") && !page.contains("TEMP B-TREE"), "{page}");
    }
}
