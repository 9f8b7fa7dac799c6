//! The components that all pages are built from.
//!
//! Owns appearance, labelling and keyboard behaviour. Must not know any feature, the API or `sync`: a component takes text, signals and callbacks,
//! and reports user input. One public component per file, with the same name.

mod banner;
mod button;
mod checkbox;
mod clipboard;
mod code_block;
mod confirm_dialog;
mod copy_button;
mod dialog;
mod empty_state;
mod error_summary;
mod field;
mod field_set;
mod focus;
mod icon;
mod icon_button;
mod icon_name;
mod json_tree;
mod kbd;
mod page_window;
mod pagination;
mod popover;
mod progress_bar;
mod segmented_control;
mod select;
mod size;
mod skeleton;
mod spinner;
mod status_badge;
mod status_look;
mod text_area;
mod text_input;
mod toaster;

pub use banner::{Banner, BannerKind};
pub use button::{Button, ButtonKind};
pub use checkbox::Checkbox;
pub use code_block::CodeBlock;
pub use confirm_dialog::ConfirmDialog;
pub use copy_button::CopyButton;
pub use dialog::Dialog;
pub use empty_state::EmptyState;
pub use error_summary::ErrorSummary;
pub use field::{Field, Labelled, error_id};
pub use field_set::FieldSet;
pub use focus::focus_target;
pub use icon::Icon;
pub use icon_button::IconButton;
pub use icon_name::IconName;
pub use json_tree::JsonTree;
pub use kbd::Kbd;
pub use page_window::{PageSlot, page_window};
pub use pagination::Pagination;
pub use popover::{Popover, PopoverButton, PopoverPanel, close_popover};
pub use progress_bar::{ProgressBar, scale, whole_percent};
pub use segmented_control::SegmentedControl;
pub use select::Select;
pub use size::follow_size;
pub use skeleton::Skeleton;
pub use spinner::Spinner;
pub use status_badge::StatusBadge;
pub use status_look::{StatusLook, status_look};
pub use text_area::TextArea;
pub use text_input::TextInput;
pub use toaster::{Toaster, Toasts, use_toasts};
