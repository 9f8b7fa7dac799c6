//! The parts where nothing is cut off: all of them are here already.

use headless_ops::{
    api::ReadRefusal,
    later::Make,
    operations::{DetailOf, ToolOf},
    report::ReportOf,
    schedule::SchedulePage,
    session::{ConnectPage, ReadCatalogue, RenewForm},
    sync::WholeHistory,
};
use leptos::prelude::*;

pub async fn connect() -> Result<Make<()>, String> {
    Ok(|()| view! { <ConnectPage /> }.into_any())
}

pub async fn renew() -> Result<Make<()>, String> {
    Ok(|()| view! { <RenewForm /> }.into_any())
}

pub async fn detail() -> Result<Make<DetailOf>, String> {
    Ok(headless_ops::operations::known)
}

pub async fn tools() -> Result<Make<ToolOf>, String> {
    Ok(headless_ops::operations::tool)
}

pub async fn schedule() -> Result<Make<()>, String> {
    Ok(|()| view! { <SchedulePage /> }.into_any())
}

pub async fn overview() -> Result<Make<()>, String> {
    Ok(headless_ops::overview::page)
}

pub async fn report() -> Result<Make<ReportOf>, String> {
    Ok(headless_ops::report::made)
}

pub async fn refusals() -> Result<ReadRefusal, String> {
    Ok(headless_ops::api::read_refusal)
}

pub async fn catalogue() -> Result<ReadCatalogue, String> {
    Ok(headless_ops::session::read_catalogue)
}

pub async fn history() -> Result<WholeHistory, String> {
    Ok(headless_ops::sync::whole_history())
}
