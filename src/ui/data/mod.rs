//! Read-only views of data: a status, code, JSON, a key; and the pagination of a list.

mod code_block;
mod json_tree;
mod kbd;
mod page_window;
mod pagination;
mod status_badge;
mod status_look;
mod visible_text;

pub use code_block::CodeBlock;
pub use json_tree::JsonTree;
pub use kbd::Kbd;
pub use page_window::{PageSlot, page_window};
pub use pagination::Pagination;
pub use status_badge::StatusBadge;
pub use status_look::{StatusLook, status_look};
pub use visible_text::{device_label, is_blank, is_hidden, visible_marks, visible_text};
