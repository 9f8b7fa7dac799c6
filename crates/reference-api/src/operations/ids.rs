//! The ids of transactions and devices in each revision.

use crate::config::Revision;

/// `op_12345` and `12345` of the API page are the same transaction; its `dev_67890` is assumed to be its `DEV-001`.
const DEVICE_BASE: i64 = 67_889;

/// The id of a transaction.
pub fn transaction(txn: i64, revision: Revision) -> String {
    match revision {
        Revision::Current => txn.to_string(),
        Revision::Previous => format!("op_{txn}"),
    }
}

/// The id of a device.
pub fn device(pk: i64, revision: Revision) -> String {
    match revision {
        Revision::Current => format!("DEV-{pk:03}"),
        Revision::Previous => format!("dev_{}", DEVICE_BASE + pk),
    }
}

/// Parses a transaction's id; `None` if it can't exist.
pub fn read_transaction(text: &str, revision: Revision) -> Option<i64> {
    let number = match revision {
        Revision::Current => text,
        Revision::Previous => text.strip_prefix("op_")?,
    };
    number.parse().ok().filter(|txn| transaction(*txn, revision) == text)
}

/// Parses a device's id; `None` if it can't exist.
pub fn read_device(text: &str, revision: Revision) -> Option<i64> {
    let pk = match revision {
        Revision::Current => text.strip_prefix("DEV-")?.parse().ok(),
        Revision::Previous => text.strip_prefix("dev_")?.parse::<i64>().ok()?.checked_sub(DEVICE_BASE),
    };
    pk.filter(|pk| *pk > 0 && device(*pk, revision) == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways_and_only_in_one_spelling() {
        assert_eq!(device(1, Revision::Current), "DEV-001");
        assert_eq!(device(1, Revision::Previous), "dev_67890");
        assert_eq!(read_device("DEV-001", Revision::Current), Some(1));
        assert_eq!(read_device("dev_67890", Revision::Previous), Some(1));
        assert_eq!(read_transaction("op_12345", Revision::Previous), Some(12_345));
        for wrong in ["DEV-1", "dev-001", "DEV-000", "DEV-+01", "dev_67890", "", "DEV-99999999999999999999"] {
            assert_eq!(read_device(wrong, Revision::Current), None, "{wrong}");
        }
        for wrong in ["dev_-9223372036854775808", "dev_67889"] {
            assert_eq!(read_device(wrong, Revision::Previous), None, "{wrong}");
        }
        assert_eq!(read_transaction("12345", Revision::Previous), None);
        assert_eq!(read_transaction("012345", Revision::Current), None);
    }
}
