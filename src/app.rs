//! The shell: what every page shares, and which page is shown in it.

use crate::{
    api::{ReadRefusal, fetch_refusals, provide_refusals},
    commands::provide_commands,
    detail::DetailData,
    effect::effect,
    first_rows::{request_first_rows, settled},
    freshness::DeviceRefreshData,
    i18n::{StartLanguage, provide_language, use_language},
    idle::{on_idle, soon},
    language_switch::LanguageSwitch,
    lazy::{LazyView, LoadChunk, MakeView},
    operations::{OperationsPage, ToolData},
    route::{Navigator, Route, provide_navigator},
    session::{Config, Connection, ReadCatalogue, RenewDialog, Session, provide_catalogue, provide_session},
    sync::{ListSync, LoadHistory, provide_sync},
    theme::{ThemeButton, provide_theme},
    time::provide_zone,
    ui::{
        BannerKind, Button, EmptyState, Icon, IconName, Popover, PopoverButton, PopoverPanel, Skeleton,
        Toaster, Toasts, focus_heading, focus_target,
    },
    zone_switch::{ZoneSwitch, recall_zone},
};
use leptos::{ev, prelude::*, task::spawn_local};

/// Loaders for the chunks that the first screen doesn't need.
#[derive(Clone, Copy)]
pub struct LazyChunks {
    /// The form in the dialog for a refused token.
    pub renew: LoadChunk<MakeView<()>>,
    /// The detail of the open operation.
    pub detail: LoadChunk<MakeView<DetailData>>,
    /// The tools of the list: everything but its rows and its filter bar.
    pub tools: LoadChunk<MakeView<ToolData>>,
    /// The dialog "Refresh from devices".
    pub device_refresh: LoadChunk<MakeView<DeviceRefreshData>>,
    /// The key sheet; the signal tells whether it is open.
    pub key_sheet: LoadChunk<MakeView<RwSignal<bool>>>,
    /// The page "Schedule operation".
    pub schedule: LoadChunk<MakeView<()>>,
    /// The pages "Live" and "Timeline".
    pub overview: LoadChunk<MakeView<()>>,
    /// The page "Report".
    pub report: LoadChunk<MakeView<()>>,
    /// Parser for error answers.
    pub refusals: LoadChunk<ReadRefusal>,
    /// Parser for the catalogue of operation types.
    pub catalogue: LoadChunk<ReadCatalogue>,
    /// The column store, the crawl and the persistence.
    pub history: LoadHistory,
}

/// The whole app, with the settings of the site.
#[component]
pub fn App(
    /// From `config.json`.
    config: Config,
    /// The initial language.
    language: StartLanguage,
    /// The initial connection.
    connection: Connection,
    /// `false` if the connection should have been stored but could not be.
    stored: bool,
    /// Loaders for lazy chunks.
    chunks: LazyChunks,
) -> impl IntoView {
    let language = provide_language(language);
    let navigator = provide_navigator();
    recall_zone(navigator);
    let default_zone = config.time_zone.clone();
    provide_zone(Signal::derive(move || {
        navigator.route().with(|route| route.zone().map_or_else(|| default_zone.clone(), str::to_owned))
    }));
    let toasts = Toasts::provide();
    if !stored {
        toasts.show(BannerKind::Warning, messages::shell::nothing_kept_for_tab());
    }
    effect(move || {
        if language.failed().get() {
            toasts.show(BannerKind::Warning, messages::language::failed());
        }
    });
    provide_theme();
    provide_refusals(chunks.refusals);
    let session = provide_session(config, connection);
    let types = provide_catalogue(session, chunks.catalogue);
    let notify = Callback::new(move |message: &'static str| toasts.show(BannerKind::Warning, message));
    let sync = provide_sync(session, chunks.history, notify);
    let (renew, detail, tools, schedule) = (
        LazyView::new(chunks.renew),
        LazyView::new(chunks.detail),
        LazyView::new(chunks.tools),
        LazyView::new(chunks.schedule),
    );
    let pages =
        Pages { schedule, overview: LazyView::new(chunks.overview), report: LazyView::new(chunks.report) };
    provide_context(detail);
    provide_context(tools);
    provide_context(LazyView::new(chunks.device_refresh));
    let sheet = provide_commands(navigator);
    let key_sheet = LazyView::new(chunks.key_sheet);
    let keys = Memo::new(move |before: Option<&bool>| before == Some(&true) || sheet.get());
    let connected = Memo::new(move |_| session.connection().with(Option::is_some));
    let requested = request_first_rows(sync.list, navigator);
    let settled = settled(sync.list);
    let rest = move || {
        detail.fetch();
        tools.fetch();
        schedule.fetch();
        pages.overview.fetch();
        pages.report.fetch();
        renew.fetch();
        types.fetch();
        // Fetches only the code; its data are loaded when the user filters.
        #[expect(clippy::disallowed_methods, reason = "fetches chunks ahead of their use")]
        spawn_local(async move {
            drop((chunks.history)().await);
            fetch_refusals().await;
        });
    };
    fetch_rest(sync.list, rest);
    let page = move || match (requested.get(), connected.get()) {
        (false, _) => ().into_any(),
        (true, false) => view! { <Skeleton rows=6 label=messages::shell::signing_out() /> }.into_any(),
        (true, true) => view! {
            <div class="shell" hidden=move || !settled.get()>
                <Rail navigator session sheet settled />
                <main class="main" id="main" tabindex="-1">
                    <Page navigator pages />
                </main>
            </div>
            <RenewDialog form=renew />
        }
        .into_any(),
    };
    // Views read texts when they are created, so a change of language creates all of them again.
    (move || {
        language.tag().track();
        view! {
            <a
                class="skip-link"
                href="#main"
                on:click=|event| {
                    event.prevent_default();
                    focus_target("main");
                }
            >
                {messages::shell::skip_to_content()}
            </a>
            {page}
            // Created on first use and then kept, so that the focus can return from it.
            <Show when=move || keys.get()>{key_sheet.show_when_loaded(sheet)}</Show>
            <Toaster />
        }
        .into_any()
    })
    .into_any()
}

/// Fetches the rest of the app once the first rows are shown or have failed, the user interacts with the page, and the browser is idle. An
/// unattended wall display never needs it.
fn fetch_rest(list: ListSync, rest: impl Fn() + Copy + 'static) {
    let touched = RwSignal::new(false);
    let touch = move || touched.set(true);
    let pointer = window_event_listener(ev::pointermove, move |_| touch());
    let finger = window_event_listener(ev::pointerdown, move |_| touch());
    let key = window_event_listener(ev::keydown, move |_| touch());
    let settled =
        Memo::new(move |_| list.freshness().with(|f| f.answered_at.is_some() || f.problem.is_some()));
    Effect::new(move |begun: Option<bool>| {
        if begun == Some(true) {
            return true;
        }
        let now = settled.get() && touched.get();
        if now {
            on_idle(rest);
        }
        now
    });
    on_cleanup(move || [pointer, finger, key].into_iter().for_each(WindowListenerHandle::remove));
}

/// The pages in lazy chunks.
#[derive(Clone, Copy)]
struct Pages {
    overview: LazyView<()>,
    report: LazyView<()>,
    schedule: LazyView<()>,
}

#[derive(Clone, Copy, PartialEq)]
enum PageKind {
    Operations,
    Live,
    Timeline,
    Report,
    Schedule,
    Unknown,
}

fn page_kind(route: &Route) -> PageKind {
    match route {
        Route::Operations { .. } => PageKind::Operations,
        Route::Live { .. } => PageKind::Live,
        Route::Report { .. } => PageKind::Report,
        Route::Schedule { .. } => PageKind::Schedule,
        Route::Timeline { .. } => PageKind::Timeline,
        Route::Unknown(_) => PageKind::Unknown,
    }
}

#[component]
fn Page(navigator: Navigator, pages: Pages) -> impl IntoView {
    let page_kind = Memo::new(move |_| navigator.route().with(page_kind));
    let open = Memo::new(move |_| navigator.route().with(|route| route.open().map(|key| key.id.clone())));
    let language = use_language();
    effect(move || {
        language.tag().track();
        let title = match page_kind.get() {
            PageKind::Operations => messages::shell::document_title_operations(),
            PageKind::Live => messages::shell::document_title_live(),
            PageKind::Timeline => messages::shell::document_title_timeline(),
            PageKind::Report => messages::shell::document_title_report(),
            PageKind::Schedule => messages::shell::document_title_schedule(),
            PageKind::Unknown => "Headless Ops",
        };
        document().set_title(&match open.get() {
            Some(id) => [id.as_str(), " · ", title].concat(),
            None => title.to_owned(),
        });
    });
    Effect::new(move |before: Option<PageKind>| {
        let now = page_kind.get();
        if before.is_some_and(|before| before != now) {
            soon(|| follow_heading(100));
        }
        now
    });
    let home = move |()| navigator.go(Route::default());
    (move || match page_kind.get() {
        PageKind::Operations => view! { <OperationsPage /> }.into_any(),
        PageKind::Live | PageKind::Timeline => pages.overview.show((), messages::shell::app_loading_page()),
        PageKind::Report => pages.report.show((), messages::shell::app_loading_report()),
        PageKind::Schedule => pages.schedule.show((), messages::shell::app_loading_form()),
        PageKind::Unknown => view! {
            <EmptyState
                icon=IconName::Unknown
                title=messages::shell::unknown_page_title()
                text=messages::shell::unknown_page_text()
                actions=move || {
                    view! { <Button on_press=home>{messages::shell::to_the_operations()}</Button> }
                }
            />
        }
        .into_any(),
    })
    .into_any()
}

/// Moves the focus to the heading of the new page, which may be in a chunk that is still loading.
fn follow_heading(tries: u32) {
    if !focus_heading("main") && tries > 0 {
        soon(move || follow_heading(tries - 1));
    }
}

#[component]
fn Rail(navigator: Navigator, session: Session, sheet: RwSignal<bool>, settled: Memo<bool>) -> impl IntoView {
    let here = Memo::new(move |_| navigator.route().with(page_kind));
    let link = move |class: &'static str,
                     page_kind: PageKind,
                     to: fn(&Route) -> Route,
                     icon: IconName,
                     word: &'static str| {
        let href = move || navigator.route().with(|route| to(route).href());
        view! {
            <li class=class>
                <a
                    class="rail-link"
                    href=href
                    aria-current=move || (here.get() == page_kind).then_some("page")
                >
                    <Icon name=icon />
                    <span class="rail-text">{word}</span>
                </a>
            </li>
        }
    };
    // On a phone, it opens above the bar.
    let others = Popover::new("rail-foot");
    view! {
        <nav class="rail" aria-label=messages::shell::main_navigation()>
            <p class="rail-brand">
                <Icon name=IconName::InProgress />
                <span class="rail-text">"Headless Ops"</span>
            </p>
            <ul class="rail-list">
                {link(
                    "",
                    PageKind::Operations,
                    Route::to_list,
                    IconName::List,
                    messages::shell::page_operations(),
                )} {link("", PageKind::Live, Route::to_live, IconName::Live, messages::shell::page_live())}
                {link(
                    "",
                    PageKind::Timeline,
                    Route::to_timeline,
                    IconName::Timeline,
                    messages::shell::page_timeline(),
                )}
                {link(
                    "rail-report",
                    PageKind::Report,
                    Route::to_report,
                    IconName::Report,
                    messages::shell::page_report(),
                )}
                {link(
                    "",
                    PageKind::Schedule,
                    |route| route.to_schedule(None),
                    IconName::Plus,
                    messages::shell::schedule_operation(),
                )} <li class="rail-others">
                    <PopoverButton popover=others class="rail-link">
                        <Icon name=IconName::More />
                        <span class="rail-text">{messages::shell::more_pages()}</span>
                    </PopoverButton>
                </li>
            </ul>
            <PopoverPanel popover=others class="rail-foot">
                <ul class="rail-list">
                    // On a phone, the bar has no room for it.
                    {link(
                        "rail-phone",
                        PageKind::Report,
                        Route::to_report,
                        IconName::Report,
                        messages::shell::page_report(),
                    )} <li class="rail-zone">
                        <ZoneSwitch navigator settled />
                    </li> <li class="rail-zone">
                        <LanguageSwitch />
                    </li> <li>
                        <ThemeButton />
                    </li> <li class="rail-keys">
                        <button type="button" class="rail-link" on:click=move |_| sheet.set(true)>
                            <Icon name=IconName::Help />
                            <span class="rail-text">{messages::shell::keys()}</span>
                        </button>
                    </li> <li>
                        <button type="button" class="rail-link" on:click=move |_| session.sign_out()>
                            <Icon name=IconName::SignOut />
                            <span class="rail-text">{messages::shell::sign_out()}</span>
                        </button>
                    </li>
                </ul>
            </PopoverPanel>
        </nav>
    }
}
