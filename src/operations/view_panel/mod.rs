//! How the table looks, and views of the list that are kept under a name.
//!
//! Columns and density stand in the address like all else; a view is an address with a name. Owns what is being typed, nothing more.

mod look;
mod saved;
mod saved_list;

use super::filters::VIEW;
use crate::history_query::QueryHandle;
use crate::{
    route::Route,
    ui::{CopyButton, IconButton, IconName, close_popover},
};
use leptos::prelude::*;
use look::Look;
use messages::list_views as text;
use saved_list::SavedList;

/// The panel.
#[component]
pub fn ViewPanel(
    /// The address.
    ask: QueryHandle,
) -> impl IntoView {
    let link = Signal::derive(move || absolute(&ask.query().with(saved::address)));
    view! {
        <header class="panel-head">
            <h2>{text::view()}</h2>
            <IconButton label=text::close_view() icon=IconName::Close on_press=|()| close_popover(VIEW) />
        </header>
        <div class="panel-body">
            <SavedList ask />
            <Look ask />
        </div>
        <footer class="panel-foot">
            <CopyButton text=link label=text::copy_link_to_this_view() />
        </footer>
    }
}

/// An address of this app, for somebody elsewhere.
fn absolute(fragment: &str) -> String {
    let here = window().location().href().unwrap_or_default();
    let page = here.split('#').next().unwrap_or_default();
    format!("{page}{fragment}")
}

/// The list's part of an address that was kept.
fn go(ask: QueryHandle, address: &str) {
    if let Route::Operations { query, .. } = Route::parse(address) {
        ask.go(query);
    }
}
