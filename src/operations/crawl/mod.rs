//! How much of the history is loaded: the text, the progress of the crawl, and the settings for loading.
//!
//! All but `loaded` is in the lazy chunk of the tools.

mod connection_note;
mod crawl_line;
mod crawl_progress;
mod load_dialog;
mod loaded;

pub use crawl_progress::CrawlProgress;
pub use load_dialog::LoadDialog;
pub use loaded::loaded_words;
