//! Pure: the address bar as a type.
//!
//! Owns the lossless mapping between [`Route`] and the URL fragment. Only [`binding`] uses the browser's History API. The URL is the single
//! source of truth for filters, page, zone and open operation; no signal holds a copy of them.

pub mod binding;
mod columns;
mod list_query;
mod params;
mod query_summary;
mod timeline_view;

pub use binding::{Navigator, provide_navigator, use_navigator, write_search};
pub use columns::{COLUMNS, has_order};
pub use list_query::{ALL_ROWS, ListQuery, PER_PAGE, SortBy, join, split};
use operation::OperationKey;
use params::Params;
pub use query_summary::query_summary;
pub use timeline_view::TimelineView;

/// A route of the app. The default is the list.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "there is one route at a time, and nearly always the large one; on 32 bits the lint has nothing to say"
)]
pub enum Route {
    /// The list of operations, with or without an open detail.
    Operations {
        /// Query of the list.
        query: ListQuery,
        /// The operation whose detail is open.
        open: Option<OperationKey>,
    },
    /// The report on the matching operations.
    Report {
        /// Query, without a page or a transaction.
        query: ListQuery,
    },
    /// The live board: running, problematic and upcoming operations.
    Live {
        /// Query with only type, device and text.
        query: ListQuery,
    },
    /// The timeline: one row per device, time on the horizontal axis.
    Timeline {
        /// Query, without a sort order or a page.
        query: ListQuery,
        /// The visible time range.
        view: TimelineView,
        /// The operation whose detail is open.
        open: Option<OperationKey>,
    },
    /// The form for a new operation, empty or filled from an earlier operation.
    Schedule {
        /// "Schedule again": the operation to copy.
        from: Option<OperationKey>,
        /// Initial devices, joined by [`join`].
        devices: String,
        /// The zone, if it isn't the browser's own.
        zone: Option<String>,
    },
    /// An address that matches no route; shown as such.
    Unknown(String),
}

impl Default for Route {
    fn default() -> Self {
        Self::Operations { query: ListQuery::default(), open: None }
    }
}

impl Route {
    /// The form for a new operation, in the current zone; `from` is the operation to copy.
    pub fn to_schedule(&self, from: Option<OperationKey>) -> Self {
        Self::Schedule { from, devices: String::new(), zone: self.zone().map(str::to_owned) }
    }

    /// The form for a new operation on these devices, in the current zone.
    pub fn to_schedule_for(&self, devices: &[String]) -> Self {
        Self::Schedule { from: None, devices: join(devices), zone: self.zone().map(str::to_owned) }
    }

    /// The list with the filters of another page; without filters from the list itself.
    pub fn to_list(&self) -> Self {
        let query = match self {
            Self::Operations { .. } => self.plain(),
            // What another page didn't understand might be a filter of the list.
            _ => ListQuery { problems: Vec::new(), ..self.filters() },
        };
        Self::Operations { query, open: None }
    }

    /// The report with the current filters.
    pub fn to_report(&self) -> Self {
        Self::Report { query: self.filters().of_report() }
    }

    /// The live board with the filters that it has; without filters from the board itself.
    pub fn to_live(&self) -> Self {
        let query = match self {
            Self::Live { .. } => self.plain(),
            _ => self.filters().of_board(),
        };
        Self::Live { query }
    }

    /// The timeline with the current filters, around the current time.
    pub fn to_timeline(&self) -> Self {
        Self::Timeline { query: self.filters().of_timeline(), view: TimelineView::default(), open: None }
    }

    /// An empty query in the current zone.
    fn plain(&self) -> ListQuery {
        ListQuery { zone: self.zone().map(str::to_owned), ..ListQuery::default() }
    }

    /// The current query on routes that share it with other routes; else an empty query.
    fn filters(&self) -> ListQuery {
        match self {
            Self::Operations { query, .. }
            | Self::Report { query }
            | Self::Live { query }
            | Self::Timeline { query, .. } => query.clone(),
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

    /// The same route with another detail, or none. Routes without details become the list.
    pub fn with_open(&self, key: Option<OperationKey>) -> Self {
        match self.clone() {
            Self::Operations { query, .. } => Self::Operations { query, open: key },
            Self::Timeline { query, view, .. } => Self::Timeline { query, view, open: key },
            other => Self::Operations { query: other.plain(), open: key },
        }
    }

    /// The zone in the address, if any.
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

    /// The same route in another zone (`None`: the browser's own).
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

    /// Parses a fragment such as `#/operations?status=failed`. Never fails: an unknown path is [`Route::Unknown`], and invalid parameters
    /// are kept in [`ListQuery::problems`] to be shown.
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

    /// The fragment of this route, without default values.
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

/// The percent-encoded path segments of a key: `12345/DEV-001`.
fn path(key: &OperationKey) -> String {
    match key.device_id.as_str() {
        "" => params::encode(&key.id),
        device => format!("{}/{}", params::encode(&key.id), params::encode(device)),
    }
}

#[cfg(test)]
mod tests;
