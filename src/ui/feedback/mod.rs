//! Messages, progress and placeholders.

mod banner;
mod empty_state;
mod progress_bar;
mod skeleton;
mod spinner;
mod toaster;

pub use banner::{Banner, BannerKind};
pub use empty_state::EmptyState;
pub use progress_bar::{ProgressBar, scale, whole_percent};
pub use skeleton::Skeleton;
pub use spinner::Spinner;
pub use toaster::{Toaster, Toasts, use_toasts};
