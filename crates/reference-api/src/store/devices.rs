//! The device table.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::errors::Error;

/// One device of the simulated fleet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// 1, 2, 3 …; each revision formats it differently
    pub pk: i64,
    /// Name for users
    pub name: String,
    /// Such as `RT-789-XYZ`
    pub serial: String,
    /// router, switch, …
    pub kind: String,
    /// Whether it is reachable
    pub online: bool,
    /// Its site
    pub site: String,
    /// The organization it belongs to
    pub organization: String,
    /// IANA name
    pub time_zone: String,
    /// Standard time of the zone, in minutes east of UTC
    pub utc_offset: i64,
    /// Installed version
    pub firmware: String,
}

const COLUMNS: &str = "pk, name, serial, type, online, site, organization, time_zone, utc_offset, firmware";

impl Device {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            pk: row.get(0)?,
            name: row.get(1)?,
            serial: row.get(2)?,
            kind: row.get(3)?,
            online: row.get(4)?,
            site: row.get(5)?,
            organization: row.get(6)?,
            time_zone: row.get(7)?,
            utc_offset: row.get(8)?,
            firmware: row.get(9)?,
        })
    }
}

/// Filters of the inventory; `None` means no filter.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Device type
    pub kind: Option<String>,
    /// `online` or `offline`; anything else matches nothing
    pub status: Option<String>,
    /// Name of the organization
    pub organization: Option<String>,
}

/// Adds a device.
///
/// # Errors
/// When the database can't be written.
pub fn insert(connection: &Connection, device: &Device) -> Result<(), Error> {
    connection
        .prepare_cached(&format!(
            "INSERT INTO device ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
        ))?
        .execute((
            device.pk,
            &device.name,
            &device.serial,
            &device.kind,
            device.online,
            &device.site,
            &device.organization,
            &device.time_zone,
            device.utc_offset,
            &device.firmware,
        ))?;
    Ok(())
}

/// A device by its key.
///
/// # Errors
/// When the database can't be read.
pub fn find(connection: &Connection, pk: i64) -> Result<Option<Device>, Error> {
    Ok(connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM device WHERE pk = ?1"))?
        .query_row([pk], Device::from_row)
        .optional()?)
}

/// Every device.
///
/// # Errors
/// When the database can't be read.
pub fn all(connection: &Connection) -> Result<Vec<Device>, Error> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM device ORDER BY pk"))?;
    let devices = statement.query_map([], Device::from_row)?.collect::<Result<_, _>>()?;
    Ok(devices)
}

/// One page of the inventory, and the number of matching devices.
///
/// # Errors
/// When the database can't be read.
pub fn page(
    connection: &Connection,
    filter: &Filter,
    limit: u64,
    offset: u64,
) -> Result<(u64, Vec<Device>), Error> {
    const MATCHES: &str = "(?1 IS NULL OR type = ?1) AND (?2 IS NULL OR organization = ?2)
         AND (?3 IS NULL OR CASE online WHEN 1 THEN 'online' ELSE 'offline' END = ?3)";
    let (kind, organization, status) = (&filter.kind, &filter.organization, &filter.status);
    let count = connection
        .prepare_cached(&format!("SELECT count(*) FROM device WHERE {MATCHES}"))?
        .query_row((kind, organization, status), |row| row.get(0))?;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM device WHERE {MATCHES} ORDER BY pk LIMIT ?4 OFFSET ?5"
    ))?;
    let devices = statement
        .query_map((kind, organization, status, clamp(limit), clamp(offset)), Device::from_row)?
        .collect::<Result<_, _>>()?;
    Ok((count, devices))
}

/// Takes a device offline or online.
///
/// # Errors
/// When the database can't be written.
pub fn set_online(connection: &Connection, pk: i64, online: bool) -> Result<(), Error> {
    connection.prepare_cached("UPDATE device SET online = ?2 WHERE pk = ?1")?.execute((pk, online))?;
    Ok(())
}

/// Stores a device's firmware version after an update.
///
/// # Errors
/// When the database can't be written.
pub fn set_firmware(connection: &Connection, pk: i64, firmware: &str) -> Result<(), Error> {
    connection.prepare_cached("UPDATE device SET firmware = ?2 WHERE pk = ?1")?.execute((pk, firmware))?;
    Ok(())
}

/// Clamps to SQLite's signed integers.
pub(super) fn clamp(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
