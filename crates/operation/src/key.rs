//! The identity of a row.

/// The identity of a row. A transaction on several devices is several rows with the same `id`, one per device.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OperationKey {
    /// The transaction's id.
    pub id: String,
    /// The device's id. Empty if the API names no device, or if an address names only the transaction.
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
    use super::OperationKey;

    #[test]
    fn a_key_without_a_device_includes_each_device_of_its_transaction() {
        let row = OperationKey::new("1", "a");
        assert!(OperationKey::new("1", "").includes(&row));
        assert!(OperationKey::new("1", "a").includes(&row));
        assert!(!OperationKey::new("1", "b").includes(&row));
        assert!(!OperationKey::new("2", "").includes(&row));
    }
}
