//! The split points. Each function in `chunks` becomes a lazy chunk, with all code that only it needs, and is fetched on the first call.
//! Functions with the same chunk name share one.
//!
//! The only place of the project with `unsafe`: the attribute generates the imports and exports between chunks. `wasm-split-cli` checks
//! them; Rust can't.

use headless_ops::{
    api::ReadRefusal,
    commands::KeySheet,
    detail::DetailData,
    freshness::DeviceRefreshData,
    lazy::{MakeView, load_error},
    operations::ToolData,
    report::ReportPage,
    schedule::SchedulePage,
    session::{ReadCatalogue, RenewForm},
    sync::HistoryChunk,
};
use leptos::prelude::*;
use wasm_split_helpers::SplitLoaderError;

mod chunks {
    use super::*;
    #[cfg(split)]
    use wasm_split_helpers::wasm_split;

    // In the chunk of the detail, as is the parser for error answers: chunks of their own would add twelve small ones.
    #[cfg_attr(split, wasm_split(detail, fallible))]
    pub fn renew() -> Result<MakeView<()>, SplitLoaderError> {
        Ok(|()| view! { <RenewForm /> }.into_any())
    }

    #[cfg_attr(split, wasm_split(detail, fallible))]
    pub fn detail() -> Result<MakeView<DetailData>, SplitLoaderError> {
        Ok(headless_ops::detail::detail)
    }

    #[cfg_attr(split, wasm_split(tools, fallible))]
    pub fn tools() -> Result<MakeView<ToolData>, SplitLoaderError> {
        Ok(headless_ops::operations::tool)
    }

    #[cfg_attr(split, wasm_split(tools, fallible))]
    pub fn device_refresh() -> Result<MakeView<DeviceRefreshData>, SplitLoaderError> {
        Ok(headless_ops::freshness::device_refresh)
    }

    #[cfg_attr(split, wasm_split(tools, fallible))]
    pub fn key_sheet() -> Result<MakeView<RwSignal<bool>>, SplitLoaderError> {
        Ok(|open| view! { <KeySheet open /> }.into_any())
    }

    #[cfg_attr(split, wasm_split(schedule, fallible))]
    pub fn schedule() -> Result<MakeView<()>, SplitLoaderError> {
        Ok(|()| view! { <SchedulePage /> }.into_any())
    }

    // In the report's chunk: they share so much code that their own chunks would add about twenty small ones.
    #[cfg_attr(split, wasm_split(report, fallible))]
    pub fn overview() -> Result<MakeView<()>, SplitLoaderError> {
        Ok(headless_ops::overview::page)
    }

    #[cfg_attr(split, wasm_split(report, fallible))]
    pub fn report() -> Result<MakeView<()>, SplitLoaderError> {
        Ok(|()| view! { <ReportPage /> }.into_any())
    }

    #[cfg_attr(split, wasm_split(detail, fallible))]
    pub fn refusals() -> Result<ReadRefusal, SplitLoaderError> {
        Ok(headless_ops::api::read_refusal)
    }

    #[cfg_attr(split, wasm_split(schedule, fallible))]
    pub fn catalogue() -> Result<ReadCatalogue, SplitLoaderError> {
        Ok(headless_ops::session::read_catalogue)
    }

    #[cfg_attr(split, wasm_split(history, fallible))]
    pub fn history() -> Result<HistoryChunk, SplitLoaderError> {
        Ok(headless_ops::sync::history_chunk())
    }
}

/// Makes the functions of `chunks` asynchronous in every build.
macro_rules! lazy {
    ($($name:ident: $what:ty),* $(,)?) => {
        $(pub async fn $name() -> Result<$what, String> {
            let call = chunks::$name();
            #[cfg(split)]
            let call = call.await;
            // The reason is in the browser's console; it isn't available here.
            call.map_err(|_| load_error().to_owned())
        })*
    };
}

lazy!(
    renew: MakeView<()>,
    detail: MakeView<DetailData>,
    tools: MakeView<ToolData>,
    device_refresh: MakeView<DeviceRefreshData>,
    key_sheet: MakeView<RwSignal<bool>>,
    schedule: MakeView<()>,
    overview: MakeView<()>,
    report: MakeView<()>,
    refusals: ReadRefusal,
    catalogue: ReadCatalogue,
    history: HistoryChunk,
);
