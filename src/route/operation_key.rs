//! Pure: what tells one row from another.

use super::params;

/// The identity of a row: one transaction may come back as several rows with the same `id`, one a device.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OperationKey {
    /// The scheduled transaction.
    pub id: String,
    /// The device of this row; empty where the API names none, or where an address names only the transaction.
    pub device_id: String,
}

impl OperationKey {
    /// The row of transaction `id` for `device_id`.
    pub fn new(id: impl Into<String>, device_id: impl Into<String>) -> Self {
        Self { id: id.into(), device_id: device_id.into() }
    }

    /// As path segments, percent-encoded: `12345/DEV-001`.
    pub fn path(&self) -> String {
        match self.device_id.as_str() {
            "" => params::encode(&self.id),
            device => format!("{}/{}", params::encode(&self.id), params::encode(device)),
        }
    }
}
