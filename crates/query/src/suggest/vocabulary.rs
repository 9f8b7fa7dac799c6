//! Values that occur in the history, for completion and spelling hints.

/// Known values of each field. The caller sorts each list by relevance, most frequent first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Vocabulary<'a> {
    /// Statuses.
    pub statuses: &'a [Known<'a>],
    /// Operation types.
    pub types: &'a [Known<'a>],
    /// Devices: the id, with the name as its detail.
    pub devices: &'a [Known<'a>],
    /// Groups of devices.
    pub groups: &'a [Known<'a>],
}

/// A known value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known<'a> {
    /// The value.
    pub value: &'a str,
    /// Additional text shown beside it: a count, or a device's name. Completion searches it too.
    pub detail: &'a str,
}

/// The known value that differs from `typed` only in case or word separators.
pub(crate) fn spelling<'a>(known: &[Known<'a>], typed: &str) -> Option<&'a str> {
    let same = |letter: char| if matches!(letter, ' ' | '-') { '_' } else { letter };
    let folded = |text: &str| -> String { text.chars().flat_map(char::to_lowercase).map(same).collect() };
    let wanted = folded(typed);
    known.iter().map(|known| known.value).find(|value| folded(value) == wanted)
}
