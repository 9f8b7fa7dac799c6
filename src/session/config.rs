//! Pure: the runtime settings in `config.json`, next to the app's files. Changing them needs no rebuild.

use super::RevisionChoice;
use crate::api::{Cookies, FileError};
use serde_json::Value;
use wire::Envelope;

/// Settings of the administrator. All are optional.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// `apiBaseUrl`: initial URL on the connect page.
    pub api_base_url: String,
    /// `token`: connects at once. For demonstrations only: anyone who can load the page can read it.
    pub token: Option<String>,
    /// `revision`: "auto" (default), "current" or "previous": how new operations are written.
    pub revision: RevisionChoice,
    /// `requestBody`: "object" (default) or "data-string".
    pub envelope: Envelope,
    /// `readCookies` and `postCookies`: which calls send the cookies of this site, for a gateway that authenticates by cookie.
    pub cookies: Cookies,
    /// `maxConcurrentRequests` and `maxRequestsPerSecond`: limits for loading the history.
    pub limits: RequestLimits,
    /// `catalogueUrl`: the operation types that can be scheduled.
    pub catalogue_url: String,
    /// `timeZone`: IANA zone of every timestamp unless the address has one; empty for the browser's zone.
    pub time_zone: String,
    /// `language`: language of the interface, such as "es", unless the address or the user sets one.
    pub language: Option<String>,
    /// `views`: list views for all users, as JSON; parsed by the tools of the list.
    pub views: String,
    /// `deviceGroups`: device groups for all users, as JSON; parsed by [`super::given_groups`].
    pub device_groups: String,
    /// `failureReasonKeys`: members of `operation_data` that say why an operation failed, as JSON; parsed by
    /// [`super::failure_reason_keys`]. Empty for the default ones.
    pub failure_reason_keys: String,
    /// `loadAllUpTo`: a history of up to this many rows is loaded without being asked for; 0 turns that off.
    pub load_all_up_to: u64,
    /// Settings that are ignored.
    pub problems: Vec<ConfigProblem>,
}

/// The administrator's limits for loading the history.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RequestLimits {
    /// Most requests at a time, at least 1.
    pub concurrent: Option<f64>,
    /// Most requests a second.
    pub per_second: Option<f64>,
}

/// Why a setting in `config.json` is ignored. Found before the language is known.
#[derive(Clone, Debug, PartialEq)]
pub enum ConfigProblem {
    /// The file could not be fetched.
    Missing(FileError),
    /// The JSON is not an object.
    NotAnObject,
    /// It is not JSON; holds the parser's message.
    Unreadable(String),
    /// The setting with that name is invalid.
    Entry(String),
}

impl ConfigProblem {
    /// Message for the user, in the current language.
    pub fn message(&self) -> String {
        match self {
            Self::Missing(FileError::Unreachable) => messages::session::config_unreachable().to_owned(),
            Self::Missing(FileError::Status(status)) => messages::session::config_status(&status.to_string()),
            Self::Missing(FileError::NotText) => messages::session::config_not_text().to_owned(),
            Self::NotAnObject => messages::session::config_not_object().to_owned(),
            Self::Unreadable(error) => messages::session::config_unreadable(error),
            Self::Entry(name) => messages::session::config_entry(name),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            api_base_url: "https://control.zequenze.com/api/v1".into(),
            token: None,
            revision: RevisionChoice::Auto,
            envelope: Envelope::Plain,
            cookies: Cookies { reads: true, posts: false },
            limits: RequestLimits::default(),
            catalogue_url: "catalog/operation-types.json".into(),
            time_zone: String::new(),
            language: None,
            views: String::new(),
            device_groups: String::new(),
            failure_reason_keys: String::new(),
            load_all_up_to: 5_000,
            problems: Vec::new(),
        }
    }
}

impl Config {
    /// Parses the file leniently: missing or invalid settings get their defaults; invalid ones are reported.
    pub fn parse(text: &str) -> Self {
        let mut config = Self::default();
        let entries = match serde_json::from_str(text) {
            Ok(Value::Object(entries)) => entries,
            Ok(_) => {
                return config.with_problem(ConfigProblem::NotAnObject);
            }
            Err(e) => {
                return config.with_problem(ConfigProblem::Unreadable(e.to_string()));
            }
        };
        for (name, value) in &entries {
            if !config.accept(name, value) {
                config.problems.push(ConfigProblem::Entry(name.clone()));
            }
        }
        config
    }

    /// The defaults, if the file could not be fetched.
    pub fn missing(why: FileError) -> Self {
        Self::default().with_problem(ConfigProblem::Missing(why))
    }

    fn accept(&mut self, name: &str, value: &Value) -> bool {
        let list = match name {
            "views" => Some(&mut self.views),
            "deviceGroups" => Some(&mut self.device_groups),
            "failureReasonKeys" => Some(&mut self.failure_reason_keys),
            _ => None,
        };
        if let (Some(list), true) = (list, value.is_array()) {
            *list = value.to_string();
            return true;
        }
        let cookies = match name {
            "readCookies" => Some(&mut self.cookies.reads),
            "postCookies" => Some(&mut self.cookies.posts),
            _ => None,
        };
        if let (Some(cookies), Some(on)) = (cookies, value.as_bool()) {
            *cookies = on;
            return true;
        }
        if let ("loadAllUpTo", Some(rows)) = (name, value.as_u64()) {
            self.load_all_up_to = rows;
            return true;
        }
        let (limit, least) = match name {
            "maxConcurrentRequests" => (Some(&mut self.limits.concurrent), 1.0),
            "maxRequestsPerSecond" => (Some(&mut self.limits.per_second), 0.01),
            _ => (None, 0.0),
        };
        if let (Some(limit), Some(number)) = (limit, value.as_f64().filter(|number| *number >= least)) {
            *limit = Some(number);
            return true;
        }
        let Some(text) = value.as_str() else {
            return value.is_null();
        };
        match (name, text) {
            ("apiBaseUrl", _) => self.api_base_url = text.to_owned(),
            ("token", _) => self.token = Some(text.to_owned()).filter(|t| !t.trim().is_empty()),
            ("revision", "auto") => self.revision = RevisionChoice::Auto,
            ("revision", "current") => self.revision = RevisionChoice::Current,
            ("revision", "previous") => self.revision = RevisionChoice::Previous,
            ("requestBody", "object") => self.envelope = Envelope::Plain,
            ("requestBody", "data-string") => self.envelope = Envelope::DataString,
            ("catalogueUrl", _) => self.catalogue_url = text.to_owned(),
            ("timeZone", _) => self.time_zone = text.to_owned(),
            ("language", _) => self.language = Some(text.to_owned()),
            _ => return false,
        }
        true
    }

    fn with_problem(mut self, problem: ConfigProblem) -> Self {
        self.problems.push(problem);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_file_is_read() {
        let config = Config::parse(
            r#"{"apiBaseUrl": "/api/v1", "token": "demo-token", "revision": "previous", "requestBody": "data-string",
                "catalogueUrl": "types.json", "timeZone": "Europe/Berlin", "language": "es", "postCookies": true,
                "readCookies": false, "failureReasonKeys": ["why", "fault.text"], "loadAllUpTo": 0,
                "maxConcurrentRequests": 3, "maxRequestsPerSecond": 0.5}"#,
        );
        assert_eq!(config.failure_reason_keys, r#"["why","fault.text"]"#);
        assert_eq!(config.load_all_up_to, 0);
        assert_eq!(config.limits, RequestLimits { concurrent: Some(3.0), per_second: Some(0.5) });
        assert_eq!(config.cookies, Cookies { reads: false, posts: true });
        assert_eq!(config.language.as_deref(), Some("es"));
        assert_eq!(config.api_base_url, "/api/v1");
        assert_eq!(config.token.as_deref(), Some("demo-token"));
        assert_eq!((config.revision, config.envelope), (RevisionChoice::Previous, Envelope::DataString));
        assert_eq!(config.problems, []);
    }

    #[test]
    fn invalid_settings_are_reported_and_ignored() {
        let config =
            Config::parse(r#"{"apiBaseUrl": "/api/v1", "revision": "newest", "colour": "red", "token": 7}"#);
        assert_eq!(config.api_base_url, "/api/v1");
        assert_eq!(config.problems.len(), 3);
        assert_eq!(Config::parse("{}"), Config::default());
        assert_eq!(Config::parse(r#"{"views": "all"}"#).problems.len(), 1);
        assert_eq!(Config::parse(r#"{"failureReasonKeys": "why"}"#).problems.len(), 1);
        let odd = Config::parse(r#"{"loadAllUpTo": -1}"#);
        assert_eq!((odd.load_all_up_to, odd.problems.len()), (5_000, 1));
        for limit in ["0", "-1", "\"4\"", "true"] {
            let config = Config::parse(&format!(
                r#"{{"maxConcurrentRequests": {limit}, "maxRequestsPerSecond": {limit}}}"#
            ));
            assert_eq!((config.problems.len(), config.limits), (2, RequestLimits::default()), "{limit}");
        }
        assert_eq!(Config::parse("[]").problems.len(), 1);
        assert_eq!(Config::parse("<html>").problems.len(), 1);
    }
}
