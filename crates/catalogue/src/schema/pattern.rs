//! Regular expressions are the host's business: a browser has them built in, and a crate of them is large.

/// Decides whether a text matches a `pattern` (an ECMAScript regular expression, not anchored).
///
/// Closures `|pattern, text| Some(bool)` are matchers.
pub trait PatternMatcher {
    /// `None` where it can't be told, such as for a broken pattern; the text is then let pass.
    fn matches(&self, pattern: &str, text: &str) -> Option<bool>;
}

impl<F: Fn(&str, &str) -> Option<bool>> PatternMatcher for F {
    fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        self(pattern, text)
    }
}

/// Lets every text pass.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPatterns;

impl PatternMatcher for NoPatterns {
    fn matches(&self, _pattern: &str, _text: &str) -> Option<bool> {
        None
    }
}
