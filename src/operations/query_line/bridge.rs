//! Pure: converts between the query in the address and the query language.

use crate::route::{ListQuery, SortBy};
use operation::{Column, TimeField};
use query::{Period, Query, join_text, split_text};

/// The query in the address, as a query of the language.
pub fn of(list: &ListQuery) -> Query {
    Query {
        id: list.id.clone(),
        statuses: list.statuses.clone(),
        types: list.types.clone(),
        device: list.device.clone(),
        group: list.group.clone(),
        date_of: TimeField::of_name(&list.date_of).unwrap_or_default(),
        period: Period::from_address(&list.from, &list.to).unwrap_or_default(),
        sort: list.sort.as_ref().and_then(|sort| {
            Column::of_name(&sort.column).map(|column| query::SortBy { column, descending: sort.descending })
        }),
        text: split_text(&list.text),
        unread: Some(list.unread.clone()).filter(|piece| !piece.is_empty()).into_iter().collect(),
    }
}

/// Writes a typed query to the address. Page size, zone and everything else that the language can't express stay.
pub fn put(query: &Query, list: &mut ListQuery) {
    list.id.clone_from(&query.id);
    list.statuses.clone_from(&query.statuses);
    list.types.clone_from(&query.types);
    list.device.clone_from(&query.device);
    list.group.clone_from(&query.group);
    // The language can't express instants.
    if query.period != Period::ANY || list.moments() == (None, None) {
        list.date_of = query.date_of.name().to_owned();
        (list.from, list.to) = query.period.to_address();
    }
    list.sort =
        query.sort.map(|sort| SortBy { column: sort.column.name().to_owned(), descending: sort.descending });
    // Keep an equivalent text as it was typed elsewhere.
    if split_text(&list.text) != query.text {
        list.text = join_text(&query.text);
    }
    list.unread = query.unread.join(" ");
}

#[cfg(test)]
mod tests {
    use super::*;
    use query::{parse, print};

    #[test]
    fn query_round_trips_through_the_address() {
        let typed = "status:failed,cancelled type:config_sync device:edge* group:lab completed:last-night sort:-created \
                     router \"2.4.1 beta\" stauts:x";
        let mut list = ListQuery { per_page: 50, zone: Some("UTC".into()), ..ListQuery::default() };
        put(&parse(typed).query, &mut list);
        assert_eq!((list.from.as_str(), list.date_of.as_str()), ("@last-night", "completed"));
        assert_eq!((list.text.as_str(), list.unread.as_str()), ("router \"2.4.1 beta\"", "stauts:x"));
        assert_eq!((list.per_page, list.zone.as_deref()), (50, Some("UTC")));
        assert_eq!(print(&of(&list)), typed);
        let mut again = list.clone();
        put(&of(&list), &mut again);
        assert_eq!(again, list);
    }

    #[test]
    fn instants_stay_until_a_period_is_typed() {
        let mut list = ListQuery {
            from: "2024-01-15T10:00:00Z".into(),
            date_of: "updated".into(),
            ..ListQuery::default()
        };
        put(&parse("status:failed").query, &mut list);
        assert_eq!((list.from.as_str(), list.date_of.as_str()), ("2024-01-15T10:00:00Z", "updated"));
        put(&parse("status:failed scheduled:2024-02").query, &mut list);
        assert_eq!((list.from.as_str(), list.date_of.as_str()), ("2024-02-01", "scheduled"));
    }

    #[test]
    fn periods_keep_their_bounds() {
        let mut list = ListQuery::default();
        put(&parse("scheduled:2024-02").query, &mut list);
        assert_eq!((list.from.as_str(), list.to.as_str()), ("2024-02-01", "2024-02-29"));
        put(&parse("").query, &mut list);
        assert_eq!(list, ListQuery::default());
    }

    #[test]
    fn trailing_space_of_the_search_stays() {
        let mut list = ListQuery { text: "router ".into(), ..ListQuery::default() };
        put(&of(&list.clone()), &mut list);
        assert_eq!(list.text, "router ");
    }
}
