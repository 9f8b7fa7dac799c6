//! The program that the browser runs: the app, with the parts cut off that its first screen doesn't need.
//!
//! The cut needs the feature `split` and tools that run after the compiler (`script/build` has both). Without it, as under
//! `trunk serve`, all parts are in the one file and are there at once. This package must hold nothing else: where a split function's
//! content is named in the library, it is linked into the first file.

#[cfg_attr(feature = "split", path = "split.rs")]
#[cfg_attr(not(feature = "split"), path = "whole.rs")]
mod parts;

use headless_ops::app::Parts;

fn main() {
    headless_ops::start(Parts {
        connect: || Box::pin(parts::connect()),
        renew: || Box::pin(parts::renew()),
        detail: || Box::pin(parts::detail()),
        tools: || Box::pin(parts::tools()),
        schedule: || Box::pin(parts::schedule()),
        board: || Box::pin(parts::board()),
        timeline: || Box::pin(parts::timeline()),
        report: || Box::pin(parts::report()),
        refusals: || Box::pin(parts::refusals()),
        catalogue: || Box::pin(parts::catalogue()),
        whole: || Box::pin(parts::history()),
    });
}
