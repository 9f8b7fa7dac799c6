//! Pure: what the address bar says, as a type.
//!
//! Owns the mapping [`Route`] ⇄ URL fragment, both ways and lossless. The browser's History is touched by [`binding`] alone.
//! The URL owns what is asked (filters, page, zone, open operation); nothing here is copied into a signal of its own.

mod asked_words;
pub mod binding;
mod columns;
mod list_query;
mod params;
mod timeline_view;

pub use asked_words::asked_words;
pub use binding::{Navigator, provide_navigator, use_navigator, write_search};
pub use columns::{COLUMNS, has_order};
pub use list_query::{ALL_ROWS, ListQuery, PER_PAGE, SortBy, join, split};
use operation::OperationKey;
use params::Params;
pub use timeline_view::TimelineView;

/// A place in the app. The default place is the list.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "there is one route at a time, and nearly always the large one; on 32 bits the lint has nothing to say"
)]
pub enum Route {
    /// The list of operations, with the detail of one open beside it or not.
    Operations {
        /// What is asked of the list.
        query: ListQuery,
        /// The operation whose detail is open.
        open: Option<OperationKey>,
    },
    /// The report over what matches.
    Report {
        /// What is asked, without a page or a transaction.
        query: ListQuery,
    },
    /// What runs, what is wrong and what comes next.
    Live {
        /// Which operations it is about: by type, device and text alone.
        query: ListQuery,
    },
    /// Devices down, time across.
    Timeline {
        /// What is asked, without an order or a page.
        query: ListQuery,
        /// Which time is in sight.
        view: TimelineView,
        /// The operation whose detail is open.
        open: Option<OperationKey>,
    },
    /// The form that schedules, empty or filled from an earlier operation.
    Schedule {
        /// "Schedule again": the operation to start from.
        from: Option<OperationKey>,
        /// Devices to start with, by [`join`].
        devices: String,
        /// The zone in force, if it isn't the browser's own.
        zone: Option<String>,
    },
    /// An address that names no place; shown as such.
    Unknown(String),
}

impl Default for Route {
    fn default() -> Self {
        Self::Operations { query: ListQuery::default(), open: None }
    }
}

impl Route {
    /// The form that schedules, empty, in the zone of this place.
    pub fn to_schedule(&self, from: Option<OperationKey>) -> Self {
        Self::Schedule { from, devices: String::new(), zone: self.zone().map(str::to_owned) }
    }

    /// The same for these devices.
    pub fn to_schedule_for(&self, devices: &[String]) -> Self {
        Self::Schedule { from: None, devices: join(devices), zone: self.zone().map(str::to_owned) }
    }

    /// The list with nothing asked, in the zone of this place.
    pub fn to_list(&self) -> Self {
        Self::Operations { query: self.plain(), open: None }
    }

    /// The report over what this list shows; over everything from any other place.
    pub fn to_report(&self) -> Self {
        Self::Report { query: self.filters().of_report() }
    }

    /// The live board over everything.
    pub fn to_live(&self) -> Self {
        Self::Live { query: self.plain() }
    }

    /// The timeline of what this list shows, around now.
    pub fn to_timeline(&self) -> Self {
        Self::Timeline { query: self.filters().of_timeline(), view: TimelineView::default(), open: None }
    }

    /// Nothing asked, in the zone of this place.
    fn plain(&self) -> ListQuery {
        ListQuery { zone: self.zone().map(str::to_owned), ..ListQuery::default() }
    }

    /// What is asked here, where another place can be asked the same.
    fn filters(&self) -> ListQuery {
        match self {
            Self::Operations { query, .. } | Self::Report { query } | Self::Timeline { query, .. } => {
                query.clone()
            }
            _ => self.plain(),
        }
    }

    /// The operation whose detail is open.
    pub fn open(&self) -> Option<&OperationKey> {
        match self {
            Self::Operations { open, .. } | Self::Timeline { open, .. } => open.as_ref(),
            _ => None,
        }
    }

    /// The same place with another detail open, or none; from one that has no details, the list.
    pub fn with_open(&self, key: Option<OperationKey>) -> Self {
        match self.clone() {
            Self::Operations { query, .. } => Self::Operations { query, open: key },
            Self::Timeline { query, view, .. } => Self::Timeline { query, view, open: key },
            other => Self::Operations { query: other.plain(), open: key },
        }
    }

    /// The zone that the address names, if it does.
    pub fn zone(&self) -> Option<&str> {
        match self {
            Self::Operations { query, .. }
            | Self::Report { query }
            | Self::Live { query }
            | Self::Timeline { query, .. } => query.zone.as_deref(),
            Self::Schedule { zone, .. } => zone.as_deref(),
            Self::Unknown(_) => None,
        }
    }

    /// The same place with another zone in force (`None`: the browser's own).
    pub fn with_zone(mut self, new: Option<String>) -> Self {
        match &mut self {
            Self::Operations { query, .. }
            | Self::Report { query }
            | Self::Live { query }
            | Self::Timeline { query, .. } => query.zone = new,
            Self::Schedule { zone, .. } => *zone = new,
            Self::Unknown(_) => {}
        }
        self
    }

    /// Reads a fragment such as `#/operations?status=failed`. Never fails: what names no place is [`Route::Unknown`], and
    /// parameters that don't parse are kept in [`ListQuery::problems`] to be shown.
    pub fn parse(fragment: &str) -> Self {
        let text = fragment.trim_start_matches('#');
        let (path, search) = text.split_once('?').unwrap_or((text, ""));
        let params = Params::parse(search);
        let segments: Vec<String> = path.split('/').filter(|s| !s.is_empty()).map(params::decode).collect();
        let words: Vec<&str> = segments.iter().map(String::as_str).collect();
        let key = |rest: &[&str]| match rest {
            [id] => Some(OperationKey::new(*id, "")),
            [id, device] => Some(OperationKey::new(*id, *device)),
            _ => None,
        };
        match words.as_slice() {
            [] => Self::Operations { query: ListQuery::read(&params), open: None },
            ["operations", rest @ ..] if rest.len() <= 2 => {
                Self::Operations { query: ListQuery::read(&params), open: key(rest) }
            }
            ["timeline", rest @ ..] if rest.len() <= 2 => Self::Timeline {
                query: ListQuery::read_for_timeline(&params),
                view: TimelineView::read(&params),
                open: key(rest),
            },
            ["live"] => Self::Live { query: ListQuery::read_for_board(&params) },
            ["report"] => Self::Report { query: ListQuery::read_for_report(&params) },
            ["schedule"] => Self::Schedule {
                from: params
                    .get("from")
                    .map(|id| OperationKey::new(id, params.get("device").unwrap_or_default())),
                devices: params.get("devices").unwrap_or_default().to_owned(),
                zone: params.get("tz").map(str::to_owned),
            },
            _ => Self::Unknown(text.to_owned()),
        }
    }

    /// The fragment of this place, with defaults left out.
    pub fn href(&self) -> String {
        let mut params = Params::default();
        let below = |place: &str, open: &Option<OperationKey>| match open {
            None => place.to_owned(),
            Some(key) => format!("{place}/{}", path(key)),
        };
        let path = match self {
            Self::Operations { query, open } => {
                query.write(&mut params);
                below("#/operations", open)
            }
            Self::Timeline { query, view, open } => {
                view.write(&mut params);
                query.write(&mut params);
                below("#/timeline", open)
            }
            Self::Live { query } => {
                query.write(&mut params);
                "#/live".to_owned()
            }
            Self::Report { query } => {
                query.write(&mut params);
                "#/report".to_owned()
            }
            Self::Schedule { from, devices, zone } => {
                if let Some(key) = from {
                    params.set("from", &key.id);
                    params.set("device", &key.device_id);
                }
                params.set("devices", devices);
                params.set("tz", zone.as_deref().unwrap_or_default());
                "#/schedule".to_owned()
            }
            Self::Unknown(text) => format!("#{text}"),
        };
        match params.encode() {
            search if search.is_empty() => path,
            search => format!("{path}?{search}"),
        }
    }
}

/// As path segments, percent-encoded: `12345/DEV-001`.
fn path(key: &OperationKey) -> String {
    match key.device_id.as_str() {
        "" => params::encode(&key.id),
        device => format!("{}/{}", params::encode(&key.id), params::encode(device)),
    }
}

#[cfg(test)]
mod tests;
