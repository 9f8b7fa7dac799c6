//! Pure: describes the query in an address in plain language.

use super::ListQuery;
use crate::time::iso;
use operation::{Column, TimeField};
use query::{Period, Query, SortBy, split_text, summary, time_label};

/// For example `Status failed; scheduled from 2024-01-01 to 2024-01-31`.
pub fn query_summary(query: &ListQuery) -> String {
    let mut text = summary_in_days(query);
    let (from, to) = query.moments();
    let time = time_label(TimeField::of_name(&query.date_of).unwrap_or_default());
    let from = from.map(|from| messages::route::summary_from_moment(time, &iso::spoken(from)));
    let to = to.map(|to| messages::route::summary_before_moment(time, &iso::spoken(to)));
    for part in [from, to].into_iter().flatten() {
        text.push_str("; ");
        text.push_str(&part);
    }
    text
}

fn summary_in_days(query: &ListQuery) -> String {
    let sort = query.sort.as_ref().and_then(|sort| {
        Some(SortBy { column: Column::of_name(&sort.column)?, descending: sort.descending })
    });
    summary(&Query {
        id: query.id.clone(),
        statuses: query.statuses.clone(),
        types: query.types.clone(),
        device: query.device.clone(),
        group: query.group.clone(),
        date_of: TimeField::of_name(&query.date_of).unwrap_or_default(),
        period: Period::from_address(day(&query.from), day(&query.to)).unwrap_or_default(),
        sort,
        text: split_text(&query.text),
        unread: query.problems.iter().map(|(name, value)| format!("{name}={value}")).collect(),
    })
}

/// Empty for a moment, because the query language has only days.
fn day(text: &str) -> &str {
    if text.ends_with('Z') { "" } else { text }
}

#[cfg(test)]
mod tests {
    use super::query_summary;
    use crate::route::Route;

    fn summary_of(search: &str) -> String {
        let Route::Report { query } = Route::parse(&format!("#/report?{search}")) else {
            panic!("no report")
        };
        query_summary(&query)
    }

    #[test]
    fn every_filter_is_described() {
        assert_eq!(summary_of(""), "Everything");
        assert_eq!(
            summary_of(
                "status=failed,cancelled&type=reboot&device=edge*&date=completed&from=2024-01-01&to=2024-01-31&q=a%20b&sort=-started"
            ),
            "Status failed or cancelled; type reboot; device edge*; completed from 2024-01-01 to 2024-01-31; \
             containing \"a\" and \"b\"; ordered by started, largest or latest first"
        );
    }

    #[test]
    fn moments_are_described() {
        assert_eq!(
            summary_of("status=scheduled&to=2024-01-15T09:58:00Z"),
            "Status scheduled; scheduled before 2024-01-15 09:58:00 UTC"
        );
    }

    #[test]
    fn ignored_parameters_are_described_as_ignored() {
        assert_eq!(summary_of("id=op_1&page=3"), "Everything; not understood and left aside: id=op_1 page=3");
    }
}
