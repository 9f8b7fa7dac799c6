//! Ranks texts by how they match: prefix matches before other matches.

/// Collects matches in the order of ranking.
pub(crate) struct Ranking<T> {
    typed: String,
    most: usize,
    first: Vec<T>,
    rest: Vec<T>,
}

impl<T> Ranking<T> {
    /// Collects up to `most` matches of `typed`.
    pub(crate) fn new(typed: &str, most: usize) -> Self {
        Self { typed: lower(typed), most, first: Vec::new(), rest: Vec::new() }
    }

    /// Adds `make()` if one of its names matches. A prefix match of any name counts.
    pub(crate) fn offer<'a>(&mut self, names: impl IntoIterator<Item = &'a str>, make: impl FnOnce() -> T) {
        if self.first.len() >= self.most {
            return;
        }
        let mut inside = false;
        for name in names {
            match find(name, &self.typed) {
                Some(0) => {
                    self.first.push(make());
                    return;
                }
                found => inside |= found.is_some(),
            }
        }
        if inside && self.rest.len() < self.most {
            self.rest.push(make());
        }
    }

    /// The best matches.
    pub(crate) fn finish(mut self) -> Vec<T> {
        self.first.append(&mut self.rest);
        self.first.truncate(self.most);
        self.first
    }
}

fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// Finds `wanted`, which is in lower case, in `text`. Doesn't copy ASCII text, because there may be a hundred thousand devices.
fn find(text: &str, wanted: &str) -> Option<usize> {
    let Some(first) = wanted.bytes().next() else { return Some(0) };
    if !text.is_ascii() {
        return lower(text).find(wanted);
    }
    // Most positions differ in the first byte.
    let here = |part: &[u8]| {
        part.first().is_some_and(|byte| byte.to_ascii_lowercase() == first)
            && part.eq_ignore_ascii_case(wanted.as_bytes())
    };
    text.as_bytes().windows(wanted.len()).position(here)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(typed: &str, most: usize) -> Vec<&'static str> {
        let mut ranking = Ranking::new(typed, most);
        for name in ["Core 1", "Edge 1", "Core edge", "", "Édge"] {
            ranking.offer([name], || name);
        }
        ranking.finish()
    }

    #[test]
    fn prefix_matches_come_first() {
        assert_eq!(ranked("EDGE", 8), ["Edge 1", "Core edge"]);
        assert_eq!(ranked("éd", 8), ["Édge"]);
        assert_eq!(ranked("dge", 8), ["Edge 1", "Core edge", "Édge"]);
        assert_eq!(ranked("e", 2), ["Edge 1", "Core 1"]);
        assert_eq!(ranked("", 8).len(), 5);
        assert!(ranked("x", 8).is_empty());
    }
}
