//! The catalogue of operation types. Fetched at run time, so that an administrator can replace it without a rebuild.

use super::Session;
use crate::{
    api::{FileError, transport::get_text},
    lazy::LoadChunk,
};
use catalogue::Catalogue;
use leptos::{prelude::*, task::spawn_local};

/// Parses a catalogue. Passed in as a function, because the code for JSON Schema is in a lazy chunk.
pub type ReadCatalogue = fn(&str) -> Result<Catalogue, String>;

/// The [`ReadCatalogue`] of this build. Referencing this pulls that code into the chunk that does.
pub fn read_catalogue(text: &str) -> Result<Catalogue, String> {
    Catalogue::parse(text).map_err(|error| error.to_string())
}

/// The operation types that can be scheduled. Copies share one state.
#[derive(Clone, Copy)]
pub struct OperationTypes {
    session: Session,
    read: LoadChunk<ReadCatalogue>,
    asked: StoredValue<bool>,
    catalogue: ReadSignal<Catalogue>,
    set_catalogue: WriteSignal<Catalogue>,
    settled: ReadSignal<bool>,
    set_settled: WriteSignal<bool>,
    problems: ReadSignal<Vec<String>>,
    set_problems: WriteSignal<Vec<String>>,
}

impl OperationTypes {
    /// The catalogue; empty until it is loaded, or if loading failed.
    pub fn catalogue(self) -> ReadSignal<Catalogue> {
        self.catalogue
    }

    /// Whether loading has finished or failed.
    pub fn settled(self) -> ReadSignal<bool> {
        self.settled
    }

    /// Problems of the catalogue, as messages for the user.
    pub fn problems(self) -> ReadSignal<Vec<String>> {
        self.problems
    }

    /// Fetches the catalogue at the URL in the settings, unless it is loaded or loading.
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
                // The page that shows the catalogue needs the same chunk, reports the failure, and fetches it again.
                Err(_) => self.asked.set_value(false),
            }
        });
    }

    fn accept(self, url: &str, text: Result<Result<Catalogue, String>, FileError>) {
        match text {
            Ok(Ok(catalogue)) => {
                self.set_problems.set(catalogue.problems.clone());
                self.set_catalogue.set(catalogue);
            }
            Ok(Err(error)) => {
                self.set_problems.set(vec![messages::session::catalogue_unreadable(url, &error)]);
            }
            Err(why) => {
                self.set_problems.set(vec![messages::session::catalogue_not_loaded(url, &why.message())]);
            }
        }
        self.set_settled.set(true);
    }
}

/// Provides the catalogue in the context. It is fetched on first use.
pub fn provide_catalogue(session: Session, read: LoadChunk<ReadCatalogue>) -> OperationTypes {
    let (catalogue, set_catalogue) = signal(Catalogue::default());
    let (settled, set_settled) = signal(false);
    let (problems, set_problems) = signal(Vec::new());
    let types = OperationTypes {
        session,
        read,
        asked: StoredValue::new(false),
        catalogue,
        set_catalogue,
        settled,
        set_settled,
        problems,
        set_problems,
    };
    provide_context(types);
    types
}

/// The [`OperationTypes`] of this app.
///
/// # Panics
/// If no ancestor called [`provide_catalogue`].
pub fn use_catalogue() -> OperationTypes {
    expect_context()
}
