//! Interface for regular expressions. Browsers have them built in, and a crate for them is large.

/// Decides whether a text matches a `pattern` (an ECMAScript regular expression, not anchored).
///
/// Closures `|pattern, text| Some(bool)` are matchers.
pub trait PatternMatcher {
    /// `None` if it can't be decided, for example for an invalid pattern. The text is accepted then.
    fn matches(&self, pattern: &str, text: &str) -> Option<bool>;
}

impl<F: Fn(&str, &str) -> Option<bool>> PatternMatcher for F {
    fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        self(pattern, text)
    }
}

/// Accepts every text.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPatterns;

impl PatternMatcher for NoPatterns {
    fn matches(&self, _pattern: &str, _text: &str) -> Option<bool> {
        None
    }
}
