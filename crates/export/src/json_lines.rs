//! JSON lines: one object per line.

use std::fmt::Write;

use operation::{Column, Observation};

use crate::cell::{Cell, push_percent};

/// Appends a row as one line. All `columns` are present, `null` if they have no value. JSON values are embedded unchanged and must be
/// valid JSON.
pub fn write_json_line(out: &mut String, columns: &[Column], row: &Observation<'_>) {
    let mut before = '{';
    for &column in columns {
        out.push(before);
        before = ',';
        push_string(out, column.api_name());
        out.push(':');
        match Cell::of(row, column) {
            Cell::Nothing => out.push_str("null"),
            Cell::Text(text) => push_string(out, text),
            // In JSON, a line break between values is white space, and strings can't contain one.
            Cell::Json(text) => {
                out.extend(text.split(['\n', '\r']).flat_map(|part| [part, " "]).take(lines(text)))
            }
            Cell::Percent(percent) => push_percent(out, percent),
            Cell::Time(at) => {
                out.push('"');
                at.push_iso(out);
                out.push('"');
            }
        }
    }
    out.push_str(if columns.is_empty() { "{}\n" } else { "}\n" });
}

/// Number of parts that a text is written in: its lines and the spaces between them.
fn lines(text: &str) -> usize {
    2 * text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1
}

fn push_string(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        let (plain, escaped) = rest.split_at(at);
        out.push_str(plain);
        let mut letters = escaped.chars();
        match letters.next() {
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(letter @ ('"' | '\\')) => out.extend(['\\', letter]),
            // Writing to a `String` can't fail.
            Some(letter) => drop(write!(out, "\\u{:04x}", u32::from(letter))),
            None => {}
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use operation::TimeField;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn a_row_is_written() {
        let row = Observation {
            id: "1",
            device_name: Some("A \"b\""),
            progress: Some(65.0),
            created_at: Some(0),
            data: "{\"a\":\n [1,\r\n2]}",
            ..Observation::default()
        };
        let columns = [
            Column::Id,
            Column::DeviceName,
            Column::Status,
            Column::Progress,
            Column::Time(TimeField::Created),
            Column::Data,
        ];
        let mut out = String::new();
        write_json_line(&mut out, &columns, &row);
        write_json_line(&mut out, &[], &row);
        assert_eq!(
            out,
            "{\"id\":\"1\",\"device_name\":\"A \\\"b\\\"\",\"status\":null,\"progress_percentage\":65,\
             \"created_at\":\"1970-01-01T00:00:00Z\",\"operation_data\":{\"a\":  [1,  2]}}\n{}\n"
        );
    }

    proptest! {
        #[test]
        fn each_line_is_an_object(rows in prop::collection::vec((any::<String>(), any::<String>(), any::<f32>()), 0..5)) {
            let mut out = String::new();
            for (name, status, progress) in &rows {
                let data = json!({ name.as_str(): [status.as_str(), "\n"] }).to_string();
                let row = Observation {
                    device_name: Some(name),
                    status,
                    progress: Some(*progress),
                    data: &data,
                    ..Observation::default()
                };
                write_json_line(&mut out, &Column::ALL, &row);
            }
            prop_assert_eq!(out.split_terminator('\n').count(), rows.len());
            for (line, (name, status, _)) in out.lines().zip(&rows) {
                let value: Value = serde_json::from_str(line).unwrap();
                prop_assert_eq!(value.as_object().unwrap().len(), Column::ALL.len());
                let expected = |text: &str| if text.is_empty() { Value::Null } else { Value::from(text) };
                prop_assert_eq!(&value["device_name"], &expected(name));
                prop_assert_eq!(&value["status"], &expected(status));
                prop_assert_eq!(&value["operation_data"], &json!({ name.as_str(): [status.as_str(), "\n"] }));
            }
        }
    }
}
