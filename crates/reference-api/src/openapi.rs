//! stub
use axum::Json;
/// stub
pub async fn document() -> Json<serde_json::Value> {
    Json(serde_json::json!({}))
}
