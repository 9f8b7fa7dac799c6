//! Simple checks of formats that catch typing errors; not full grammars.

use std::net::{Ipv4Addr, Ipv6Addr};

/// The formats that are checked.
pub(super) const KNOWN: [&str; 6] = ["uri", "date-time", "date", "email", "ipv4", "ipv6"];

/// Error message; `None` if the text is valid or the format unknown.
pub(super) fn error_message(format: &str, text: &str) -> Option<&'static str> {
    let (fine, message) = match format {
        "uri" => (is_uri(text), messages::catalogue::not_like_uri()),
        "date-time" => (is_date_time(text), messages::catalogue::not_like_date_time()),
        "date" => (is_date(text), messages::catalogue::not_like_date()),
        "email" => (is_email(text), messages::catalogue::not_like_email()),
        "ipv4" => (text.parse::<Ipv4Addr>().is_ok(), messages::catalogue::not_like_ipv4()),
        "ipv6" => (text.parse::<Ipv6Addr>().is_ok(), messages::catalogue::not_like_ipv6()),
        _ => return None,
    };
    (!fine).then_some(message)
}

fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let begins_with_letter = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let scheme_fine = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    begins_with_letter && scheme_fine && !rest.trim_start_matches('/').is_empty() && !rest.contains(odd)
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let odd = |c: char| c.is_whitespace() || c.is_control() || "@<>(),;:\\\"[]".contains(c);
    let dots_fine = |part: &str| part.split('.').all(|piece| !piece.is_empty());
    let host_fine = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || c == '-' || c == '.';
    dots_fine(local) && !local.contains(odd) && dots_fine(domain) && domain.chars().all(host_fine)
}

/// Exactly `count` digits, as a number.
fn digits(text: &str, count: usize) -> Option<u32> {
    let fine = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    fine.then(|| text.parse().ok()).flatten()
}

fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

fn is_date_time(text: &str) -> bool {
    let (Some(date), Some(separator), Some(time)) = (text.get(..10), text.get(10..11), text.get(11..)) else {
        return false;
    };
    let zone_at = time.rfind(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at(zone_at);
    let zone_fine = match zone.split_at_checked(1) {
        Some(("Z" | "z", "")) => true,
        Some(("+" | "-", offset)) => is_clock(offset),
        _ => false,
    };
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let fraction_fine = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let (Some(clock), Some(seconds)) = (time.get(..5), time.get(5..)) else { return false };
    let seconds_fine = seconds.strip_prefix(':').and_then(|s| digits(s, 2)).is_some_and(|s| s < 60);
    is_date(date)
        && matches!(separator, "T" | "t")
        && is_clock(clock)
        && seconds_fine
        && fraction_fine
        && zone_fine
}

/// `hh:mm`.
fn is_clock(text: &str) -> bool {
    let parts = text.split_once(':').map(|(hour, minute)| (digits(hour, 2), digits(minute, 2)));
    matches!(parts, Some((Some(0..=23), Some(0..=59))))
}
