//! Each function marked here, and all that only it needs, becomes a file of its own (functions of one name share one), which is
//! fetched when the function is first called.
//!
//! The one place of the project where `unsafe` is: the attribute writes the imports and exports between the files, which Rust can't
//! check; `wasm-split-cli` does. None of it is written by hand.

use headless_ops::{
    api::ReadRefusal,
    later::{MISSING, Make},
    operations::{DetailOf, ToolOf},
    report::ReportOf,
    schedule::SchedulePage,
    session::{ConnectPage, ReadCatalogue, RenewForm},
    sync::WholeHistory,
};
use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

mod cut {
    use super::*;

    #[wasm_split(connect, fallible)]
    pub fn connect() -> Result<Make<()>, SplitLoaderError> {
        Ok(|()| view! { <ConnectPage /> }.into_any())
    }

    #[wasm_split(connect, fallible)]
    pub fn renew() -> Result<Make<()>, SplitLoaderError> {
        Ok(|()| view! { <RenewForm /> }.into_any())
    }

    #[wasm_split(detail, fallible)]
    pub fn detail() -> Result<Make<DetailOf>, SplitLoaderError> {
        Ok(headless_ops::operations::known)
    }

    #[wasm_split(tools, fallible)]
    pub fn tools() -> Result<Make<ToolOf>, SplitLoaderError> {
        Ok(headless_ops::operations::tool)
    }

    #[wasm_split(schedule, fallible)]
    pub fn schedule() -> Result<Make<()>, SplitLoaderError> {
        Ok(|()| view! { <SchedulePage /> }.into_any())
    }

    // With the report: what all three share would be a score of files more, each with a name and a digest.
    #[wasm_split(report, fallible)]
    pub fn overview() -> Result<Make<()>, SplitLoaderError> {
        Ok(headless_ops::overview::page)
    }

    #[wasm_split(report, fallible)]
    pub fn report() -> Result<Make<ReportOf>, SplitLoaderError> {
        Ok(headless_ops::report::made)
    }

    #[wasm_split(refusals, fallible)]
    pub fn refusals() -> Result<ReadRefusal, SplitLoaderError> {
        Ok(headless_ops::api::read_refusal)
    }

    #[wasm_split(schedule, fallible)]
    pub fn catalogue() -> Result<ReadCatalogue, SplitLoaderError> {
        Ok(headless_ops::session::read_catalogue)
    }

    #[wasm_split(history, fallible)]
    pub fn history() -> Result<WholeHistory, SplitLoaderError> {
        Ok(headless_ops::sync::whole_history())
    }
}

macro_rules! hand_out {
    ($($name:ident: $what:ty),*) => {
        $(pub async fn $name() -> Result<$what, String> {
            // What went wrong stands in the browser's console; nothing of it reaches us.
            cut::$name().await.map_err(|_| MISSING.to_owned())
        })*
    };
}

hand_out!(
    connect: Make<()>, renew: Make<()>, detail: Make<DetailOf>, tools: Make<ToolOf>, schedule: Make<()>, overview: Make<()>,
    report: Make<ReportOf>, refusals: ReadRefusal, catalogue: ReadCatalogue, history: WholeHistory
);
