//! Entry points for the start script (`src/boot/start.js`). The connect page and the app are two programs.

#[cfg(debug_assertions)]
use crate::gallery;
use crate::{
    api,
    app::{App, LazyChunks},
    i18n::{provide_language, start_language},
    lazy::load_error,
    session::{Config, ConnectPage, LoadApp, SignIn, known_connection},
    theme::provide_theme,
};
use js_sys::{Function, Promise};
use leptos::{
    mount::{mount_to, mount_to_body},
    prelude::*,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Mounts the app. Returns `false`, and mounts nothing, if no connection is known.
///
/// - `settings`: a promise of the response for `config.json`
/// - `sign_in`: what [`connect`] returned, if it was called
/// - `chunks`: loaders for the chunks that the first view doesn't need
pub async fn start(settings: Promise, sign_in: Option<String>, chunks: LazyChunks) -> bool {
    #[cfg(debug_assertions)]
    if gallery::is_open() {
        remove_boot_message();
        gallery::start();
        return true;
    }
    let config = read_config(settings).await;
    let sign_in = sign_in.and_then(|text| serde_json::from_str::<SignIn>(&text).ok());
    let stored = sign_in.as_ref().is_none_or(SignIn::store);
    let entered = sign_in.map(|sign_in| sign_in.connection);
    let Some(connection) = entered.or_else(|| known_connection(&config)) else { return false };
    let language = start_language(&config).await;
    remove_boot_message();
    mount_to_body(move || view! { <App config language connection stored chunks /> });
    true
}

/// Shows the connect page until an API accepts the token and the app is loaded. Returns the [`SignIn`] for [`start`] as JSON.
///
/// - `settings`: a promise of the response for `config.json`
/// - `load_app`: loads the app; returns a promise that rejects on failure; called again when the user tries again
pub async fn connect(settings: Promise, load_app: Function) -> String {
    api::provide_refusals(|| Box::pin(async { Ok(api::read_refusal as api::ReadRefusal) }));
    let config = read_config(settings).await;
    let language = start_language(&config).await;
    let mut page = None;
    let signed_in = Promise::new(&mut |resolve, _| {
        let (config, language, load_app) = (config.clone(), language.clone(), loader(load_app.clone()));
        let on_connect = Box::new(move |sign_in: SignIn| {
            let text = serde_json::to_string(&sign_in).unwrap_or_default();
            if resolve.call1(&JsValue::UNDEFINED, &text.into()).is_err() {
                leptos::logging::error!("the connection could not be handed to the app");
            }
        });
        remove_boot_message();
        page = document().body().map(|body| {
            mount_to(body, move || {
                provide_theme();
                provide_language(language);
                view! { <ConnectPage config load_app on_connect /> }
            })
        });
    });
    let sign_in = JsFuture::from(signed_in).await;
    drop(page);
    sign_in.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn loader(load_app: Function) -> LoadApp {
    Box::new(move || {
        let promise = load_app.call0(&JsValue::UNDEFINED).and_then(JsCast::dyn_into::<Promise>);
        Box::pin(async move {
            let loaded = async { JsFuture::from(promise?).await };
            loaded.await.map(drop).map_err(|_| load_error().to_owned())
        })
    })
}

async fn read_config(settings: Promise) -> Config {
    match api::read_settings(settings).await {
        Ok(text) => Config::parse(&text),
        Err(why) => Config::missing(why),
    }
}

fn remove_boot_message() {
    if let Some(message) = document().get_element_by_id("boot") {
        message.remove();
    }
}
