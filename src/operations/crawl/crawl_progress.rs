//! How much of the history is loaded, while the crawl runs and where it doesn't.

use super::{crawl_line::CrawlLine, loaded::loaded_words};
use crate::{
    sync::{CrawlState, LoadPolicy, Sync},
    ui::{Banner, BannerKind, Button},
};
use leptos::prelude::*;

/// Shown while the crawl runs, and where it was stopped, has failed or is off although a filter needs the full history.
#[component]
pub fn CrawlProgress(
    /// Runs the crawl.
    sync: Sync,
    /// The query needs the full history.
    needs_all: Memo<bool>,
) -> impl IntoView {
    let moving = Memo::new(move |_| {
        let moving = matches!(sync.crawl.state().get(), CrawlState::Running | CrawlState::Paused);
        moving || sync.crawl.as_of().with(Option::is_some)
    });
    let partly = Memo::new(move |_| {
        let left = match sync.crawl.state().get() {
            CrawlState::Stopped => true,
            CrawlState::Idle | CrawlState::Complete => {
                let (known, count) = sync.list.loaded();
                sync.crawl.load_policy().get() == LoadPolicy::Never
                    && count.is_some_and(|count| (known as u64) < count)
            }
            _ => false,
        };
        left && needs_all.get()
    });
    let failed = move || match sync.crawl.state().get() {
        CrawlState::Failed(problem) => Some(problem),
        _ => None,
    };
    view! {
        <Show when=move || moving.get()>
            <CrawlLine sync />
        </Show>
        <Show when=move || partly.get()>
            <Banner
                kind=BannerKind::Warning
                title=messages::list::filters_see_only_loaded()
                actions=move || {
                    view! {
                        <Button on_press=move |()| {
                            sync.crawl.load_all()
                        }>{messages::list::load_rest()}</Button>
                    }
                }
            >
                <p>{move || loaded_words(sync.list)}</p>
            </Banner>
        </Show>
        {move || {
            failed()
                .map(|problem| {
                    view! {
                        <Banner
                            kind=BannerKind::Warning
                            title=messages::list::history_partly_loaded()
                            actions=move || {
                                view! {
                                    <Button on_press=move |()| {
                                        sync.crawl.load_all()
                                    }>{messages::list::go_on_loading()}</Button>
                                }
                            }
                        >
                            <p>{format!("{} {}", problem.headline(), problem.advice())}</p>
                        </Banner>
                    }
                        .into_any()
                })
        }}
    }
}
