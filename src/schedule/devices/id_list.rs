//! Pure: parses device ids as pasted from a mail, a spreadsheet or a log.
//!
//! Accepts commas, semicolons, tabs, spaces and newlines as separators, quoted ids, a JSON array, and a table with a header. An id that is known is
//! never split. The API defines no format for ids, so nothing that was typed is dropped or refused.

use std::collections::HashSet;

use wire::Value;

/// An id longer than this is more likely a pasted text.
const LONGEST: usize = 128;
/// Header names (lower case) of the id column.
const HEADERS: [&str; 6] = ["device_id", "device_ids", "deviceid", "device id", "device", "id"];

/// The ids in a text, in order, including duplicates. `known` tells whether a device has that id.
pub fn read(text: &str, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let text = text.trim_start_matches('\u{feff}');
    let ids = json_array(text)
        .or_else(|| table_column(text, known))
        .unwrap_or_else(|| text.lines().flat_map(|line| ids_of_line(line, known)).collect());
    ids.into_iter().filter(|id| !id.trim().is_empty()).collect()
}

/// Ids that occur more than once, each listed once.
pub fn duplicates(ids: &[String]) -> Vec<String> {
    let (mut seen, mut listed) = (HashSet::new(), HashSet::new());
    ids.iter().filter(|id| !seen.insert(id.as_str()) && listed.insert(id.as_str())).cloned().collect()
}

/// Removes duplicates, keeping the order.
pub fn without_duplicates(ids: &[String]) -> Vec<String> {
    let mut seen = HashSet::new();
    ids.iter().filter(|id| seen.insert(id.as_str())).cloned().collect()
}

/// Whether a text that wasn't confirmed with Enter is a list of ids rather than the start of a search.
pub fn looks_like_ids(ids: &[String]) -> bool {
    !ids.is_empty() && ids.iter().all(|id| id.contains(|c: char| c.is_ascii_digit()))
}

/// Whether an id has characters that few ids have, or is very long: worth a look where nobody knows the device.
pub fn is_unusual(id: &str) -> bool {
    let usual = |c: char| c.is_alphanumeric() || "._-:/@+~#%".contains(c);
    id.chars().count() > LONGEST || !id.chars().all(usual) || !id.chars().any(char::is_alphanumeric)
}

/// The texts of a JSON array.
fn json_array(text: &str) -> Option<Vec<String>> {
    let Ok(Value::Array(items)) = serde_json::from_str(text.trim()) else { return None };
    items.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}

/// The text as it is, or without the blanks around it, whichever is known.
fn whole(text: &str, known: &dyn Fn(&str) -> bool) -> Option<String> {
    [text, text.trim()].into_iter().find(|id| !id.is_empty() && known(id)).map(str::to_owned)
}

/// A known line is one id, and so is a known part between commas, semicolons, tabs or bars.
fn ids_of_line(line: &str, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    if let Some(id) = whole(line, known) {
        return vec![id];
    }
    let parts = parts(line, &|c| ",;\t|".contains(c));
    parts
        .into_iter()
        .flat_map(|part| match whole(part, known) {
            Some(id) => vec![id],
            None => parts_of_list(part),
        })
        .collect()
}

/// Splits at blanks and brackets, and removes quotes.
fn parts_of_list(part: &str) -> Vec<String> {
    parts(part, &|c| c.is_whitespace() || "[]".contains(c))
        .into_iter()
        .flat_map(|token| match token.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(quoted) => vec![quoted.replace("\"\"", "\"")],
            None => token.split('"').map(|bare| bare.trim_matches('\'').to_owned()).collect(),
        })
        .map(|id| id.trim().to_owned())
        .collect()
}

/// Splits a text at separators; quoted separators don't count.
fn parts<'a>(text: &'a str, separates: &dyn Fn(char) -> bool) -> Vec<&'a str> {
    // With an unbalanced quote, ignore all quotes: it would swallow the rest of the text.
    let paired = text.matches('"').count().is_multiple_of(2);
    let mut quoted = false;
    text.split(|c: char| {
        if c == '"' && paired {
            quoted = !quoted;
        }
        !quoted && separates(c)
    })
    .collect()
}

/// The ids of a table whose first line names the id column; `None` if there is no such line.
fn table_column(text: &str, known: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let header = lines.next()?;
    let separator =
        [',', ';', '\t'].into_iter().max_by_key(|separator| header.matches(*separator).count())?;
    let names: Vec<String> = cells(header, separator).iter().map(|name| name.trim().to_lowercase()).collect();
    let column = HEADERS.iter().find_map(|wanted| names.iter().position(|name| name == wanted))?;
    let id = |cell: &String| whole(cell, known).unwrap_or_else(|| cell.trim().to_owned());
    Some(lines.filter_map(|line| cells(line, separator).get(column).map(id)).collect())
}

/// Splits a line into cells. Removes quotes around them and unescapes doubled quotes.
fn cells(line: &str, separator: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                push_char(&mut cells, '"');
            }
            '"' => quoted = !quoted,
            c if c == separator && !quoted => cells.push(String::new()),
            c => push_char(&mut cells, c),
        }
    }
    cells
}

fn push_char(cells: &mut [String], c: char) {
    if let Some(cell) = cells.last_mut() {
        cell.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<String> {
        super::read(text, &|_| false)
    }

    #[test]
    fn accepts_common_separators() {
        for text in [
            "DEV-001,DEV-002",
            "DEV-001, DEV-002,",
            "DEV-001 DEV-002",
            "DEV-001\nDEV-002\n",
            "DEV-001\r\nDEV-002",
            "DEV-001\tDEV-002",
            "\"DEV-001\";\"DEV-002\"",
            "['DEV-001', 'DEV-002']",
            "[\"DEV-001\", \"DEV-002\"]",
            "\u{feff}DEV-001|DEV-002",
            "device_id\nDEV-001\nDEV-002",
            "name,device_id,site\n\"Router, big\",DEV-001,A\nSwitch,DEV-002,B\n",
            "Name;ID\nx;DEV-001\ny;\"DEV-002\"",
        ] {
            assert_eq!(read(text), ["DEV-001", "DEV-002"], "{text}");
        }
    }

    #[test]
    fn known_ids_are_read_letter_by_letter() {
        let given = [
            "202BC1-BM632w%2D01-000001",
            "0876FF-TG784n v3-CP0001",
            "edge (north)",
            "r&d=1",
            "lab,2",
            "node;3",
            "🛰-7",
            "  DEV-9",
            "Ω*1",
            "a'b-1",
            "a|b",
            "e\u{301}-1",
        ];
        let known = |id: &str| given.contains(&id);
        assert_eq!(super::read(&given.join("\n"), &known), given);
        assert_eq!(super::read(&serde_json::json!(given).to_string(), &|_| false), given, "a JSON array");
        let table = format!("name\tdevice_id\n{}", given.map(|id| format!("x\t{id}")).join("\n"));
        assert_eq!(super::read(&table, &known), given);
        assert_eq!(
            super::read("edge (north), DEV-1 DEV-2 | node;3", &known)[..3],
            ["edge (north)", "DEV-1", "DEV-2"]
        );
        assert_eq!(
            super::read("\"edge (south)\" \"x,y\"", &known),
            ["edge (south)", "x,y"],
            "quotes keep it whole"
        );
    }

    #[test]
    fn duplicates_are_listed_once() {
        let ids = read("DEV-001, DEV-002, DEV-001, DEV-001, \"DEV 3\", ---");
        assert_eq!(duplicates(&ids), ["DEV-001"]);
        assert_eq!(without_duplicates(&ids), ["DEV-001", "DEV-002", "DEV 3", "---"]);
    }

    #[test]
    fn long_and_odd_ids_are_unusual() {
        for id in ["A".repeat(64), "Gerät-1".into(), "設備2".into(), "202BC1-BM632w%2D01-000001".into()] {
            assert!(!is_unusual(&id), "{id}");
        }
        for id in ["A".repeat(129), "DEV 3".into(), "---".into(), "de<v".into(), "a\u{202e}b".into()] {
            assert!(is_unusual(&id), "{id}");
        }
    }

    #[test]
    fn unbalanced_quote_is_ignored() {
        assert_eq!(read("DEV-001, \"DEV-002, DEV-003"), ["DEV-001", "DEV-002", "DEV-003"]);
    }

    #[test]
    fn empty_text_has_no_ids() {
        assert_eq!(read(" ,\n; "), Vec::<String>::new());
        assert_eq!(read("device_id\n"), Vec::<String>::new());
    }

    #[test]
    fn search_text_does_not_look_like_ids() {
        for (text, ids) in
            [("DEV-001", true), ("dev_1 dev_2", true), ("router", false), ("Router 7", false), (" ", false)]
        {
            assert_eq!(looks_like_ids(&read(text)), ids, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_known_line_is_one_id(line in "[A-C0-2,;'\"| <()-]{1,20}") {
            let ids = super::read(&line, &|id| id == line);
            let expected = if line.trim().is_empty() { Vec::new() } else { vec![line.clone()] };
            prop_assert_eq!(ids, expected);
            prop_assert!(duplicates(&without_duplicates(&super::read(&line, &|_| false))).is_empty());
        }
    }
}
