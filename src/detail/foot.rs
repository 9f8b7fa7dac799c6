//! The foot of the detail: scheduling again, copying, and stepping through the list.

use crate::{
    commands::{Command, use_commands},
    route::{ListQuery, Navigator, Route, use_navigator},
    ui::{Button, ButtonKind, CopyButton, IconButton, IconName},
};
use leptos::prelude::*;
use messages::detail as text;
use operation::OperationKey;

/// Actions for the open operation.
#[component]
pub fn Foot(
    /// Key of the operation.
    #[prop(into)]
    key: Signal<OperationKey>,
) -> impl IntoView {
    let (navigator, commands) = (use_navigator(), use_commands());
    let again =
        move |()| navigator.go(navigator.route().get_untracked().to_schedule(Some(key.get_untracked())));
    let id = Signal::derive(move || key.with(|key| key.id.clone()));
    let link = Signal::derive(move || link(navigator, key.get()));
    let has = move |command| commands.is_available(command);
    // Registered by the list; a timeline has no order to step through.
    let steps = Memo::new(move |_| has(Command::PreviousOperation) || has(Command::NextOperation));
    let step = move |command: Command, label: &'static str, icon: IconName| {
        let press = move |()| {
            commands.run(command);
        };
        view! { <IconButton label icon disabled=Signal::derive(move || !has(command)) on_press=press /> }
    };
    view! {
        <footer class="detail-foot">
            <Button kind=ButtonKind::Primary icon=IconName::Undo on_press=again>
                {text::schedule_again()}
            </Button>
            <span class="detail-tools">
                <CopyButton text=id label=text::copy_id() />
                <CopyButton text=link label=text::copy_link() />
                <Show when=move || {
                    steps.get()
                }>
                    {step(Command::PreviousOperation, text::previous_operation(), IconName::ChevronUp)}
                    {step(Command::NextOperation, text::next_operation(), IconName::ChevronDown)}
                </Show>
            </span>
        </footer>
    }
}

/// The address of the operation alone, in the zone of this page and without its filters.
fn link(navigator: Navigator, key: OperationKey) -> String {
    let zone = navigator.route().with(|route| route.zone().map(str::to_owned));
    let route = Route::Operations { query: ListQuery { zone, ..ListQuery::default() }, open: Some(key) };
    let location = window().location();
    let page = location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default();
    page + &route.href()
}
