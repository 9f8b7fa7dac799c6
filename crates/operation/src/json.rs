//! Finds a member of a JSON object in its text. A report reads two or three members of each row; parsing a million rows into value trees
//! would dominate its cost.

/// Source text of a member's value, without surrounding white space. Of duplicate names the last wins, as in JSON parsers. `None` if the
/// text isn't an object or has no such member. Validates no more of the text than necessary.
pub(crate) fn member<'a>(object: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = object.trim_start().strip_prefix('{')?.trim_start();
    let mut found = None;
    if let Some(behind) = rest.strip_prefix('}') {
        return behind.trim().is_empty().then_some(found)?;
    }
    loop {
        let (key, behind) = string(rest)?;
        let value = behind.trim_start().strip_prefix(':')?.trim_start();
        let length = value_length(value)?;
        let (value, behind) = value.split_at_checked(length)?;
        if unescaped(key)? == name {
            found = Some(value);
        }
        rest = behind.trim_start();
        match rest.strip_prefix(',') {
            Some(next) => rest = next.trim_start(),
            None => return found.filter(|_| rest.strip_prefix('}').is_some_and(|end| end.trim().is_empty())),
        }
    }
}

/// The value as text, if it is a string or a number.
pub(crate) fn scalar_text(value: &str) -> Option<String> {
    if value.starts_with('"') {
        return unescaped(string(value)?.0);
    }
    value.starts_with(|first: char| first == '-' || first.is_ascii_digit()).then(|| value.to_owned())
}

/// Splits a string literal at the beginning into its content and the rest.
fn string(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut escaped = false;
    let end = inside.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    Some((inside.get(..end)?, inside.get(end + 1..)?))
}

/// Length of the value at the beginning.
fn value_length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut rest = text;
    loop {
        let first = rest.bytes().next()?;
        match first {
            b'"' => rest = string(rest)?.1,
            b'{' | b'[' => {
                depth += 1;
                rest = rest.get(1..)?;
            }
            b'}' | b']' if depth > 0 => {
                depth -= 1;
                rest = rest.get(1..)?;
            }
            _ if depth > 0 => rest = rest.get(rest.find(['"', '{', '[', '}', ']'])?..)?,
            _ => {
                let end = rest.find([',', '}', ']', ' ', '\t', '\r', '\n']).unwrap_or(rest.len());
                rest = rest.get(end..).filter(|_| end > 0)?;
            }
        }
        if depth == 0 {
            return Some(text.len() - rest.len());
        }
    }
}

/// Resolves the escapes of a string; `None` for an invalid escape.
fn unescaped(inside: &str) -> Option<String> {
    let mut out = String::with_capacity(inside.len());
    let mut letters = inside.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        out.push(match letters.next()? {
            letter @ ('"' | '\\' | '/') => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let first = unit(&mut letters)?;
                let second = if (0xD800..0xDC00).contains(&first) {
                    (letters.next()? == '\\' && letters.next()? == 'u').then(|| unit(&mut letters))?
                } else {
                    None
                };
                char::decode_utf16([first].into_iter().chain(second)).next()?.ok()?
            }
            _ => return None,
        });
    }
    Some(out)
}

fn unit(letters: &mut std::str::Chars<'_>) -> Option<u16> {
    let text = letters.as_str().get(..4)?;
    let digits = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    letters.nth(3);
    digits.then(|| u16::from_str_radix(text, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn finds_the_member_of_the_object_itself() {
        let text = r#" { "a" : {"v":1, "x":["}", "\"]"]} , "v" : "2.4\u002e1" ,"w":-1.5e3,"v\"":null } "#;
        assert_eq!(member(text, "v"), Some(r#""2.4\u002e1""#));
        assert_eq!(member(text, "v").and_then(scalar_text).as_deref(), Some("2.4.1"));
        assert_eq!(member(text, "a"), Some(r#"{"v":1, "x":["}", "\"]"]}"#));
        assert_eq!(member(text, "w").and_then(scalar_text).as_deref(), Some("-1.5e3"));
        assert_eq!(member(text, "v\""), Some("null"));
        assert_eq!(scalar_text("null"), None);
        assert_eq!(member(r#"{"v":1,"v":2}"#, "v"), Some("2"));
        for text in [
            "",
            "{}",
            "[]",
            "null",
            "{\"v\"",
            "{\"v\":",
            "{\"v\":1",
            "{\"v\":1,",
            "{\"v\":1]",
            "{\"v\":,}",
            "{\"v\":\"1}",
        ] {
            assert_eq!(member(text, "v"), None, "{text}");
        }
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            r#"[a"\\{}\[\]:, é😀]{0,4}"#.prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
                prop::collection::btree_map(r#"[vw"\\é]{0,2}"#, inner, 0..3).prop_map(|map| json!(map)),
            ]
        })
    }

    proptest! {
        #[test]
        fn finds_what_a_parser_finds(
            map in prop::collection::btree_map(r#"[vw"\\é]{0,2}"#, value(), 0..4),
            name in r#"[vw"\\é]{0,2}"#, pretty in any::<bool>(),
        ) {
            let object = json!(map);
            let text = if pretty { serde_json::to_string_pretty(&object) } else { serde_json::to_string(&object) }.unwrap();
            let found = member(&text, &name).map(|value| serde_json::from_str::<Value>(value).unwrap());
            prop_assert_eq!(found.as_ref(), object.get(&name));
            let text = member(&text, &name).and_then(scalar_text);
            let expected = object.get(&name).and_then(|value| match value {
                Value::String(text) => Some(text.clone()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            });
            prop_assert_eq!(text, expected);
        }

        #[test]
        fn accepts_any_text(text in r#"[{}\[\]":,\\uv0d89 é]{0,24}"#) {
            if let Ok(object @ Value::Object(_)) = serde_json::from_str::<Value>(&text) {
                prop_assert_eq!(member(&text, "v").is_some(), object.get("v").is_some());
            }
            let _ = member(&text, "v").and_then(scalar_text);
            let _ = unescaped(&text);
        }
    }
}
