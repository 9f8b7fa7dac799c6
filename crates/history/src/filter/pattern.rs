//! Wildcard pattern for device groups: `*` matches any run, `?` one character. Case-insensitive.

use crate::columns::{Device, fold};

/// A pattern for a whole name, serial or id: `edge*`, `*-b?`. Several patterns must all match.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pattern {
    text: String,
    also: Option<String>,
}

/// A [`Pattern`] prepared for matching many devices.
pub struct Ready(Vec<Folded>);

/// One prepared pattern text, folded.
struct Folded(Vec<char>);

impl Pattern {
    /// Any text is a valid pattern; without a wildcard it matches only itself.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), also: None }
    }

    /// Conjunction: a device must match this pattern and `text`, possibly with different fields.
    pub fn and(self, text: &str) -> Self {
        Self { also: Some(text.to_owned()), ..self }
    }

    /// The patterns as written.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.text).chain(&self.also).map(String::as_str)
    }

    /// Folds case here and not in `new`, so that code which only builds a query doesn't link the tables for it.
    pub fn ready(&self) -> Ready {
        Ready(self.texts().map(|text| Folded(fold(text).chars().collect())).collect())
    }
}

impl Ready {
    /// Whether the device's name, serial or id matches.
    pub fn fits(&self, device: &Device<'_>) -> bool {
        let names = [device.name, device.serial, Some(device.id)];
        self.0.iter().all(|pattern| names.iter().flatten().any(|text| pattern.matches(text)))
    }
}

impl Folded {
    /// Whether all of `text` matches.
    fn matches(&self, text: &str) -> bool {
        if text.is_ascii() {
            return wild(&self.0, text.as_bytes(), |byte| char::from(byte.to_ascii_lowercase()));
        }
        let text: Vec<char> = fold(text).chars().collect();
        wild(&self.0, &text, |c| c)
    }
}

fn wild<T: Copy>(pattern: &[char], text: &[T], fold: impl Fn(T) -> char) -> bool {
    let (mut at, mut from) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while let Some(&next) = text.get(at) {
        match pattern.get(from) {
            Some('*') => {
                star = Some((from, at));
                from += 1;
            }
            Some(&wanted) if wanted == '?' || wanted == fold(next) => {
                at += 1;
                from += 1;
            }
            _ => {
                // Backtrack: let the last star consume one more character.
                let Some((before, taken)) = star else { return false };
                star = Some((before, taken + 1));
                from = before + 1;
                at = taken + 1;
            }
        }
    }
    pattern.iter().skip(from).all(|&rest| rest == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_whole_texts() {
        let cases = [
            ("edge*", "Edge Router C", true),
            ("edge*", "An Edge", false),
            ("*edge*", "An Edge", true),
            ("rt-???-xyz", "RT-789-XYZ", true),
            ("rt-??-xyz", "RT-789-XYZ", false),
            ("*a*b*c", "xxaxxbxxbc", true),
            ("*a*b*c", "xxaxxcxx", false),
            ("", "", true),
            ("", "x", false),
            ("*", "", true),
            ("ÉT?", "été", true),
        ];
        for (pattern, text, expected) in cases {
            let ready = Pattern::new(pattern).ready();
            assert_eq!(ready.0[0].matches(text), expected, "{pattern} on {text}");
        }
    }

    #[test]
    fn a_device_matches_by_any_of_its_names_and_two_patterns_by_one_each() {
        let device = Device { id: "DEV-1", name: Some("Edge Router"), serial: None };
        let fits = |pattern: &Pattern| pattern.ready().fits(&device);
        assert!(fits(&Pattern::new("edge*")) && fits(&Pattern::new("dev-?")));
        assert!(!fits(&Pattern::new("edge")));
        assert!(fits(&Pattern::new("edge*").and("DEV*")));
        assert!(!fits(&Pattern::new("edge*").and("core*")));
    }
}
