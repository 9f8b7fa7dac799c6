//! Keyboard commands. A page registers handlers for the commands that it supports while it is mounted.
//!
//! Owns the keys, the registry and the key sheet. Must not know any page.

mod command;
mod key_sheet;
mod keyboard;
mod registry;

pub use command::{Command, Group};
pub use key_sheet::KeySheet;
pub use registry::{Commands, use_commands};

use crate::route::{Navigator, Route};
use leptos::prelude::*;

/// Provides the registry in the context and listens for keys. Returns whether the key sheet is open.
pub fn provide_commands(navigator: Navigator) -> RwSignal<bool> {
    let commands = Commands::provide();
    let sheet = RwSignal::new(false);
    let go_to = move |command, to: fn(&Route) -> Route| {
        let go = move |()| navigator.go(to(&navigator.route().get_untracked()));
        commands.register(command, Callback::new(go));
    };
    go_to(Command::GoToList, Route::to_list);
    go_to(Command::GoToLive, Route::to_live);
    go_to(Command::GoToTimeline, Route::to_timeline);
    go_to(Command::GoToReport, Route::to_report);
    go_to(Command::Schedule, |route| route.to_schedule(None));
    commands.register(Command::ShowKeys, Callback::new(move |()| sheet.set(true)));
    keyboard::listen(commands);
    sheet
}
