//! The report: figures, charts, files and a print of everything that matches the filters of an address.
//!
//! Owns the figures as they were at one moment ([`snapshot::Snapshot`]): they don't move while somebody reads, and what is written to a file
//! or printed says of when it is. What a filter means comes from the list, handed over as [`ReportOf`]; what is known comes from
//! `sync`. Must not know the list's views or how to schedule.
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

use crate::{route::ListQuery, sync::Meanings};
use history::{Query, TimeField};
use leptos::prelude::*;

/// What the page needs of the list, which it must not name itself.
#[derive(Clone, Copy)]
pub struct ReportOf {
    /// What a query asks of the history at this moment, its days being those of the zone.
    pub asks: fn(&ListQuery, &str, Meanings) -> Query,
    /// The time that a query's dates are about.
    pub time_field: fn(&str) -> TimeField,
}

/// The page. Handed out by a part that is fetched when it is first opened.
pub fn made(of: ReportOf) -> AnyView {
    view! { <page::ReportPage of /> }.into_any()
}
