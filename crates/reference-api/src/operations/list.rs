//! `GET`: the list, newest first, or the rows of one transaction.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Extension, Json,
    extract::State,
    http::{HeaderMap, Uri},
};

use super::{ids, model};
use crate::{
    errors::Error,
    paging::{self, Page, Query},
    simulation,
    state::App,
    store::operations,
};

/// Returns a page of operations.
///
/// # Errors
/// 401, 403, 500.
pub async fn list(
    State(app): State<Arc<App>>,
    Extension(local): Extension<SocketAddr>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<Page<model::Item>>, Error> {
    app.tokens.reader(&headers)?;
    let query = Query::read(&uri);
    let revision = app.config.revision;
    if query.get("update_status").is_some_and(is_true) {
        // Simulates querying the devices. Their status is known from the simulation.
        tokio::time::sleep(Duration::from_millis(app.config.status_delay)).await;
        simulation::tick(&app).await?;
    }
    let requested = query.get("id").map(|id| ids::read_transaction(id, revision));
    let (limit, offset) = (query.limit, query.offset);
    let (count, rows) = app
        .store
        .read(move |connection| match requested {
            None => operations::page(connection, limit, offset),
            Some(Some(txn)) => operations::page_of(connection, txn, limit, offset),
            Some(None) => Ok((0, Vec::new())),
        })
        .await?;
    let items = rows.into_iter().map(|row| model::item(row, revision)).collect();
    Ok(Json(query.page(&paging::base(&headers, &uri, local), count, items)))
}

/// The spellings that Django REST Framework accepts as true.
fn is_true(text: &str) -> bool {
    matches!(text.to_ascii_lowercase().as_str(), "true" | "t" | "1" | "yes" | "y" | "on")
}
