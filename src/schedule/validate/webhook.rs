//! Pure: validates the URL of a webhook.

/// Error message for a webhook URL; `None` if it is valid. Only https, as the payload describes devices and their operations. The API's server calls
/// it, not this browser, so "localhost" would mean that server.
pub fn complaint(url: &str) -> Option<&'static str> {
    let url = url.trim();
    let Some((scheme, rest)) = url.split_once("://") else {
        return Some(messages::schedule::webhook_not_full_address());
    };
    if scheme.eq_ignore_ascii_case("http") {
        return Some(messages::schedule::webhook_is_http());
    }
    if !scheme.eq_ignore_ascii_case("https") {
        return Some(messages::schedule::webhook_not_https());
    }
    if url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c)) {
        return Some(messages::schedule::webhook_has_odd_character());
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Some(messages::schedule::webhook_has_credentials());
    }
    host_complaint(authority)
}

fn host_complaint(authority: &str) -> Option<&'static str> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    };
    if host.is_empty() || host.starts_with(['.', '-']) || host.contains("..") {
        return Some(messages::schedule::webhook_without_host());
    }
    match port.map(str::parse::<u16>) {
        Some(Err(_) | Ok(0)) => Some(messages::schedule::webhook_port_invalid()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::complaint;

    #[test]
    fn https_urls_are_valid() {
        for url in [
            "https://your-system.com/webhooks/operation-status",
            " https://example.org ",
            "HTTPS://example.org:8443/x?y=z#a",
            "https://[2001:db8::1]/x",
            "https://[2001:db8::1]:8443/x",
            "https://bücher.example/",
        ] {
            assert_eq!(complaint(url), None, "{url}");
        }
    }

    #[test]
    fn other_urls_have_a_reason() {
        for (url, why) in [
            ("http://example.org/x", "https"),
            ("http://127.0.0.1/x", "https"),
            ("ftp://example.org", "https://"),
            ("example.org/x", "full address"),
            ("https://", "no host"),
            ("https:///x", "no host"),
            ("https://.org", "no host"),
            ("https://example.org/a b", "space"),
            ("https://me:secret@example.org", "password"),
            ("https://example.org:99999/", "port"),
            ("https://example.org:/", "port"),
        ] {
            assert!(complaint(url).is_some_and(|said| said.contains(why)), "{url}: {:?}", complaint(url));
        }
    }
}
