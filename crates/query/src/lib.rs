//! The query language of the list, for those who type: `status:failed type:firmware_update device:edge* scheduled:>2024-01-01 "2.4.1"`.
//!
//! Owns: how a query is read ([`parse`]), what is wrong with it in words ([`Problem`], [`hints`]), how it is written ([`print()`]), what can be
//! typed next ([`complete`]), and periods by name ([`Preset`]). Must not know: the history, addresses, zones, the clock, how
//! anything looks.
//!
//! Whatever is typed is read as far as it can be, and nothing of it is lost: what can't be read stays in [`Query::unread`], and
//! [`print()`] writes it again.
//!
//! | typed | means |
//! |---|---|
//! | `edge "2.4.1 beta"` | both must occur somewhere; a quote within quotes is `\"` |
//! | `status:failed,cancelled` | either; likewise `type:` |
//! | `device:edge*` | id, name or serial, the whole of it; `*` for any run, `?` for one character |
//! | `group:"Edge, Berlin"` | the devices of that group |
//! | `scheduled:2024-01-15` | on that day; likewise `started:`, `completed:`, `created:`, `updated:` |
//! | `scheduled:>2024-01-15` | after that day; also `>=`, `<`, `<=`, and `2024-01-01..2024-01-31`, both included |
//! | `scheduled:2024-01`, `scheduled:2024` | in that month, in that year |
//! | `scheduled:last-night` | a period by name, see [`Preset`] |
//! | `id:op_12345` | one transaction |
//! | `sort:-scheduled` | the latest first |

mod complete;
mod day;
mod field;
mod hints;
mod lex;
mod meant;
mod parse;
mod period;
mod preset;
mod print;
mod problem;
mod query;
mod rank;
#[cfg(test)]
mod tests;
mod text;
mod vocabulary;
mod words;

pub use complete::{Choice, Completion, MOST_CHOICES, complete};
pub use field::Field;
pub use hints::hints;
pub use parse::{Parsed, Reading, Term, Value, parse};
pub use period::Period;
pub use preset::{MOST_DAYS, PRESETS, Preset, Span};
pub use print::print;
pub use problem::{Problem, Trouble};
pub use query::{Query, SortBy};
pub use text::{join_text, split_text};
pub use vocabulary::{Known, Vocabulary};
pub use words::{time_word, words};
