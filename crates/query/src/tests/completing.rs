use crate::{Choice, Completion, Field, Known, MOST_CHOICES, Reading, Vocabulary, complete, parse};
use proptest::prelude::*;

const fn known(value: &'static str, detail: &'static str) -> Known<'static> {
    Known { value, detail }
}

const STATUSES: [Known<'static>; 4] = [
    known("completed", "1,204"),
    known("failed", "12"),
    known("in_progress", "3"),
    known("not, \"yet\"", "1"),
];
const TYPES: [Known<'static>; 2] = [known("firmware_update", "900"), known("config_sync", "319")];
const DEVICES: [Known<'static>; 3] =
    [known("DEV-001", "Production Router A"), known("DEV-005", "Edge Router C"), known("EDGE-1", "")];
const GROUPS: [Known<'static>; 1] = [Known { value: "Lab, upstairs", detail: "" }];
const VOCABULARY: Vocabulary<'static> =
    Vocabulary { statuses: &STATUSES, types: &TYPES, devices: &DEVICES, groups: &GROUPS };

/// `|` is the caret.
fn at(text: &str) -> (String, Completion) {
    let caret = text.find('|').unwrap();
    let text = text.replacen('|', "", 1);
    let completion = complete(&text, caret, &VOCABULARY);
    (text, completion)
}

fn inserts(text: &str) -> Vec<String> {
    at(text).1.options.into_iter().map(|choice| choice.insert).collect()
}

/// The text after the first choice, with `|` at the caret.
fn first(text: &str) -> String {
    let (text, completion) = at(text);
    let (mut text, caret) = completion.apply(&text, &completion.options[0]);
    text.insert(caret, '|');
    text
}

#[test]
fn an_empty_text_offers_fields() {
    let fields = ["status:", "type:", "device:", "group:", "scheduled:", "started:", "completed:", "sort:"];
    assert_eq!(inserts("|"), fields);
    assert_eq!(inserts("x | y"), fields);
}

#[test]
fn a_word_may_become_a_field_or_a_value() {
    assert_eq!(inserts("sta|"), ["status:", "started:", "group:\"Lab, upstairs\""]);
    assert_eq!(inserts("FINI|"), ["completed:"]);
    assert_eq!(inserts("fai|"), ["status:failed"]);
    assert_eq!(inserts("edge|"), ["device:DEV-005", "device:EDGE-1"]);
    assert_eq!(inserts("compl|"), ["completed:", "status:completed"]);
    assert_eq!(first("x st|a y"), "x status:| y");
}

#[test]
fn values_are_those_of_the_field() {
    assert_eq!(inserts("status:|").len(), 4);
    assert_eq!(inserts("status:e|"), ["completed", "failed", "in_progress", "\"not, \\\"yet\\\"\""]);
    assert_eq!(inserts("status:failed,|"), ["completed", "in_progress", "\"not, \\\"yet\\\"\""]);
    assert_eq!(first("status:fa|,completed"), "status:failed|,completed");
    assert_eq!(first("status:\"not, \\\"y|"), "status:\"not, \\\"yet\\\"\"|");
    assert_eq!(first("status:\"fa| type:x"), "status:failed| type:x");
    assert_eq!(inserts("type:sync|"), ["config_sync"]);
    assert_eq!(inserts("device:edge|"), ["edge*", "DEV-005", "EDGE-1"]);
    assert_eq!(inserts("device:prod|"), ["prod*", "DEV-001"]);
    assert!(inserts("device:DEV-001,|").is_empty());
    assert_eq!(inserts("group:up|"), ["\"Lab, upstairs\""]);
}

#[test]
fn dates_and_orders_are_offered_by_name() {
    assert_eq!(inserts("scheduled:|").len(), MOST_CHOICES);
    assert_eq!(inserts("started:last_n|"), ["last-night"]);
    assert_eq!(inserts("started:MONTH|"), ["this-month", "last-month"]);
    assert!(inserts("started:>|").is_empty());
    assert_eq!(inserts("sort:-sch|"), ["-scheduled"]);
    assert_eq!(inserts("sort:prog|"), ["progress"]);
    assert_eq!(first("sta|tus:failed"), "started:|failed");
}

#[test]
fn nothing_is_offered_inside_phrases() {
    for text in
        ["|status:failed", "\"fai|\"", "fai|\"x\"", "id:fai|", "foo:fai|", "-st|atus:x", "status:failed|"]
    {
        assert!(inserts(text).is_empty(), "{text}: {:?}", inserts(text));
    }
}

#[test]
fn a_choice_has_a_detail() {
    let choice = |text: &str| at(text).1.options[0].clone();
    let expected = |insert: &str, label: &str, detail: &str| Choice {
        insert: insert.into(),
        label: label.into(),
        detail: detail.into(),
    };
    assert_eq!(choice("status:fa|"), expected("failed", "failed", "12"));
    assert_eq!(choice("fai|"), expected("status:failed", "failed", "status"));
    assert_eq!(choice("edge|"), expected("device:DEV-005", "DEV-005", "Edge Router C"));
    assert_eq!(choice("sta|"), expected("status:", "status", "Any of these statuses"));
}

#[test]
fn nothing_is_inserted_directly_before_a_quote() {
    assert_eq!(complete("status:\",", 7, &VOCABULARY).options, []);
    assert_eq!(
        complete("status:\"fai\"", 12, &VOCABULARY).options.len(),
        1,
        "within one a value is completed"
    );
}

proptest! {
    #[test]
    fn a_choice_parses_as_its_value(
        pieces in prop::collection::vec(prop::sample::select(vec![
            " ", "\"", ",", "\\", "status:", "type:", "device:", "sort:-", "id:", "started:", "fai", "edge", "é", "sta", "-",
        ]), 0..8),
        caret in 0_usize..40,
    ) {
        let text = pieces.concat();
        let caret = text.floor_char_boundary(caret);
        let completion = complete(&text, caret, &VOCABULARY);
        prop_assert!(completion.options.len() <= MOST_CHOICES);
        for choice in &completion.options {
            prop_assert!(completion.replace.start <= caret && caret <= completion.replace.end);
            let (after, caret) = completion.apply(&text, choice);
            prop_assert!(after.get(..caret).is_some_and(|before| before.ends_with(&choice.insert)));
            // Text outside the replaced range stays the same.
            prop_assert!(after.starts_with(&text[..completion.replace.start]));
            prop_assert!(after.ends_with(&text[completion.replace.end..]));
            let parsed = parse(&after);
            let Some(term) = parsed.terms.iter().find(|term| term.span.start < caret && caret <= term.span.end) else {
                return Err(TestCaseError::fail(format!("{after}: nothing at the caret")));
            };
            if let Some(value) = STATUSES.iter().find(|known| known.value == choice.label)
                && let Reading::Field { field: Field::Status, values, .. } = &term.reading
            {
                prop_assert!(values.iter().any(|read| read.text == value.value), "{} in {}", value.value, after);
            }
        }
    }
}
