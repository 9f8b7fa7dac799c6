//! Text query language of the list: `status:failed type:firmware_update device:edge* scheduled:>2024-01-01 "2.4.1"`.
//!
//! Owns: parsing ([`parse`]), problems with messages ([`Problem`], [`hints`]), printing ([`print()`]), describing ([`summary()`]), completion ([`complete`]), and
//! named periods ([`Preset`]). Must not know: the history, addresses, zones, the clock, how anything looks.
//!
//! Any input can be parsed without loss: parts that can't be parsed are kept in [`Query::unread`], and [`print()`] writes them again.
//!
//! | typed | means |
//! |---|---|
//! | `edge "2.4.1 beta"` | both must occur somewhere; `\"` is a quote inside quotes |
//! | `status:failed,cancelled` | either; likewise `type:` |
//! | `device:edge*` | the whole id, name or serial; `*` matches any run, `?` one character |
//! | `group:"Edge, Berlin"` | the devices of that group |
//! | `scheduled:2024-01-15` | on that day; likewise `started:`, `completed:`, `created:`, `updated:` |
//! | `scheduled:>2024-01-15` | after that day; also `>=`, `<`, `<=`, and `2024-01-01..2024-01-31` (inclusive) |
//! | `scheduled:2024-01`, `scheduled:2024` | in that month, in that year |
//! | `scheduled:last-night` | a named period, see [`Preset`] |
//! | `id:op_12345` | one transaction |
//! | `sort:-scheduled` | the latest first |

mod field;
mod nearest;
mod parse;
mod period;
mod print;
mod problem;
mod query;
mod suggest;
mod summary;
#[cfg(test)]
mod tests;
mod text;

pub use field::Field;
pub use parse::{Parsed, Reading, Term, Value, parse};
pub use period::{MOST_DAYS, PRESETS, Period, Preset, Span};
pub use print::print;
pub use problem::{Problem, ProblemKind};
pub use query::{Query, SortBy};
pub use suggest::{Choice, Completion, Known, MOST_CHOICES, Vocabulary, complete, hints, without_unfinished};
pub use summary::{summary, time_label};
pub use text::{join_text, split_text};
