//! Pure: device ids as people paste them: from a mail, a spreadsheet, a log.
//!
//! Takes commas, semicolons, tabs, spaces and new lines between them, quotes around them, and a table with a header. What
//! is twice there and what can't be an id is named, not silently dropped.

use std::collections::HashSet;

/// More than any id seen; the longest that the app shows well is half of it.
const LONGEST: usize = 128;
/// Header names, in lower case, that mark the column of ids.
const HEADERS: [&str; 6] = ["device_id", "device_ids", "deviceid", "device id", "device", "id"];

/// What is wrong with a list of ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Check {
    /// Ids that are there more than once, each named once.
    pub duplicates: Vec<String>,
    /// What can't be an id, each named once.
    pub malformed: Vec<String>,
}

/// The ids in a text, in its order, duplicates and slips included: [`check`] judges.
pub fn read(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('\u{feff}');
    let tokens = table_column(text).unwrap_or_else(|| tokens(text));
    tokens.iter().map(|token| token.trim()).filter(|token| !token.is_empty()).map(str::to_owned).collect()
}

/// Names what is twice in a list and what can't be an id.
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

/// The list with each id once, in its order.
pub fn without_duplicates(ids: &[String]) -> Vec<String> {
    let mut seen = HashSet::new();
    ids.iter().filter(|id| seen.insert(id.as_str())).cloned().collect()
}

/// Whether a text that nobody confirmed with Enter is meant as ids, and not the beginning of a search.
pub fn looks_like_ids(text: &str) -> bool {
    let ids = read(text);
    !ids.is_empty() && ids.iter().all(|id| id.contains(|c: char| c.is_ascii_digit()))
}

fn push_once(list: &mut Vec<String>, token: &str) {
    if !list.iter().any(|known| known == token) {
        list.push(token.to_owned());
    }
}

/// Letters and digits of any script, and the punctuation that ids use. The API page shows `DEV-001` and `dev_67890` and
/// promises nothing, so this only refuses what is surely a slip.
pub fn is_well_formed(id: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || "._-:/@+~#".contains(c);
    !id.is_empty()
        && id.chars().count() <= LONGEST
        && id.chars().all(allowed)
        && id.chars().any(char::is_alphanumeric)
}

/// Why an id is refused, for people.
pub fn complaint(id: &str) -> String {
    let shown: String = id.chars().take(40).collect();
    match () {
        () if id.chars().count() > LONGEST => messages::schedule_devices::id_too_long(&shown, LONGEST as u64),
        () if id.contains(char::is_whitespace) => messages::schedule_devices::id_has_space(&shown),
        () => messages::schedule_devices::id_has_odd_characters(&shown),
    }
}

/// The ids of a table whose first line names the column; `None` where it is no such table.
fn table_column(text: &str) -> Option<Vec<String>> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let header = lines.next()?;
    let separator =
        [',', ';', '\t'].into_iter().max_by_key(|separator| header.matches(*separator).count())?;
    let names: Vec<String> = cells(header, separator).iter().map(|name| name.trim().to_lowercase()).collect();
    let column = HEADERS.iter().find_map(|wanted| names.iter().position(|name| name == wanted))?;
    Some(lines.filter_map(|line| cells(line, separator).get(column).cloned()).collect())
}

/// The cells of a line, with quotes around them and doubled quotes inside undone.
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

/// Everything between separators; inside double quotes nothing separates.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = vec![String::new()];
    let mut quoted = false;
    // A quote that never closes would swallow the rest of the text: then quotes mean nothing.
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
    fn takes_every_usual_separator() {
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
    fn names_what_came_twice_and_what_is_no_id() {
        let ids = read("DEV-001, DEV-002, DEV-001, DEV-001, de<v, ---, \"DEV 3\", ---");
        assert_eq!(ids.len(), 8);
        let found = check(&ids);
        assert_eq!(found.duplicates, ["DEV-001"]);
        assert_eq!(found.malformed, ["de<v", "---", "DEV 3"]);
        assert_eq!(complaint("DEV 3"), "“DEV 3” has a space in it");
        assert_eq!(without_duplicates(&ids), ["DEV-001", "DEV-002", "de<v", "---", "DEV 3"]);
    }

    #[test]
    fn long_and_foreign_ids_are_fine_up_to_a_point() {
        for id in ["A".repeat(64), "Gerät-1".into(), "設備2".into()] {
            assert!(is_well_formed(&id), "{id}");
        }
        assert!(!is_well_formed(&"A".repeat(129)));
    }

    #[test]
    fn a_stray_quote_does_not_swallow_the_rest() {
        assert_eq!(read("DEV-001, \"DEV-002, DEV-003"), ["DEV-001", "DEV-002", "DEV-003"]);
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(read(" ,\n; "), Vec::<String>::new());
        assert_eq!(read("device_id\n"), Vec::<String>::new());
    }

    #[test]
    fn a_search_is_not_taken_for_ids() {
        for (text, ids) in
            [("DEV-001", true), ("dev_1 dev_2", true), ("router", false), ("Router 7", false), (" ", false)]
        {
            assert_eq!(looks_like_ids(text), ids, "{text}");
        }
    }

    proptest! {
        #[test]
        fn checking_agrees_with_itself(text in "[A-C0-2,;\" \n<-]{0,60}") {
            let ids = read(&text);
            let found = check(&ids);
            prop_assert_eq!(found.malformed.is_empty(), ids.iter().all(|id| is_well_formed(id)));
            prop_assert!(check(&without_duplicates(&ids)).duplicates.is_empty());
        }
    }
}
