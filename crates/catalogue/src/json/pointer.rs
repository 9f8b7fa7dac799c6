//! JSON pointers (RFC 6901).

/// The unescaped tokens of a pointer; `None` unless it is empty or begins with `/`.
#[must_use]
pub fn tokens(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    let rest = pointer.strip_prefix('/')?;
    Some(rest.split('/').map(|token| token.replace("~1", "/").replace("~0", "~")).collect())
}

/// Pointer to a member or item of the value at `parent`.
#[must_use]
pub fn child(parent: &str, token: &str) -> String {
    format!("{parent}/{}", token.replace('~', "~0").replace('/', "~1"))
}

/// A token as an index: digits without a leading zero.
pub(crate) fn index(token: &str) -> Option<usize> {
    let digits = token.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || (token.len() > 1 && token.starts_with('0')) { None } else { token.parse().ok() }
}

/// A token as a position in an array of `len` items; `-` and `len` mean "after the last".
pub(crate) fn slot(token: &str, len: usize) -> Option<usize> {
    if token == "-" { Some(len) } else { index(token).filter(|index| *index <= len) }
}
