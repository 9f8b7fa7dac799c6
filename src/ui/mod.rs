//! The components that all pages are built from.
//!
//! Owns appearance, labelling and keyboard behaviour. Must not know any feature, the API or `sync`: a component takes text, signals and callbacks,
//! and reports user input. One public component per file, with the same name; users name it as `ui::NAME`.

mod buttons;
mod data;
mod feedback;
mod fields;
mod focus;
mod icon;
mod icon_name;
mod overlays;
mod pressed;
mod size;

pub use buttons::{Button, ButtonKind, CopyButton, IconButton};
pub use data::{
    CodeBlock, JsonTree, Kbd, PageSlot, Pagination, StatusBadge, StatusLook, device_label, is_blank,
    is_hidden, page_window, status_look, visible_marks, visible_text,
};
pub use feedback::{
    Banner, BannerKind, EmptyState, ProgressBar, Skeleton, Spinner, Toaster, Toasts, scale, use_toasts,
    whole_percent,
};
pub use fields::{
    Checkbox, ErrorSummary, Field, FieldSet, Labelled, SegmentedControl, Select, TextArea, TextInput,
    error_id, filled_text,
};
pub use focus::{focus_heading, focus_target};
pub use icon::Icon;
pub use icon_name::IconName;
pub use overlays::{ConfirmDialog, Dialog, Popover, PopoverButton, PopoverPanel, close_popover};
pub use pressed::{after_press, pressed_key, watch_presses};
pub use size::follow_size;
