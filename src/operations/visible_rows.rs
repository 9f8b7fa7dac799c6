//! The rows shown, and how many match.

use crate::history_query::QueryHandle;
use crate::{
    route::ListQuery,
    sync::{ListRequest, ListRow, Sync},
};
use history::{RowId, Selection};
use leptos::prelude::*;
use std::borrow::Cow;

/// The rows of the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VisibleRows {
    /// The rows, in order.
    pub rows: Rows,
    /// Index of the first row among all that match.
    pub offset: usize,
    /// Number of matching rows, if known.
    pub total: Option<u64>,
    /// The query was answered. Without an answer, an empty list means nothing.
    pub answered: bool,
}

/// Rows that are all rendered, or too many and therefore virtualized.
#[derive(Clone, Debug)]
pub enum Rows {
    /// A page.
    Few(Vec<ListRow>),
    /// Everything that matches.
    Many(Selection),
}

impl Default for Rows {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl PartialEq for Rows {
    /// Compares selections by identity of the answer, never row by row.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Few(a), Self::Few(b)) => a == b,
            (Self::Many(a), Self::Many(b)) => a.same_rows(b),
            _ => false,
        }
    }
}

impl Rows {
    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Few(rows) => rows.len(),
            Self::Many(selection) => selection.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The readable rows, in order.
    pub fn known(&self) -> Cow<'_, [RowId]> {
        let known = |row: &ListRow| match row {
            ListRow::Known(row) => Some(*row),
            ListRow::Unreadable(_) => None,
        };
        match self {
            Self::Few(rows) => Cow::Owned(rows.iter().filter_map(known).collect()),
            Self::Many(selection) => Cow::Borrowed(selection.rows()),
        }
    }

    /// The rows of a window; fewer at the end of the list.
    pub fn slice(&self, first: usize, count: usize) -> Vec<ListRow> {
        match self {
            Self::Few(rows) => rows.iter().skip(first).take(count).cloned().collect(),
            Self::Many(selection) => {
                selection.page(first, count).iter().copied().map(ListRow::Known).collect()
            }
        }
    }
}

/// The rows for the query, updated with the history and the answers.
pub fn listed(sync: Sync, ask: QueryHandle) -> Memo<VisibleRows> {
    Memo::new(move |_| {
        let query = ask.query().get();
        match ListRequest::by(&query) {
            ListRequest::Everything if sync.store.has_history() => filtered(sync, ask, &query),
            ListRequest::Everything if query.needs_all() => {
                VisibleRows { offset: query.offset(), ..VisibleRows::default() }
            }
            ListRequest::Page { .. } if is_kept(sync) => filtered(sync, ask, &query),
            request => answered(sync, ask, &query, &request),
        }
    })
}

/// Before the first answer, the list shows the snapshot of the last visit unchanged.
fn is_kept(sync: Sync) -> bool {
    sync.crawl.as_of().with(Option::is_some) && sync.list.freshness().with(|f| f.answered_at.is_none())
}

/// A page from the API. Filters beside an `id` are applied to the answer.
fn answered(sync: Sync, ask: QueryHandle, query: &ListQuery, request: &ListRequest) -> VisibleRows {
    let listing = sync.list.listing().get();
    if listing.request.as_ref() != Some(request) {
        return VisibleRows { offset: query.offset(), ..VisibleRows::default() };
    }
    if !query.is_filtered() || !sync.store.has_history() {
        let rows = Rows::Few(listing.rows);
        return VisibleRows { rows, offset: query.offset(), total: listing.count, answered: true };
    }
    let question = ask.question(query);
    let selection = sync.store.read(|history| history.select(&question));
    let passes = |row: &ListRow| match row {
        ListRow::Known(row) => selection.position(*row).is_some(),
        ListRow::Unreadable(_) => true,
    };
    let rows: Vec<ListRow> = listing.rows.into_iter().filter(passes).collect();
    let total = Some(rows.len() as u64);
    VisibleRows { rows: Rows::Few(rows), offset: 0, total, answered: true }
}

/// The matching rows among all that is loaded: one page, or all.
fn filtered(sync: Sync, ask: QueryHandle, query: &ListQuery) -> VisibleRows {
    let question = ask.question(query);
    let selection = sync.store.read(|history| history.select(&question));
    let answered = sync.list.listing().with(|l| l.request.is_some()) || !selection.is_empty();
    let total = Some(selection.len() as u64);
    if query.is_endless() {
        return VisibleRows { rows: Rows::Many(selection), offset: 0, total, answered };
    }
    let rows = selection.page(query.offset(), query.per_page).iter().copied().map(ListRow::Known).collect();
    VisibleRows { rows: Rows::Few(rows), offset: query.offset(), total, answered }
}
