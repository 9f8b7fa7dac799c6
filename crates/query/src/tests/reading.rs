use operation::{Column, TimeField};

use crate::{Field, Period, Preset, ProblemKind, Query, Reading, SortBy, parse, print};

fn day(text: &str) -> Option<chrono::NaiveDate> {
    Some(operation::parse_day(text).unwrap())
}

fn days(from: &str, to: &str) -> Period {
    Period::from_address(from, to).unwrap()
}

#[test]
fn the_example_is_read() {
    let parsed = parse(r#"status:failed type:firmware_update device:edge* scheduled:>2024-01-01 "2.4.1""#);
    let expected = Query {
        statuses: vec!["failed".into()],
        types: vec!["firmware_update".into()],
        device: "edge*".into(),
        period: Period::Days { from: day("2024-01-02"), to: None },
        text: vec!["2.4.1".into()],
        ..Query::default()
    };
    assert_eq!(parsed.query, expected);
    assert_eq!(parsed.problems, []);
    let printed = "status:failed type:firmware_update device:edge* scheduled:>=2024-01-02 2.4.1";
    assert_eq!(print(&parsed.query), printed);
}

#[test]
fn names_have_aliases_and_no_case() {
    let query =
        parse("STATE:a Operation-Type:b Device_ID:c Finished:2024-01-15 ORDER:-Scheduled_At ID:d").query;
    let expected = Query {
        id: "d".into(),
        statuses: vec!["a".into()],
        types: vec!["b".into()],
        device: "c".into(),
        date_of: TimeField::Completed,
        period: days("2024-01-15", "2024-01-15"),
        sort: Some(SortBy { column: Column::Time(TimeField::Scheduled), descending: true }),
        ..Query::default()
    };
    assert_eq!(query, expected);
}

#[test]
fn values_accumulate() {
    let query = parse(r#"status:failed,cancelled status:failed,"a, b""#).query;
    assert_eq!(query.statuses, ["failed", "cancelled", "a, b"]);
    let query = parse("started:>=2024-01-01 started:<2024-02-01").query;
    assert_eq!((query.date_of, query.period), (TimeField::Started, days("2024-01-01", "2024-01-31")));
    assert_eq!(parse("id:a id:a device:x device:x sort:id sort:id").problems, []);
}

#[test]
fn columns_that_can_be_sorted_by() {
    for column in Column::SORTABLE {
        for (sign, descending) in [("", false), ("+", false), ("-", true)] {
            let query = parse(&format!("sort:{sign}{}", column.name())).query;
            assert_eq!(query.sort, Some(SortBy { column, descending }));
        }
    }
}

#[test]
fn terms_have_places() {
    let text = r#"Status:a,"b c" x"#;
    let parsed = parse(text);
    let Reading::Field { field: Field::Status, name, values } = &parsed.terms[0].reading else { panic!() };
    assert_eq!(&text[name.clone()], "Status");
    let values: Vec<_> =
        values.iter().map(|value| (&text[value.span.clone()], value.text.as_str())).collect();
    assert_eq!(values, [("a", "a"), ("\"b c\"", "b c")]);
    assert_eq!(parsed.terms[1].reading, Reading::Text("x".into()));
    assert_eq!(&text[parsed.terms[1].span.clone()], "x");
}

/// The problem of `text`: the affected part and the suggestion.
#[track_caller]
fn wrong(text: &str, piece: &str, kind: ProblemKind, suggestion: Option<&str>) {
    let parsed = parse(text);
    let [problem] = parsed.problems.as_slice() else { panic!("{text}: {:?}", parsed.problems) };
    assert_eq!(&text[problem.span.clone()], piece);
    assert_eq!(problem.kind, kind);
    assert_eq!(problem.suggestion.as_deref(), suggestion);
    let message = problem.kind.to_string();
    assert!(message.ends_with('.') && message.len() < 130, "{message}");
}

#[test]
fn unreadable_terms_are_problems() {
    use ProblemKind::*;
    let (status, device, id) = (Field::Status, Field::Device, Field::Id);
    let (scheduled, started) = (TimeField::Scheduled, TimeField::Started);
    wrong("x stauts:failed", "stauts:failed", UnknownField("stauts".into()), Some("status:failed"));
    wrong("version:2.4", "version:2.4", UnknownField("version".into()), Some("\"version:2.4\""));
    wrong("status: failed", "status: failed", NoValue(status), Some("status:failed"));
    wrong("status:", "status:", NoValue(status), None);
    wrong("status:,\"\"", "status:,\"\"", NoValue(status), None);
    wrong("status: ,", "status:", NoValue(status), None);
    wrong("status: id:x", "status:", NoValue(status), None);
    wrong("device:a,b", "device:a,b", OneValue(device), Some("device:\"a,b\""));
    wrong("sort:id,type", "sort:id,type", OneValue(Field::Sort), None);
    wrong("id:a id:b", "id:b", Twice(id), None);
    wrong("sort:id sort:-id", "sort:-id", Twice(Field::Sort), None);
    wrong("scheduled:today scheduled:2024", "scheduled:2024", Twice(Field::Time(scheduled)), None);
    wrong("started:>2024 started:any", "started:any", Twice(Field::Time(started)), None);
    wrong(
        "started:today scheduled:2024",
        "scheduled:2024",
        OtherDate { set: started, other: scheduled },
        None,
    );
    wrong("scheduled:soon", "scheduled:soon", NoPeriod("soon".into()), None);
    wrong(
        "scheduled:yesteday",
        "scheduled:yesteday",
        NoPeriod("yesteday".into()),
        Some("scheduled:yesterday"),
    );
    let instant = "started:2024-01-15T10:00:00Z";
    wrong(instant, instant, NoPeriod(instant[8..].into()), Some("started:2024-01-15"));
    wrong(
        "scheduled:>2024/1/5",
        "scheduled:>2024/1/5",
        NoPeriod(">2024/1/5".into()),
        Some("scheduled:>=2024-01-06"),
    );
    wrong("scheduled:<today", "scheduled:<today", PeriodWithSign(Preset::Today), None);
    wrong("sort:-statsu", "sort:-statsu", NoColumn("statsu".into()), Some("sort:-status"));
    wrong("a OR b", "OR", Operator("OR".into()), Some("\"OR\""));
    wrong("a AND b", "AND", Operator("AND".into()), Some("\"AND\""));
    wrong("NOT b", "NOT", Operator("NOT".into()), Some("\"NOT\""));
    wrong("-status:failed", "-status:failed", Exclusion(status), None);
}

#[test]
fn some_problems_still_have_an_effect() {
    wrong("a \"b c", "\"b c", ProblemKind::OpenQuote, Some("\"b c\""));
    assert_eq!(parse("a \"b c").query.text, ["a", "b c"]);
    let reversed = "scheduled:2024-02-01..2024-01-01";
    wrong(reversed, reversed, ProblemKind::Reversed, Some("scheduled:2024-01-01..2024-02-01"));
    assert_eq!(parse(reversed).query.period, days("2024-02-01", "2024-01-01"));
    wrong("scheduled:>=2024-02 scheduled:<2024-01-02", "scheduled:<2024-01-02", ProblemKind::Reversed, None);
}

#[test]
fn unreadable_terms_are_kept() {
    let query = parse("foo:\"a b\" 2.4.1 status: scheduled:soon type:x").query;
    assert_eq!(query.unread, ["foo:\"a b\"", "status:", "scheduled:soon"]);
    assert_eq!(print(&query), "type:x 2.4.1 foo:\"a b\" status: scheduled:soon");
}

#[test]
fn text_with_colons_is_text() {
    let text = "00:1B:44:11:3A:B7 aa:bb:cc 10:30 https://x.example/ \"status:failed\" or";
    let parsed = parse(text);
    assert_eq!(parsed.problems, []);
    assert_eq!(
        parsed.query.text,
        ["00:1B:44:11:3A:B7", "aa:bb:cc", "10:30", "https://x.example/", "status:failed", "or"]
    );
    assert_eq!(print(&parsed.query), text);
}
