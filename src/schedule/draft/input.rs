//! Pure: the input of the form as text, before validation.
//!
//! Kept for the tab only (`sessionStorage`): a draft survives a reload and a new sign-in, but not the tab, because `operation_data` and the URL of a
//! webhook may contain secrets. The token is never part of it.

use serde_json::{Value, json};

use crate::time::zones::Pick;

/// Format version of a saved draft; later versions aren't read.
const VERSION: u64 = 1;

/// Now or at a given time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum When {
    /// At the time of sending. Never the default, so that it is an explicit choice.
    Now,
    /// At [`Draft::date_time`].
    #[default]
    At,
}

/// A member of a copied `operation_data` that is not sent unless the user adds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name.
    pub name: String,
    /// Its value as JSON; empty if it differs between the copied operations.
    pub value: String,
}

/// The form's fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// Operation type; empty until one is selected.
    pub operation_type: String,
    /// "Other…" is selected: the type is typed, not from the catalogue.
    pub other_type: bool,
    /// Selected devices, in order.
    pub device_ids: Vec<String>,
    /// Unconfirmed text in the field "Devices".
    pub device_text: String,
    /// Now or at a given time.
    pub when: When,
    /// Value of the `datetime-local` field: wall time in [`Draft::zone`].
    pub date_time: String,
    /// IANA name as typed; empty for the zone in force on the page.
    pub zone: String,
    /// Which instant is meant, if daylight saving makes the time ambiguous.
    pub pick: Option<Pick>,
    /// Text of `operation_data`.
    pub data: String,
    /// Empty if not set.
    pub priority: String,
    /// E-mail on completion.
    pub email_on_completion: bool,
    /// E-mail on failure.
    pub email_on_failure: bool,
    /// Empty if not set.
    pub webhook_url: String,
    /// Members of the copied `operation_data` that are not sent again.
    pub left_out: Vec<LeftOut>,
    /// The operation that the draft was copied from, so that a reload doesn't copy it again; empty if none.
    pub origin: String,
}

impl Draft {
    /// Whether there is nothing worth keeping.
    pub fn is_blank(&self) -> bool {
        *self == Self { zone: self.zone.clone(), when: self.when, data: self.data.clone(), ..Self::default() }
            && matches!(self.data.trim(), "" | "{}" | "{\n}")
    }

    /// Serializes the draft.
    pub fn save(&self) -> String {
        json!({
            "version": VERSION,
            "operation_type": self.operation_type,
            "other_type": self.other_type,
            "device_ids": self.device_ids,
            "device_text": self.device_text,
            "when": match self.when { When::Now => "now", When::At => "at" },
            "date_time": self.date_time,
            "zone": self.zone,
            "pick": self.pick.map(|pick| match pick { Pick::First => "first", Pick::Second => "second" }),
            "data": self.data,
            "priority": self.priority,
            "email_on_completion": self.email_on_completion,
            "email_on_failure": self.email_on_failure,
            "webhook_url": self.webhook_url,
            "left_out": self.left_out.iter().map(|left| [&left.name, &left.value]).collect::<Vec<_>>(),
            "origin": self.origin,
        })
        .to_string()
    }

    /// Parses a saved draft. Invalid fields keep their default. An error is a message for the user.
    pub fn load(text: &str) -> Result<Self, &'static str> {
        let Ok(Value::Object(kept)) = serde_json::from_str(text) else {
            return Err(messages::schedule::draft_unreadable());
        };
        if kept.get("version").and_then(Value::as_u64) != Some(VERSION) {
            return Err(messages::schedule::draft_of_other_version());
        }
        let text = |name: &str| kept.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let flag = |name: &str| kept.get(name).and_then(Value::as_bool).unwrap_or_default();
        let ids = kept.get("device_ids").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        Ok(Self {
            operation_type: text("operation_type"),
            other_type: flag("other_type"),
            device_ids: ids.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            device_text: text("device_text"),
            when: if text("when") == "now" { When::Now } else { When::At },
            date_time: text("date_time"),
            zone: text("zone"),
            pick: match text("pick").as_str() {
                "first" => Some(Pick::First),
                "second" => Some(Pick::Second),
                _ => None,
            },
            data: text("data"),
            priority: text("priority"),
            email_on_completion: flag("email_on_completion"),
            email_on_failure: flag("email_on_failure"),
            webhook_url: text("webhook_url"),
            left_out: kept
                .get("left_out")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(left_out)
                .collect(),
            origin: text("origin"),
        })
    }
}

fn left_out(pair: &Value) -> Option<LeftOut> {
    let text = |at: usize| pair.get(at).and_then(Value::as_str).map(str::to_owned);
    Some(LeftOut { name: text(0)?, value: text(1)? })
}

/// Storage key of the draft for an API, so that it isn't offered for another one.
pub fn storage_key(api_base: &str) -> String {
    // FNV-1a: a short name that is stable across reloads. It needs no cryptographic strength.
    let hash = api_base.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("draft.{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn full() -> Draft {
        Draft {
            operation_type: "firmware_update".into(),
            other_type: true,
            device_ids: vec!["DEV-001".into(), "DEV-002".into()],
            device_text: "DEV-0".into(),
            when: When::Now,
            date_time: "2026-10-25T02:30".into(),
            zone: "Europe/Berlin".into(),
            pick: Some(Pick::Second),
            data: "{\n  \"a\": 1 }".into(),
            priority: "high".into(),
            email_on_completion: true,
            email_on_failure: true,
            webhook_url: "https://example.org/x".into(),
            left_out: vec![LeftOut { name: "backup_created".into(), value: "true".into() }],
            origin: "12345 DEV-001".into(),
        }
    }

    #[test]
    fn draft_round_trips() {
        assert_eq!(Draft::load(&full().save()), Ok(full()));
        assert_eq!(Draft::load(&Draft::default().save()), Ok(Draft::default()));
    }

    #[test]
    fn invalid_drafts_are_errors() {
        for text in ["", "[]", "{", "{}", r#"{"version":2}"#] {
            assert!(Draft::load(text).is_err(), "{text}");
        }
        let odd =
            Draft::load(r#"{"version":1,"device_ids":[1,"A",null],"when":7,"zone":{},"left_out":[1,["a"]]}"#)
                .unwrap();
        assert_eq!(odd, Draft { device_ids: vec!["A".into()], ..Draft::default() });
    }

    #[test]
    fn draft_without_input_is_blank() {
        assert!(Draft::default().is_blank());
        assert!(
            Draft { zone: "UTC".into(), when: When::Now, data: "{}".into(), ..Draft::default() }.is_blank()
        );
        assert!(!Draft { data: "{\"a\":1}".into(), ..Draft::default() }.is_blank());
        assert!(!Draft { device_text: "D".into(), ..Draft::default() }.is_blank());
    }

    #[test]
    fn each_api_has_its_own_key() {
        assert_ne!(storage_key("https://a/api"), storage_key("https://b/api"));
        assert_eq!(storage_key("/api/v1").len(), "draft.".len() + 16);
    }

    proptest! {
        #[test]
        fn never_panics(text in ".{0,80}") {
            let _ = Draft::load(&text);
        }
    }
}
