//! The open operation in the address. Pure.

use crate::route::{OperationKey, Route};

/// The list's address with this operation open.
pub fn with_open(route: &Route, key: OperationKey) -> Route {
    let query = match route {
        Route::Operations { query, .. } => query.clone(),
        other => match other.to_list() {
            Route::Operations { query, .. } => query,
            _ => Default::default(),
        },
    };
    Route::Operations { query, open: Some(key) }
}

/// Whether `open`, from an address, means the operation of `key`. An address may name the transaction alone.
pub fn is_open(open: Option<&OperationKey>, key: &OperationKey) -> bool {
    open.is_some_and(|open| {
        open.id == key.id && (open.device_id.is_empty() || open.device_id == key.device_id)
    })
}
