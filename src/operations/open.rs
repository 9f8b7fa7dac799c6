//! Pure: the open operation in the address.

use crate::route::{OperationKey, Route};

/// This place with this operation open.
pub fn with_open(route: &Route, key: OperationKey) -> Route {
    route.with_open(Some(key))
}

/// Whether `open`, from an address, means the operation of `key`. An address may name the transaction alone.
pub fn is_open(open: Option<&OperationKey>, key: &OperationKey) -> bool {
    open.is_some_and(|open| {
        open.id == key.id && (open.device_id.is_empty() || open.device_id == key.device_id)
    })
}
