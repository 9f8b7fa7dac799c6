//! The catalogue of operation types, fetched once at run time, so that an administrator can replace it without a rebuild.

use super::Session;
use crate::{
    api::{FileError, transport::get_text},
    lazy::LoadChunk,
};
use catalogue::Catalogue;
use leptos::{prelude::*, task::spawn_local};

/// Reads the text of a catalogue. A function that is handed in, as the code that knows JSON Schema is in a part of its own.
pub type ReadCatalogue = fn(&str) -> Result<Catalogue, String>;

/// The [`ReadCatalogue`] of this build. Whoever names it links that code.
pub fn read_catalogue(text: &str) -> Result<Catalogue, String> {
    Catalogue::parse(text).map_err(|error| error.to_string())
}

/// The operation types on offer. Copies share one.
#[derive(Clone, Copy)]
pub struct OperationTypes {
    session: Session,
    read: LoadChunk<ReadCatalogue>,
    asked: StoredValue<bool>,
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

    /// Fetches the catalogue that the settings name, unless that was done or is being done.
    pub fn fetch(self) {
        if self.asked.get_value() {
            return;
        }
        self.asked.set_value(true);
        let url = self.session.config().with_untracked(|config| config.catalogue_url.clone());
        spawn_local(async move {
            let text = get_text(&url).await;
            match (self.read)().await {
                Ok(read) => self.accept(&url, text.map(|text| read(&text))),
                // The page that shows it says so too, and asks again.
                Err(_) => self.asked.set_value(false),
            }
        });
    }

    fn accept(self, url: &str, text: Result<Result<Catalogue, String>, FileError>) {
        match text {
            Ok(Ok(catalogue)) => {
                self.problems.set(catalogue.problems.clone());
                self.catalogue.set(catalogue);
            }
            Ok(Err(error)) => {
                self.problems.set(vec![messages::session::catalogue_unreadable(url, &error)]);
            }
            Err(why) => {
                self.problems.set(vec![messages::session::catalogue_not_loaded(url, &why.message())]);
            }
        }
        self.settled.set(true);
    }
}

/// Puts the catalogue into the context. It is fetched when somebody asks for it.
pub fn provide_catalogue(session: Session, read: LoadChunk<ReadCatalogue>) -> OperationTypes {
    let types = OperationTypes {
        session,
        read,
        asked: StoredValue::new(false),
        catalogue: RwSignal::new(Catalogue::default()),
        settled: RwSignal::new(false),
        problems: RwSignal::default(),
    };
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
