//! Pure: when the whole history is fetched automatically.

/// What the user chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LoadPolicy {
    /// Once the first rows are there and the browser has nothing to do.
    Automatically,
    /// Once a filter, an order or a report needs it.
    #[default]
    WhenNeeded,
    /// Only by hand.
    Never,
}

impl LoadPolicy {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Automatically, Self::WhenNeeded, Self::Never];

    /// The policy of that stored name; any other text counts as the default.
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|when| when.name() == name).unwrap_or_default()
    }

    /// See [`Self::named`].
    pub fn name(self) -> &'static str {
        match self {
            Self::Automatically => "automatically",
            Self::WhenNeeded => "when-needed",
            Self::Never => "never",
        }
    }

    /// Whether to fetch it now that the list was answered; `needed` where the request is answered from all of it.
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
    fn names_lead_back_and_nonsense_to_the_default() {
        for when in LoadPolicy::ALL {
            assert_eq!(LoadPolicy::named(when.name()), when);
        }
        for nonsense in ["", "Never", "always", "{}", "\u{0}"] {
            assert_eq!(LoadPolicy::named(nonsense), LoadPolicy::WhenNeeded, "{nonsense:?}");
        }
    }
}
