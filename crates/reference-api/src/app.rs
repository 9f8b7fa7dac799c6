//! The router, and the headers common to all answers.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{
    Extension, Json, Router,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use tower_http::{
    CompressionLevel,
    compression::CompressionLayer,
    cors::{AllowOrigin, CorsLayer},
};

use crate::{assets, clock, control, devices, errors::Error, openapi, operations, state::App};

/// Path prefix of the API.
pub const PREFIX: &str = "/api/v1";
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The complete router, for a server that listens at `local`.
///
/// # Errors
/// When a flag has an invalid origin or configuration.
pub fn router(app: Arc<App>, local: SocketAddr) -> Result<Router, Error> {
    let operations_path = format!("{PREFIX}/inventory_device_headless_operation");
    let devices_path = format!("{PREFIX}/inventory_device");
    let api = Router::new()
        .route(&format!("{operations_path}/"), get(operations::list::list).post(operations::create::create))
        .route(&format!("{devices_path}/"), get(devices::list))
        .route(&operations_path, get(add_slash).post(not_found))
        .route(&devices_path, get(add_slash))
        .layer(middleware::from_fn_with_state(app.clone(), control::faults::apply))
        .layer(middleware::from_fn_with_state(app.clone(), control::log::note));
    let mut all = Router::new()
        .merge(api)
        .route("/healthz", get(|| async { Json(serde_json::json!({ "status": "ok" })) }))
        .route("/openapi.json", get(openapi::document));
    if app.config.control {
        all = all.nest("/__control", control::router());
    }
    let files = assets::Assets::new(&app.config)?;
    let all = all
        .method_not_allowed_fallback(method_not_allowed)
        .fallback(elsewhere)
        .layer(Extension(Arc::new(files)))
        .layer(Extension(local))
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(4)))
        .layer(cors(&app.config.allowed_origins)?)
        .layer(middleware::from_fn_with_state(app.clone(), stamp))
        .with_state(app);
    Ok(all)
}

fn cors(origins: &[String]) -> Result<CorsLayer, Error> {
    let layer = CorsLayer::new();
    if origins.is_empty() {
        return Ok(layer);
    }
    let listed: Result<Vec<HeaderValue>, _> = origins.iter().map(|origin| origin.parse()).collect();
    let listed =
        listed.map_err(|_| Error::Internal("an allowed origin has characters that none can have".into()))?;
    let allowed = if origins.iter().any(|origin| origin == "*") { AllowOrigin::any() } else { listed.into() };
    Ok(layer
        .allow_origin(allowed)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        .expose_headers([header::DATE, header::RETRY_AFTER, REQUEST_ID])
        .max_age(Duration::from_secs(600)))
}

/// Adds a request id, and a `Date` by the simulated clock, so that it agrees with the times in the body.
async fn stamp(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let of_api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::try_from(format!("{:x}-{number:06}", std::process::id())) {
        headers.insert(REQUEST_ID, id);
    }
    if of_api {
        if let Ok(date) = HeaderValue::try_from(clock::http_date(app.clock.now())) {
            headers.insert(header::DATE, date);
        }
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    response
}

/// Redirects a path without trailing slash, as Django does.
async fn add_slash(uri: Uri) -> Response {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let target = format!("{}/{query}", uri.path());
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, target)]).into_response()
}

/// Fallback for paths without a route: a file, unless the path belongs to the API.
async fn elsewhere(files: Extension<Arc<assets::Assets>>, request: Request) -> Response {
    let path = request.uri().path();
    let reserved = ["/api", "/__control"]
        .iter()
        .any(|prefix| path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
    if reserved { not_found().await.into_response() } else { assets::serve(files, request).await }
}

async fn not_found() -> Error {
    Error::NotFound("Not found.".to_owned())
}

async fn method_not_allowed(method: Method) -> Error {
    Error::MethodNotAllowed(method.to_string())
}
