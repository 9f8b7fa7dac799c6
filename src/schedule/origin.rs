//! Fetches the operation from which a draft begins.

use wire::{Operation, Row};

use super::draft::Draft;
use super::prefill::again;
use crate::api::{Cancel, Client, ListParams, Problem};
use crate::route::OperationKey;
use crate::sync::Store;

const PAGE: usize = 100;

/// The name of an operation in a draft.
pub fn name(key: &OperationKey) -> String {
    format!("{} {}", key.id, key.device_id).trim().to_owned()
}

/// A draft from all rows of a transaction, so that none of its devices is lost; `None` where the API has no such operation.
///
/// # Errors
/// [`Problem`].
pub async fn draft(
    client: &Client,
    key: &OperationKey,
    store: Store,
    cancel: &Cancel,
) -> Result<Option<Draft>, Problem> {
    let mut rows: Vec<Operation> = Vec::new();
    loop {
        let params = ListParams {
            id: Some(key.id.clone()),
            limit: Some(PAGE),
            offset: rows.len(),
            ..ListParams::default()
        };
        let page = client.list(&params, cancel).await?.page;
        if store.take_in(&page.rows, None).changed {
            store.announce();
        }
        let came = page.rows.len();
        let readable = page.rows.into_iter().filter_map(|row| match row {
            Row::Operation(operation) => Some(operation),
            Row::Unreadable(_) => None,
        });
        rows.extend(readable);
        if came < PAGE {
            break;
        }
    }
    // A server that doesn't know the parameter answers with everything.
    rows.retain(|row| row.id == key.id);
    Ok(again(&rows, name(key)))
}
