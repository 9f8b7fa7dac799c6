//! The statuses and types to choose from: the known ones and those seen in the data.

use crate::{
    session::use_catalogue,
    sync::SharedStore,
    ui::{status_look, visible_marks},
};
use leptos::prelude::*;

const STATUSES: [&str; 6] = ["scheduled", "pending", "in_progress", "completed", "failed", "cancelled"];

/// Values with their labels.
pub type Choices = Signal<Vec<(String, String)>>;

/// Options for the status.
pub fn status_options(store: SharedStore) -> Choices {
    let seen = Memo::new(move |_| seen(store).statuses);
    Signal::derive(move || {
        let seen = seen.get().into_iter().map(|(status, _)| status);
        options(&mut STATUSES.map(str::to_owned).into_iter().chain(seen), &|status| status_look(status).word)
    })
}

/// Options for the type, those of the catalogue first.
pub fn type_options(store: SharedStore) -> Choices {
    let catalogue = use_catalogue().catalogue();
    let seen = Memo::new(move |_| seen(store).types);
    Signal::derive(move || {
        let known = catalogue.with(|c| c.types.iter().map(|t| t.name.clone()).collect::<Vec<_>>());
        let seen = seen.get().into_iter().map(|(kind, _)| kind);
        options(&mut known.into_iter().chain(seen), &|kind| visible_marks(kind).into_owned())
    })
}

fn seen(store: SharedStore) -> history::Facets {
    store.read(|history| history.facets(&history::Query::default(), 0))
}

/// Unique values, in the order of the iterator.
fn options(values: &mut dyn Iterator<Item = String>, word: &dyn Fn(&str) -> String) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for value in values {
        if out.iter().all(|(known, _)| *known != value) {
            out.push((value.clone(), word(&value)));
        }
    }
    out
}
