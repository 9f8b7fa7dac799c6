//! Results of a query: the matching rows in order, their counts by value and by time, and the figures of a report.

mod facets;
mod histogram;
mod report;
mod select;
mod selection;

pub use facets::{DeviceCount, Facets};
pub use histogram::Extent;
pub use report::{Durations, Report, ReportTally, TypeReport};
pub(crate) use select::Selections;
pub use selection::Selection;
