//! The catalogue of operation types, fetched once at run time, so that an administrator can replace it without a rebuild.

use super::Session;
use crate::api::transport::get_text;
use crate::reactive::{ReadSignal, RwSignal};
use catalogue::Catalogue;
use leptos::{prelude::*, task::spawn_local};

/// The operation types on offer. Copies share one.
#[derive(Clone, Copy)]
pub struct OperationTypes {
    catalogue: RwSignal<Catalogue>,
    settled: RwSignal<bool>,
    problems: RwSignal<Vec<String>>,
}

impl OperationTypes {
    /// The catalogue; empty until it came, and where it didn't.
    pub fn catalogue(self) -> ReadSignal<Catalogue> {
        self.catalogue.read_only()
    }

    /// Whether it came, or is known not to.
    pub fn settled(self) -> ReadSignal<bool> {
        self.settled.read_only()
    }

    /// What is wrong with it, in sentences for people.
    pub fn problems(self) -> ReadSignal<Vec<String>> {
        self.problems.read_only()
    }

    fn accept(self, url: &str, text: Result<String, String>) {
        match text.map(|text| Catalogue::parse(&text)) {
            Ok(Ok(catalogue)) => {
                self.problems.set(catalogue.problems.clone());
                self.catalogue.set(catalogue);
            }
            Ok(Err(error)) => self
                .problems
                .set(vec![format!("The catalogue of operation types ({url}) can't be read: {error}")]),
            Err(why) => self
                .problems
                .set(vec![format!("The catalogue of operation types ({url}) did not come: {why}")]),
        }
        self.settled.set(true);
    }
}

/// Fetches the catalogue that the settings name and puts it into the context.
pub fn provide_catalogue(session: Session) -> OperationTypes {
    let types = OperationTypes {
        catalogue: RwSignal::new(Catalogue::default()),
        settled: RwSignal::new(false),
        problems: RwSignal::default(),
    };
    let url = session.config().with_untracked(|config| config.catalogue_url.clone());
    spawn_local(async move {
        let text = get_text(&url).await;
        types.accept(&url, text);
    });
    provide_context(types);
    types
}

/// The [`OperationTypes`] of this app.
///
/// # Panics
/// Where [`provide_catalogue`] was not called above, which is a mistake in the app's own code.
pub fn use_catalogue() -> OperationTypes {
    expect_context()
}
