//! The words that occur in the history, for completion and for spelling.

/// What can be said of a field. The caller orders each list as it should be offered: most frequent first.
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

/// A value that occurs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known<'a> {
    /// The value.
    pub value: &'a str,
    /// A word on it, shown beside it: a count, a device's name. Completion looks in here too.
    pub detail: &'a str,
}

/// The value that differs from `typed` in case, or in what stands between its words, only.
pub(crate) fn spelling<'a>(known: &[Known<'a>], typed: &str) -> Option<&'a str> {
    let same = |letter: char| if matches!(letter, ' ' | '-') { '_' } else { letter };
    let folded = |text: &str| -> String { text.chars().flat_map(char::to_lowercase).map(same).collect() };
    let wanted = folded(typed);
    known.iter().map(|known| known.value).find(|value| folded(value) == wanted)
}
