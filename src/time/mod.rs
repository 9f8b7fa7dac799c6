//! Times on the page: zones, relative times, the clock, and the zone in which everything is shown.
//!
//! Pure: `http_date`, `span`, `periods`, `zones`, `local_input`, `relative`, `duration`, `iso`. Use the browser: `intl`, `clock`,
//! `server_clock`. Views: `zone` (the context) and `time_text`. Must not know operations, the API or the address bar.

pub mod clock;
pub mod duration;
pub mod http_date;
pub mod intl;
pub mod iso;
pub mod local_input;
pub mod periods;
pub mod relative;
pub mod server_clock;
pub mod span;
pub mod time_text;
pub mod zone;
pub mod zones;

pub use clock::{now_ms, use_now};
pub use intl::set_locale;
pub use server_clock::{server_now, set_server_skew, use_server_now};
pub use time_text::TimeText;
pub use zone::{Zone, provide_zone, use_zone};
