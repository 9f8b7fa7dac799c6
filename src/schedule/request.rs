//! Pure: the exact request, as body text and as cURL. Contains a placeholder instead of the token.

use catalogue::json;
use wire::{BodyShape, EncodeError, Envelope, Revision, ScheduleRequest, Value};

use crate::ui::is_hidden;

/// Name of the settings in the body.
pub const fn data_name(revision: Revision) -> &'static str {
    match revision {
        Revision::Current => "operation_data",
        Revision::Previous => "parameters",
    }
}

/// A POST request: one for all devices in the current revision, one per device in the previous revision.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    /// The devices.
    pub device_ids: Vec<String>,
    /// The exact text of the body.
    pub body: String,
}

/// The requests for an operation, in order.
pub fn posts(request: &ScheduleRequest, shape: BodyShape) -> Result<Vec<Post>, EncodeError> {
    let bodies = request.encode(BodyShape { envelope: Envelope::Plain, ..shape })?;
    let one_each = bodies.len() == request.device_ids.len();
    let devices = |at: usize| match request.device_ids.get(at) {
        Some(id) if one_each => vec![id.clone()],
        _ => request.device_ids.clone(),
    };
    Ok(bodies
        .iter()
        .enumerate()
        .map(|(at, body)| Post {
            device_ids: devices(at),
            body: body_text(body, request.data_text.as_deref(), shape.envelope),
        })
        .collect())
}

/// Formats a body over several lines, with `data` as its `operation_data` letter by letter; the text shown is the text sent. Characters that can't
/// be seen are escaped, which JSON reads as the same text.
pub(super) fn body_text(body: &Value, data: Option<&str>, envelope: Envelope) -> String {
    let text = data.and_then(|data| with_data(&body.to_string(), data)).unwrap_or_else(|| body.to_string());
    escape_hidden(match envelope {
        Envelope::Plain => json::format_text(&text).unwrap_or(text),
        Envelope::DataString => json::format(&serde_json::json!({ "data": text })),
    })
}

/// Replaces `operation_data`, or the previous revision's `parameters`.
fn with_data(body: &str, data: &str) -> Option<String> {
    let document = json::parse(body).ok()?;
    let at = ["/operation_data", "/parameters"].iter().find_map(|name| document.position_of(name))?;
    Some(format!("{}{}{}", body.get(..at.offset)?, data, body.get(at.end()..)?))
}

fn escape_hidden(text: String) -> String {
    if !text.contains(is_invisible) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if is_invisible(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// Line breaks are those of the format: within texts, JSON escapes them.
fn is_invisible(c: char) -> bool {
    c != '\n' && is_hidden(c)
}

/// A `curl` command for the same request. `url` is absolute; the token is read from the variable `API_TOKEN`.
pub fn curl(url: &str, body: &str) -> String {
    format!(
        "curl -X POST {} \\\n  -H \"Authorization: Bearer $API_TOKEN\" \\\n  -H 'Content-Type: application/json' \\\n  --data-raw {}",
        quoted(url),
        quoted(body)
    )
}

/// Quotes a text for a shell. A single quote must be placed outside the quotes.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::{Revision, Timestamp, decode_request};

    fn request() -> ScheduleRequest {
        let data = serde_json::json!({"note": "it's on"});
        ScheduleRequest {
            operation_type: "firmware_update".into(),
            device_ids: vec!["DEV-001".into(), "DEV-002".into()],
            scheduled_at: Timestamp(1_705_312_800_000),
            operation_data: data.as_object().unwrap().clone(),
            ..ScheduleRequest::default()
        }
    }

    #[test]
    fn current_revision_has_one_request_for_all_devices() {
        let posts = posts(&request(), BodyShape::default()).unwrap();
        assert_eq!(posts.len(), 1);
        assert_eq!(posts[0].device_ids, request().device_ids);
        assert_eq!(decode_request(posts[0].body.as_bytes()).unwrap(), request());
    }

    #[test]
    fn previous_revision_has_one_request_per_device() {
        let shape = BodyShape { revision: Revision::Previous, envelope: Envelope::Plain };
        let posts = posts(&request(), shape).unwrap();
        assert_eq!(
            posts.iter().map(|post| post.device_ids.join("+")).collect::<Vec<_>>(),
            ["DEV-001", "DEV-002"]
        );
        assert!(posts[1].body.contains("\"device_id\": \"DEV-002\""), "{}", posts[1].body);
        assert!(posts[1].body.contains("\"parameters\""));
    }

    #[test]
    fn string_envelope_is_shown_as_sent() {
        let shape = BodyShape { revision: Revision::Current, envelope: Envelope::DataString };
        let posts = posts(&request(), shape).unwrap();
        assert!(posts[0].body.contains(r#""data": "{\""#), "{}", posts[0].body);
        assert_eq!(decode_request(posts[0].body.as_bytes()).unwrap(), request());
    }

    #[test]
    fn marks_are_visible_in_the_body_and_sent_as_they_are() {
        let id = "1\u{202e}2\u{e0041}".to_owned();
        let request = ScheduleRequest { device_ids: vec![id.clone(), "🛰-7".into()], ..request() };
        for envelope in [Envelope::Plain, Envelope::DataString] {
            let posts = posts(&request, BodyShape { revision: Revision::Current, envelope }).unwrap();
            assert!(posts[0].body.contains("1\\u202e2\\udb40\\udc41"), "{}", posts[0].body);
            assert!(posts[0].body.contains("🛰-7"));
            assert_eq!(decode_request(posts[0].body.as_bytes()).unwrap().device_ids[0], id);
        }
    }

    #[test]
    fn numbers_are_sent_as_typed() {
        let data =
            r#"{"version": 2.10, "account": 12345678901234567890123, "ratio": [1.00, 1E5], "a": 1, "a": 2}"#;
        let request = ScheduleRequest { data_text: Some(data.into()), ..request() };
        for revision in [Revision::Current, Revision::Previous] {
            let plain = posts(&request, BodyShape { revision, envelope: Envelope::Plain }).unwrap();
            let packed = posts(&request, BodyShape { revision, envelope: Envelope::DataString }).unwrap();
            let inner: Value = serde_json::from_str(&packed[0].body).unwrap();
            for body in [plain[0].body.as_str(), inner["data"].as_str().unwrap()] {
                let sent = json::compact_text(body).unwrap();
                assert!(sent.contains(data), "{sent}");
                assert!(!sent.contains("it's on"), "the text replaces the map: {sent}");
            }
        }
    }

    #[test]
    fn curl_escapes_quotes_and_contains_no_token() {
        let text = curl("https://host/api/v1/x/", "{\"note\": \"it's on\"}");
        assert!(text.contains(r#"--data-raw '{"note": "it'\''s on"}'"#), "{text}");
        assert!(text.contains("Bearer $API_TOKEN\""));
        assert!(text.starts_with("curl -X POST 'https://host/api/v1/x/'"));
    }
}
