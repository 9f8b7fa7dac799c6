//! Messages for users: the server's text, cleaned up, or a default where it has none.

use messages::wire as text;

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

/// Default message for a status, used when the body has no usable text.
pub(super) fn default_message(status: u16, has_fields: bool) -> String {
    let message = match status {
        400 | 422 if has_fields => text::status_values_refused(),
        400 => text::status_bad_request(),
        401 => text::status_token_wrong(),
        403 => text::status_no_permission(),
        404 => text::status_not_found(),
        405 => text::status_method_refused(),
        408 => text::status_request_timeout(),
        409 => text::status_conflict(),
        413 => text::status_too_large(),
        415 => text::status_body_refused(),
        422 => text::status_settings_refused(),
        429 => text::status_too_many_calls(),
        500 => text::status_internal_error(),
        502 => text::status_bad_gateway(),
        503 => text::status_unavailable(),
        504 => text::status_gateway_timeout(),
        _ => {
            return match status / 100 {
                3 => text::status_redirect(&status.to_string()),
                4 => text::status_refused(&status.to_string()),
                5 => text::status_failed(&status.to_string()),
                _ => text::status_unexpected(&status.to_string()),
            };
        }
    };
    message.to_owned()
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
            assert!(default_message(status, status % 2 == 0).ends_with('.'));
        }
    }
}
