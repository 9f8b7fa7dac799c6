//! Where the reason of a failure is looked for. Linked only into the lazy chunks that use it.

use super::use_session;
use leptos::prelude::WithUntracked;
use operation::FAILURE_REASON_KEYS;

/// The keys of the settings, or the default ones.
pub fn failure_reason_keys() -> Vec<String> {
    use_session().config().with_untracked(|config| read_keys(&config.failure_reason_keys))
}

/// Parses `failureReasonKeys`; empty text gives the default keys. What isn't a name is left out.
fn read_keys(text: &str) -> Vec<String> {
    if text.is_empty() {
        return FAILURE_REASON_KEYS.map(str::to_owned).to_vec();
    }
    let keys: Vec<serde_json::Value> = serde_json::from_str(text).unwrap_or_default();
    let names = keys.iter().filter_map(|key| key.as_str()).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::read_keys;

    #[test]
    fn given_keys_replace_the_default_ones() {
        assert_eq!(read_keys("").first().map(String::as_str), Some("failure_reason"));
        assert_eq!(read_keys(r#"["why", 7, "", "fault.text"]"#), ["why", "fault.text"]);
        assert!(read_keys("[]").is_empty());
    }
}
