//! Pure: when the whole history is fetched without being asked for by hand.

/// What the person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LoadPolicy {
    /// Once the first rows are there and the browser has nothing to do.
    Automatically,
    /// Once a filter, an order or a report asks for it.
    #[default]
    WhenNeeded,
    /// Only by hand.
    Never,
}

impl LoadPolicy {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Automatically, Self::WhenNeeded, Self::Never];

    /// By which it is kept; whatever else stands there counts as the default.
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

    /// Whether to fetch it now that the list was answered; `needed` where what is asked is answered from all of it.
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
