//! The fleet as a whole: the live board, which says how it stands now, and the timeline, which shows what ran and what comes.
//!
//! Owns the figures of the board and the drawing of the timeline. What a filter means, what is out of order and the detail of an
//! operation come from the list, handed over as [`OverviewOf`]; what is known comes from `sync`. Must not know the list's views or how
//! to schedule.
//!
//! Pure: what the two pages say of themselves.

mod board;
mod coverage;
mod timeline;
mod watching;

use crate::{
    route::{ListQuery, OperationKey, Route, use_navigator},
    sync::Live,
    sync::Meanings,
};
use history::{Observation, Query};
use leptos::prelude::*;

/// What the pages need of the list, which they must not name themselves.
#[derive(Clone, Copy)]
pub struct OverviewOf {
    /// What a query asks of the history, its days being those of the zone.
    pub asks: fn(&ListQuery, &str, Meanings) -> Query,
    /// A word for what is out of order with a row at a moment.
    pub trouble: fn(&Observation<'_>, i64) -> Option<&'static str>,
    /// How long after its time an operation is late, in ms.
    pub late_after: i64,
    /// After how long without news one that runs has stalled, in ms.
    pub stalled_after: i64,
    /// How fresh the answers are, and the buttons that make them so.
    pub freshness: fn(Live) -> AnyView,
    /// What stands above old answers.
    pub stale: fn(Live) -> AnyView,
    /// The detail of the operation that is open.
    pub detail: fn(Live, Memo<Option<OperationKey>>) -> AnyView,
}

/// The page that the address names: the timeline, or the live board. Handed out by a part that is fetched when one of them is first
/// opened; an [`OverviewOf`] is in the context.
pub fn page(_: ()) -> AnyView {
    let of = expect_context::<OverviewOf>();
    match use_navigator().route().with_untracked(|route| matches!(route, Route::Timeline { .. })) {
        true => view! { <timeline::TimelinePage of /> }.into_any(),
        false => view! { <board::BoardPage of /> }.into_any(),
    }
}
