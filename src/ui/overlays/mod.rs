//! Dialogs and popovers: content over the page.

mod confirm_dialog;
mod dialog;
mod popover;

pub use confirm_dialog::ConfirmDialog;
pub use dialog::Dialog;
pub use popover::{Popover, PopoverButton, PopoverPanel, close_popover};
