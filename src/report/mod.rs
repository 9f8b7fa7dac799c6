//! The report: figures, charts, files and a print of everything that matches the filters of an address.
//!
//! Owns the figures as they were at one moment ([`snapshot::Snapshot`]): they don't move while somebody reads, and what is written to a file
//! or printed says of when it is. Must not know the list's views or how to schedule.
//!
//! Pure: `days`, `firmware`, `snapshot`, `writing`. Of the browser: `exporting`, `download`, `printing`. The rest are views.

mod coverage;
mod day_chart;
mod days;
mod download;
mod exporting;
mod figures;
mod files;
mod firmware;
mod firmware_table;
mod head;
mod page;
mod printing;
mod snapshot;
mod writing;

pub use page::ReportPage;
