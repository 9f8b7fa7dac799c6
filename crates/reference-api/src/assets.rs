//! Serves a folder of static files with compression, caching and the security headers.
//!
//! Files with a content hash in their name are cached forever; all others are revalidated each time.

use std::{path::PathBuf, sync::Arc};

use axum::{
    Extension,
    body::Body,
    extract::Request,
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

use crate::{config::Config, errors::Error};

/// One header per line, `Name: value`; `#` begins a comment.
const SECURITY_HEADERS: &str = include_str!("../../../deploy/security-headers.txt");
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// The static files served beside the API.
#[derive(Debug)]
pub struct Assets {
    folder: Option<PathBuf>,
    /// Replaces the folder's `config.json`
    config: Option<String>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Assets {
    /// Prepares the files by the flags.
    ///
    /// # Errors
    /// When the configuration isn't JSON, or its file can't be read.
    pub fn new(config: &Config) -> Result<Self, Error> {
        let text = match config.app_config.as_deref() {
            Some(inline) if inline.trim_start().starts_with('{') => Some(inline.to_owned()),
            Some(file) => Some(std::fs::read_to_string(file).map_err(|error| bad(file, &error))?),
            None => None,
        };
        if let Some(text) = &text {
            serde_json::from_str::<Value>(text).map_err(|error| bad("--app-config", &error))?;
        }
        Ok(Self { folder: config.dist.clone(), config: text, headers: security_headers(SECURITY_HEADERS) })
    }

    async fn find(&self, request: Request) -> Response {
        let path = request.uri().path().to_owned();
        if request.method() != Method::GET && request.method() != Method::HEAD {
            return Error::MethodNotAllowed(request.method().to_string()).into_response();
        }
        if let (Some(text), "/config.json") = (&self.config, path.as_str()) {
            return ([(header::CONTENT_TYPE, "application/json")], text.clone()).into_response();
        }
        let Some(folder) = &self.folder else { return StatusCode::NOT_FOUND.into_response() };
        let for_people = accepts_html(&request);
        let again = copy_head(&request);
        let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
        let found = unwrap(files.oneshot(request).await);
        if found.status() != StatusCode::NOT_FOUND || !for_people {
            return found;
        }
        // A path of the app: serve the app, which decides what to show.
        let index = ServeFile::new(folder.join("index.html")).precompressed_br().precompressed_gzip();
        unwrap(index.oneshot(again).await)
    }
}

/// Serves a file.
pub async fn serve(Extension(assets): Extension<Arc<Assets>>, request: Request) -> Response {
    let hashed = has_hash(request.uri().path());
    let mut response = assets.find(request).await;
    let good = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let cache = if hashed && good && !is_page { IMMUTABLE } else { REVALIDATE };
    response.headers_mut().insert(header::CACHE_CONTROL, cache);
    for (name, value) in &assets.headers {
        response.headers_mut().insert(name, value.clone());
    }
    response
}

fn unwrap<B>(answer: Result<Response<B>, std::convert::Infallible>) -> Response
where
    B: axum::body::HttpBody<Data = axum::body::Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    match answer {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

fn copy_head(request: &Request) -> Request {
    let mut copy = Request::new(Body::empty());
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    *copy.headers_mut() = request.headers().clone();
    copy
}

/// Navigations accept HTML. Scripts accept anything (`*/*`) and must not get a page in place of a missing file.
fn accepts_html(request: &Request) -> bool {
    request
        .headers()
        .get(header::ACCEPT)
        .and_then(|kinds| kinds.to_str().ok())
        .is_some_and(|kinds| kinds.contains("text/html"))
}

/// `app-0123456789abcdef.js`, `app-0123456789abcdef_bg.wasm`
fn has_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(['-', '_', '.']).any(|part| {
        (12..=64).contains(&part.len())
            && part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
            && part.bytes().any(|b| b.is_ascii_digit())
    })
}

fn security_headers(text: &str) -> Vec<(HeaderName, HeaderValue)> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .filter_map(|(name, value)| Some((name.trim().parse().ok()?, value.trim().parse().ok()?)))
        .collect()
}

fn bad(what: &str, error: &dyn std::fmt::Display) -> Error {
    Error::Internal(format!("{what}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_security_header_is_read() {
        let lines =
            SECURITY_HEADERS.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).count();
        let read = security_headers(SECURITY_HEADERS);
        assert_eq!(read.len(), lines);
        assert!(read.iter().any(|(name, value)| name == "content-security-policy"
            && value.to_str().unwrap().contains("default-src 'none'")));
    }

    #[test]
    fn only_hashed_names_are_immutable() {
        for hashed in
            ["/app-0123456789abcdef.js", "/x/app-9f86d081884c7d65_bg.wasm", "/i.9f86d081884c7d65.css"]
        {
            assert!(has_hash(hashed), "{hashed}");
        }
        for plain in
            ["/", "/index.html", "/app.js", "/acceded-facade.css", "/0123456789abcdef/app.js", "/deadbeef.js"]
        {
            assert!(!has_hash(plain), "{plain}");
        }
    }
}
