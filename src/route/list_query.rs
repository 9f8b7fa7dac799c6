//! Pure: what is asked of the list: filters, order, page and zone.

use super::{
    columns::{COLUMNS, EXTRA, chosen, has_order},
    params::Params,
    timeline_view,
};
use crate::time::iso;
use operation::{TimeField, parse_day};
use query::Preset;

/// Page sizes on offer; the first is the API's own default.
pub const PER_PAGE: [usize; 3] = [20, 50, 100];

/// Not pages but all rows in one, as many drawn as are in sight.
pub const ALL_ROWS: usize = usize::MAX;

/// What has no meaning in a report: it has no pages, and is not about one transaction.
const NOT_REPORTED: [&str; 5] = ["id", "page", "per", "columns", "density"];
/// What has none in the timeline, whose order is that of time.
const NOT_DRAWN: [&str; 5] = ["sort", "page", "per", "columns", "density"];
/// What has none on the live board, which asks for statuses and times by itself.
const NOT_ON_BOARD: [&str; 10] =
    ["id", "status", "date", "from", "to", "sort", "page", "per", "columns", "density"];

/// An order other than the API's own.
#[derive(Clone, Debug, PartialEq)]
pub struct SortBy {
    /// One of the table's columns, by its name in the address.
    pub column: String,
    /// Largest or latest first.
    pub descending: bool,
}

/// The list's part of an address. Empty texts and lists mean "any"; `Default` is the address without parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct ListQuery {
    /// Only this transaction; the one filter that the API itself knows.
    pub id: String,
    /// Free text over everything that is loaded.
    pub text: String,
    /// Statuses, any of which will do.
    pub statuses: Vec<String>,
    /// Operation types, any of which will do.
    pub types: Vec<String>,
    /// Device id, name or serial, with `*` as a wildcard.
    pub device: String,
    /// Name of a group of devices.
    pub group: String,
    /// Which timestamp `from` and `to` are about: scheduled, started, completed, created or updated.
    pub date_of: String,
    /// First day, `2024-01-15`, in the zone in force; the first moment, `2024-01-15T10:00:00Z`; or `@` and the name of a period that
    /// moves with the day: `@last-night`.
    pub from: String,
    /// Last day, included, or the first moment that doesn't belong; empty beside a period by name.
    pub to: String,
    /// What of a typed query could not be read, as it was typed. Has no effect, but is kept.
    pub unread: String,
    /// Order; `None` is the API's.
    pub sort: Option<SortBy>,
    /// Page, from 1.
    pub page: usize,
    /// Rows a page, one of [`PER_PAGE`], or [`ALL_ROWS`].
    pub per_page: usize,
    /// IANA zone in which every timestamp is shown; `None` is the browser's.
    pub zone: Option<String>,
    /// Columns of the table by their names, as they stand in [`COLUMNS`]; none for those that it has by itself.
    pub columns: Vec<String>,
    /// Rows stand closer together.
    pub compact: bool,
    /// Parameters that could not be read, as they stand. Shown, kept in the address until dismissed.
    pub problems: Vec<(String, String)>,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self {
            id: String::new(),
            text: String::new(),
            statuses: Vec::new(),
            types: Vec::new(),
            device: String::new(),
            group: String::new(),
            date_of: TimeField::default().name().to_owned(),
            from: String::new(),
            to: String::new(),
            unread: String::new(),
            sort: None,
            page: 1,
            per_page: PER_PAGE[0],
            zone: None,
            columns: Vec::new(),
            compact: false,
            problems: Vec::new(),
        }
    }
}

impl ListQuery {
    /// Whether the answer needs more than one page of the API: any filter that it doesn't know, or another order.
    pub fn needs_all(&self) -> bool {
        self.is_filtered() || self.sort.is_some()
    }

    /// Whether all rows stand in one list that scrolls.
    pub fn is_endless(&self) -> bool {
        self.per_page == ALL_ROWS
    }

    /// Whether anything but the API's own `id` narrows the list.
    pub fn is_filtered(&self) -> bool {
        let texts = [&self.text, &self.device, &self.group, &self.from, &self.to];
        texts.iter().any(|t| !t.is_empty()) || !self.statuses.is_empty() || !self.types.is_empty()
    }

    /// Whether days or a period are asked for.
    pub fn is_dated(&self) -> bool {
        !self.from.is_empty() || !self.to.is_empty()
    }

    /// Whether a filter is set that no control of the filter bar shows: a device, a group, a period by name, moments, dates of another
    /// time.
    pub fn has_chips(&self) -> bool {
        let other_time = self.is_dated() && self.date_of != TimeField::default().name();
        let shown_as_day = |text: &str| text.is_empty() || parse_day(text).is_some();
        let dated = !shown_as_day(&self.from) || !shown_as_day(&self.to);
        !self.device.is_empty() || !self.group.is_empty() || dated || other_time
    }

    /// How many kinds of filter are set: the dates are one, however they are set.
    pub fn filter_count(&self) -> usize {
        let set = [
            !self.id.is_empty(),
            !self.statuses.is_empty(),
            !self.types.is_empty(),
            !self.device.is_empty(),
            !self.group.is_empty(),
            self.is_dated(),
        ];
        set.into_iter().filter(|set| *set).count()
    }

    /// Whether there is anything that [`Self::cleared`] takes away.
    pub fn can_clear(&self) -> bool {
        self.is_filtered() || !self.id.is_empty() || !self.unread.is_empty() || !self.problems.is_empty()
    }

    /// The period that moves with the day, where one is asked for.
    pub fn preset(&self) -> Option<Preset> {
        self.from.strip_prefix('@').and_then(Preset::read)
    }

    /// Another first day, or a period by name, which has no last day.
    pub fn set_from(&mut self, from: String) {
        if from.starts_with('@') {
            self.to.clear();
        }
        self.from = from;
    }

    /// Another last day; a period by name goes.
    pub fn set_to(&mut self, to: String) {
        if self.from.starts_with('@') {
            self.from.clear();
        }
        self.to = to;
    }

    /// Nothing narrowed; order, page size, zone and the look of the table kept.
    pub fn cleared(&self) -> Self {
        Self {
            sort: self.sort.clone(),
            per_page: self.per_page,
            zone: self.zone.clone(),
            columns: self.columns.clone(),
            compact: self.compact,
            ..Self::default()
        }
    }

    /// Whether the table has that column. That of the id is there always: it holds the way to the detail.
    pub fn shows(&self, column: &str) -> bool {
        match self.columns.is_empty() || column == COLUMNS[0] {
            true => !EXTRA.contains(&column),
            false => self.columns.iter().any(|shown| shown == column),
        }
    }

    /// With a column or without it.
    pub fn show(&mut self, column: &str, on: bool) {
        self.columns = chosen(|name| if name == column { on } else { self.shows(name) });
    }

    /// The same for a report.
    pub fn of_report(&self) -> Self {
        self.without(&NOT_REPORTED)
    }

    /// The same for the timeline.
    pub fn of_timeline(&self) -> Self {
        self.without(&NOT_DRAWN)
    }

    /// The same without these parameters.
    fn without(&self, names: &[&str]) -> Self {
        let mut params = Params::default();
        self.write(&mut params);
        Self::read_but(&params, &[], names)
    }

    /// The moments that it asks for, where it asks for moments and not for days.
    pub fn moments(&self) -> (Option<i64>, Option<i64>) {
        (iso::read(&self.from), iso::read(&self.to))
    }

    /// The same with a change, back on the first page: where a filter changes, the page number means nothing any more.
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut next = Self { page: 1, ..self.clone() };
        change(&mut next);
        next
    }

    /// The offset of the page in the API's terms.
    pub fn offset(&self) -> usize {
        self.page.saturating_sub(1).saturating_mul(self.per_page)
    }

    /// The order after a press on a column's header: ascending, descending, the API's own.
    pub fn sorted_by(&self, column: &str) -> Self {
        let sort = match &self.sort {
            Some(SortBy { column: c, descending: false }) if c == column => {
                Some(SortBy { column: column.to_owned(), descending: true })
            }
            Some(SortBy { column: c, descending: true }) if c == column => None,
            _ => Some(SortBy { column: column.to_owned(), descending: false }),
        };
        self.with(|query| query.sort = sort)
    }

    pub(super) fn read(params: &Params) -> Self {
        let mut query = Self::default();
        for (name, value) in params.iter().filter(|(_, value)| !value.is_empty()) {
            if !query.accept(name, value) {
                query.problems.push((name.to_owned(), value.to_owned()));
            }
        }
        // A period by name has its own end.
        if query.from.starts_with('@') && !query.to.is_empty() {
            query.problems.push(("to".to_owned(), std::mem::take(&mut query.to)));
        }
        query
    }

    pub(super) fn read_for_report(params: &Params) -> Self {
        Self::read_but(params, &NOT_REPORTED, &[])
    }

    pub(super) fn read_for_timeline(params: &Params) -> Self {
        Self::read_but(params, &NOT_DRAWN, &timeline_view::NAMES)
    }

    pub(super) fn read_for_board(params: &Params) -> Self {
        Self::read_but(params, &NOT_ON_BOARD, &[])
    }

    /// Parameters that mean nothing here are kept as not understood; those of somebody else are left to them.
    fn read_but(params: &Params, meaningless: &[&str], others: &[&str]) -> Self {
        let (mut mine, mut odd) = (Params::default(), Vec::new());
        for (name, value) in params.iter().filter(|(name, value)| !others.contains(name) && !value.is_empty())
        {
            match meaningless.contains(&name) {
                true => odd.push((name.to_owned(), value.to_owned())),
                false => mine.set(name, value),
            }
        }
        let mut query = Self::read(&mine);
        query.problems.extend(odd);
        query
    }

    fn accept(&mut self, name: &str, value: &str) -> bool {
        match name {
            "id" => self.id = value.to_owned(),
            "q" => self.text = value.to_owned(),
            "status" => self.statuses = split(value),
            "type" => self.types = split(value),
            "device" => self.device = value.to_owned(),
            "group" => self.group = value.to_owned(),
            "date" if TimeField::of_name(value).is_some() => self.date_of = value.to_owned(),
            "from" if is_time(value) || is_preset(value) => self.from = value.to_owned(),
            "to" if is_time(value) => self.to = value.to_owned(),
            "unread" => self.unread = value.to_owned(),
            "sort" => {
                let (column, descending) =
                    value.strip_prefix('-').map_or((value, false), |column| (column, true));
                if !has_order(column) {
                    return false;
                }
                self.sort = Some(SortBy { column: column.to_owned(), descending });
            }
            "page" => match value.parse() {
                Ok(page) if (1..=1_000_000_000).contains(&page) => self.page = page,
                _ => return false,
            },
            "per" if value == "all" => self.per_page = ALL_ROWS,
            "per" => match value.parse() {
                Ok(per_page) if PER_PAGE.contains(&per_page) => self.per_page = per_page,
                _ => return false,
            },
            "tz" => self.zone = Some(value.to_owned()),
            "columns" => {
                let named = split(value);
                if named.is_empty() || named.iter().any(|name| !COLUMNS.contains(&name.as_str())) {
                    return false;
                }
                self.columns = chosen(|name| named.iter().any(|named| named == name));
            }
            "density" if value == "compact" => self.compact = true,
            _ => return false,
        }
        true
    }

    pub(super) fn write(&self, params: &mut Params) {
        let plain = Self::default();
        let unless = |same: bool, value: &str| if same { String::new() } else { value.to_owned() };
        params.set("id", &self.id);
        params.set("q", &self.text);
        params.set("status", &join(&self.statuses));
        params.set("type", &join(&self.types));
        params.set("device", &self.device);
        params.set("group", &self.group);
        params.set("date", &unless(self.date_of == plain.date_of, &self.date_of));
        params.set("from", &self.from);
        params.set("to", &self.to);
        params.set("unread", &self.unread);
        if let Some(SortBy { column, descending }) = &self.sort {
            params.set("sort", &format!("{}{column}", if *descending { "-" } else { "" }));
        }
        params.set("page", &unless(self.page == plain.page, &self.page.to_string()));
        let per_page = if self.is_endless() { "all".to_owned() } else { self.per_page.to_string() };
        params.set("per", &unless(self.per_page == plain.per_page, &per_page));
        params.set("tz", self.zone.as_deref().unwrap_or_default());
        params.set("columns", &self.columns.join(","));
        params.set("density", if self.compact { "compact" } else { "" });
        for (name, value) in &self.problems {
            params.set(name, value);
        }
    }
}

/// Several values in one parameter. Status and type are open sets and may hold a comma, so it is escaped as JSON pointers do.
pub fn join(values: &[String]) -> String {
    values.iter().map(|value| value.replace('~', "~0").replace(',', "~1")).collect::<Vec<_>>().join(",")
}

/// The values of [`join`].
pub fn split(text: &str) -> Vec<String> {
    text.split(',')
        .filter(|part| !part.is_empty())
        .map(|part| part.replace("~1", ",").replace("~0", "~"))
        .collect()
}

fn is_time(text: &str) -> bool {
    parse_day(text).is_some() || iso::read(text).is_some()
}

fn is_preset(text: &str) -> bool {
    text.strip_prefix('@').is_some_and(Preset::is_name)
}
