//! The age of the list, and the buttons that refresh it.

use super::DeviceRefreshData;
use crate::{
    commands::{Command, use_commands},
    lazy::LazyView,
    sync::{ListSync, PollInterval, Sync},
    time::{intl, intl::Style, relative::age, use_now, use_zone},
    ui::{IconButton, IconName},
};
use leptos::prelude::*;

/// The state that the line shows first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FreshnessState {
    Busy,
    Live,
    Paused,
    Stale,
    /// Nothing ever came.
    Failed,
}

/// For example "live · 4 s ago", the poll interval, "Refresh" and "Refresh from devices".
#[component]
pub fn FreshnessLine(sync: Sync) -> impl IntoView {
    let state = Memo::new(move |_| {
        let freshness = sync.list.freshness().get();
        match (freshness.problem, sync.list.poll_interval().get()) {
            (Some(_), _) if !sync.list.has_data() => FreshnessState::Failed,
            (Some(_), _) => FreshnessState::Stale,
            (None, _) if freshness.answered_at.is_none() => FreshnessState::Busy,
            (None, PollInterval::Paused) => FreshnessState::Paused,
            (None, _) => FreshnessState::Live,
        }
    });
    let looks = move || match state.get() {
        FreshnessState::Busy => ("live live-busy", messages::freshness::loading()),
        FreshnessState::Live => ("live live-on", messages::freshness::live()),
        FreshnessState::Paused => ("live live-paused", messages::freshness::paused()),
        FreshnessState::Stale => ("live live-stale", messages::freshness::stale()),
        FreshnessState::Failed => ("live live-stale", messages::freshness::not_loaded()),
    };
    let loading = Signal::derive(move || sync.list.freshness().with(|f| f.loading));
    let refresh = move |()| sync.list.refresh();
    use_commands().register(Command::Refresh, Callback::new(refresh));
    view! {
        <div class="page-meta">
            <span class=move || looks().0.to_owned()>
                <span class="live-dot" class:is-asking=move || loading.get()></span>
                {move || looks().1.to_owned()}
            </span>
            <Updated sync />
            <Interval list=sync.list />
        </div>
        <div class="page-actions">
            <IconButton label=messages::freshness::refresh() icon=IconName::Refresh on_press=refresh />
            <DeviceRefresh list=sync.list />
        </div>
    }
}

/// The button and its dialog. The dialog is created on first use and then stays, so that the focus can return from it.
#[component]
fn DeviceRefresh(list: ListSync) -> impl IntoView {
    let dialog = expect_context::<LazyView<DeviceRefreshData>>();
    let open = RwSignal::new(false);
    let asked = Memo::new(move |before: Option<&bool>| before == Some(&true) || open.get());
    let label = Signal::derive(move || match list.refreshing_devices().get() {
        true => messages::freshness::asking_devices().to_owned(),
        false => messages::freshness::refresh_from_devices().to_owned(),
    });
    view! {
        <IconButton
            label
            icon=IconName::RefreshDevices
            disabled=list.refreshing_devices()
            on_press=move |()| open.set(true)
        />
        <Show when=move || asked.get()>{dialog.show_when_loaded(DeviceRefreshData { list, open })}</Show>
    }
}

#[component]
fn Updated(sync: Sync) -> impl IntoView {
    let (now, zone) = (use_now(), use_zone());
    // Until the first answer, the age is that of the restored snapshot.
    let answered = Memo::new(move |_| sync.list.freshness().with(|f| f.answered_at));
    let moment = move || answered.get().or(sync.crawl.as_of().get());
    let words = Memo::new(move |_| {
        let say =
            if answered.get().is_some() { messages::freshness::updated } else { messages::freshness::as_of };
        moment().map(|at| say(&age(at, now.get().max(at))))
    });
    let exact = move || moment().map(|at| intl::format_instant(at, &zone.name(), Style::Full));
    let skewed = move || {
        let minutes = (sync.list.skew_ms().get().unwrap_or_default() / 60_000.0).round() as i64;
        let size = minutes.abs().to_string();
        (minutes.abs() >= 2).then(|| match minutes > 0 {
            true => messages::freshness::clock_ahead(&size),
            false => messages::freshness::clock_behind(&size),
        })
    };
    view! {
        <span class="live-age" title=exact>
            {move || words.get()}
        </span>
        {move || {
            skewed()
                .map(|words| {
                    view! {
                        <span class="live-skew" role="note">
                            {words}
                        </span>
                    }
                        .into_any()
                })
        }}
    }
}

#[component]
fn Interval(list: ListSync) -> impl IntoView {
    let intervals = [
        ("adaptive", messages::freshness::interval_adaptive(), PollInterval::Adaptive),
        ("5", messages::freshness::interval_5_s(), PollInterval::Every(5)),
        ("30", messages::freshness::interval_30_s(), PollInterval::Every(30)),
        ("120", messages::freshness::interval_2_min(), PollInterval::Every(120)),
        ("paused", messages::freshness::interval_paused(), PollInterval::Paused),
    ];
    let change = move |event| {
        let value = event_target_value(&event);
        if let Some((_, _, interval)) = intervals.into_iter().find(|(name, _, _)| *name == value) {
            list.set_poll_interval(interval);
        }
    };
    view! {
        <span class="select-frame">
            <select
                class="input select select-quiet"
                aria-label=messages::freshness::update_interval()
                on:change=change
            >
                {intervals
                    .map(|(name, word, interval)| {
                        view! {
                            <option value=name prop:selected=move || list.poll_interval().get() == interval>
                                {word}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </span>
    }
}
