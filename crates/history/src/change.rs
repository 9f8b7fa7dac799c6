//! What an upsert did, and which rows changed since a generation.

use crate::row::RowId;

/// What became of an observation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A row that was not known.
    Added,
    /// A known row with at least one new value.
    Changed,
    /// Nothing new: equal to what is known, or older than it by `updated_at`.
    Same,
    /// Not taken: 2³² rows or 4 GiB of text in one column are the limit. The row id is [`RowId::NONE`].
    Refused,
}

/// Answer of [`crate::History::upsert`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upsert {
    /// The row that the observation belongs to.
    pub row: RowId,
    /// What became of it.
    pub change: Change,
}

/// Answer of [`crate::History::changed_since`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// These rows, each once, in no particular order. Removed rows are among them.
    Rows(Vec<RowId>),
    /// So much has changed since that the rows were not kept apart: refresh everything.
    Everything,
}
