//! Which rows are on the screen, and how many match.

use super::query::to_history;
use crate::{
    route::ListQuery,
    sync::{Asked, Live, Seen},
    time::{Zone, intl::Browser},
};
use leptos::prelude::*;

/// The rows on the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// The rows, in order.
    pub rows: Vec<Seen>,
    /// Where they begin among those that match.
    pub offset: usize,
    /// How many match, as far as is known.
    pub total: Option<u64>,
    /// There is an answer to what is asked; without it, no rows means nothing.
    pub answered: bool,
}

/// Follows the address, the history and the answers.
pub fn listed(live: Live, query: Signal<ListQuery>, zone: Zone) -> Memo<Listed> {
    Memo::new(move |_| {
        let query = query.get();
        match Asked::by(&query) {
            Asked::Everything => filtered(live, &query, &zone.name()),
            asked => answered(live, &query, &asked, &zone.name()),
        }
    })
}

/// A page as the API gave it. Filters beside an `id` narrow what it gave.
fn answered(live: Live, query: &ListQuery, asked: &Asked, zone: &str) -> Listed {
    let listing = live.listing.get();
    if listing.asked.as_ref() != Some(asked) {
        return Listed { offset: query.offset(), ..Listed::default() };
    }
    if !query.is_filtered() || !live.store.is_whole() {
        return Listed { rows: listing.rows, offset: query.offset(), total: listing.count, answered: true };
    }
    let selection = live.store.read(|history| history.select(&to_history(query, zone, &Browser)));
    let passes = |row: &Seen| match row {
        Seen::Known(row) => selection.position(*row).is_some(),
        Seen::Unreadable(_) => true,
    };
    let rows: Vec<Seen> = listing.rows.into_iter().filter(passes).collect();
    let total = Some(rows.len() as u64);
    Listed { rows, offset: 0, total, answered: true }
}

/// A page of what matches among all that is loaded.
fn filtered(live: Live, query: &ListQuery, zone: &str) -> Listed {
    if !live.store.is_whole() {
        return Listed { offset: query.offset(), ..Listed::default() };
    }
    let selection = live.store.read(|history| history.select(&to_history(query, zone, &Browser)));
    let rows = selection.page(query.offset(), query.per_page).iter().copied().map(Seen::Known).collect();
    let answered = live.listing.with(|l| l.asked.is_some()) || !selection.is_empty();
    Listed { rows, offset: query.offset(), total: Some(selection.len() as u64), answered }
}
