//! JSON pointers (RFC 6901).

/// The names and indexes of a pointer, unescaped; `None` unless it is empty or begins with `/`.
#[must_use]
pub fn tokens(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    let rest = pointer.strip_prefix('/')?;
    Some(rest.split('/').map(|token| token.replace("~1", "/").replace("~0", "~")).collect())
}

/// The pointer to a member or item of what `parent` points to.
#[must_use]
pub fn child(parent: &str, token: &str) -> String {
    format!("{parent}/{}", token.replace('~', "~0").replace('/', "~1"))
}

/// The index that a token stands for: digits without a leading zero.
pub(crate) fn index(token: &str) -> Option<usize> {
    let digits = token.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || (token.len() > 1 && token.starts_with('0')) { None } else { token.parse().ok() }
}

/// The place in an array of `len` items that a token stands for; `-` and `len` itself stand for "behind the last".
pub(crate) fn slot(token: &str, len: usize) -> Option<usize> {
    if token == "-" { Some(len) } else { index(token).filter(|index| *index <= len) }
}
