//! Pure: the text of the button that sends.

/// What is known before sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Before {
    /// The API has refused to schedule with this token.
    pub token_refused: bool,
    /// Other operations are known to be in the way.
    pub is_in_conflict: bool,
    /// Number of requests, each of which creates an operation.
    pub requests: usize,
    /// It starts at once.
    pub now: bool,
}

/// What pressing the button does.
pub fn send_label(before: Before) -> String {
    match before {
        Before { token_refused: true, .. } => messages::schedule_review::try_anyway().to_owned(),
        Before { is_in_conflict: true, .. } => messages::schedule_review::schedule_anyway().to_owned(),
        Before { requests: 2.., .. } => messages::schedule_review::schedule_several(before.requests as u64),
        Before { now: true, .. } => messages::schedule_review::schedule_now().to_owned(),
        _ => messages::schedule_review::schedule().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn button_says_what_it_does() {
        let one = Before { requests: 1, ..Before::default() };
        assert_eq!(send_label(one), "Schedule");
        assert_eq!(send_label(Before { now: true, ..one }), "Schedule to start now");
        assert_eq!(send_label(Before { requests: 3, now: true, ..one }), "Schedule 3 operations");
        let conflict = Before { is_in_conflict: true, requests: 3, now: true, ..one };
        assert_eq!(send_label(conflict), "Schedule anyway");
        assert_eq!(send_label(Before { token_refused: true, ..conflict }), "Try anyway");
    }
}
