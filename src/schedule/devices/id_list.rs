//! Pure: parses device ids as pasted from a mail, a spreadsheet or a log.
//!
//! Accepts commas, semicolons, tabs, spaces and newlines as separators, quoted ids, and a table with a header. Duplicates and malformed ids are
//! reported, not dropped.

use std::collections::HashSet;

/// Maximum length of an id. Longer than any seen; the app displays up to half of it well.
const LONGEST: usize = 128;
/// Header names (lower case) of the id column.
const HEADERS: [&str; 6] = ["device_id", "device_ids", "deviceid", "device id", "device", "id"];

/// The problems of a list of ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Check {
    /// Ids that occur more than once, each listed once.
    pub duplicates: Vec<String>,
    /// Malformed ids, each listed once.
    pub malformed: Vec<String>,
}

/// The ids in a text, in order, including duplicates and malformed ones, which [`check`] reports.
pub fn read(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('\u{feff}');
    let tokens = table_column(text).unwrap_or_else(|| tokens(text));
    tokens.iter().map(|token| token.trim()).filter(|token| !token.is_empty()).map(str::to_owned).collect()
}

/// Reports duplicates and malformed ids.
pub fn check(ids: &[String]) -> Check {
    let mut seen = HashSet::new();
    let mut check = Check::default();
    for id in ids {
        if !is_well_formed(id) {
            push_once(&mut check.malformed, id);
        } else if !seen.insert(id) {
            push_once(&mut check.duplicates, id);
        }
    }
    check
}

/// Removes duplicates, keeping the order.
pub fn without_duplicates(ids: &[String]) -> Vec<String> {
    let mut seen = HashSet::new();
    ids.iter().filter(|id| seen.insert(id.as_str())).cloned().collect()
}

/// Whether a text that wasn't confirmed with Enter is a list of ids rather than the start of a search.
pub fn looks_like_ids(text: &str) -> bool {
    let ids = read(text);
    !ids.is_empty() && ids.iter().all(|id| id.contains(|c: char| c.is_ascii_digit()))
}

fn push_once(list: &mut Vec<String>, token: &str) {
    if !list.iter().any(|known| known == token) {
        list.push(token.to_owned());
    }
}

/// Letters and digits of any script, and the punctuation used in ids. The API's documentation shows `DEV-001` and `dev_67890` and doesn't define a
/// format, so this rejects only obvious mistakes.
pub fn is_well_formed(id: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || "._-:/@+~#".contains(c);
    !id.is_empty()
        && id.chars().count() <= LONGEST
        && id.chars().all(allowed)
        && id.chars().any(char::is_alphanumeric)
}

/// Error message for a malformed id.
pub fn complaint(id: &str) -> String {
    let shown: String = id.chars().take(40).collect();
    match () {
        () if id.chars().count() > LONGEST => messages::schedule_devices::id_too_long(&shown, LONGEST as u64),
        () if id.contains(char::is_whitespace) => messages::schedule_devices::id_has_space(&shown),
        () => messages::schedule_devices::id_has_odd_characters(&shown),
    }
}

/// The ids of a table whose first line names the id column; `None` if there is no such line.
fn table_column(text: &str) -> Option<Vec<String>> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let header = lines.next()?;
    let separator =
        [',', ';', '\t'].into_iter().max_by_key(|separator| header.matches(*separator).count())?;
    let names: Vec<String> = cells(header, separator).iter().map(|name| name.trim().to_lowercase()).collect();
    let column = HEADERS.iter().find_map(|wanted| names.iter().position(|name| name == wanted))?;
    Some(lines.filter_map(|line| cells(line, separator).get(column).cloned()).collect())
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

/// Splits a text at separators; quoted separators don't count.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = vec![String::new()];
    let mut quoted = false;
    // With an unbalanced quote, ignore all quotes: it would swallow the rest of the text.
    let paired = text.matches('"').count().is_multiple_of(2);
    for c in text.chars() {
        match c {
            '"' if paired => quoted = !quoted,
            c if !quoted && (c.is_whitespace() || ",;|[]'\"".contains(c)) => tokens.push(String::new()),
            c => push_char(&mut tokens, c),
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
    fn reports_duplicates_and_malformed_ids() {
        let ids = read("DEV-001, DEV-002, DEV-001, DEV-001, de<v, ---, \"DEV 3\", ---");
        assert_eq!(ids.len(), 8);
        let found = check(&ids);
        assert_eq!(found.duplicates, ["DEV-001"]);
        assert_eq!(found.malformed, ["de<v", "---", "DEV 3"]);
        assert_eq!(complaint("DEV 3"), "“DEV 3” has a space in it");
        assert_eq!(without_duplicates(&ids), ["DEV-001", "DEV-002", "de<v", "---", "DEV 3"]);
    }

    #[test]
    fn long_and_non_ascii_ids_are_valid() {
        for id in ["A".repeat(64), "Gerät-1".into(), "設備2".into()] {
            assert!(is_well_formed(&id), "{id}");
        }
        assert!(!is_well_formed(&"A".repeat(129)));
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
            assert_eq!(looks_like_ids(text), ids, "{text}");
        }
    }

    proptest! {
        #[test]
        fn check_is_consistent(text in "[A-C0-2,;\" \n<-]{0,60}") {
            let ids = read(&text);
            let found = check(&ids);
            prop_assert_eq!(found.malformed.is_empty(), ids.iter().all(|id| is_well_formed(id)));
            prop_assert!(check(&without_duplicates(&ids)).duplicates.is_empty());
        }
    }
}
