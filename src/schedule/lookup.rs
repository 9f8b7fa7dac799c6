//! Looking in the API's list for a request whose answer was lost.
//!
//! The order of the list is not documented, so both its ends are read, and all of it where that is cheap.

use wire::{Operation, Row, ScheduleRequest};

use super::outcome::{Match, find_match};
use crate::api::{Cancel, Client, ListParams, Problem};
use crate::sync::Store;

const PAGE: usize = 100;
/// Up to so many operations the whole list is read.
const CHEAP: usize = 2_000;
/// How far the clocks of server and browser may differ when their difference is known (ms), and when it is not.
const SLACK_KNOWN: i64 = 5_000;
const SLACK_UNKNOWN: i64 = 120_000;

/// What is looked for.
pub struct Lost<'a> {
    /// What was asked.
    pub request: &'a ScheduleRequest,
    /// When it was sent: milliseconds since 1970, by the server's clock as far as it is known.
    pub sent_at: i64,
    /// Whether the server's clock is known.
    pub clock_known: bool,
}

/// What a look brought.
pub struct Looked {
    /// Whether it is there.
    pub found: Match,
    /// How far was looked, for people: "the 200 newest and oldest of 45 120".
    pub extent: String,
}

/// Reads the list and looks. All that is read goes into the store as well.
///
/// # Errors
/// [`Problem`] where a page could not be read: then nothing is known.
pub async fn look(
    client: &Client,
    lost: &Lost<'_>,
    store: Store,
    cancel: &Cancel,
) -> Result<Looked, Problem> {
    let mut rows: Vec<Operation> = Vec::new();
    let first = page(client, 0, store, cancel).await?;
    let count = first.count.unwrap_or(first.rows.len());
    rows.extend(first.rows);
    let offsets: Vec<usize> = if count <= CHEAP {
        (1..count.div_ceil(PAGE)).map(|n| n * PAGE).collect()
    } else {
        // The last page may be short; the one before it closes the gap.
        vec![PAGE, count.saturating_sub(2 * PAGE), count.saturating_sub(PAGE)]
    };
    for offset in offsets {
        // Nothing more is needed once it is there.
        if let found @ Match::Found(_) = judge(&rows, lost) {
            return Ok(Looked { found, extent: extent(count) });
        }
        rows.extend(page(client, offset, store, cancel).await?.rows);
    }
    Ok(Looked { found: judge(&rows, lost), extent: extent(count) })
}

fn judge(rows: &[Operation], lost: &Lost<'_>) -> Match {
    let slack = if lost.clock_known { SLACK_KNOWN } else { SLACK_UNKNOWN };
    find_match(rows, lost.request, lost.sent_at, slack)
}

fn extent(count: usize) -> String {
    if count <= CHEAP {
        format!("all {count} operations")
    } else {
        format!("both ends of the {count} operations")
    }
}

struct Page {
    rows: Vec<Operation>,
    count: Option<usize>,
}

async fn page(client: &Client, offset: usize, store: Store, cancel: &Cancel) -> Result<Page, Problem> {
    let params = ListParams { limit: Some(PAGE), offset, ..ListParams::default() };
    let listed = client.list(&params, cancel).await?;
    if store.take_in(&listed.page.rows, None).changed {
        store.announce();
    }
    let count = listed.page.count.and_then(|count| usize::try_from(count).ok());
    let rows = listed.page.rows.into_iter().filter_map(|row| match row {
        Row::Operation(operation) => Some(operation),
        Row::Unreadable(_) => None,
    });
    Ok(Page { rows: rows.collect(), count })
}
