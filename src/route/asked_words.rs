//! Pure: describes the query in an address in plain language.

use super::ListQuery;
use crate::time::iso;
use operation::{Column, TimeField};
use query::{Period, Query, SortBy, split_text, time_word, words};

/// For example `Status failed; scheduled from 2024-01-01 to 2024-01-31`.
pub fn asked_words(asked: &ListQuery) -> String {
    let mut said = in_days(asked);
    let (from, to) = asked.moments();
    let time = time_word(TimeField::of_name(&asked.date_of).unwrap_or_default());
    let from = from.map(|from| messages::route::asked_from_moment(time, &iso::spoken(from)));
    let to = to.map(|to| messages::route::asked_before_moment(time, &iso::spoken(to)));
    for part in [from, to].into_iter().flatten() {
        said.push_str("; ");
        said.push_str(&part);
    }
    said
}

fn in_days(asked: &ListQuery) -> String {
    let sort = asked.sort.as_ref().and_then(|sort| {
        Some(SortBy { column: Column::of_name(&sort.column)?, descending: sort.descending })
    });
    words(&Query {
        id: asked.id.clone(),
        statuses: asked.statuses.clone(),
        types: asked.types.clone(),
        device: asked.device.clone(),
        group: asked.group.clone(),
        date_of: TimeField::of_name(&asked.date_of).unwrap_or_default(),
        period: Period::from_address(day(&asked.from), day(&asked.to)).unwrap_or_default(),
        sort,
        text: split_text(&asked.text),
        unread: asked.problems.iter().map(|(name, value)| format!("{name}={value}")).collect(),
    })
}

/// Empty for a moment, because the query language has only days.
fn day(text: &str) -> &str {
    if text.ends_with('Z') { "" } else { text }
}

#[cfg(test)]
mod tests {
    use super::asked_words;
    use crate::route::Route;

    fn said(search: &str) -> String {
        let Route::Report { query } = Route::parse(&format!("#/report?{search}")) else {
            panic!("no report")
        };
        asked_words(&query)
    }

    #[test]
    fn every_filter_is_described() {
        assert_eq!(said(""), "Everything");
        assert_eq!(
            said(
                "status=failed,cancelled&type=reboot&device=edge*&date=completed&from=2024-01-01&to=2024-01-31&q=a%20b&sort=-started"
            ),
            "Status failed or cancelled; type reboot; device edge*; completed from 2024-01-01 to 2024-01-31; \
             containing \"a\" and \"b\"; ordered by started, largest or latest first"
        );
    }

    #[test]
    fn moments_are_described() {
        assert_eq!(
            said("status=scheduled&to=2024-01-15T09:58:00Z"),
            "Status scheduled; scheduled before 2024-01-15 09:58:00 UTC"
        );
    }

    #[test]
    fn ignored_parameters_are_described_as_ignored() {
        assert_eq!(said("id=op_1&page=3"), "Everything; not understood and left aside: id=op_1 page=3");
    }
}
