//! Pure: the list's part of an address: filters, sort order, page and zone.

use super::{
    columns::{COLUMNS, EXTRA, chosen, has_order},
    params::Params,
    timeline_view,
};
use crate::time::iso;
use operation::{TimeField, parse_day};
use query::Preset;

/// Selectable page sizes; the first is the API's default.
pub const PER_PAGE: [usize; 3] = [20, 50, 100];

/// Page size that shows all rows in one scrolling list, which draws only the visible rows.
pub const ALL_ROWS: usize = usize::MAX;

/// Parameters without meaning in a report, which has no pages and is not about one transaction.
const NOT_REPORTED: [&str; 5] = ["id", "page", "per", "columns", "density"];
/// Parameters without meaning in the timeline, which is ordered by time.
const NOT_DRAWN: [&str; 5] = ["sort", "page", "per", "columns", "density"];
/// Parameters without meaning on the live board, which sets statuses and times itself.
const NOT_ON_BOARD: [&str; 10] =
    ["id", "status", "date", "from", "to", "sort", "page", "per", "columns", "density"];

/// A sort order other than the API's own.
#[derive(Clone, Debug, PartialEq)]
pub struct SortBy {
    /// Name of the column in the address.
    pub column: String,
    /// Largest or latest first.
    pub descending: bool,
}

/// The list's part of an address. Empty texts and lists mean "no filter"; `Default` is the address without parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct ListQuery {
    /// Transaction id; the only filter that the API supports.
    pub id: String,
    /// Full-text search over everything that is loaded.
    pub text: String,
    /// Statuses; a row has one of them.
    pub statuses: Vec<String>,
    /// Operation types; a row has one of them.
    pub types: Vec<String>,
    /// Device id, name or serial, with `*` as a wildcard.
    pub device: String,
    /// Name of a group of devices.
    pub group: String,
    /// The timestamp that `from` and `to` refer to: scheduled, started, completed, created or updated.
    pub date_of: String,
    /// First day (`2024-01-15`, in the current zone), first moment (`2024-01-15T10:00:00Z`), or `@` and the name of a relative period
    /// (`@last-night`).
    pub from: String,
    /// Last day, inclusive, or end moment, exclusive. Empty with a named period.
    pub to: String,
    /// Unreadable parts of a typed query, as typed. They have no effect but are kept.
    pub unread: String,
    /// Sort order; `None` is the API's own.
    pub sort: Option<SortBy>,
    /// Page number, from 1.
    pub page: usize,
    /// Rows per page: one of [`PER_PAGE`], or [`ALL_ROWS`].
    pub per_page: usize,
    /// IANA zone of all timestamps; `None` is the browser's.
    pub zone: Option<String>,
    /// Names of the columns, in the order of [`COLUMNS`]; empty for the default columns.
    pub columns: Vec<String>,
    /// Whether rows have less spacing.
    pub compact: bool,
    /// Parameters that could not be parsed, as name and value. Shown, and kept in the address until dismissed.
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
    /// Whether the answer needs more than one page of the API: a filter that the API doesn't support, or a sort order.
    pub fn needs_all(&self) -> bool {
        self.is_filtered() || self.sort.is_some()
    }

    /// Whether all rows are in one scrolling list.
    pub fn is_endless(&self) -> bool {
        self.per_page == ALL_ROWS
    }

    /// Whether any filter other than the API's own `id` is set.
    pub fn is_filtered(&self) -> bool {
        let texts = [&self.text, &self.device, &self.group, &self.from, &self.to];
        texts.iter().any(|t| !t.is_empty()) || !self.statuses.is_empty() || !self.types.is_empty()
    }

    /// Whether days, moments or a period are set.
    pub fn is_dated(&self) -> bool {
        !self.from.is_empty() || !self.to.is_empty()
    }

    /// Whether a filter is set that the filter bar has no control for: a device, a group, a named period, moments, or dates of another
    /// timestamp than the default.
    pub fn has_chips(&self) -> bool {
        let other_time = self.is_dated() && self.date_of != TimeField::default().name();
        let shown_as_day = |text: &str| text.is_empty() || parse_day(text).is_some();
        let dated = !shown_as_day(&self.from) || !shown_as_day(&self.to);
        !self.device.is_empty() || !self.group.is_empty() || dated || other_time
    }

    /// Number of kinds of filters that are set; dates count as one.
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

    /// Whether [`Self::cleared`] would remove anything.
    pub fn can_clear(&self) -> bool {
        self.is_filtered() || !self.id.is_empty() || !self.unread.is_empty() || !self.problems.is_empty()
    }

    /// The named period, if one is set.
    pub fn preset(&self) -> Option<Preset> {
        self.from.strip_prefix('@').and_then(Preset::read)
    }

    /// Sets the first day, or a named period, which has no last day.
    pub fn set_from(&mut self, from: String) {
        if from.starts_with('@') {
            self.to.clear();
        }
        self.from = from;
    }

    /// Sets the last day and removes a named period.
    pub fn set_to(&mut self, to: String) {
        if self.from.starts_with('@') {
            self.from.clear();
        }
        self.to = to;
    }

    /// Without filters; the sort order, page size, zone and appearance of the table stay.
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

    /// Whether the table shows that column. The id is always shown, because it links to the detail.
    pub fn shows(&self, column: &str) -> bool {
        match self.columns.is_empty() || column == COLUMNS[0] {
            true => !EXTRA.contains(&column),
            false => self.columns.iter().any(|shown| shown == column),
        }
    }

    /// Shows or hides a column.
    pub fn show(&mut self, column: &str, on: bool) {
        self.columns = chosen(|name| if name == column { on } else { self.shows(name) });
    }

    /// Without the parameters that have no meaning in a report.
    pub fn of_report(&self) -> Self {
        self.without(&NOT_REPORTED)
    }

    /// Without the parameters that have no meaning in the timeline.
    pub fn of_timeline(&self) -> Self {
        self.without(&NOT_DRAWN)
    }

    /// Only the filters that the board has and names.
    pub fn of_board(&self) -> Self {
        Self { group: String::new(), unread: String::new(), ..self.without(&NOT_ON_BOARD) }
    }

    /// Without these parameters.
    fn without(&self, names: &[&str]) -> Self {
        let mut params = Params::default();
        self.write(&mut params);
        Self::read_but(&params, &[], names)
    }

    /// The moments `from` and `to`; `None` for days or periods.
    pub fn moments(&self) -> (Option<i64>, Option<i64>) {
        (iso::read(&self.from), iso::read(&self.to))
    }

    /// A changed copy on page 1, because a page number is meaningless after a filter has changed.
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut next = Self { page: 1, ..self.clone() };
        change(&mut next);
        next
    }

    /// Offset of the page in the API's list.
    pub fn offset(&self) -> usize {
        self.page.saturating_sub(1).saturating_mul(self.per_page)
    }

    /// Cycles the order of a column: ascending, descending, the API's own.
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
        // A named period already has an end.
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

    /// Reads the parameters. Those in `meaningless` are kept as not understood; those in `others` belong to other readers and are skipped.
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

/// Joins values into one parameter. Statuses and types are open sets and may contain a comma, so it is escaped as in JSON Pointer.
pub fn join(values: &[String]) -> String {
    values.iter().map(|value| value.replace('~', "~0").replace(',', "~1")).collect::<Vec<_>>().join(",")
}

/// Splits what [`join`] has joined.
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
