//! Pure: what the list needs from the API.

use crate::{api::ListParams, route::ListQuery};

/// The API's largest page size.
pub const PAGE: usize = 100;

/// The rows that the list shows.
#[derive(Clone, Debug, PartialEq)]
pub enum ListRequest {
    /// A page in the API's own order.
    Page {
        /// Offset of the first row.
        offset: usize,
        /// Number of rows.
        limit: usize,
    },
    /// The rows of one transaction, the only filter that the API supports.
    Transaction {
        /// Id of the transaction.
        id: String,
        /// Offset of the first row.
        offset: usize,
        /// Number of rows.
        limit: usize,
    },
    /// All rows, filtered and sorted in the app.
    Everything,
}

impl ListRequest {
    /// The request for a query in the address.
    pub fn by(query: &ListQuery) -> Self {
        let (offset, limit) = match query.is_endless() {
            true => (0, PAGE),
            false => (query.offset(), query.per_page),
        };
        match query.id.trim() {
            "" if query.needs_all() || query.is_endless() => Self::Everything,
            "" => Self::Page { offset, limit },
            id => Self::Transaction { id: id.to_owned(), offset, limit },
        }
    }

    /// Parameters of the call that refreshes the request. For everything that is the top page, where new rows appear.
    pub fn params(&self) -> ListParams {
        let (id, offset, limit) = match self {
            Self::Page { offset, limit } => (None, *offset, *limit),
            Self::Transaction { id, offset, limit } => (Some(id.clone()), *offset, *limit),
            Self::Everything => (None, 0, PAGE),
        };
        ListParams { id, update_status: false, limit: Some(limit), offset }
    }

    /// Offset in the API's own order; `None` if the answer is not part of that order.
    pub fn rank_offset(&self) -> Option<usize> {
        match self {
            Self::Page { offset, .. } => Some(*offset),
            Self::Everything => Some(0),
            Self::Transaction { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsupported_filters_request_everything() {
        let plain = ListQuery { page: 3, ..ListQuery::default() };
        assert_eq!(ListRequest::by(&plain), ListRequest::Page { offset: 40, limit: 20 });
        let filtered = ListQuery { statuses: vec!["failed".into()], ..plain.clone() };
        assert_eq!(ListRequest::by(&filtered), ListRequest::Everything);
        let one = ListQuery { id: " 12345 ".into(), ..ListQuery::default() };
        assert_eq!(
            ListRequest::by(&one),
            ListRequest::Transaction { id: "12345".into(), offset: 0, limit: 20 }
        );
        assert_eq!(ListRequest::by(&one).params().id.as_deref(), Some("12345"));
        assert!(!ListRequest::by(&plain).params().update_status, "only ever on an explicit act");
    }
}
