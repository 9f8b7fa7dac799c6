//! What tells one row from another.

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

    /// Whether this key, from an address, names the operation of `key`. An address may name the transaction alone.
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
