//! Signals, memos, effects, lists and conditions that are compiled once, not once for each type they hold or closure they run.
//!
//! Leptos' own are generic to the ground: every type in a signal and every closure of a memo is another copy of their machinery in the
//! bundle, some 2 KB each, and this app has well over a hundred. The ones here hold their value behind a pointer, so that all share
//! one copy; what they do is what Leptos' own do. Knows nothing of the app.

mod cell;
mod dynamic;
mod effect;
mod handle;
mod keyed;
mod memo;
mod shown;

pub use cell::{ReadSignal, RwSignal};
pub use dynamic::{CollectAny, dynamic};
pub use effect::Effect;
pub use keyed::Keyed;
pub use memo::Memo;
pub use shown::Shown;

/// Ends a branch that can't be reached: a cell is made with the type by which it is read.
fn of_its_type<T>(value: Option<T>) -> T {
    value.unwrap_or_else(|| unreachable!("a value is read by the type that it was put in with"))
}
