//! Columns, density and saved views.
//!
//! Columns and density are in the address; a view is a named address. Owns only the text being typed.

mod look;
mod saved;
mod saved_list;

use super::filter_bar::VIEW;
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
    /// Query in the address.
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

/// An absolute URL of this app, for sharing.
fn absolute(fragment: &str) -> String {
    let here = window().location().href().unwrap_or_default();
    let page = here.split('#').next().unwrap_or_default();
    format!("{page}{fragment}")
}

/// Opens the list with the query of a saved address.
fn go(ask: QueryHandle, address: &str) {
    if let Route::Operations { query, .. } = Route::parse(address) {
        ask.go(query);
    }
}
