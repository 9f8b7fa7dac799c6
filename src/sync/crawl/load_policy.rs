//! Pure: when the whole history is fetched automatically.

/// When to fetch the whole history, as set by the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LoadPolicy {
    /// Once the first rows are shown and the browser is idle.
    Automatically,
    /// Once a filter, a sort order or a report needs it. A short history is fetched like [`Self::Automatically`], but slowly.
    #[default]
    WhenNeeded,
    /// Only when the user starts it.
    Never,
}

impl LoadPolicy {
    /// All policies, in the order in which the user sees them.
    pub const ALL: [Self; 3] = [Self::Automatically, Self::WhenNeeded, Self::Never];

    /// The policy with that stored name; the default for any other text.
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|when| when.name() == name).unwrap_or_default()
    }

    /// The name under which it is stored, see [`Self::named`].
    pub fn name(self) -> &'static str {
        match self {
            Self::Automatically => "automatically",
            Self::WhenNeeded => "when-needed",
            Self::Never => "never",
        }
    }

    /// Whether to fetch the history after the list was answered. `needed` means that the list request needs all of it, `short` that it has
    /// few rows, see [`is_short`].
    pub fn wants(self, needed: bool, short: bool) -> bool {
        match self {
            Self::Automatically => true,
            Self::WhenNeeded => needed || short,
            Self::Never => false,
        }
    }
}

/// Most calls at a time for a history that nobody asked for.
pub const UNASKED_AT_ONCE: usize = 2;

/// Whether a history of that many rows is fetched without being asked for. An unknown count is never short.
pub fn is_short(count: Option<u64>, up_to: u64) -> bool {
    count.is_some_and(|count| count <= up_to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_history_is_fetched_unless_turned_off() {
        for (count, up_to, short) in [
            (Some(5_000), 5_000, true),
            (Some(5_001), 5_000, false),
            (Some(20), 0, false),
            (None, 5_000, false),
        ] {
            assert_eq!(is_short(count, up_to), short, "{count:?} of {up_to}");
        }
        let wants = |short| LoadPolicy::ALL.map(|policy| policy.wants(false, short));
        assert_eq!((wants(false), wants(true)), ([true, false, false], [true, true, false]));
        assert_eq!(LoadPolicy::ALL.map(|policy| policy.wants(true, false)), [true, true, false]);
    }

    #[test]
    fn names_round_trip_and_unknown_ones_are_the_default() {
        for when in LoadPolicy::ALL {
            assert_eq!(LoadPolicy::named(when.name()), when);
        }
        for nonsense in ["", "Never", "always", "{}", "\u{0}"] {
            assert_eq!(LoadPolicy::named(nonsense), LoadPolicy::WhenNeeded, "{nonsense:?}");
        }
    }
}
