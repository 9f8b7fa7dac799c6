//! Which API the page is connected to, and what of its answers the page can't read.

use crate::{session::use_session, sync::ListSync};
use leptos::prelude::*;

/// Why the `Date` header can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MissingDate {
    /// The API is on another origin and doesn't allow it.
    Hidden,
    /// There is none.
    Absent,
}

/// The address of the API, and a note if headers that the page needs can't be read.
#[component]
pub fn ConnectionNote(list: ListSync) -> impl IntoView {
    let session = use_session();
    let base = move || session.connection().with(|c| c.as_ref().map(|c| c.base.clone()).unwrap_or_default());
    let note = move || {
        let answered = list.freshness().with(|freshness| freshness.answered_at.is_some());
        let text = match missing_date(answered, list.skew_ms().get(), is_elsewhere(&base()))? {
            MissingDate::Hidden => messages::list::headers_hidden(),
            MissingDate::Absent => messages::list::date_absent(),
        };
        Some(view! {
            <p class="load-hint" role="note">
                {text}
            </p>
        })
    };
    view! {
        <div class="load-keep">
            <p class="wrap-anywhere">{move || messages::list::connected_to(&base())}</p>
            {note}
        </div>
    }
}

fn missing_date(answered: bool, skew_ms: Option<f64>, elsewhere: bool) -> Option<MissingDate> {
    match (answered, skew_ms) {
        (true, None) if elsewhere => Some(MissingDate::Hidden),
        (true, None) => Some(MissingDate::Absent),
        _ => None,
    }
}

/// Whether that address is on another origin.
fn is_elsewhere(base: &str) -> bool {
    let location = window().location();
    let origin =
        location.href().and_then(|page| web_sys::Url::new_with_base(base, &page)).map(|url| url.origin());
    origin.is_ok_and(|origin| location.origin() != Ok(origin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_answer_tells_that_a_header_is_missing() {
        assert_eq!(missing_date(false, None, true), None);
        assert_eq!(missing_date(true, Some(0.0), true), None);
        assert_eq!(missing_date(true, None, true), Some(MissingDate::Hidden));
        assert_eq!(missing_date(true, None, false), Some(MissingDate::Absent));
    }
}
