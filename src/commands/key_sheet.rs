//! The key sheet, in a lazy chunk.

use super::{
    command::{COMMANDS, Command, Group},
    use_commands,
};
use crate::ui::{Dialog, Kbd};
use leptos::prelude::*;

/// Lists the commands that are available on this page.
#[component]
pub fn KeySheet(
    /// Whether the sheet is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog id="keys" title=messages::shell::keys() open on_close=move |()| open.set(false)>
            {Group::ALL.map(|group| view! { <Section group /> }).collect_view()}
        </Dialog>
    }
}

#[component]
fn Section(group: Group) -> impl IntoView {
    let commands = use_commands();
    let applies = move |command: &Command| command.group() == group && commands.is_available(*command);
    let row = |command: Command| {
        view! {
            <div>
                <dt>
                    <Kbd keys=command.keys() />
                </dt>
                <dd>{command.title()}</dd>
            </div>
        }
    };
    (move || {
        let rows: Vec<_> = COMMANDS.iter().copied().filter(applies).map(row).collect();
        (!rows.is_empty()).then(|| {
            view! {
                <section class="keys-group">
                    <h3>{group.title()}</h3>
                    <dl class="keys">{rows}</dl>
                </section>
            }
            .into_any()
        })
    })
    .into_any()
}
