//! The language of the interface, and loading its texts.
//!
//! English is compiled in; other languages are files, fetched when they are chosen. The texts are in the crate `messages`. A view reads
//! them when it is created, so changing the language creates the page again.

mod choice;
mod intl;

use crate::{
    route::write_search,
    session::{BrowserStorage, Config},
};
use js_sys::{Array, Promise};
use leptos::{prelude::*, task::spawn_local};
use messages::Language;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

const ENGLISH: &str = "en";
const KEPT: &str = "language";

#[wasm_bindgen(module = "/src/i18n/texts.js")]
extern "C" {
    fn languages() -> Array;

    #[wasm_bindgen(js_name = fetchTexts)]
    fn fetch_texts(tag: &str) -> Promise;
}

thread_local! {
    /// Texts are leaked to be `'static`, so each language is cached.
    static TEXTS: RefCell<Vec<(String, &'static [&'static str])>> = RefCell::default();
}

/// The current language. Copies share one state.
#[derive(Clone, Copy)]
pub struct LanguageChoice {
    tag: ReadSignal<String>,
    set_tag: WriteSignal<String>,
    failed: ReadSignal<bool>,
    set_failed: WriteSignal<bool>,
    /// The id of the element that had the focus before the page was created again.
    focused: StoredValue<String>,
}

impl LanguageChoice {
    /// The language tag, such as `es`.
    pub fn tag(self) -> ReadSignal<String> {
        self.tag
    }

    /// Whether the texts of the last chosen language could not be loaded.
    pub fn failed(self) -> ReadSignal<bool> {
        self.failed
    }

    /// Returns and clears the id of the element that had the focus before the language changed; empty if there was none.
    pub fn take_focused(self) -> String {
        self.focused.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Fetches the texts of a language and switches to it. The choice is stored in the address and in this browser.
    pub fn choose(self, tag: String) {
        #[expect(clippy::disallowed_methods, reason = "fetches texts when they are chosen")]
        spawn_local(async move {
            let loaded = load(&tag).await;
            self.set_failed.set(!loaded);
            if loaded {
                write_search(&choice::with_language(&search(), &tag));
                if !BrowserStorage::Browser.put(KEPT, &tag) {
                    leptos::logging::log!("the language is not remembered: storage is not available");
                }
                self.focused
                    .set_value(document().active_element().map(|element| element.id()).unwrap_or_default());
                self.set_tag.set(tag);
            }
        });
    }
}

/// An available language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownLanguage {
    /// The tag, such as `es`.
    pub tag: String,
    /// The language's own name, such as `Español`.
    pub name: String,
}

/// The available languages, English first.
pub fn known_languages() -> Vec<KnownLanguage> {
    let english = KnownLanguage { tag: ENGLISH.to_owned(), name: "English".to_owned() };
    let others = languages().into_iter().filter_map(|pair| {
        let pair: Array = pair.dyn_into().ok()?;
        Some(KnownLanguage { tag: pair.get(0).as_string()?, name: pair.get(1).as_string()? })
    });
    [english].into_iter().chain(others).collect()
}

/// The initial language.
#[derive(Clone, Debug)]
pub struct StartLanguage {
    tag: String,
    failed: bool,
}

/// Chooses the initial language and loads its texts, before anything is shown. English if they can't be loaded.
pub async fn start_language(config: &Config) -> StartLanguage {
    let known: Vec<_> = known_languages().into_iter().map(|language| language.tag).collect();
    let (search, kept, browser) = (search(), BrowserStorage::Browser.get(KEPT), browser_languages());
    let wishes = choice::Wishes {
        search: &search,
        kept: kept.as_deref(),
        config: config.language.as_deref(),
        browser: &browser,
    };
    let tag = choice::choose(wishes, &known);
    if load(&tag).await {
        return StartLanguage { tag, failed: false };
    }
    load(ENGLISH).await;
    StartLanguage { tag: ENGLISH.to_owned(), failed: true }
}

/// Provides the [`LanguageChoice`] in the context.
pub fn provide_language(start: StartLanguage) -> LanguageChoice {
    let (tag, set_tag) = signal(start.tag);
    let (failed, set_failed) = signal(start.failed);
    let choice = LanguageChoice { tag, set_tag, failed, set_failed, focused: StoredValue::default() };
    provide_context(choice);
    choice
}

/// The [`LanguageChoice`] of this app.
///
/// # Panics
/// If no ancestor called [`provide_language`].
pub fn use_language() -> LanguageChoice {
    expect_context()
}

/// Fetches the texts of a language and switches to it. `false` if they can't be loaded.
async fn load(tag: &str) -> bool {
    let texts = if tag == ENGLISH { None } else { Some(texts(tag).await) };
    if texts == Some(None) {
        return false;
    }
    let locale = choice::locale(tag, &browser_languages());
    intl::set_locale(&locale);
    crate::time::set_locale(&locale);
    let language = Language {
        texts: texts.flatten(),
        plural: intl::plural,
        number: intl::number,
        tenths: intl::tenths,
        list: intl::list,
    };
    if !messages::set_language(language) {
        return false;
    }
    if let Some(root) = document().document_element()
        && root.set_attribute("lang", tag).is_err()
    {
        leptos::logging::warn!("the page could not be marked as {tag}");
    }
    true
}

async fn texts(tag: &str) -> Option<&'static [&'static str]> {
    let read = TEXTS.with_borrow(|all| all.iter().find(|(of, _)| of == tag).map(|(_, texts)| *texts));
    if read.is_some() {
        return read;
    }
    let fetched = JsFuture::from(fetch_texts(tag)).await;
    let fetched =
        fetched.inspect_err(|error| leptos::logging::warn!("the texts of {tag}: {error:?}")).ok()?;
    let fetched: Array = fetched.dyn_into().ok()?;
    let texts: Vec<String> = fetched.iter().map_while(|text| text.as_string()).collect();
    if texts.len() != messages::COUNT || fetched.length() as usize != messages::COUNT {
        leptos::logging::warn!("the texts of {tag} are not those of this build");
        return None;
    }
    let texts: Vec<&'static str> = texts.into_iter().map(|text| &*text.leak()).collect();
    let texts: &'static [&'static str] = texts.leak();
    TEXTS.with_borrow_mut(|all| all.push((tag.to_owned(), texts)));
    Some(texts)
}

fn search() -> String {
    window().location().search().unwrap_or_default()
}

fn browser_languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}
