//! The identity of a row.

/// The device's part of a row's identity: its id, or else its serial number or its name. Some servers name devices by these alone.
pub fn device_key<'a>(id: &'a str, serial: Option<&'a str>, name: Option<&'a str>) -> &'a str {
    match id {
        "" => serial.or(name).unwrap_or(""),
        id => id,
    }
}

/// The identity of a row. A transaction on several devices is several rows with the same `id`, one per device.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OperationKey {
    /// The transaction's id.
    pub id: String,
    /// As of [`device_key`]. Empty if the API names no device, or if an address names only the transaction.
    pub device_id: String,
}

impl OperationKey {
    /// Creates the key of transaction `id` on `device_id`.
    pub fn new(id: impl Into<String>, device_id: impl Into<String>) -> Self {
        Self { id: id.into(), device_id: device_id.into() }
    }

    /// Whether this key, from an address, matches `key`. An address may name only the transaction.
    pub fn includes(&self, key: &Self) -> bool {
        self.id == key.id && (self.device_id.is_empty() || self.device_id == key.device_id)
    }
}

#[cfg(test)]
mod tests {
    use super::{OperationKey, device_key};

    #[test]
    fn a_device_without_an_id_is_known_by_its_serial_or_name() {
        assert_eq!(device_key("d", Some("s"), Some("n")), "d");
        assert_eq!(device_key("", Some("s"), Some("n")), "s");
        assert_eq!(device_key("", None, Some("n")), "n");
        assert_eq!(device_key("", None, None), "");
    }

    #[test]
    fn a_key_without_a_device_includes_each_device_of_its_transaction() {
        let row = OperationKey::new("1", "a");
        assert!(OperationKey::new("1", "").includes(&row));
        assert!(OperationKey::new("1", "a").includes(&row));
        assert!(!OperationKey::new("1", "b").includes(&row));
        assert!(!OperationKey::new("2", "").includes(&row));
    }
}
