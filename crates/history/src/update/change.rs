//! Results of upserts, and rows changed since a generation.

use crate::row::RowId;

/// Effect of an observation on the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new row.
    Added,
    /// A known row with at least one changed value.
    Changed,
    /// No change: equal to the known row, or older than it by `updated_at`.
    Same,
    /// Rejected because a limit is reached: 2³² rows, or 4 GiB of text in one column. The row id is [`RowId::NONE`].
    Refused,
}

/// Result of [`crate::History::upsert`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upsert {
    /// The row that the observation belongs to.
    pub row: RowId,
    /// Its effect.
    pub change: Change,
}

/// Result of [`crate::History::changed_since`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// The changed rows, each once, unordered. Includes removed rows.
    Rows(Vec<RowId>),
    /// The journal no longer reaches back that far: refresh everything.
    Everything,
}
