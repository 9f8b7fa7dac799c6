//! A wildcard pattern for device groups: `*` for any run, `?` for one character, without regard to case.

use crate::fold::fold;

/// A pattern that a whole name, serial or id must match: `edge*`, `*-b?`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pattern {
    text: String,
    folded: Vec<char>,
}

impl Pattern {
    /// Every text is a pattern; one without a wildcard matches only itself.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), folded: fold(text).chars().collect() }
    }

    /// The pattern as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the whole of `text` matches.
    pub fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = fold(text).chars().collect();
        let (mut at, mut from) = (0, 0);
        let mut star: Option<(usize, usize)> = None;
        while at < text.len() {
            match self.folded.get(from) {
                Some('*') => {
                    star = Some((from, at));
                    from += 1;
                }
                Some(&wanted) if wanted == '?' || Some(&wanted) == text.get(at) => {
                    at += 1;
                    from += 1;
                }
                _ => {
                    // Give the last star one character more, and try again from behind it.
                    let Some((pattern, taken)) = star else { return false };
                    star = Some((pattern, taken + 1));
                    from = pattern + 1;
                    at = taken + 1;
                }
            }
        }
        self.folded.iter().skip(from).all(|&rest| rest == '*')
    }
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
            assert_eq!(Pattern::new(pattern).matches(text), expected, "{pattern} on {text}");
        }
    }
}
