//! A figure with its rows below.

use super::{
    figures::Figure,
    lines::Line,
    taking::{Board, Section},
    when::When,
};
use crate::{
    health,
    route::{ListQuery, Route},
    time::use_server_now,
    ui::{Icon, IconName, ProgressBar, visible_marks},
};
use leptos::prelude::*;
use messages::board as text;
use operation::{PastDurations, time_left};

/// Past durations by type, for estimates.
pub type PastDurationsByType = Memo<Vec<(String, PastDurations)>>;

/// One figure.
#[component]
pub fn SectionView(
    figure: Figure,
    board: Memo<Option<Board>>,
    past_durations: PastDurationsByType,
) -> impl IntoView {
    let of = move |section: &Section| section.figure == figure;
    let section = Memo::new(move |_| board.with(|b| b.as_ref()?.sections.iter().find(|s| of(s)).cloned()));
    let count = Memo::new(move |_| section.with(|s| s.as_ref().map_or(0, |s| s.count)));
    let query = Memo::new(move |_| section.with(|s| s.as_ref().map(|s| s.query.clone()).unwrap_or_default()));
    let lines = Memo::new(move |_| section.with(|s| s.as_ref().map(|s| s.lines.clone()).unwrap_or_default()));
    let href = Memo::new(move |_| Route::Operations { query: query.get(), open: None }.href());
    let id = format!("board-{}", figure.name());
    let (icon, class) = look(figure);
    let more = move || {
        let (count, shown) = (count.get(), lines.with(Vec::len));
        (count > shown).then(|| {
            let words = text::all_in_list(count as u64);
            view! {
                <p class="board-more">
                    <a href=href.get()>{words}</a>
                </p>
            }
            .into_any()
        })
    };
    let none =
        move || (count.get() == 0).then(|| view! { <p class="board-none">{figure.none()}</p> }.into_any());
    view! {
        <section
            class=format!("board-part board-{} {class}", figure.name())
            class:is-none=move || count.get() == 0
            aria-labelledby=id.clone()
        >
            <h2 class="board-head" id=id.clone()>
                <a class="board-figure" href=move || href.get()>
                    <b class="board-number">{move || messages::number(count.get() as u64)}</b>
                    " "
                    <span class="board-title">
                        <Icon name=icon />
                        {figure.title()}
                    </span>
                    " "
                    <span class="board-meaning">{figure.meaning()}</span>
                </a>
            </h2>
            <ul class="board-lines">
                <For each=move || lines.get() key=|line: &Line| line.key.clone() let(line)>
                    <LineView figure first=line lines query past_durations />
                </For>
            </ul>
            {none}
            {more}
        </section>
    }
}

/// Icon and colour. Late and stalled aren't statuses of the API; they are shown as warnings.
fn look(figure: Figure) -> (IconName, &'static str) {
    match figure {
        Figure::Running => (IconName::InProgress, "status-in-progress"),
        Figure::Late => (IconName::Warning, "status-pending"),
        Figure::Stalled => (IconName::Stalled, "status-pending"),
        Figure::Failed => (IconName::Failed, "status-failed"),
        Figure::Next => (IconName::Scheduled, "status-scheduled"),
    }
}

#[component]
fn LineView(
    figure: Figure,
    first: Line,
    lines: Memo<Vec<Line>>,
    query: Memo<ListQuery>,
    past_durations: PastDurationsByType,
) -> impl IntoView {
    let key = first.key.clone();
    let line = Memo::new(move |before: Option<&Line>| {
        let now = lines.with(|lines| lines.iter().find(|line| line.key == key).cloned());
        now.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let href = Memo::new(move |_| {
        Route::Operations { query: query.get(), open: Some(line.with(|l| l.key.clone())) }.href()
    });
    let at = Memo::new(move |_| line.with(|l| l.at));
    let beside = move || match figure {
        Figure::Running => view! { <Progress line past_durations /> }.into_any(),
        Figure::Stalled => {
            view! { <span class="board-when">{text::last_news()} " " <When at /></span> }.into_any()
        }
        Figure::Late => {
            view! { <span class="board-when">{text::was_due()} " " <When at /></span> }.into_any()
        }
        _ => view! {
            <span class="board-when">
                <When at />
            </span>
        }
        .into_any(),
    };
    view! {
        <li>
            <a class="board-line" href=move || href.get()>
                <span class="board-what">
                    <span class="board-device bidi">{move || line.with(|l| l.device.clone())}</span>
                    " "
                    <span class="board-type">
                        {move || line.with(|l| visible_marks(&l.operation_type).into_owned())}
                    </span>
                </span>
                {beside()}
                {move || line.with(|l| l.reason.clone()).map(reason)}
            </a>
        </li>
    }
}

fn reason(text: String) -> AnyView {
    view! { <span class="board-reason bidi">" "{text}</span> }.into_any()
}

/// Progress and remaining time.
#[component]
fn Progress(line: Memo<Line>, past_durations: PastDurationsByType) -> impl IntoView {
    let now = use_server_now();
    let estimate = Memo::new(move |_| {
        line.with(|line| {
            let past = past_durations
                .with(|all| all.iter().find(|(kind, _)| *kind == line.operation_type).map(|(_, past)| *past));
            time_left(&line.run, past, now.get()).map(|left| {
                (health::time_left_text(left), text::estimate_basis(health::basis_text(left.basis)))
            })
        })
    });
    let said = move || {
        estimate
            .get()
            .unwrap_or_else(|| (text::no_estimate().to_owned(), text::no_estimate_reason().to_owned()))
    };
    let health = Memo::new(move |_| line.with(|l| l.health.map(health::word)));
    let label = Signal::derive(move || line.with(|l| text::progress_of(&l.device)));
    let percent = Signal::derive(move || line.with(|l| l.run.progress));
    view! {
        <span class="board-run">
            <ProgressBar value=percent label />
            <span
                class="board-left"
                class:muted=move || estimate.with(Option::is_none)
                title=move || said().1
            >
                {move || said().0}
            </span>
            <HealthWord word=health />
        </span>
    }
}

#[component]
fn HealthWord(word: Memo<Option<&'static str>>) -> impl IntoView {
    (move || {
        word.get().map(|word| {
            view! {
                <span class="flag flag-stalled">
                    <Icon name=IconName::Stalled />
                    {word}
                </span>
            }
            .into_any()
        })
    })
    .into_any()
}
