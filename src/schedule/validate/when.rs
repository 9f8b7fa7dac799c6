//! Pure: converts "Date and time" and "Time zone" to an instant, with findings.

use crate::schedule::draft::{Draft, When};
use crate::schedule::field::{FieldId, Finding};
use crate::time::zones::{Offsets, Resolved, resolve, wall_clock};
use crate::time::{duration, iso, local_input, relative};

/// A time further in the future is more likely a wrong year.
const FAR_MS: i64 = 2 * 366 * 86_400_000;

/// The `scheduled_at` for "now": the next multiple of ten seconds that is at least two seconds away. The API requires an instant, and a strict server
/// rejects one in the past when the request arrives. Rounding to ten seconds lets the request be sent exactly as it is shown.
pub fn at_once(now: i64) -> i64 {
    (now + 2_000).div_euclid(10_000) * 10_000 + 10_000
}

/// The instant of the fields, which may be ambiguous; `None` if they can't be parsed.
pub fn meaning(draft: &Draft, zone_in_force: &str, offsets: &impl Offsets) -> Option<Resolved> {
    resolve(offsets, zone(draft, zone_in_force), local_input::parse(&draft.date_time)?)
}

/// The zone of the form: the one entered, or the page's.
pub fn zone<'a>(draft: &'a Draft, zone_in_force: &'a str) -> &'a str {
    match draft.zone.trim() {
        "" => zone_in_force,
        zone => zone,
    }
}

/// The instant in whole seconds, as ms since 1970, and the findings.
pub fn check(
    draft: &Draft,
    zone_in_force: &str,
    now: i64,
    offsets: &impl Offsets,
) -> (Option<i64>, Vec<Finding>) {
    if draft.when == When::Now {
        return (Some(at_once(now)), Vec::new());
    }
    let error = |field, message: String| (None, vec![Finding::error(field, message)]);
    let zone = zone(draft, zone_in_force);
    if offsets.offset_seconds(zone, now).is_none() {
        return error(FieldId::Zone, messages::schedule::time_zone_unknown(zone));
    }
    if draft.date_time.trim().is_empty() {
        return error(FieldId::Time, messages::schedule::time_missing().into());
    }
    let Some(resolved) = meaning(draft, zone_in_force, offsets) else {
        return error(FieldId::Time, messages::schedule::time_unreadable().into());
    };
    let Some(at) = resolved.instant(draft.pick) else {
        return error(FieldId::Time, open_choice(resolved));
    };
    if at <= now {
        let message = messages::schedule::time_in_past(&relative::relative(at, now));
        return (Some(at), vec![Finding::error(FieldId::Time, message)]);
    }
    let far = (at - now > FAR_MS).then(|| {
        Finding::warning(FieldId::Time, messages::schedule::time_far_away(&relative::relative(at, now)))
    });
    (Some(at), far.into_iter().collect())
}

fn open_choice(resolved: Resolved) -> String {
    match resolved {
        Resolved::Gap { .. } => messages::schedule::time_does_not_exist(),
        _ => messages::schedule::time_comes_twice(),
    }
    .to_owned()
}

/// The instant as the clocks of a zone show it, with the zone and its offset as this browser knows it: "2027-06-01 12:00 in Asia/Almaty (UTC+05:00)".
pub fn local_time(at: i64, zone: &str, offsets: &impl Offsets) -> Option<String> {
    let clock = local_input::write(wall_clock(offsets, zone, at)?).replace('T', " ");
    let minutes = offsets.offset_seconds(zone, at)? / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    Some(messages::schedule_review::local_time(&clock, zone, &format!("UTC{sign}{hours:02}:{minutes:02}")))
}

/// One of the two instants to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Label, such as "02:30, before clocks go back".
    pub label: String,
    /// The instant in UTC.
    pub utc: String,
}

/// An explanation and the two choices for a time that daylight saving skips or repeats.
pub fn choices(resolved: Resolved, zone: &str, offsets: &impl Offsets) -> Option<(String, [Choice; 2])> {
    let clock =
        |at: i64| wall_clock(offsets, zone, at).map(|wall| local_input::write(wall).replace('T', " "));
    let choice =
        |at: i64, label: fn(&str) -> String| Some(Choice { label: label(&clock(at)?), utc: iso::spoken(at) });
    match resolved {
        Resolved::One(_) => None,
        Resolved::Gap { before, after, transition, skipped } => {
            let skipped = duration::format(u64::from(skipped.unsigned_abs()));
            let jump = iso::spoken(transition);
            let said = messages::schedule::clocks_go_forward(zone, &skipped, &jump);
            let before = choice(before, messages::schedule::before_change)?;
            Some((said, [before, choice(after, messages::schedule::after_change)?]))
        }
        Resolved::Overlap { earlier, later } => {
            let back = u64::try_from((later - earlier) / 1000).unwrap_or_default();
            let said = messages::schedule::clocks_go_back(zone, &duration::format(back));
            let first = choice(earlier, messages::schedule::first_time)?;
            Some((said, [first, choice(later, messages::schedule::second_time)?]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::zones::Pick;
    use crate::time::zones::tests::Fake;

    const NOW: i64 = 1_767_225_600_000; // 2026-01-01T00:00:00Z

    #[test]
    fn local_time_names_zone_and_offset() {
        let local = |zone| local_time(NOW, zone, &Fake);
        assert_eq!(local("Europe/Berlin").as_deref(), Some("2026-01-01 01:00 in Europe/Berlin (UTC+01:00)"));
        assert_eq!(local("UTC").as_deref(), Some("2026-01-01 00:00 in UTC (UTC+00:00)"));
        assert_eq!(local("Nowhere"), None);
    }

    fn at(text: &str) -> Draft {
        Draft { date_time: text.into(), ..Draft::default() }
    }

    fn judged(draft: &Draft) -> (Option<String>, Vec<(FieldId, bool, String)>) {
        let (at, findings) = check(draft, "Europe/Berlin", NOW, &Fake);
        let said = findings.into_iter().map(|f| (f.field.clone(), f.is_error(), f.message)).collect();
        (at.map(iso::write), said)
    }

    #[test]
    fn future_time_is_converted_to_an_instant() {
        assert_eq!(judged(&at("2026-03-01T02:00")), (Some("2026-03-01T01:00:00Z".into()), vec![]));
        let utc = Draft { zone: "UTC".into(), ..at("2026-03-01T02:00") };
        assert_eq!(judged(&utc).0.as_deref(), Some("2026-03-01T02:00:00Z"));
    }

    #[test]
    fn now_needs_no_date() {
        let now = Draft { when: When::Now, zone: "Nowhere".into(), ..Draft::default() };
        assert_eq!(judged(&now), (Some("2026-01-01T00:00:10Z".into()), vec![]));
    }

    #[test]
    fn now_is_a_near_and_stable_instant() {
        for ms in 0..30_000 {
            let wait = at_once(NOW + ms) - (NOW + ms);
            assert!((2_000..=12_000).contains(&wait), "{ms}: {wait}");
        }
        assert_eq!(at_once(NOW), at_once(NOW + 7_999));
    }

    #[test]
    fn past_and_present_are_rejected() {
        for past in ["2026-01-01T00:30", "2026-01-01T01:00", "2020-01-01T00:00"] {
            let (_, said) = judged(&at(past));
            assert!(
                matches!(said.as_slice(), [(FieldId::Time, true, message)] if message.contains("past")),
                "{past} {said:?}"
            );
        }
    }

    #[test]
    fn each_error_belongs_to_its_field() {
        assert!(matches!(judged(&at("")).1.as_slice(), [(FieldId::Time, true, m)] if m.contains("Choose")));
        assert!(
            matches!(judged(&at("tomorrow")).1.as_slice(), [(FieldId::Time, true, m)] if m.contains("not a date"))
        );
        let mars = Draft { zone: "Mars".into(), ..at("2026-03-01T02:00") };
        assert!(matches!(judged(&mars).1.as_slice(), [(FieldId::Zone, true, m)] if m.contains("Mars")));
        assert!(matches!(judged(&at("2036-03-01T02:00")).1.as_slice(), [(FieldId::Time, false, _)]));
    }

    #[test]
    fn ambiguous_times_need_a_choice() {
        for (text, pick, utc) in [
            ("2026-03-29T02:30", Pick::First, "2026-03-29T00:30:00Z"),
            ("2026-03-29T02:30", Pick::Second, "2026-03-29T01:30:00Z"),
            ("2026-10-25T02:30", Pick::First, "2026-10-25T00:30:00Z"),
            ("2026-10-25T02:30", Pick::Second, "2026-10-25T01:30:00Z"),
        ] {
            assert!(matches!(judged(&at(text)).1.as_slice(), [(FieldId::Time, true, _)]));
            let chosen = Draft { pick: Some(pick), ..at(text) };
            assert_eq!(judged(&chosen), (Some(utc.into()), vec![]));
        }
    }

    #[test]
    fn choices_name_local_time_and_instant() {
        let resolved = meaning(&at("2026-03-29T02:30"), "Europe/Berlin", &Fake).unwrap();
        let (said, [first, second]) = choices(resolved, "Europe/Berlin", &Fake).unwrap();
        assert_eq!(
            said,
            "Clocks in Europe/Berlin go forward by 1 h at 2026-03-29 01:00:00 UTC, so this time does not exist."
        );
        assert_eq!(first.label, "2026-03-29 01:30, before the change");
        assert_eq!(second.label, "2026-03-29 03:30, after the change");
        assert_eq!(second.utc, "2026-03-29 01:30:00 UTC");
    }
}
