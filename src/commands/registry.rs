//! The registered handlers of commands.

use super::command::{COMMANDS, Command};
use leptos::prelude::*;

/// Runs a command; returns whether there was anything to do.
type Handler = Callback<(), bool>;

/// The handlers of the mounted views, at most one per command. Copies share one state.
#[derive(Clone, Copy)]
pub struct Commands(RwSignal<[Option<Handler>; COMMANDS.len()]>);

impl Commands {
    /// Provides an empty registry in the context.
    pub(super) fn provide() -> Self {
        let commands = Self(RwSignal::new([None; COMMANDS.len()]));
        provide_context(commands);
        commands
    }

    /// Registers the handler of a command until the calling view is unmounted.
    pub fn register(self, command: Command, run: Callback<()>) {
        let handler = move |()| {
            run.run(());
            true
        };
        self.register_if(command, Callback::new(handler));
    }

    /// Like [`Self::register`], for a handler that returns whether there was anything to do. If not, the browser handles the key.
    pub fn register_if(self, command: Command, handler: Handler) {
        let index = command as usize;
        self.0.update(|handlers| handlers[index] = Some(handler));
        on_cleanup(move || {
            // Another view may have registered a handler in the meantime.
            let is_own = self.0.try_with_untracked(|handlers| {
                handlers[index].is_some_and(|current| current.matches(&handler))
            });
            if is_own == Some(true) {
                self.0.update(|handlers| handlers[index] = None);
            }
        });
    }

    /// Whether a handler is registered for the command.
    pub fn is_available(self, command: Command) -> bool {
        self.0.with(|handlers| handlers[command as usize].is_some())
    }

    /// Runs a command; `false` if there is no handler or nothing to do.
    pub fn run(self, command: Command) -> bool {
        let handler = self.0.with_untracked(|handlers| handlers[command as usize]);
        handler.is_some_and(|handler| handler.try_run(()) == Some(true))
    }
}

/// The [`Commands`] of this app.
///
/// # Panics
/// If the app has not provided them.
pub fn use_commands() -> Commands {
    expect_context()
}
