//! The footer of the list: pagination, and how much is loaded.

use super::{
    crawl::loaded_words,
    tools::{Tool, ToolData},
    visible_rows::VisibleRows,
    words::span,
};
use crate::history_query::QueryHandle;
use crate::{
    commands::{Command, use_commands},
    lazy::LazyView,
    route::ListQuery,
    sync::{CrawlState, Sync},
    ui::{Button, ButtonKind, IconButton, IconName, Pagination},
};
use leptos::prelude::*;

/// The footer below the table.
#[component]
pub fn Footer(sync: Sync, ask: QueryHandle, listed: Memo<VisibleRows>) -> impl IntoView {
    let page = Signal::derive(move || ask.query().with(|q| q.page));
    let per_page = Signal::derive(move || ask.query().with(|q| q.per_page));
    let pages = Signal::derive(move || {
        let per_page = per_page.get();
        listed.with(|l| match l.total {
            Some(total) => usize::try_from(total).unwrap_or(usize::MAX).div_ceil(per_page).max(1),
            // Without a total, a full page means that there may be another.
            None => page.get() + usize::from(l.rows.len() >= per_page),
        })
    });
    let summary = Signal::derive(move || {
        listed.with(|l| if l.answered { span(l.offset, l.rows.len(), l.total) } else { String::new() })
    });
    let turn = move |page| ask.go(ListQuery { page, ..ask.query().get_untracked() });
    let step = move |forward: bool| {
        let (page, pages) = (page.get_untracked(), pages.get_untracked());
        let next = if forward { page + 1 } else { page.saturating_sub(1) };
        if (1..=pages).contains(&next) {
            turn(next);
        }
    };
    use_commands().register(Command::PreviousPage, Callback::new(move |()| step(false)));
    use_commands().register(Command::NextPage, Callback::new(move |()| step(true)));
    let resize = move |per_page| ask.choose(|q| q.per_page = per_page);
    let more = Memo::new(move |_| {
        let (known, count) = sync.list.loaded();
        !matches!(sync.crawl.state().get(), CrawlState::Running | CrawlState::Paused)
            && count.is_some_and(|count| (known as u64) < count)
    });
    view! {
        <footer class="ops-foot">
            <Pagination page pages per_page summary on_page=turn on_per_page=resize />
            <p class="ops-loaded" data-testid="loaded">
                {move || loaded_words(sync.list)}
            </p>
            <Show when=move || more.get()>
                <Button kind=ButtonKind::Quiet on_press=move |()| sync.crawl.load_all()>
                    {messages::list::load_all()}
                </Button>
            </Show>
            <LoadSettings sync ask />
        </footer>
    }
}

/// Settings for loading and keeping the history. The dialog is created when it is first opened.
#[component]
fn LoadSettings(sync: Sync, ask: QueryHandle) -> impl IntoView {
    let tools = expect_context::<LazyView<ToolData>>();
    let open = RwSignal::new(false);
    let asked = Memo::new(move |before: Option<&bool>| before == Some(&true) || open.get());
    view! {
        <IconButton
            label=messages::list::loading_and_keeping()
            icon=IconName::Gear
            on_press=move |()| open.set(true)
        />
        <Show when=move || asked.get()>{tools.show_when_loaded((sync, ask, Tool::Loading(open)))}</Show>
    }
}
