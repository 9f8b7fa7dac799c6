//! Finds the operations that a draft is copied from.

use history::{Observation, Query, TextScope};
use wire::{Operation, Row};

use super::input::Draft;
use super::prefill::{Basis, again, retry};
use crate::api::{Cancel, Client, ListParams, Problem, patiently};
use crate::sync::SharedStore;
use operation::OperationKey;

const PAGE: usize = 100;
/// Maximum number of rows to read, whatever count the server reports.
const MOST: usize = 100_000;

/// Name of an operation in a draft.
pub fn name(key: &OperationKey) -> String {
    format!("{} {}", key.id, key.device_id).trim().to_owned()
}

/// Creates a draft from all rows of a transaction, so that none of its devices is lost; `None` if the API has no such operation.
///
/// # Errors
/// [`Problem`].
pub async fn draft(
    client: &Client,
    key: &OperationKey,
    store: SharedStore,
    basis: &Basis<'_>,
    cancel: &Cancel,
) -> Result<Option<Draft>, Problem> {
    let mut rows: Vec<Operation> = Vec::new();
    let mut offset = 0;
    while offset < MOST {
        let params =
            ListParams { id: Some(key.id.clone()), limit: Some(PAGE), offset, ..ListParams::default() };
        let page = patiently(cancel, async || client.list(&params, cancel).await).await?.page;
        if store.take_in(&page.rows, None).changed {
            store.announce();
        }
        offset += page.rows.len();
        // A count may be capped, so `next` counts, too.
        let counted = page.next.is_none() && page.count.is_some_and(|count| offset as u64 >= count);
        let last = page.rows.is_empty() || counted;
        let operations = page.rows.into_iter().filter_map(|row| match row {
            Row::Operation(operation) => Some(operation),
            Row::Unreadable(_) => None,
        });
        let (own, others): (Vec<_>, Vec<_>) = operations.partition(|operation| operation.id == key.id);
        rows.extend(own);
        if !others.is_empty() {
            // The server ignored the parameter and returned other rows: use the loaded ones.
            rows.extend(loaded(store, &key.id));
            break;
        }
        if last {
            break;
        }
    }
    Ok(again(&rows, name(key), basis))
}

/// Creates a draft to retry these operations, as far as they are loaded, and returns their number; see [`retry`]. `None` if none is loaded.
pub fn retry_draft(
    keys: &[OperationKey],
    store: SharedStore,
    basis: &Basis<'_>,
) -> Option<(usize, Draft, Vec<String>)> {
    let rows: Vec<Operation> = store.peek(|known| {
        let rows = keys.iter().filter_map(|key| known.find(&key.id, &key.device_id));
        rows.map(|row| copy(&known.row(row))).collect()
    });
    let (draft, differing) = retry(&rows, basis)?;
    Some((rows.len(), draft, differing))
}

/// The loaded rows of a transaction.
fn loaded(store: SharedStore, id: &str) -> Vec<Operation> {
    let query = Query { text: format!("\"{id}\""), scope: TextScope::Identity, ..Query::default() };
    store.peek(|known| {
        let selection = known.select(&query);
        let rows = selection.rows().iter().map(|row| known.row(*row)).filter(|row| row.id == id);
        rows.map(|row| copy(&row)).collect()
    })
}

/// The values that a draft copies.
fn copy(row: &Observation<'_>) -> Operation {
    Operation {
        id: row.id.to_owned(),
        device_id: row.device_id.to_owned(),
        operation_type: row.operation_type.to_owned(),
        data: row.data.to_owned(),
        priority: row.priority.map(str::to_owned),
        ..Operation::default()
    }
}
