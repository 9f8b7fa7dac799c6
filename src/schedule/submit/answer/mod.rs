//! Pure: reads the answer to a POST: what it proves, and its errors by field.

mod findings;
mod verdict;

pub use findings::findings;
pub use verdict::{Verdict, judge};
