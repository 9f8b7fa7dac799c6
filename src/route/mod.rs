//! What the address bar says, as a type.
//!
//! Owns the mapping [`Route`] ⇄ URL fragment, both ways and lossless. Pure: the browser's History is touched by [`binding`] alone.
//! The URL owns what is asked (filters, page, zone, open operation); nothing here is copied into a signal of its own.

pub mod binding;
mod list_query;
mod operation_key;
mod params;

pub use binding::{Navigator, provide_navigator, use_navigator};
pub use list_query::{ALL_ROWS, COLUMNS, ListQuery, PER_PAGE, SortBy, join, split};
pub use operation_key::OperationKey;
use params::Params;

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
        Self::Operations {
            query: ListQuery { zone: self.zone().map(str::to_owned), ..ListQuery::default() },
            open: None,
        }
    }

    /// The report over what this list shows; over everything from any other place.
    pub fn to_report(&self) -> Self {
        let query = match self {
            Self::Operations { query, .. } => query.of_report(),
            Self::Report { query } => query.clone(),
            other => ListQuery { zone: other.zone().map(str::to_owned), ..ListQuery::default() },
        };
        Self::Report { query }
    }

    /// The zone that the address names, if it does.
    pub fn zone(&self) -> Option<&str> {
        match self {
            Self::Operations { query, .. } | Self::Report { query } => query.zone.as_deref(),
            Self::Schedule { zone, .. } => zone.as_deref(),
            Self::Unknown(_) => None,
        }
    }

    /// The same place with another zone in force (`None`: the browser's own).
    pub fn with_zone(self, zone: Option<String>) -> Self {
        match self {
            Self::Operations { query, open } => Self::Operations { query: ListQuery { zone, ..query }, open },
            Self::Report { query } => Self::Report { query: ListQuery { zone, ..query } },
            Self::Schedule { from, devices, .. } => Self::Schedule { from, devices, zone },
            Self::Unknown(_) => self,
        }
    }

    /// Reads a fragment such as `#/operations?status=failed`. Never fails: what names no place is [`Route::Unknown`], and
    /// parameters that don't parse are kept in [`ListQuery::problems`] to be shown.
    pub fn parse(fragment: &str) -> Self {
        let text = fragment.trim_start_matches('#');
        let (path, search) = text.split_once('?').unwrap_or((text, ""));
        let params = Params::parse(search);
        let segments: Vec<String> = path.split('/').filter(|s| !s.is_empty()).map(params::decode).collect();
        let words: Vec<&str> = segments.iter().map(String::as_str).collect();
        match words.as_slice() {
            [] | ["operations"] => Self::Operations { query: ListQuery::read(&params), open: None },
            ["operations", id] => {
                Self::Operations { query: ListQuery::read(&params), open: Some(OperationKey::new(*id, "")) }
            }
            ["operations", id, device] => Self::Operations {
                query: ListQuery::read(&params),
                open: Some(OperationKey::new(*id, *device)),
            },
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
        let path = match self {
            Self::Operations { query, open } => {
                query.write(&mut params);
                match open {
                    None => "#/operations".to_owned(),
                    Some(key) => format!("#/operations/{}", key.path()),
                }
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

#[cfg(test)]
mod tests;
