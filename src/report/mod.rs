//! The report: figures, charts, files and a print view of everything that matches the filters of an address.
//!
//! Owns the figures of one moment ([`snapshot::Snapshot`]): they don't change while someone reads, and each file and print names that moment.
//! Must not know the list's views or how to schedule.
//!
//! Pure: `days`, `reasons/counts`, `snapshot`, `writing`; `computation` computes the figures. Browser APIs: `exporting`, `download`,
//! `printing`. The rest are views.

mod computation;
mod coverage;
mod day_chart;
mod days;
mod download;
mod exporting;
mod figures;
mod files;
mod firmware_table;
mod head;
mod header;
mod page;
mod printing;
mod reasons;
mod snapshot;
mod writing;

pub use page::ReportPage;
