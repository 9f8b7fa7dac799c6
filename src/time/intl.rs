//! Time zones through the browser's `Intl`: offsets, names, and formatting of instants.
//!
//! A zone database in the bundle would cost 69 KB instead; `Temporal` is not available in every browser yet.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::{Array, Date, Function, Intl::DateTimeFormat, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::zones::Offsets;

/// Format of an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `22 Nov, 10:00`, for tables; without the year.
    Short,
    /// `22 Nov 2026`.
    Date,
    /// `Sun, 22 Nov 2026, 10:00:15 GMT+1`.
    Full,
    /// `10:00:15`.
    Clock,
}

thread_local! {
    /// Offset formatters by zone, because creating one costs far more than using it. `None` if the browser rejected the zone.
    static OFFSETS: RefCell<HashMap<String, Option<Function>>> = RefCell::new(HashMap::new());
    /// Locale of dates, such as `es-MX`.
    static LOCALE: RefCell<String> = RefCell::new("en-GB".to_owned());
    static FORMATS: RefCell<HashMap<(String, Style), Option<Function>>> = RefCell::new(HashMap::new());
}

/// Zone rules of the browser.
#[derive(Debug, Clone, Copy, Default)]
pub struct Browser;

impl Offsets for Browser {
    fn offset_seconds(&self, zone: &str, utc_ms: i64) -> Option<i32> {
        if zone == "UTC" {
            return Some(0);
        }
        let format = OFFSETS.with_borrow_mut(|known| {
            known
                .entry(zone.to_owned())
                .or_insert_with(|| formatter("en-US", zone, &[("timeZoneName", "longOffset")]))
                .clone()
        })?;
        parse_offset(&call(&format, utc_ms)?)
    }
}

/// Parses `GMT`, `GMT+02:00` or `GMT-00:25:21` at the end of a text, into seconds.
fn parse_offset(text: &str) -> Option<i32> {
    let (_, offset) = text.rsplit_once("GMT")?;
    let offset = offset.trim();
    if offset.is_empty() {
        return Some(0);
    }
    let sign = match offset.chars().next()? {
        '+' => 1,
        // Some versions of the data use U+2212 (minus sign).
        '-' | '\u{2212}' => -1,
        _ => return None,
    };
    let mut seconds = 0;
    for (part, size) in offset.trim_start_matches(['+', '-', '\u{2212}']).split(':').zip([3600, 60, 1]) {
        seconds += part.parse::<i32>().ok()? * size;
    }
    Some(sign * seconds)
}

fn call(format: &Function, utc_ms: i64) -> Option<String> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a date in JavaScript is a double, exact far beyond any schedule"
    )]
    let date = Date::new(&JsValue::from_f64(utc_ms as f64));
    format.call1(&JsValue::UNDEFINED, &date).ok()?.as_string()
}

/// The bound `format` function of a `DateTimeFormat`; `None` if the browser throws, as for an unknown zone.
fn formatter(locale: &str, zone: &str, options: &[(&str, &str)]) -> Option<Function> {
    let bag = Object::new();
    for (name, value) in options.iter().chain(&[("timeZone", zone)]) {
        Reflect::set(&bag, &JsValue::from_str(name), &JsValue::from_str(value)).ok()?;
    }
    let class: Function =
        Reflect::get(&intl()?, &JsValue::from_str("DateTimeFormat")).ok()?.dyn_into().ok()?;
    // With `Reflect`, because the typed constructor panics if the browser throws.
    let made = Reflect::construct(&class, &Array::of2(&JsValue::from_str(locale), &bag)).ok()?;
    Some(made.unchecked_into::<DateTimeFormat>().format())
}

fn intl() -> Option<JsValue> {
    Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()
}

/// Whether the browser knows this zone. An empty name is not a zone.
pub fn is_zone(zone: &str) -> bool {
    !zone.is_empty() && Browser.offset_seconds(zone, 0).is_some()
}

/// The browser's time zone, such as `Europe/Berlin`; `UTC` if unknown.
pub fn browser_zone() -> String {
    let zone = || {
        let format = DateTimeFormat::default();
        Reflect::get(&format.resolved_options(), &JsValue::from_str("timeZone")).ok()?.as_string()
    };
    zone().filter(|zone| is_zone(zone)).unwrap_or_else(|| "UTC".to_owned())
}

/// `UTC`, then all zones that the browser lists, in its order. If it has no list, `UTC` and the browser's own zone.
pub fn zone_names() -> Vec<String> {
    let listed = || -> Option<Array> {
        let intl = intl()?;
        let list: Function =
            Reflect::get(&intl, &JsValue::from_str("supportedValuesOf")).ok()?.dyn_into().ok()?;
        list.call1(&intl, &JsValue::from_str("timeZone")).ok()?.dyn_into().ok()
    };
    let mut names = vec!["UTC".to_owned()];
    match listed() {
        Some(list) => {
            names.extend(list.iter().filter_map(|name| name.as_string()).filter(|name| name != "UTC"))
        }
        None => names.extend(Some(browser_zone()).filter(|zone| zone != "UTC")),
    }
    names
}

/// Sets the locale in which instants are formatted.
pub fn set_locale(locale: &str) {
    LOCALE.set(locale.to_owned());
    FORMATS.take();
}

/// Formats an instant (ms since the epoch) in a zone. An unknown zone is treated as UTC, and the text says UTC.
pub fn format_instant(utc_ms: i64, zone: &str, style: Style) -> String {
    let format = FORMATS.with_borrow_mut(|known| {
        known
            .entry((zone.to_owned(), style))
            .or_insert_with(|| {
                let in_zone = |zone| LOCALE.with_borrow(|locale| formatter(locale, zone, options(style)));
                Some(zone).filter(|zone| !zone.is_empty()).and_then(in_zone).or_else(|| in_zone("UTC"))
            })
            .clone()
    });
    format.and_then(|format| call(&format, utc_ms)).unwrap_or_else(|| iso(utc_ms))
}

fn options(style: Style) -> &'static [(&'static str, &'static str)] {
    match style {
        Style::Short => &[
            ("day", "numeric"),
            ("month", "short"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("hourCycle", "h23"),
        ],
        Style::Date => &[("day", "numeric"), ("month", "short"), ("year", "numeric")],
        Style::Full => &[
            ("weekday", "short"),
            ("day", "numeric"),
            ("month", "short"),
            ("year", "numeric"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("second", "2-digit"),
            ("hourCycle", "h23"),
            ("timeZoneName", "short"),
        ],
        Style::Clock => {
            &[("hour", "2-digit"), ("minute", "2-digit"), ("second", "2-digit"), ("hourCycle", "h23")]
        }
    }
}

/// The instant in ISO 8601, UTC, whole seconds, as in the API: `2026-01-16T02:00:00Z`.
pub fn iso(utc_ms: i64) -> String {
    super::iso::write(utc_ms)
}

#[cfg(test)]
mod tests {
    use super::parse_offset;

    #[test]
    fn reads_offsets_as_browsers_write_them() {
        for (text, seconds) in [
            ("1/15/2026, GMT", Some(0)),
            ("1/15/2026, GMT+02:00", Some(7200)),
            ("1/15/2026, GMT-03:30", Some(-12_600)),
            ("1/15/2026, GMT\u{2212}03:30", Some(-12_600)),
            ("1/15/1880, GMT-00:25:21", Some(-1521)),
            ("1/15/2026", None),
            ("GMT?", None),
        ] {
            assert_eq!(parse_offset(text), seconds, "{text}");
        }
    }
}
