//! Pure: parses the base URL of the API as users paste it.

/// Normalises `typed` to a base URL without a trailing slash. Accepts the URL of the resource itself, a URL with a query, and a host without
/// a scheme (https, or http for this computer). A path on the page's own host (`/api/v1`) stays a path.
///
/// # Errors
/// What is wrong, as a sentence.
pub fn normalise(typed: &str) -> Result<String, String> {
    let text = typed.trim();
    let text = text.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let text =
        text.strip_suffix("/inventory_device_headless_operation").unwrap_or(text).trim_end_matches('/');
    if text.is_empty() {
        return Err(messages::session::address_missing().into());
    }
    if text.contains(char::is_whitespace) {
        return Err(messages::session::address_has_blanks().into());
    }
    if text.starts_with('/') && !text.starts_with("//") {
        return Ok(text.to_owned());
    }
    if is_ambiguous(text) {
        return Err(messages::session::address_path_or_host(text));
    }
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None => (if is_local(text) { "http" } else { "https" }.to_owned(), text),
    };
    if scheme != "https" && scheme != "http" {
        return Err(messages::session::address_scheme(&scheme));
    }
    if rest.contains('@') {
        return Err(messages::session::address_has_password().into());
    }
    if rest.is_empty() || rest.starts_with(['/', ':']) {
        return Err(messages::session::address_without_host().into());
    }
    Ok(format!("{scheme}://{rest}"))
}

/// Whether browsers forbid this page to call `base`: an https page may call http only on this computer.
pub fn is_mixed_content(page_protocol: &str, base: &str) -> bool {
    page_protocol == "https:" && base.strip_prefix("http://").is_some_and(|rest| !is_local(rest))
}

/// Whether a text without a scheme may be a host as well as a path: `api/v1`.
fn is_ambiguous(text: &str) -> bool {
    let first = text.split('/').next().unwrap_or_default();
    !is_local(text) && !first.is_empty() && !first.contains(['.', ':', '@'])
}

fn is_local(address: &str) -> bool {
    let host = address.split(['/', ':']).next().unwrap_or_default();
    let is_v6 = address == "[::1]" || address.starts_with("[::1]:") || address.starts_with("[::1]/");
    is_v6 || host == "localhost" || host.starts_with("127.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_urls_are_accepted() {
        let expected = Ok("https://control.zequenze.com/api/v1".to_owned());
        for typed in [
            "https://control.zequenze.com/api/v1",
            " https://control.zequenze.com/api/v1/ ",
            "HTTPS://control.zequenze.com/api/v1//",
            "control.zequenze.com/api/v1",
            "https://control.zequenze.com/api/v1/inventory_device_headless_operation/?id=12345&limit=10",
        ] {
            assert_eq!(normalise(typed), expected, "{typed}");
        }
        assert_eq!(normalise("localhost:8080/api/v1"), Ok("http://localhost:8080/api/v1".into()));
        assert_eq!(normalise("[::1]:8000/api/v1"), Ok("http://[::1]:8000/api/v1".into()));
        assert_eq!(normalise("[fd00::7]/api/v1"), Ok("https://[fd00::7]/api/v1".into()));
        assert_eq!(normalise("acs:8000/api/v1"), Ok("https://acs:8000/api/v1".into()));
        assert_eq!(normalise("http://acs/api/v1"), Ok("http://acs/api/v1".into()));
        assert_eq!(normalise("/api/v1/"), Ok("/api/v1".into()));
    }

    #[test]
    fn a_path_without_its_slash_is_offered_and_not_taken_for_a_host() {
        for typed in ["api/v1", "api", "acs/api/v1/"] {
            let why = normalise(typed).unwrap_err();
            let text = typed.trim_end_matches('/');
            assert!(why.contains(&format!(" /{text} ")) && why.contains(&format!("https://{text}")), "{why}");
        }
    }

    #[test]
    fn an_https_page_calls_plain_http_on_this_computer_only() {
        for base in ["http://10.20.30.40:8000/api/v1", "http://acs.lan/api/v1", "http://[fd00::7]/api/v1"] {
            assert!(is_mixed_content("https:", base), "{base}");
            assert!(!is_mixed_content("http:", base), "{base}");
        }
        let fine = [
            "http://localhost:8000/a",
            "http://127.0.0.1/a",
            "http://[::1]:8000/a",
            "https://acs.lan/a",
            "/a",
        ];
        for base in fine {
            assert!(!is_mixed_content("https:", base), "{base}");
        }
    }

    #[test]
    fn invalid_urls_are_rejected_with_a_message() {
        for typed in [
            "",
            "  ",
            "ftp://host/api",
            "https://",
            "https:///api",
            "a b",
            "https://me:secret@host/api",
            "javascript:alert(1)//",
        ] {
            assert!(
                normalise(typed).is_err() || !normalise(typed).unwrap().starts_with("javascript"),
                "{typed}"
            );
        }
        assert!(normalise("https://me:secret@host/api").unwrap_err().contains("password"));
        assert!(normalise("ftp://host").unwrap_err().contains("ftp"));
    }
}
