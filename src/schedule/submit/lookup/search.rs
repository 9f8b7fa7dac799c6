//! Pure: searches the API's list for the operation of a request with an unknown outcome.
//!
//! The order of the list isn't documented, and rows move while it is read. A search is complete only if as many distinct rows were seen as the API
//! counts, or if two sweeps in a row had the same result.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};
use wire::Row;

use super::list_page::{Ends, ListPage, read_ends, read_page};
use super::matching::{Match, Matcher, Wanted};
use crate::api::Problem;
use crate::schedule::submit::backend::{Backend, Progress};

/// Number of sweeps before the search is inconclusive.
const SWEEPS: usize = 3;

/// How much of the list a search has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Extent {
    /// Number of distinct rows.
    pub read: usize,
    /// Total number, if the API sends it.
    pub count: Option<u64>,
    /// Whether all rows of the API were read.
    pub complete: bool,
    /// Number of unreadable rows that mention one of the devices.
    pub unreadable: usize,
}

impl Extent {
    /// Whether finding nothing proves that the operation doesn't exist.
    pub fn is_proof(self) -> bool {
        self.complete && self.unreadable == 0
    }
}

/// The result of a search.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The match.
    pub matched: Match,
    /// All transactions that are or may be the result.
    pub all: Vec<String>,
    /// How much was read.
    pub extent: Extent,
}

/// Searches both ends of the list only. This can find the operation, but never prove that it doesn't exist.
///
/// # Errors
/// [`Problem`] if a page can't be read.
pub async fn glance(backend: &impl Backend, wanted: Wanted<'_>) -> Result<Match, Problem> {
    Ok(matcher(&read_ends(backend).await?.pages, wanted).result(wanted.request))
}

/// The transactions created by a successful request, and others that may be repeats of it. Reading the ends suffices if they contain all new rows
/// that the API counts.
///
/// # Errors
/// [`Problem`] if a page can't be read.
pub async fn repeats(backend: &impl Backend, wanted: Wanted<'_>) -> Result<(Match, Vec<String>), Problem> {
    let Ends { pages, .. } = read_ends(backend).await?;
    let rows = pages.iter().flat_map(ListPage::operations);
    let new = rows.filter(|row| !wanted.baseline.known.contains(&row.id)).count() as u64;
    let capped = pages.iter().any(|page| page.is_capped);
    let growth = wanted.baseline.count.filter(|_| !capped).zip(pages.last().and_then(|page| page.count));
    let growth = growth.map(|(before, now)| now.saturating_sub(before));
    let everything = match growth {
        // The only new rows are those of the request itself.
        Some(growth) if growth <= wanted.request.device_ids.len() as u64 => {
            return Ok((Match::None, Vec::new()));
        }
        Some(growth) => growth > new,
        None => !wanted.baseline.in_order,
    };
    if everything {
        let found = search(backend, wanted).await?;
        return Ok((found.matched, found.all));
    }
    let matcher = matcher(&pages, wanted);
    Ok((matcher.result(wanted.request), matcher.all()))
}

fn matcher(pages: &[ListPage], wanted: Wanted<'_>) -> Matcher {
    let mut matcher = Matcher::default();
    pages.iter().flat_map(ListPage::operations).for_each(|row| matcher.read(row, wanted));
    matcher
}

/// Searches the whole list.
///
/// # Errors
/// [`Problem`] if a page can't be read; nothing is known then.
pub async fn search(backend: &impl Backend, wanted: Wanted<'_>) -> Result<Found, Problem> {
    let mut search = Search::new(wanted);
    let mut before = None;
    for _ in 0..SWEEPS {
        let sweep = search.sweep(backend).await?;
        if !sweep.shrank && !search.has_all() {
            // Rows added during the sweep are at one of the ends and haven't hidden any other.
            search.catch_up(backend).await?;
        }
        let counted = search.has_all();
        let distinct = sweep.count.is_none() && !sweep.repeats;
        search.complete =
            sweep.ended && !sweep.shrank && (counted || distinct || before == Some(sweep.print));
        let found = matches!(search.matcher.result(wanted.request), Match::Found(_));
        if search.complete || found {
            break;
        }
        before = Some(sweep.print);
    }
    Ok(search.result())
}

struct Search<'a> {
    wanted: Wanted<'a>,
    devices: Vec<String>,
    matcher: Matcher,
    seen: HashSet<u64>,
    unreadable: HashSet<u64>,
    count: Option<u64>,
    /// A page has contradicted the count.
    capped: bool,
    complete: bool,
}

/// A sweep: one pass over the pages.
struct Sweep {
    /// Total number in the last page.
    count: Option<u64>,
    /// The end was reached.
    ended: bool,
    /// The total fell during the sweep, so rows may have been skipped.
    shrank: bool,
    /// A row appeared twice.
    repeats: bool,
    /// Hash of the rows in order, to compare sweeps.
    print: u64,
}

impl<'a> Search<'a> {
    fn new(wanted: Wanted<'a>) -> Self {
        Self {
            wanted,
            devices: wanted.request.device_ids.iter().map(|id| id.trim().to_lowercase()).collect(),
            matcher: Matcher::default(),
            seen: HashSet::new(),
            unreadable: HashSet::new(),
            count: None,
            capped: false,
            complete: false,
        }
    }

    async fn sweep(&mut self, backend: &impl Backend) -> Result<Sweep, Problem> {
        let mut sweep = Sweep { count: None, ended: false, shrank: false, repeats: false, print: 0 };
        let mut offset = 0;
        let mut mine = HashSet::new();
        let mut order = DefaultHasher::new();
        loop {
            let page = read_page(backend, offset).await?;
            sweep.shrank |= matches!((sweep.count, page.count), (Some(was), Some(now)) if now < was);
            self.note_count(&page);
            sweep.count = self.count;
            offset += page.rows.len();
            let news = page.rows.iter().filter(|row| {
                let key = self.read(row);
                key.hash(&mut order);
                mine.insert(key)
            });
            let news = news.count();
            sweep.repeats |= news < page.rows.len();
            backend.progress(Progress { read: self.seen.len(), count: sweep.count });
            sweep.ended = page.rows.is_empty()
                || !page.has_next && sweep.count.is_some_and(|count| offset as u64 >= count);
            // A page without new rows: the server ignores the offset.
            if sweep.ended || news == 0 {
                sweep.print = order.finish();
                return Ok(sweep);
            }
        }
    }

    /// Notes the count of a page. Once a page has contradicted it, there is none.
    fn note_count(&mut self, page: &ListPage) {
        self.capped |= page.is_capped;
        self.count = page.count.or(self.count).filter(|_| !self.capped);
    }

    /// Whether as many distinct rows were seen as the API counts.
    fn has_all(&self) -> bool {
        self.count.is_some_and(|count| self.seen.len() as u64 >= count)
    }

    /// Reads from both ends until everything is known.
    async fn catch_up(&mut self, backend: &impl Backend) -> Result<(), Problem> {
        let mut offset = 0;
        loop {
            let before = self.seen.len();
            let page = read_page(backend, offset).await?;
            for row in &page.rows {
                self.read(row);
            }
            self.note_count(&page);
            offset += page.rows.len();
            if self.seen.len() == before || self.has_all() {
                break;
            }
        }
        if !self.has_all() {
            for page in read_ends(backend).await?.pages {
                for row in &page.rows {
                    self.read(row);
                }
                // Use the count of this page: the next one may include rows added after it.
                self.note_count(&page);
                if self.has_all() {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Processes a row and returns its key.
    fn read(&mut self, row: &Row) -> u64 {
        let mut key = DefaultHasher::new();
        match row {
            Row::Operation(operation) => {
                self.matcher.read(operation, self.wanted);
                (&operation.id, operation.device_key()).hash(&mut key);
            }
            Row::Unreadable(row) => {
                row.raw.hash(&mut key);
                let text = row.raw.to_lowercase();
                if self.devices.iter().any(|id| text.contains(id.as_str())) {
                    self.unreadable.insert(key.finish());
                }
            }
        }
        self.seen.insert(key.finish());
        key.finish()
    }

    fn result(self) -> Found {
        let extent = Extent {
            read: self.seen.len(),
            count: self.count,
            complete: self.complete,
            unreadable: self.unreadable.len(),
        };
        Found { matched: self.matcher.result(self.wanted.request), all: self.matcher.all(), extent }
    }
}
