//! Which commands have a handler at the moment.

use super::command::{COMMANDS, Command};
use leptos::prelude::*;

/// Carries a command out; returns whether there was something to do.
type Handler = Callback<(), bool>;

/// The handlers of the mounted views, one a command. Copies share one state.
#[derive(Clone, Copy)]
pub struct Commands(RwSignal<[Option<Handler>; COMMANDS.len()]>);

impl Commands {
    /// Puts an empty registry into the context.
    pub(super) fn provide() -> Self {
        let commands = Self(RwSignal::new([None; COMMANDS.len()]));
        provide_context(commands);
        commands
    }

    /// Registers what a command does until the calling view is unmounted.
    pub fn register(self, command: Command, run: Callback<()>) {
        let handler = move |()| {
            run.run(());
            true
        };
        self.register_if(command, Callback::new(handler));
    }

    /// The same for a handler that returns whether there was something to do. Where there was not, the key is left to the browser.
    pub fn register_if(self, command: Command, handler: Handler) {
        let index = command as usize;
        self.0.update(|handlers| handlers[index] = Some(handler));
        on_cleanup(move || {
            // Another view may have registered its own in the meantime.
            let is_own = self.0.try_with_untracked(|handlers| {
                handlers[index].is_some_and(|current| current.matches(&handler))
            });
            if is_own == Some(true) {
                self.0.update(|handlers| handlers[index] = None);
            }
        });
    }

    /// Whether a view has registered a handler for it.
    pub fn is_available(self, command: Command) -> bool {
        self.0.with(|handlers| handlers[command as usize].is_some())
    }

    /// Carries a command out; false where no view can, or where there was nothing to do.
    pub(super) fn run(self, command: Command) -> bool {
        let handler = self.0.with_untracked(|handlers| handlers[command as usize]);
        handler.is_some_and(|handler| handler.try_run(()) == Some(true))
    }
}

/// The [`Commands`] of this app.
///
/// # Panics
/// Where the app has not provided them, which is a mistake in its own code.
pub fn use_commands() -> Commands {
    expect_context()
}
