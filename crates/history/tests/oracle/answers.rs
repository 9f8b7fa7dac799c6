//! Filters, sorts and aggregates over the model, row by row.

use super::{Model, ModelRow, Observed};
use history::{Column, DateFilter, Extent, Query, RowId, Sort, TextScope, TimeField};
use std::cmp::Ordering;
use std::collections::BTreeMap;

pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

pub fn terms(text: &str) -> Vec<String> {
    let (mut terms, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in text.chars() {
        if c == '"' || (c.is_whitespace() && !quoted) {
            terms.push(std::mem::take(&mut word));
            quoted ^= c == '"';
        } else {
            word.push(c);
        }
    }
    terms.push(word);
    terms.into_iter().filter(|term| !term.is_empty()).map(|term| fold(&term)).collect()
}

fn wildcard(pattern: &[char], text: &[char]) -> bool {
    match (pattern.split_first(), text.split_first()) {
        (None, None) => true,
        (Some(('*', rest)), _) => wildcard(rest, text) || (!text.is_empty() && wildcard(pattern, &text[1..])),
        (Some((p, pattern)), Some((t, text))) => (*p == '?' || p == t) && wildcard(pattern, text),
        _ => false,
    }
}

pub fn time(observed: &Observed, field: TimeField) -> Option<i64> {
    observed.times[field as usize]
}

fn within(observed: &Observed, date: &DateFilter) -> bool {
    match time(observed, date.field) {
        None => date.from.is_none() && date.to.is_none(),
        Some(ms) => date.from.is_none_or(|from| from <= ms) && date.to.is_none_or(|to| ms < to),
    }
}

fn has_text(observed: &Observed, query: &Query) -> bool {
    let mut fields = vec![&observed.id, &observed.device_id];
    fields.extend(observed.name.iter().chain(&observed.serial));
    if query.scope == TextScope::Everything {
        fields.extend([&observed.operation_type, &observed.status, &observed.data]);
    }
    terms(&query.text).iter().all(|term| fields.iter().any(|field| fold(field).contains(term)))
}

pub fn passes(observed: &Observed, query: &Query) -> bool {
    let among = |list: &[String], text: &String| list.is_empty() || list.contains(text);
    let grouped = query.group.as_ref().is_none_or(|pattern| {
        let labels = [Some(&observed.device_id), observed.name.as_ref(), observed.serial.as_ref()];
        pattern.texts().all(|text| {
            let pattern: Vec<char> = fold(text).chars().collect();
            labels.iter().flatten().any(|label| wildcard(&pattern, &fold(label).chars().collect::<Vec<_>>()))
        })
    });
    among(&query.statuses, &observed.status)
        && among(&query.types, &observed.operation_type)
        && among(&query.devices, &observed.device_id)
        && grouped
        && query.date.as_ref().is_none_or(|date| within(observed, date))
        && has_text(observed, query)
}

/// Natural order: runs of digits as numbers of any length, everything else by folded character.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (a, b) = (fold(a), fold(b));
    let (mut a, mut b) = (a.as_str(), b.as_str());
    loop {
        let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        match (a.chars().next(), b.chars().next()) {
            (None, None) => return Ordering::Equal,
            (None, _) => return Ordering::Less,
            (_, None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (left, right) = (a.split_at(digits(a)), b.split_at(digits(b)));
                let (x, y) = (left.0.trim_start_matches('0'), right.0.trim_start_matches('0'));
                match x.len().cmp(&y.len()).then_with(|| x.cmp(y)) {
                    Ordering::Equal => (a, b) = (left.1, right.1),
                    other => return other,
                }
            }
            (Some(x), Some(y)) => {
                let class = |c: char| if c.is_ascii_digit() { '0' } else { c };
                match class(x).cmp(&class(y)) {
                    Ordering::Equal => (a, b) = (&a[x.len_utf8()..], &b[y.len_utf8()..]),
                    other => return other,
                }
            }
        }
    }
}

fn by_value(a: &Observed, b: &Observed, sort: &Sort) -> Ordering {
    fn last<T>(a: Option<T>, b: Option<T>, down: bool, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) => {
                if down {
                    compare(&b, &a)
                } else {
                    compare(&a, &b)
                }
            }
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
    let text = |a: Option<&String>, b: Option<&String>| last(a, b, sort.descending, |a, b| natural(a, b));
    match sort.column {
        Column::Id => text(Some(&a.id), Some(&b.id)),
        Column::Type => text(Some(&a.operation_type), Some(&b.operation_type)),
        Column::Status => text(Some(&a.status), Some(&b.status)),
        Column::DeviceId => text(Some(&a.device_id), Some(&b.device_id)),
        Column::DeviceName => text(a.name.as_ref(), b.name.as_ref()),
        Column::DeviceSerial => text(a.serial.as_ref(), b.serial.as_ref()),
        Column::Priority => text(a.priority.as_ref(), b.priority.as_ref()),
        Column::Progress => last(a.progress, b.progress, sort.descending, |a, b| a.total_cmp(b)),
        Column::Time(field) => last(time(a, field), time(b, field), sort.descending, i64::cmp),
        Column::Data | Column::Extra => Ordering::Equal,
    }
}

impl Model {
    pub fn matching(&self, query: &Query) -> Vec<&ModelRow> {
        let mut rows: Vec<&ModelRow> =
            self.rows.iter().filter(|known| passes(&known.observed, query)).collect();
        rows.sort_by_key(|known| known.rank.map_or(u64::MAX, u64::from));
        if let Some(sort) = &query.sort {
            rows.sort_by(|a, b| by_value(&a.observed, &b.observed, sort));
        }
        rows
    }

    pub fn select(&self, query: &Query) -> Vec<RowId> {
        self.matching(query).iter().map(|known| known.row).collect()
    }

    /// Row counts by a text, including every value in the model.
    pub fn counts(&self, query: &Query, text: impl Fn(&Observed) -> &String) -> Vec<(String, usize)> {
        let mut counts: BTreeMap<String, usize> =
            self.rows.iter().map(|known| (text(&known.observed).clone(), 0)).collect();
        for known in self.matching(query) {
            *counts.entry(text(&known.observed).clone()).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    }

    pub fn extent(&self, query: &Query, field: TimeField) -> Extent {
        let times: Vec<Option<i64>> =
            self.matching(query).iter().map(|known| time(&known.observed, field)).collect();
        let some = || times.iter().flatten().copied();
        Extent { ends: some().min().zip(some().max()), without: times.len() - some().count() }
    }

    pub fn histogram(&self, query: &Query, field: TimeField, bounds: &[i64]) -> Vec<usize> {
        let times: Vec<i64> =
            self.matching(query).iter().filter_map(|known| time(&known.observed, field)).collect();
        bounds
            .windows(2)
            .map(|span| times.iter().filter(|&&ms| span[0] <= ms && ms < span[1]).count())
            .collect()
    }

    /// Durations of a type, ascending.
    pub fn durations(&self, query: &Query, kind: &str) -> Vec<i64> {
        let rows = self.matching(query);
        let mut list: Vec<i64> = rows
            .iter()
            .filter(|known| known.observed.operation_type == kind)
            .filter_map(|known| Some(known.observed.times[2]? - known.observed.times[1]?))
            .filter(|duration| *duration >= 0)
            .collect();
        list.sort_unstable();
        list
    }
}
