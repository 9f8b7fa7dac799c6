//! Buttons.

mod button;
mod clipboard;
mod copy_button;
mod icon_button;

pub use button::{Button, ButtonKind};
pub use copy_button::CopyButton;
pub use icon_button::IconButton;
