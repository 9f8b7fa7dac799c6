//! The part of a query that is still being typed.

use super::complete::complete;
use super::vocabulary::Vocabulary;

/// The text without the part before `caret` (in bytes) that is the beginning of something known, such as `fai` in `status:fai`. A query of half
/// a value matches nothing, so it isn't used until the value is complete.
pub fn without_unfinished(text: &str, caret: usize, vocabulary: &Vocabulary<'_>) -> String {
    let completion = complete(text, caret, vocabulary);
    let (start, end) = (completion.replace.start, completion.replace.end);
    let (Some(before), Some(typed), Some(after)) = (text.get(..start), text.get(start..end), text.get(end..))
    else {
        return text.to_owned();
    };
    let value = before.ends_with([':', ',']);
    let known = [vocabulary.statuses, vocabulary.types, vocabulary.devices, vocabulary.groups]
        .into_iter()
        .any(|list| list.iter().any(|known| known.value == typed));
    let begins = |whole: &str| whole.len() > typed.len() && whole.starts_with(typed);
    let unfinished = completion.options.iter().any(|choice| begins(&choice.insert));
    if !unfinished || (typed.is_empty() && !value) || (value && known) {
        return text.to_owned();
    }
    // A field without a value is a mistake only once it is left.
    let before = match before.strip_suffix(':') {
        Some(field) if value => field.rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest),
        _ => before,
    };
    format!("{before}{after}")
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary::Known;
    use super::*;

    #[test]
    fn only_what_is_being_typed_is_left_out() {
        let known = |value| Known { value, detail: "" };
        let (statuses, devices) =
            ([known("failed"), known("completed")], [known("DEV-1"), known("DEV-12"), known("edge a")]);
        let vocabulary = Vocabulary { statuses: &statuses, devices: &devices, ..Vocabulary::default() };
        for (text, used) in [
            ("router sta", "router "),
            ("router status:", "router"),
            ("router status:fai", "router"),
            ("status:failed,comp", "status:failed,"),
            ("status:failed", "status:failed"),
            ("status:fai ", "status:fai "),
            ("status:other", "status:other"),
            ("device:DEV", ""),
            ("device:DEV-1", "device:DEV-1"),
            ("device:DEV-1*", "device:DEV-1*"),
            ("sort:-cre", ""),
            ("sort:-created", "sort:-created"),
            ("scheduled:2024-01", "scheduled:2024-01"),
            ("router", "router"),
            ("", ""),
        ] {
            assert_eq!(without_unfinished(text, text.len(), &vocabulary), used, "{text}");
        }
        assert_eq!(without_unfinished("status:fai router", 10, &vocabulary), " router");
        assert_eq!(without_unfinished("status:fai router", 17, &vocabulary), "status:fai router");
    }
}
