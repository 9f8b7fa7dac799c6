//! What became of the intent, where it is not simply done: lost answers, several requests, refusals among them.

use crate::reactive::{CollectAny, Effect, Keyed, Memo, Shown};
use leptos::{html, prelude::*};

use super::submission::{Fate, Row, Submission};
use super::submit::Submit;
use crate::route::{ListQuery, OperationKey, Route, use_navigator};
use crate::ui::{Banner, BannerKind, Button, ButtonKind, Icon, IconName};

/// Shows the fate of each request and what can be done.
#[component]
pub fn OutcomePanel(
    /// What is under way.
    submit: Submit,
    /// Back to the fields with the devices that were refused or never sent.
    #[prop(into)]
    on_back: Callback<Vec<String>>,
    /// The form begins again, empty.
    #[prop(into)]
    on_new: Callback<()>,
) -> impl IntoView {
    let state = Memo::new(move |_| submit.state.get().unwrap_or_default());
    let busy = Memo::new(move |_| state.with(Submission::is_busy));
    let any = move |test: fn(&Fate) -> bool| state.with(|state| state.rows.iter().any(|row| test(&row.fate)));
    let unknown =
        Memo::new(move |_| any(|fate| matches!(fate, Fate::Unknown(_) | Fate::Alike(_) | Fate::Looking)));
    let missing = Memo::new(move |_| any(|fate| matches!(fate, Fate::NotFound(_))));
    let alike = Memo::new(move |_| any(|fate| matches!(fate, Fate::Alike(_))));
    let may_go = Memo::new(move |_| any(Fate::may_go));
    let rest = move || {
        state.with(|state| {
            let open = state.rows.iter().filter(|row| !row.fate.is_made() && !row.fate.is_open());
            open.flat_map(|row| row.post.device_ids.clone()).collect::<Vec<_>>()
        })
    };
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get()
            && heading.focus().is_err()
        {
            leptos::logging::log!("the focus could not be moved to the outcome");
        }
    });
    let again = move || {
        if state.with(|state| state.rows.iter().any(|row| row.fate == Fate::Waiting)) {
            "Send the rest"
        } else {
            "Send again"
        }
    };
    view! {
        <section class="result" aria-labelledby="schedule-outcome">
            <h2 id="schedule-outcome" tabindex="-1" node_ref=heading>{move || state.with(title)}</h2>
            <Shown when=move || unknown.get() && !busy.get()>
                <Banner kind=BannerKind::Warning title="Outcome unknown">
                    "The request was sent, but its answer did not arrive. The operation may exist. Look again before anything is sent once more."
                </Banner>
            </Shown>
            <Shown when=move || missing.get() && !busy.get()>
                <Banner kind=BannerKind::Info title="Not in the list">
                    "The operation was looked for in the list several times and is not there. It can be sent again."
                </Banner>
            </Shown>
            <Rows state />
            <div class="row">
                <Shown when=move || unknown.get() || missing.get()>
                    <Button kind=ButtonKind::Primary icon=IconName::Search busy on_press=move |()| submit.look_again()>
                        "Look again"
                    </Button>
                </Shown>
                <Shown when=move || alike.get() && !busy.get()>
                    <Button on_press=move |()| submit.none_of_those()>"It is none of those"</Button>
                </Shown>
                <Shown when=move || may_go.get() && !unknown.get()>
                    <Button busy on_press=move |()| submit.send_again()>{again}</Button>
                </Shown>
                <Shown when=move || !unknown.get() && !rest().is_empty()>
                    <Button icon=IconName::ArrowLeft disabled=busy on_press=move |()| on_back.run(rest())>
                        "Back to the form"
                    </Button>
                </Shown>
                <Shown when=move || state.with(Submission::is_complete)>
                    <Button on_press=on_new>"Schedule another"</Button>
                </Shown>
            </div>
        </section>
    }
}

fn title(state: &Submission) -> String {
    let (made, all) = (state.made(), state.rows.len());
    match () {
        () if state.is_complete() && all == 1 => "Scheduled".to_owned(),
        () if state.is_complete() => format!("All {all} requests are scheduled"),
        () if state.rows.iter().any(|row| row.fate == Fate::Looking) => {
            "Looking for the operation".to_owned()
        }
        () if state.is_busy() => format!("Sending: {made} of {all} done"),
        () if state.rows.iter().any(|row| row.fate.is_open()) && all == 1 => "Not confirmed".to_owned(),
        () if made == 0 && !state.has_effect() => "Not scheduled".to_owned(),
        () => format!("{made} of {all} requests are scheduled"),
    }
}

#[component]
fn Rows(state: Memo<Submission>) -> impl IntoView {
    let rows = move || state.with(|state| state.rows.iter().cloned().enumerate().collect::<Vec<_>>());
    view! {
        <ul class="outcomes" role="list">
            <Keyed each=rows key=|(at, row)| format!("{at} {:?}", row.fate) let((_, row))>
                <Outcome row />
            </Keyed>
        </ul>
    }
}

#[component]
fn Outcome(row: Row) -> impl IntoView {
    let devices = match row.post.device_ids.as_slice() {
        [one] => one.clone(),
        several => format!("{} devices", several.len()),
    };
    let (tone, icon, words) = words(&row.fate);
    let zone = use_navigator().route().with_untracked(|route| route.zone().map(str::to_owned));
    let links = linked(&row, zone.as_ref());
    view! {
        <li class=format!("outcome {tone}")>
            <Icon name=icon />
            <div>
                <span class="mono">{devices}</span>
                " "
                <span>{words}</span>
                " "
                {links
                    .into_iter()
                    .map(|(id, href)| view! { <a class="mono" href=href>{id}</a> " " })
                    .collect_any()}
            </div>
        </li>
    }
}

fn words(fate: &Fate) -> (&'static str, IconName, String) {
    match fate {
        Fate::Waiting => ("", IconName::Pending, "Not sent yet.".into()),
        Fate::Sending => ("tone-info", IconName::InProgress, "Being sent.".into()),
        Fate::Looking => {
            ("tone-info", IconName::Search, "The answer was lost; looking whether it exists.".into())
        }
        Fate::Made(_) => ("tone-success", IconName::Completed, "Scheduled.".into()),
        Fate::Refused(findings) => {
            let said: Vec<String> = findings.iter().map(|finding| finding.spoken()).collect();
            ("tone-error", IconName::Failed, format!("Refused: {}", said.join(" ")))
        }
        Fate::Failed(why) => ("tone-error", IconName::Failed, why.clone()),
        Fate::Unknown(why) => {
            ("tone-warning", IconName::Unknown, format!("Nobody knows whether it was made. {why}"))
        }
        Fate::NotFound(why) => ("tone-info", IconName::Info, format!("It does not exist. {why}")),
        Fate::Alike(_) => {
            ("tone-warning", IconName::Unknown, "Nobody knows whether it was made. Much like it:".into())
        }
    }
}

/// The transactions to look at.
fn linked(row: &Row, zone: Option<&String>) -> Vec<(String, String)> {
    let ids = match &row.fate {
        Fate::Made(Some(id)) => vec![id.clone()],
        Fate::Alike(ids) => ids.clone(),
        _ => Vec::new(),
    };
    let device = row.post.device_ids.first().cloned().unwrap_or_default();
    ids.into_iter()
        .map(|id| {
            let open = Some(OperationKey::new(id.clone(), device.clone()));
            (
                id,
                Route::Operations { query: ListQuery { zone: zone.cloned(), ..ListQuery::default() }, open }
                    .href(),
            )
        })
        .collect()
}
