use super::*;
use proptest::prelude::*;

fn operations(query: ListQuery) -> Route {
    Route::Operations { query, open: None }
}

#[test]
fn defaults_stay_out_of_the_address() {
    assert_eq!(Route::default().href(), "#/operations");
    assert_eq!(Route::parse(""), Route::default());
    assert_eq!(Route::parse("#/"), Route::default());
}

#[test]
fn an_address_reads_as_it_looks() {
    let route = Route::parse(
        "#/operations/12345/DEV-001?status=failed,completed&q=a%20b&sort=-scheduled&page=3&per=50",
    );
    let Route::Operations { query, open } = route else { panic!("not the list") };
    assert_eq!(open, Some(OperationKey::new("12345", "DEV-001")));
    assert_eq!(query.statuses, ["failed", "completed"]);
    assert_eq!(query.text, "a b");
    assert_eq!(query.sort, Some(SortBy { column: "scheduled".into(), descending: true }));
    assert_eq!((query.page, query.per_page, query.offset()), (3, 50, 100));
}

#[test]
fn unreadable_parameters_are_kept_and_shown() {
    for search in [
        "page=0",
        "page=x",
        "per=7",
        "sort=colour",
        "from=yesterday",
        "date=born",
        "colour=red",
        "from=@someday",
        "from=@Last_Night",
    ] {
        let route = Route::parse(&format!("#/operations?{search}"));
        let Route::Operations { query, .. } = &route else { panic!("not the list") };
        assert_eq!(query.problems.len(), 1, "{search}");
        assert_eq!(route.href(), format!("#/operations?{search}"));
    }
}

#[test]
fn a_period_by_name_has_no_last_day() {
    let read = |search: &str| match Route::parse(&format!("#/operations?{search}")) {
        Route::Operations { query, .. } => query,
        _ => panic!("not the list"),
    };
    let query = read("from=@last-night");
    assert_eq!((query.preset(), query.is_filtered()), (Some(query::Preset::LastNight), true));
    let query = read("from=@last-night&to=2024-01-15");
    assert_eq!(query.problems, [("to".to_owned(), "2024-01-15".to_owned())]);
    let mut query = read("from=@last-7-days");
    query.set_to("2024-01-15".into());
    assert_eq!((query.from.as_str(), query.to.as_str()), ("", "2024-01-15"));
    query.set_from("@today".into());
    assert_eq!((query.from.as_str(), query.to.as_str()), ("@today", ""));
}

#[test]
fn an_unknown_path_is_an_unknown_route() {
    assert_eq!(Route::parse("#/nowhere/at?all=1"), Route::Unknown("/nowhere/at?all=1".into()));
    assert_eq!(Route::parse("#/nowhere/at?all=1").href(), "#/nowhere/at?all=1");
}

#[test]
fn schedule_again_holds_the_original_operation() {
    let route = Route::parse("#/schedule?from=op_1&device=dev_2&tz=Europe%2FBerlin");
    let from = Some(OperationKey::new("op_1", "dev_2"));
    assert_eq!(route, Route::Schedule { from, devices: String::new(), zone: Some("Europe/Berlin".into()) });
}

#[test]
fn a_header_cycles_through_its_orders() {
    let query = ListQuery { page: 4, ..ListQuery::default() };
    let up = query.sorted_by("status");
    let down = up.sorted_by("status");
    assert_eq!(up.sort, Some(SortBy { column: "status".into(), descending: false }));
    assert_eq!(down.sort, Some(SortBy { column: "status".into(), descending: true }));
    assert_eq!(down.sorted_by("status").sort, None);
    assert_eq!(down.sorted_by("id").sort, Some(SortBy { column: "id".into(), descending: false }));
    assert_eq!(up.page, 1, "another order starts at its first page");
}

#[test]
fn clearing_keeps_what_is_not_a_filter() {
    let query =
        ListQuery { text: "x".into(), per_page: 50, zone: Some("UTC".into()), ..ListQuery::default() };
    assert!(query.is_filtered());
    let cleared = query.cleared();
    assert!(!cleared.is_filtered());
    assert_eq!((cleared.per_page, cleared.zone.as_deref()), (50, Some("UTC")));
}

#[test]
fn columns_and_density_are_in_the_address_unless_default() {
    let read = |search: &str| Route::parse(&format!("#/operations?{search}"));
    assert_eq!(
        read("columns=created,group,type&density=compact").href(),
        "#/operations?columns=id,type,group,created&density=compact"
    );
    assert_eq!(
        read("columns=id,type,device,status,progress,scheduled,started,completed,updated").href(),
        "#/operations"
    );
    for search in [
        "columns=colour",
        "columns=id,,colour",
        "columns=,",
        "density=comfortable",
        "density=x",
        "sort=duration",
        "sort=-group",
    ] {
        let route = read(search);
        let Route::Operations { query, .. } = &route else { panic!("not the list") };
        assert_eq!(query.problems.len(), 1, "{search}");
    }
    assert_eq!(read("columns=id&density=compact&status=failed").to_report().href(), "#/report?status=failed");
    let query =
        ListQuery { columns: vec!["id".into()], compact: true, text: "x".into(), ..ListQuery::default() };
    assert_eq!((query.cleared().columns, query.cleared().compact), (vec!["id".to_owned()], true));
}

proptest! {
    #[test]
    fn any_query_round_trips(
        id in ".{0,8}", text in ".{0,12}", statuses in prop::collection::vec(".{1,6}", 0..3),
        device in ".{0,8}", group in ".{0,8}", unread in ".{0,8}", page in 1usize..5000, per in 0usize..3, zone in prop::option::of("[A-Za-z_/+]{1,12}"),
        open in prop::option::of((".{1,8}", ".{0,8}")), descending: bool,
    ) {
        let query = ListQuery {
            id, text, statuses, device, group, page, per_page: PER_PAGE[per], zone,
            from: if descending { "2024-02-29" } else { "@last-30-days" }.into(), unread,
            sort: Some(SortBy { column: "created".into(), descending }), date_of: "updated".into(), ..ListQuery::default()
        };
        let route = Route::Operations { query, open: open.map(|(id, device)| OperationKey::new(id, device)) };
        prop_assert_eq!(Route::parse(&route.href()), route);
    }

    #[test]
    fn any_address_is_read(text in "\\PC{0,60}") {
        let first = Route::parse(&text);
        prop_assert_eq!(Route::parse(&first.href()), first);
    }
}

#[test]
fn a_status_may_hold_a_comma() {
    for status in [",", ",,", "a,b", "~", "~1", "~0,"] {
        let statuses = vec!["A".to_owned(), status.to_owned()];
        let route = operations(ListQuery { statuses, ..ListQuery::default() });
        assert_eq!(Route::parse(&route.href()), route, "{status}");
    }
}

#[test]
fn a_report_takes_the_filters_along_but_no_page() {
    let list = Route::parse("#/operations/1/a?status=failed&sort=-started&page=3&per=50&id=7&tz=UTC");
    assert_eq!(list.to_report().href(), "#/report?status=failed&sort=-started&tz=UTC");
    assert_eq!(list.to_report().to_report(), list.to_report());
    assert_eq!(list.to_schedule(None).to_report().href(), "#/report?tz=UTC");
    for search in ["page=3", "id=7", "per=all", "columns=id", "density=compact", "page=x", "colour=red"] {
        let route = Route::parse(&format!("#/report?{search}"));
        let Route::Report { query } = &route else { panic!("not the report") };
        assert_eq!(query.problems.len(), 1, "{search}");
        assert_eq!(Route::parse(&route.href()), route);
    }
}

#[test]
fn the_timeline_takes_the_filters_along_but_no_order() {
    let list = Route::parse("#/operations/1/a?status=failed&sort=-started&page=3&per=50&id=7&tz=UTC");
    assert_eq!(list.to_timeline().href(), "#/timeline?id=7&status=failed&tz=UTC");
    assert_eq!(list.to_live().href(), "#/live?tz=UTC");
    let here = "#/timeline/1/a?at=2024-01-15T10:00:00Z&zoom=1h&as=table&status=failed";
    let route = Route::parse(here);
    assert_eq!(route.href(), here);
    assert_eq!(route.open(), Some(&OperationKey::new("1", "a")));
    assert_eq!(route.with_open(None).to_report().href(), "#/report?status=failed");
    for (place, searches) in [
        ("timeline", ["sort=id", "page=2", "per=all", "colour=red"]),
        ("live", ["status=failed", "from=2024-01-15", "id=7", "page=2"]),
    ] {
        for search in searches {
            let route = Route::parse(&format!("#/{place}?{search}"));
            let (Route::Timeline { query, .. } | Route::Live { query }) = &route else {
                panic!("another place")
            };
            assert_eq!(query.problems.len(), 1, "{search}");
            assert_eq!(Route::parse(&route.href()), route);
        }
    }
}

#[test]
fn filters_follow_to_the_list_and_the_board() {
    let list =
        Route::parse("#/operations?q=edge&status=failed&type=a&device=d1&group=Lab&unread=x&page=2&tz=UTC");
    assert_eq!(list.to_live().href(), "#/live?q=edge&type=a&device=d1&tz=UTC");
    assert_eq!(list.to_live().to_live().href(), "#/live?tz=UTC", "pressed again, it shows everything");
    assert_eq!(list.to_live().to_list().href(), "#/operations?q=edge&type=a&device=d1&tz=UTC");
    assert_eq!(
        list.to_timeline().to_list().href(),
        "#/operations?q=edge&status=failed&type=a&device=d1&group=Lab&unread=x&tz=UTC"
    );
    assert_eq!(list.to_list().href(), "#/operations?tz=UTC", "pressed again, it shows everything");
    assert_eq!(list.to_live().to_timeline().href(), "#/timeline?q=edge&type=a&device=d1&tz=UTC");
    assert_eq!(Route::parse("#/live?status=failed&type=a").to_list().href(), "#/operations?type=a");
}

#[test]
fn unreadable_parameters_of_the_timeline_are_kept() {
    let route = Route::parse("#/timeline?at=soon&zoom=1y&as=poem");
    let Route::Timeline { query, view, .. } = &route else { panic!("not the timeline") };
    assert!(query.problems.is_empty());
    assert_eq!([&view.at, &view.zoom, &view.form], ["soon", "1y", "poem"]);
    assert_eq!(Route::parse(&route.href()), route);
}

#[test]
fn dates_may_be_moments() {
    let route = Route::parse("#/operations?from=2024-01-15T10:00:00Z&to=2024-01-16");
    let Route::Operations { query, .. } = &route else { panic!("not the list") };
    assert_eq!(query.moments(), (Some(1_705_312_800_000), None));
    assert!(query.is_filtered() && query.problems.is_empty());
    assert_eq!(Route::parse(&route.href()), route);
}
