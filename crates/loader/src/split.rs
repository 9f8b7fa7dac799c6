//! Each function marked here, and all that only it needs, becomes a file of its own (functions of one name share one), which is
//! fetched when the function is first called.
//!
//! The one place of the project where `unsafe` is: the attribute writes the imports and exports between the files, which Rust can't
//! check; `wasm-split-cli` does. None of it is written by hand.
#![allow(unsafe_code)]

use headless_ops::{
    api::ReadRefusal,
    later::{MISSING, Make},
    operations::{DetailOf, ToolOf},
    overview::OverviewOf,
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

    #[wasm_split(overview, fallible)]
    pub fn board() -> Result<Make<OverviewOf>, SplitLoaderError> {
        Ok(headless_ops::overview::board)
    }

    #[wasm_split(overview, fallible)]
    pub fn timeline() -> Result<Make<OverviewOf>, SplitLoaderError> {
        Ok(headless_ops::overview::timeline)
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
    connect: Make<()>, renew: Make<()>, detail: Make<DetailOf>, tools: Make<ToolOf>, schedule: Make<()>, board: Make<OverviewOf>,
    timeline: Make<OverviewOf>, report: Make<ReportOf>, refusals: ReadRefusal, catalogue: ReadCatalogue, history: WholeHistory
);
