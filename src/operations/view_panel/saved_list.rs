//! The saved views: editable ones of this browser, and those set up by an administrator.

use super::{
    super::filter_bar::VIEW,
    absolute, go,
    saved::{self, SavedView},
};
use crate::history_query::QueryHandle;
use crate::{
    session::{BrowserStorage, use_session},
    ui::{Button, CopyButton, IconButton, IconName, close_popover, focus_target},
};
use leptos::{ev, html, prelude::*};
use messages::list_views as text;

const DRAWER: &str = "views";
const NAME: &str = "view-name";

/// The views of this browser, and the message about them.
#[derive(Clone, Copy)]
struct Kept {
    views: RwSignal<Vec<SavedView>>,
    said: RwSignal<&'static str>,
    /// The browser refused to store the last change: only this page has the views.
    unsaved: RwSignal<bool>,
}

impl Kept {
    /// Loads the saved views, and again when another tab changes them.
    fn new() -> Self {
        let (views, dropped) = stored().unwrap_or_default();
        let kept = Self {
            views: RwSignal::new(views),
            said: RwSignal::new(if dropped { text::views_left_out() } else { "" }),
            unsaved: RwSignal::new(false),
        };
        let changed = window_event_listener(ev::storage, move |_| kept.views.set(kept.latest()));
        on_cleanup(move || changed.remove());
        kept
    }

    /// The views as they are now: another tab may have changed them since they were loaded.
    fn latest(self) -> Vec<SavedView> {
        let (unsaved, views) = (self.unsaved.get_untracked(), self.views.get_untracked());
        saved::latest(views, stored().map(|(views, _)| views), unsaved)
    }

    /// Changes the views here and in the browser. Returns whether it succeeded.
    fn change(self, change: impl FnOnce(&mut Vec<SavedView>) -> Result<(), &'static str>) -> bool {
        let mut views = self.latest();
        let done = change(&mut views);
        if let Err(why) = done {
            self.said.set(why);
            return false;
        }
        let stored = BrowserStorage::Browser.put(DRAWER, &saved::write(&views));
        self.unsaved.set(!stored);
        self.said.set(if stored { "" } else { text::not_kept() });
        self.views.set(views);
        true
    }
}

/// The views in storage, and whether entries were dropped; `None` if nothing is stored or the storage can't be read.
fn stored() -> Option<(Vec<SavedView>, bool)> {
    BrowserStorage::Browser.get(DRAWER).map(|text| saved::read(&text))
}

/// The list, and the field to add a view.
#[component]
pub fn SavedList(
    /// Query in the address.
    ask: QueryHandle,
) -> impl IntoView {
    let kept = Kept::new();
    let (everybodys, dropped) = use_session().config().with(|config| saved::read(&config.views));
    if dropped && kept.said.with_untracked(|said| said.is_empty()) {
        kept.said.set(text::config_views_left_out());
    }
    let here = Memo::new(move |_| ask.query().with(saved::address));
    let name = RwSignal::new(String::new());
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (name_now, address) = (name.get_untracked(), here.get_untracked());
        if kept.change(|views| saved::keep(views, &name_now, address)) {
            name.set(String::new());
        }
    };
    let none = {
        let everybodys = everybodys.is_empty();
        Memo::new(move |_| everybodys && kept.views.with(Vec::is_empty))
    };
    let shared = StoredValue::new(everybodys);
    view! {
        <section class="views" aria-label=text::saved_views()>
            <h3>{text::saved_views()}</h3>
            <ul class="view-list">
                <For
                    each=move || shared.get_value()
                    key=|view| view.name.clone()
                    children=move |view| {
                        view! {
                            <li class="view-row">
                                <Apply ask here view />
                            </li>
                        }
                    }
                />
                <For
                    each=move || kept.views.get()
                    key=|view| format!("{}\n{}", view.name, view.address)
                    children=move |view| view! { <Row ask here kept view /> }
                />
            </ul>
            <Show when=move || none.get()>
                <p class="muted">{text::none_saved()}</p>
            </Show>
            <form class="view-save" aria-label=text::save_this_view() on:submit=save>
                <label class="visually-hidden" for=NAME>
                    {text::name_of_view()}
                </label>
                <input
                    class="input"
                    id=NAME
                    type="text"
                    maxlength="60"
                    autocomplete="off"
                    placeholder=text::name_of_view()
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                />
                <Button type_="submit">{text::save()}</Button>
            </form>
            <p class="field-hint" role="status">
                {move || kept.said.get()}
            </p>
        </section>
    }
}

/// Opens a view and closes the panel.
#[component]
fn Apply(ask: QueryHandle, here: Memo<String>, view: SavedView) -> impl IntoView {
    let SavedView { name, address } = view;
    let (target, link) = (address.clone(), absolute(&address));
    let apply = move |_| {
        go(ask, &target);
        close_popover(VIEW);
    };
    view! {
        <button
            type="button"
            class="view-name bidi"
            aria-current=move || here.with(|here| *here == address).then_some("true")
            on:click=apply
        >
            {name.clone()}
        </button>
        <CopyButton text=Signal::stored(link) label=text::copy_link_to(&name) compact=true />
    }
}

/// A view of this browser, or the field for its new name.
#[component]
fn Row(ask: QueryHandle, here: Memo<String>, kept: Kept, view: SavedView) -> impl IntoView {
    let renaming = RwSignal::new(false);
    let view = StoredValue::new(view);
    let name = move || view.with_value(|view| view.name.clone());
    let delete = move |()| {
        let gone = name();
        kept.change(|views| {
            views.retain(|view| view.name != gone);
            Ok(())
        });
        focus_target(NAME);
    };
    let typed = NodeRef::<html::Input>::new();
    let rename = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let to = typed.get_untracked().map(|input| input.value()).unwrap_or_default();
        if kept.change(|views| saved::rename(views, &name(), &to)) {
            renaming.set(false);
            focus_target(NAME);
        }
    };
    Effect::new(move |_| {
        if let Some(input) = typed.get() {
            // If the text can't be selected, the field still takes input.
            drop(input.focus());
            input.select();
        }
    });
    view! {
        <li class="view-row">
            {(move || match renaming.get() {
                true => {
                    view! {
                        <form class="view-save" aria-label=text::rename_view(&name()) on:submit=rename>
                            <label class="visually-hidden" for="view-rename">
                                {text::new_name()}
                            </label>
                            <input
                                class="input"
                                id="view-rename"
                                type="text"
                                maxlength="60"
                                autocomplete="off"
                                value=name()
                                node_ref=typed
                            />
                            <Button type_="submit">{text::rename()}</Button>
                        </form>
                    }
                        .into_any()
                }
                false => {
                    view! {
                        <Apply ask here view=view.get_value() />
                        <IconButton
                            label=text::rename_view(&name())
                            icon=IconName::Edit
                            on_press=move |()| renaming.set(true)
                        />
                        <IconButton label=text::delete_view(&name()) icon=IconName::Trash on_press=delete />
                    }
                        .into_any()
                }
            })
                .into_any()}
        </li>
    }
}
