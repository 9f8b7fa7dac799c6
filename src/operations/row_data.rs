//! Pure: the values that a table row shows. They are read from the history at once, so that a row redraws only when they differ.

use super::columns::Chosen;
use crate::{
    health::time_limit,
    time::{duration, intl::Style},
    ui::{device_label, is_blank, visible_marks},
};
use history::Observation;
use operation::{Health, OperationKey, Stage, Times, stage};
use std::sync::Arc;

const DAY_MS: i64 = 86_400_000;

/// The values of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowData {
    /// Key of the operation.
    pub key: OperationKey,
    /// Operation type, with hidden characters made visible, as in all texts but the status.
    pub operation_type: String,
    /// Name of the device, or its id if it has none.
    pub device: String,
    /// Id (if the name is shown first) and serial number.
    pub device_more: String,
    /// Status, as the API sends it.
    pub status: String,
    /// Progress in percent.
    pub progress: Option<f32>,
    /// Serial number, if its column is shown.
    pub serial: String,
    /// Names of the device's groups, and the reason of a failure; filled in by the renderer.
    pub computed: [Option<Arc<str>>; 2],
    /// Priority, if its column is shown.
    pub priority: String,
    /// Scheduled, started, completed, created, updated: ms since the epoch.
    pub times: [Option<i64>; 5],
    /// Maximum run time in ms, from `operation_data`.
    pub limit: Option<i64>,
}

impl RowData {
    /// Reads the values that the chosen columns show.
    pub fn of(row: &Observation<'_>, chosen: Chosen) -> Self {
        let text = |column: &str, text: Option<&str>| match text {
            Some(text) if chosen.has(column) => visible_marks(text).into_owned(),
            _ => String::new(),
        };
        let name = row.device_name.filter(|name| !is_blank(name));
        let device_id = Some(row.device_id).filter(|id| !id.is_empty());
        let more: Vec<&str> = name.and(device_id).into_iter().chain(row.device_serial).collect();
        Self {
            key: OperationKey::new(row.id, row.device_key()),
            operation_type: visible_marks(row.operation_type).into_owned(),
            device: device_label(name, device_id.unwrap_or("–")),
            device_more: visible_marks(&more.join(" · ")).into_owned(),
            status: row.status.to_owned(),
            progress: row.progress,
            serial: text("serial", row.device_serial),
            computed: [None, None],
            priority: text("priority", row.priority),
            times: [row.scheduled_at, row.started_at, row.completed_at, row.created_at, row.updated_at],
            limit: time_limit(row.data),
        }
    }

    /// Run time until completion or `now`; empty before the start.
    pub fn duration(&self, now: i64) -> String {
        let [_, started, completed, ..] = self.times;
        let end = completed.or((stage(&self.status) == Stage::Running).then_some(now));
        let took = started.zip(end).and_then(|(from, to)| u64::try_from((to - from) / 1000).ok());
        took.map(duration::format).unwrap_or_default()
    }

    /// Problem with the operation at `now` (ms since the epoch, by the server's clock), if any.
    pub fn health(&self, now: i64) -> Option<Health> {
        let [scheduled, started, _, _, updated] = self.times;
        operation::health(&self.status, Times { scheduled, started, updated }, self.limit, now)
    }
}

/// How a cell shows a time that is a day or more away, as "12 d ago" doesn't tell the date; `None` for a nearer one. A date without its year
/// is within half a year.
pub fn date_style(at: i64, now: i64) -> Option<Style> {
    match at.saturating_sub(now).saturating_abs() / DAY_MS {
        0 => None,
        1..180 => Some(Style::Short),
        _ => Some(Style::Date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;

    fn row(status: &str, times: [Option<i64>; 5]) -> RowData {
        RowData {
            key: OperationKey::new("1", "d"),
            operation_type: "t".into(),
            device: "d".into(),
            device_more: String::new(),
            status: status.into(),
            progress: None,
            serial: String::new(),
            computed: [None, None],
            priority: String::new(),
            times,
            limit: None,
        }
    }

    #[test]
    fn hidden_characters_are_shown() {
        let seen = Observation {
            id: "1",
            device_id: "DEV\u{200b}-1",
            device_name: Some("\u{200b}\u{200b}"),
            device_serial: Some("S\u{202e}1"),
            operation_type: "re\u{202e}boot",
            ..Observation::default()
        };
        let row = RowData::of(&seen, Chosen::default());
        assert_eq!((&*row.device, &*row.device_more), ("DEV⟨U+200B⟩-1", "S⟨U+202E⟩1"));
        assert_eq!((&*row.operation_type, &*row.key.device_id), ("re⟨U+202E⟩boot", "DEV\u{200b}-1"));
        let named = RowData::of(&Observation { device_name: Some("a\u{202e}b"), ..seen }, Chosen::default());
        assert_eq!((&*named.device, &*named.device_more), ("a⟨U+202E⟩b", "DEV⟨U+200B⟩-1 · S⟨U+202E⟩1"));
    }

    #[test]
    fn times_beyond_a_day_are_dates() {
        let of = |days: i64| date_style(days * DAY_MS, 0);
        assert_eq!((date_style(DAY_MS - 1, 0), date_style(1 - DAY_MS, 0)), (None, None));
        assert_eq!((of(1), of(-1), of(179)), (Some(Style::Short), Some(Style::Short), Some(Style::Short)));
        assert_eq!((of(180), of(-3_000)), (Some(Style::Date), Some(Style::Date)));
        assert_eq!(date_style(i64::MAX, i64::MIN), Some(Style::Date));
    }

    #[test]
    fn duration_is_final_or_running() {
        let now = 100 * MINUTE;
        let of = |status: &str, started: Option<i64>, completed: Option<i64>| {
            row(status, [None, started, completed, None, None]).duration(now)
        };
        assert_eq!(of("completed", Some(0), Some(3 * MINUTE)), duration::format(180));
        assert_eq!(of("in_progress", Some(98 * MINUTE), None), duration::format(120));
        assert_eq!(of("failed", Some(0), None), "", "nobody knows when it ended");
        assert_eq!(of("completed", Some(MINUTE), Some(0)), "", "clocks disagree");
        assert_eq!(of("scheduled", None, None), "");
    }
}
