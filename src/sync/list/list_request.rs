//! Pure: what the screen needs of the API.

use crate::{api::ListParams, route::ListQuery};

/// The largest page that the API gives.
pub const PAGE: usize = 100;

/// What the list on the screen is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum ListRequest {
    /// A page in the API's own order.
    Page {
        /// Start.
        offset: usize,
        /// Rows.
        limit: usize,
    },
    /// The rows of one transaction: the one thing that the API itself looks up.
    Transaction {
        /// Its id.
        id: String,
        /// Start.
        offset: usize,
        /// Rows.
        limit: usize,
    },
    /// Every row, filtered and sorted here.
    Everything,
}

impl ListRequest {
    /// What an address asks for.
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

    /// The call that brings this up to date. Of everything that is the top, where what is new appears.
    pub fn params(&self) -> ListParams {
        let (id, offset, limit) = match self {
            Self::Page { offset, limit } => (None, *offset, *limit),
            Self::Transaction { id, offset, limit } => (Some(id.clone()), *offset, *limit),
            Self::Everything => (None, 0, PAGE),
        };
        ListParams { id, update_status: false, limit: Some(limit), offset }
    }

    /// The start in the API's own order, where the answer is a part of that.
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
    fn the_api_is_asked_for_what_it_knows_and_for_all_where_it_does_not() {
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
