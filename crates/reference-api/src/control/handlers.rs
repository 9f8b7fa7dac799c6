//! Control handlers for tokens, the clock, devices and the spool.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    clock::{SECOND, iso},
    config::{Revision, Scope},
    errors::Error,
    operations::ids,
    simulation,
    state::App,
    store::devices,
};

/// `{"token": "…"}`
#[derive(Debug, Deserialize)]
pub struct Revocation {
    token: String,
}

/// Revokes a token, as if it had expired.
pub async fn revoke(State(app): State<Arc<App>>, Json(body): Json<Revocation>) -> Json<Value> {
    Json(json!({ "revoked": app.tokens.revoke(&body.token) }))
}

/// `{"token": "…", "scope": "full"}`
#[derive(Debug, Deserialize)]
pub struct Acceptance {
    token: String,
    #[serde(default = "full")]
    scope: Scope,
}

fn full() -> Scope {
    Scope::Full
}

/// Adds a token.
pub async fn accept(State(app): State<Arc<App>>, Json(body): Json<Acceptance>) -> StatusCode {
    app.tokens.accept(&body.token, body.scope);
    StatusCode::NO_CONTENT
}

/// `{"speed": 60, "advance_seconds": 3600}`, either or both
#[derive(Debug, Deserialize)]
pub struct ClockChange {
    speed: Option<f64>,
    #[serde(default)]
    advance_seconds: i64,
}

/// Returns the simulated time.
pub async fn read_clock(State(app): State<Arc<App>>) -> Json<Value> {
    Json(json!({ "now": iso(app.clock.now()), "speed": app.clock.speed() }))
}

/// Advances the clock or sets its speed, and runs the simulation up to the new time.
///
/// # Errors
/// 500.
pub async fn set_clock(
    State(app): State<Arc<App>>,
    Json(change): Json<ClockChange>,
) -> Result<Json<Value>, Error> {
    app.clock.advance(change.advance_seconds.saturating_mul(SECOND));
    if let Some(speed) = change.speed {
        app.clock.set_speed(speed);
    }
    simulation::tick(&app).await?;
    Ok(read_clock(State(app)).await)
}

/// `{"device_id": "DEV-001", "online": false}`
#[derive(Debug, Deserialize)]
pub struct DeviceChange {
    device_id: String,
    online: bool,
}

/// Takes a device offline or online.
///
/// # Errors
/// 404, 500.
pub async fn set_device(
    State(app): State<Arc<App>>,
    Json(change): Json<DeviceChange>,
) -> Result<StatusCode, Error> {
    let pk = find_device(&change.device_id, app.config.revision)?;
    app.store.write(move |connection| devices::set_online(connection, pk, change.online)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The key of a device.
///
/// # Errors
/// 404 if no device can have this id.
pub fn find_device(id: &str, revision: Revision) -> Result<i64, Error> {
    ids::read_device(id, revision).ok_or_else(|| Error::NotFound(format!("Device {id} does not exist.")))
}

/// Returns the e-mails of the spool, sorted by name: `[{"name", "text"}]`.
///
/// # Errors
/// 500.
pub async fn spool(State(app): State<Arc<App>>) -> Result<Json<Value>, Error> {
    let mut mails = Vec::new();
    for path in spooled(&app)? {
        let text = std::fs::read_to_string(&path).map_err(|error| Error::Internal(error.to_string()))?;
        mails.push(json!({ "name": path.file_name().map(|name| name.to_string_lossy()), "text": text }));
    }
    Ok(Json(Value::Array(mails)))
}

/// Empties the spool.
///
/// # Errors
/// 500.
pub async fn clear_spool(State(app): State<Arc<App>>) -> Result<StatusCode, Error> {
    for path in spooled(&app)? {
        std::fs::remove_file(path).map_err(|error| Error::Internal(error.to_string()))?;
    }
    Ok(StatusCode::NO_CONTENT)
}

fn spooled(app: &App) -> Result<Vec<std::path::PathBuf>, Error> {
    let Some(folder) = app.config.spool.as_ref().filter(|folder| folder.exists()) else {
        return Ok(Vec::new());
    };
    let entries = std::fs::read_dir(folder).map_err(|error| Error::Internal(error.to_string()))?;
    let mut paths: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|kind| kind == "eml"))
        .collect();
    paths.sort();
    Ok(paths)
}
