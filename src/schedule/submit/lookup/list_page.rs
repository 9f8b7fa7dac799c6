//! Pure: pages of the API's list, and reading them with retries.

use wire::{Operation, Row};

use crate::api::Problem;
use crate::schedule::submit::backend::Backend;

/// Rows per request; the limit of the API.
pub const PAGE: usize = 100;
/// Maximum number of pages read at both ends.
const END_PAGES: usize = 4;
/// Number of attempts per page.
const TRIES: u32 = 4;
/// Delay before the first retry in ms, doubled each time.
const BACK_OFF: u32 = 500;

/// A page of the list.
#[derive(Debug, Clone, Default)]
pub struct ListPage {
    /// The rows, readable or not.
    pub rows: Vec<Row>,
    /// Total number, if the API sends it and the page doesn't contradict it.
    pub count: Option<u64>,
    /// The page contradicts the number that the API sent: some servers cap it. The end is unknown then.
    pub is_capped: bool,
    /// Whether the API announces a next page.
    pub has_next: bool,
    /// The server's clock in ms since 1970, if its `Date` header can be read.
    pub server_time: Option<i64>,
}

impl ListPage {
    /// The page, read at an offset, without a count that it contradicts.
    fn judged(self, offset: usize) -> Self {
        let count = wire::believed_count(self.count, offset, self.rows.len(), self.has_next);
        Self { is_capped: self.count.is_some() && count.is_none(), count, ..self }
    }

    /// The readable rows.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.rows.iter().filter_map(|row| match row {
            Row::Operation(operation) => Some(operation),
            Row::Unreadable(_) => None,
        })
    }
}

/// Both ends of the list.
#[derive(Debug, Clone, Default)]
pub struct Ends {
    /// The first page, and the last ones.
    pub pages: Vec<ListPage>,
    /// The last row counted by the API is included.
    pub whole: bool,
}

/// Reads one page. Retries transient errors, with the delay that the API asks for.
///
/// # Errors
/// [`Problem`] if the page can't be read.
pub async fn read_page(backend: &impl Backend, offset: usize) -> Result<ListPage, Problem> {
    let mut tries = 0;
    loop {
        let problem = match backend.page(offset).await {
            Ok(page) => return Ok(page.judged(offset)),
            Err(problem) => problem,
        };
        tries += 1;
        if tries >= TRIES || !problem.may_pass() {
            return Err(problem);
        }
        let wait = problem.wait_ms().unwrap_or(BACK_OFF << tries);
        backend.sleep(wait).await;
    }
}

/// Reads the first and the last pages: in a list sorted by creation in either direction, new rows are there.
///
/// # Errors
/// [`Problem`] if a page can't be read.
pub async fn read_ends(backend: &impl Backend) -> Result<Ends, Problem> {
    let first = read_page(backend, 0).await?;
    let size = first.rows.len();
    let count = first.count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default();
    let mut pages = vec![first];
    // A server may return fewer rows than requested.
    let mut offset = count.saturating_sub(size).max(size);
    while offset < count && pages.len() < END_PAGES {
        let page = read_page(backend, offset).await?;
        if page.rows.is_empty() {
            break;
        }
        offset += page.rows.len();
        pages.push(page);
    }
    let whole = count > 0 && offset.min(count) == count && !pages.iter().any(|page| page.is_capped);
    Ok(Ends { pages, whole })
}
