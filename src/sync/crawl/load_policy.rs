//! Pure: when the whole history is fetched automatically.

/// When to fetch the whole history, as set by the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LoadPolicy {
    /// Once the first rows are shown and the browser is idle.
    Automatically,
    /// Once a filter, a sort order or a report needs it.
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

    /// Whether to fetch the history after the list was answered. `needed` means that the list request needs all of it.
    pub fn wants(self, needed: bool) -> bool {
        match self {
            Self::Automatically => true,
            Self::WhenNeeded => needed,
            Self::Never => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
