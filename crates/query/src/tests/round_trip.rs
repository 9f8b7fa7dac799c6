use operation::{Column, TimeField};

use crate::{MOST_DAYS, PRESETS, Period, Preset, ProblemKind, Query, SortBy, parse, print};
use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::select;

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        r#"[a-z0-9_*?]{1,8}"#,
        r#"[a-zA-Z0-9 ,:"\\'*@.<>=é-]{1,8}"#,
        "[^\\x00]{1,4}",
        select(vec!["AND", "OR", "NOT", "status:", "\"", "\\", "\\\"", ",", "-id:x", "a:b", "\u{a0}"])
            .prop_map(str::to_owned),
    ]
}

fn values() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(value(), 0..4).prop_map(|list| {
        let mut once = Vec::new();
        for value in list {
            if !once.contains(&value) {
                once.push(value);
            }
        }
        once
    })
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0..=9999, 1_u32..=12, 1_u32..=31)
        .prop_filter_map("no such day", |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day))
}

fn period() -> impl Strategy<Value = Period> {
    let preset = prop_oneof![
        select(PRESETS.to_vec()),
        (1..=MOST_DAYS).prop_map(Preset::LastDays),
        (1..=MOST_DAYS).prop_map(Preset::NextDays),
    ];
    prop_oneof![
        (prop::option::of(day()), prop::option::of(day())).prop_map(|(from, to)| Period::Days { from, to }),
        day().prop_map(|day| Period::Days { from: Some(day), to: Some(day) }),
        preset.prop_map(Period::Preset),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    let sort = (select(Column::SORTABLE.to_vec()), any::<bool>())
        .prop_map(|(column, descending)| SortBy { column, descending });
    let empty_or = || prop_oneof![Just(String::new()), value()];
    (
        (empty_or(), values(), values(), empty_or(), empty_or()),
        (
            select(TimeField::ALL.to_vec()),
            period(),
            prop::option::of(sort),
            prop::collection::vec(value(), 0..4),
        ),
    )
        .prop_map(|((id, statuses, types, device, group), (date_of, period, sort, text))| Query {
            id,
            statuses,
            types,
            device,
            group,
            date_of,
            period,
            sort,
            text,
            unread: Vec::new(),
        })
}

/// Text composed of elements of the language, so that it is often almost valid.
fn typed() -> impl Strategy<Value = String> {
    let piece = select(vec![
        " ",
        " ",
        " ",
        "\"",
        ",",
        ":",
        "\\",
        "-",
        ">",
        "<=",
        "..",
        "*",
        "@",
        "a",
        "É",
        "\u{2003}",
        "status:",
        "type:",
        "device:",
        "scheduled:",
        "started:",
        "completed:any",
        "id:",
        "sort:",
        "sort:-",
        "-status:",
        "foo:",
        "stauts:",
        "2024-01-01",
        "2024-02",
        "2023",
        "today",
        "last-night",
        "any",
        "scheduled",
        "failed",
        "OR",
        "AND",
        "x:y:z",
    ]);
    prop_oneof![prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat()), ".{0,24}",]
}

/// Typed text whose first problem has a suggestion.
fn typed_with_suggestion() -> impl Strategy<Value = String> {
    typed().prop_filter("no suggestion", |text| {
        parse(text).problems.first().is_some_and(|p| p.suggestion.is_some())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn what_is_written_is_read_again(query in query()) {
        let text = print(&query);
        let parsed = parse(&text);
        prop_assert_eq!(&parsed.query, &query, "{}", &text);
        prop_assert!(parsed.problems.iter().all(|problem| problem.kind == ProblemKind::Reversed), "{:?}", parsed.problems);
    }

    #[test]
    fn printing_is_stable_for_any_text(text in typed()) {
        let query = parse(&text).query;
        let printed = print(&query);
        let again = parse(&printed);
        prop_assert_eq!(&again.query, &query, "{} became {}", &text, &printed);
        prop_assert_eq!(print(&again.query), printed);
    }

    #[test]
    fn nothing_is_lost(text in typed()) {
        let parsed = parse(&text);
        let mut end = 0;
        for term in &parsed.terms {
            prop_assert!(text[end..term.span.start].trim().is_empty());
            prop_assert!(!term.span.is_empty());
            end = term.span.end;
        }
        prop_assert!(text[end..].trim().is_empty());
        for problem in &parsed.problems {
            prop_assert!(text.get(problem.span.clone()).is_some_and(|piece| !piece.is_empty()));
            prop_assert!(!problem.kind.to_string().is_empty());
        }
        let unread = parsed.terms.iter().filter(|term| term.reading == crate::Reading::Unread);
        let unread: Vec<_> = unread.map(|term| text[term.span.clone()].to_owned()).collect();
        prop_assert_eq!(unread, parsed.query.unread);
    }

    #[test]
    fn a_suggestion_helps(text in typed_with_suggestion()) {
        let parsed = parse(&text);
        let problem = &parsed.problems[0];
        let suggestion = problem.suggestion.as_ref().unwrap();
        let better = parse(suggestion);
        prop_assert!(
            better.problems.iter().all(|other| other.kind != problem.kind),
            "{} for {}: {:?}", suggestion, &text, better.problems
        );
    }
}
