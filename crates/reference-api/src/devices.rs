//! `GET /inventory_device/`: the devices that operations can be scheduled on.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Extension, Json,
    extract::State,
    http::{HeaderMap, Uri},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    errors::Error,
    operations::ids,
    paging::{self, Page, Query},
    state::App,
    store::devices::{self, Device, Filter},
};

/// A device in the inventory. The API page doesn't list its fields; these are the device fields of operations, and others that are common
/// in an inventory.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeviceItem {
    /// Key in the inventory
    pub id: i64,
    /// The id used by operations
    #[schema(example = "DEV-001")]
    pub device_id: String,
    /// Name for users
    pub device_name: String,
    /// Serial number
    #[schema(example = "RT-789-XYZ")]
    pub device_serial: String,
    /// router, switch, …
    pub device_type: String,
    /// `online` or `offline`
    pub status: &'static str,
    /// Site
    pub site: String,
    /// Organization it belongs to
    pub organization: String,
    /// IANA name of its time zone
    #[schema(example = "Europe/Berlin")]
    pub time_zone: String,
    /// Installed firmware version
    pub firmware_version: String,
}

/// Returns a page of the inventory, filtered by `type`, `status` and `organization`.
///
/// # Errors
/// 401, 403, 500.
pub async fn list(
    State(app): State<Arc<App>>,
    Extension(local): Extension<SocketAddr>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<Page<DeviceItem>>, Error> {
    app.tokens.reader(&headers)?;
    let query = Query::read(&uri);
    let filter = Filter {
        kind: query.get("type").map(str::to_owned),
        status: query.get("status").map(str::to_owned),
        organization: query.get("organization").map(str::to_owned),
    };
    let (limit, offset) = (query.limit, query.offset);
    let (count, found) =
        app.store.read(move |connection| devices::page(connection, &filter, limit, offset)).await?;
    let revision = app.config.revision;
    let items = found.into_iter().map(|device| item(device, revision)).collect();
    Ok(Json(query.page(&paging::base(&headers, &uri, local), count, items)))
}

fn item(device: Device, revision: crate::config::Revision) -> DeviceItem {
    DeviceItem {
        id: device.pk,
        device_id: ids::device(device.pk, revision),
        device_name: device.name,
        device_serial: device.serial,
        device_type: device.kind,
        status: status(device.online),
        site: device.site,
        organization: device.organization,
        time_zone: device.time_zone,
        firmware_version: device.firmware,
    }
}

/// `online` or `offline`
pub fn status(online: bool) -> &'static str {
    if online { "online" } else { "offline" }
}
