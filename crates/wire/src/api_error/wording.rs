//! What people are told: the server's words made presentable, or ours where it has none.

use crate::html;

/// The longest message, in characters.
pub(super) const LONGEST: usize = 500;

/// One line, without control characters or markup, cut at 500 characters.
pub(super) fn clean(text: &str) -> String {
    let is_markup = html::is_page(text) && text.contains("</");
    let text =
        if is_markup { html::title(text).unwrap_or_else(|| html::plain(text)) } else { text.to_owned() };
    let text = text.replace(|letter: char| letter.is_control(), " ");
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST - 1) {
        Some((cut, _)) if line[cut..].chars().nth(1).is_some() => format!("{}…", &line[..cut]),
        _ => line,
    }
}

/// A plain sentence for a status, for when the body says nothing of use.
pub(super) fn sentence(status: u16, has_fields: bool) -> String {
    let text = match status {
        400 | 422 if has_fields => "The server refused some of the values.",
        400 => "The server could not make sense of the request.",
        401 => "The API token is missing, wrong or expired.",
        403 => "The API token has no permission for this.",
        404 => "The server knows no such address or device.",
        405 => "The server does not allow this kind of call here.",
        408 => "The server gave up waiting for the request.",
        409 => "This conflicts with an operation that already exists.",
        413 => "The request is too large for the server.",
        415 => "The server does not take this kind of body.",
        422 => "The server refused the operation's settings.",
        429 => "The server asks for fewer calls. Wait a little and try again.",
        500 => "The server failed: an internal error.",
        502 => "The proxy in front of the server got no valid answer from it.",
        503 => "The server is not available at the moment.",
        504 => "The proxy in front of the server waited too long for it.",
        _ => {
            return match status / 100 {
                3 => format!("The server points elsewhere (status {status})."),
                4 => format!("The server refused the request (status {status})."),
                5 => format!("The server failed (status {status})."),
                _ => format!("The server gave an unexpected answer (status {status})."),
            };
        }
    };
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleans_and_cuts() {
        assert_eq!(clean(" a\tb\r\n\u{7}c "), "a b c");
        assert_eq!(clean("<h1>Not <b>Found</b></h1>"), "Not Found");
        assert_eq!(clean("<p>Not <b>Found</b></p>"), "Not Found");
        assert_eq!(clean("a < b and <none> given"), "a < b and <none> given");
        assert_eq!(clean(&"é".repeat(500)), "é".repeat(500));
        assert_eq!(clean(&"é".repeat(501)), format!("{}…", "é".repeat(499)));
    }

    #[test]
    fn every_status_has_a_sentence() {
        for status in 0..=u16::MAX {
            assert!(sentence(status, status % 2 == 0).ends_with('.'));
        }
    }
}
