//! Columnar store of all known operations: upsert, filter, sort, facets and aggregates over a million rows within a frame.
//!
//! Owns the rows and every result computed from them. Must not know: Leptos, the network, JSON, storage, zones or the clock.
//! Times are milliseconds since 1970 in UTC; a caller that needs days or zones supplies the boundaries.
//!
//! Overview: [`History::upsert`] takes an [`Observation`], and [`History::take_batch`] a page of them as bytes. A [`Query`] gives a
//! [`Selection`] of [`RowId`]s, and a [`RowView`] reads one row. Internally, `columns` holds the values and `journal` the changes.
//! Derived data (`filter`, `search`, `orders`) is cached and updated from the journal instead of being computed again.

mod arena;
mod batch;
mod building;
mod bytes;
mod change;
mod coded;
mod codes;
mod columns;
mod compare;
mod devices;
mod dictionary;
mod facets;
mod filter;
mod fold;
mod histogram;
mod history;
mod identity;
mod journal;
mod keys;
mod mask;
mod natural;
mod orders;
mod pattern;
mod progress;
mod query;
mod radix;
mod ranking;
mod ranks;
mod report;
mod room;
mod row;
mod scan;
mod search;
mod select;
mod selection;
mod snapshot;
mod sort;
mod sweep;
mod table;
mod terms;
mod times;
mod upsert;

pub use batch::{Batch, BatchError, BatchRow, BatchWriter, Taken, Unread};
pub use change::{Change, Changes, Upsert};
pub use devices::Device;
pub use facets::{DeviceCount, Facets};
pub use histogram::Extent;
pub use history::History;
pub use operation::{Column, Observation, TimeField};
pub use pattern::{Pattern, Ready};
pub use query::{DateFilter, Query, Sort, TextScope};
pub use report::{Durations, Report, TypeReport};
pub use row::{RowId, RowView};
pub use selection::Selection;
pub use snapshot::{Restoring, Saved, Saving, SnapshotError};
