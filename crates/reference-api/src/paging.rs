//! Pagination as in Django REST Framework: `limit`, `offset`, absolute `next` and `previous`.

use std::net::SocketAddr;

use axum::http::{HeaderMap, Uri, header};
use serde::Serialize;
use url::form_urlencoded;
use utoipa::ToSchema;

/// Rows per page without `limit`.
pub const DEFAULT_LIMIT: u64 = 20;
/// Maximum `limit`; larger values are clamped.
pub const MAX_LIMIT: u64 = 100;

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// Number of rows in the whole list
    #[schema(minimum = 0)]
    pub count: u64,
    /// Absolute URL of the next page
    #[schema(required)]
    pub next: Option<String>,
    /// Absolute URL of the previous page
    #[schema(required)]
    pub previous: Option<String>,
    /// The rows
    pub results: Vec<T>,
}

/// Pagination parameters of a request. The caller reads its filters with [`Query::get`].
#[derive(Debug)]
pub struct Query {
    pairs: Vec<(String, String)>,
    /// 1 to [`MAX_LIMIT`]
    pub limit: u64,
    /// From 0
    pub offset: u64,
}

impl Query {
    /// Parses a query string. As in Django REST Framework, a limit or offset that isn't a number is ignored.
    pub fn read(uri: &Uri) -> Self {
        let pairs: Vec<(String, String)> =
            form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
        let mut query = Self { pairs, limit: DEFAULT_LIMIT, offset: 0 };
        if let Some(limit) = query.number("limit").filter(|limit| *limit > 0) {
            query.limit = limit.min(MAX_LIMIT);
        }
        query.offset = query.number("offset").unwrap_or(0);
        query
    }

    /// The last value of a parameter; an empty one counts as absent.
    pub fn get(&self, name: &str) -> Option<&str> {
        let last = self.pairs.iter().rev().find(|(key, _)| key == name);
        last.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.get(name)?.trim().parse().ok()
    }

    /// Builds the page; `base` is the absolute URL of the list.
    pub fn page<T>(&self, base: &str, count: u64, results: Vec<T>) -> Page<T> {
        let end = self.offset.saturating_add(self.limit);
        let next = (end < count).then(|| self.link(base, Some(end)));
        let previous = (self.offset > 0)
            .then(|| self.link(base, self.offset.checked_sub(self.limit).filter(|at| *at > 0)));
        Page { count, next, previous, results }
    }

    fn link(&self, base: &str, offset: Option<u64>) -> String {
        let mut pairs: Vec<(&str, String)> = self
            .pairs
            .iter()
            .filter(|(key, _)| key != "limit" && key != "offset")
            .map(|(key, value)| (key.as_str(), value.clone()))
            .collect();
        pairs.push(("limit", self.limit.to_string()));
        pairs.extend(offset.map(|offset| ("offset", offset.to_string())));
        pairs.sort();
        format!("{base}?{}", form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
    }
}

/// The absolute URL of a request's path, by its `Host`. Forwarding headers aren't trusted.
pub fn base(headers: &HeaderMap, uri: &Uri, local: SocketAddr) -> String {
    let named = headers.get(header::HOST).and_then(|host| host.to_str().ok()).filter(|host| {
        !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c))
    });
    let host = named.map_or_else(|| local.to_string(), str::to_owned);
    format!("http://{host}{}", uri.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query::read(&format!("/list/?{text}").parse().unwrap())
    }

    #[test]
    fn bad_numbers_are_ignored_and_large_ones_capped() {
        for (text, limit, offset) in [
            ("", 20, 0),
            ("limit=0&offset=-5", 20, 0),
            ("limit=ten&offset=", 20, 0),
            ("limit=1000&offset=40", 100, 40),
            ("limit=5&limit=7", 7, 0),
        ] {
            assert_eq!((query(text).limit, query(text).offset), (limit, offset), "{text}");
        }
    }

    #[test]
    fn links_keep_the_filter_and_stop_at_both_ends() {
        let page = query("id=7&limit=10&offset=10").page("http://h/list/", 25, vec![0; 10]);
        assert_eq!(page.next.as_deref(), Some("http://h/list/?id=7&limit=10&offset=20"));
        assert_eq!(page.previous.as_deref(), Some("http://h/list/?id=7&limit=10"));
        let last = query("limit=10&offset=20").page("http://h/list/", 25, vec![0; 5]);
        assert_eq!(last.next, None);
        assert_eq!(last.previous.as_deref(), Some("http://h/list/?limit=10&offset=10"));
        assert!(query("offset=18446744073709551615").page::<()>("", 3, vec![]).next.is_none());
    }

    #[test]
    fn an_invalid_host_is_not_repeated() {
        let local = "127.0.0.1:80".parse().unwrap();
        let uri = "/list/".parse().unwrap();
        let named = |host: &str| HeaderMap::from_iter([(header::HOST, host.parse().unwrap())]);
        assert_eq!(base(&named("api.example:8080"), &uri, local), "http://api.example:8080/list/");
        assert_eq!(base(&named("evil\"><script>"), &uri, local), "http://127.0.0.1:80/list/");
    }
}
