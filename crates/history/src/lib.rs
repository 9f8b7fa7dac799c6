//! Columnar store of all known operations: upsert, filter, sort, facets and aggregates over a million rows within a frame.
//!
//! Owns the rows and every result computed from them. Must not know: Leptos, the network, JSON, storage, zones or the clock.
//! Times are milliseconds since 1970 in UTC; a caller that needs days or zones supplies the boundaries.
//!
//! Overview: [`History::upsert`] takes an [`Observation`], and [`History::take_batch`] a page of them as bytes. A [`Query`] gives a
//! [`Selection`] of [`RowId`]s, and a [`RowView`] reads one row. Internally, `columns` holds the values, `update` changes them and `journal`
//! logs the changes. Derived data (`filter`, `order`, `results`) is cached and updated from the journal instead of being computed again.

mod batch;
mod bytes;
mod columns;
mod filter;
mod history;
mod journal;
mod mask;
mod order;
mod query;
mod results;
mod row;
mod snapshot;
mod update;

pub use batch::{Batch, BatchError, BatchRow, BatchWriter, Taken, Unread};
pub use columns::Device;
pub use filter::{Pattern, Ready};
pub use history::History;
pub use operation::{Column, Observation, TimeField};
pub use query::{DateFilter, Query, Sort, TextScope};
pub use results::{DeviceCount, Durations, Extent, Facets, Report, ReportTally, Selection, TypeReport};
pub use row::{RowId, RowView};
pub use snapshot::{Restoring, Saved, Saving, SnapshotError};
pub use update::{Change, Changes, Upsert};
