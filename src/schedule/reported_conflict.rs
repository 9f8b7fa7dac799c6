//! Pure: an operation in the way, as a 409 of the API names it.

/// What an answer says of an operation in the way. Parts that it lacks are `None`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct ReportedConflict {
    /// The device; spelled as in the request, if it is one of its devices.
    pub device_id: Option<String>,
    /// Id of the operation.
    pub operation_id: Option<String>,
    /// The operation type.
    pub operation_type: Option<String>,
    /// Scheduled start, in ms since 1970.
    pub starts: Option<i64>,
    /// Expected end, in ms since 1970.
    pub until: Option<i64>,
    /// Further details, as the API sent them.
    pub details: Vec<String>,
}

impl ReportedConflict {
    /// A conflict of which only the device is known.
    pub fn on(device_id: &str) -> Self {
        Self { device_id: Some(device_id.to_owned()), ..Self::default() }
    }

    /// Whether it is about that device.
    pub fn is_on(&self, id: &str) -> bool {
        self.device_id.as_deref() == Some(id)
    }
}

/// The devices of a request that a text names, each as a word of its own.
pub fn named_devices<'a>(text: &str, device_ids: &'a [String]) -> Vec<&'a String> {
    device_ids.iter().filter(|id| has_word(text, id)).collect()
}

fn has_word(text: &str, word: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    !word.is_empty()
        && text.match_indices(word).any(|(at, found)| {
            let before = text[..at].chars().next_back();
            let after = text[at + found.len()..].chars().next();
            !before.is_some_and(joins) && !after.is_some_and(joins)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn device_is_named_as_a_whole_word() {
        let ids = ["DEV-1".to_owned(), "DEV-10".to_owned(), "A".to_owned()];
        assert_eq!(named_devices("DEV-10 is busy then.", &ids), ["DEV-10"]);
        assert_eq!(named_devices("Busy: DEV-1, DEV-10.", &ids), ["DEV-1", "DEV-10"]);
        assert!(named_devices("Any device is busy.", &ids).is_empty());
    }
}
