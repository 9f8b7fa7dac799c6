//! Hints for statuses and types that don't occur in the history and are likely misspelled.

use super::vocabulary::{Known, Vocabulary, spelling};
use crate::field::Field;
use crate::nearest::nearest;
use crate::parse::{Parsed, Reading};
use crate::print::push_value;
use crate::problem::{Problem, ProblemKind};
use crate::query::Query;

/// Likely misspellings, based on the known values. Gives no hints for a list without known values.
pub fn hints(parsed: &Parsed, vocabulary: &Vocabulary<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    for term in &parsed.terms {
        let Reading::Field { field, values, .. } = &term.reading else { continue };
        let (known, kind): (_, fn(String) -> ProblemKind) = match field {
            Field::Status => (vocabulary.statuses, ProblemKind::UnknownStatus),
            Field::Type => (vocabulary.types, ProblemKind::UnknownType),
            _ => continue,
        };
        for value in values {
            if known.is_empty() || known.iter().any(|known| known.value == value.text) {
                continue;
            }
            let near = spelling(known, &value.text)
                .or_else(|| nearest(&value.text, known.iter().map(|known| known.value)));
            let suggestion = near.map(|near| {
                let mut out = String::new();
                push_value(&mut out, near);
                out
            });
            found.push(Problem { span: value.span.clone(), kind: kind(value.text.clone()), suggestion });
        }
    }
    found
}

impl Query {
    /// Replaces statuses and types by the spelling of the history if only case, spaces, `-` or `_` differ: `In-Progress` becomes `in_progress`.
    pub fn respell(&mut self, vocabulary: &Vocabulary<'_>) {
        respell(&mut self.statuses, vocabulary.statuses);
        respell(&mut self.types, vocabulary.types);
    }
}

fn respell(values: &mut Vec<String>, known: &[Known<'_>]) {
    let mut kept: Vec<String> = Vec::new();
    for value in values.drain(..) {
        let exact = known.iter().any(|known| known.value == value);
        let spelt = spelling(known, &value).filter(|_| !exact).map_or(value, str::to_owned);
        if !kept.contains(&spelt) {
            kept.push(spelt);
        }
    }
    *values = kept;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    const STATUSES: [Known<'static>; 2] =
        [Known { value: "failed", detail: "" }, Known { value: "in_progress", detail: "" }];
    const VOCABULARY: Vocabulary<'static> =
        Vocabulary { statuses: &STATUSES, types: &[], devices: &[], groups: &[] };

    #[test]
    fn misspelled_values_get_a_suggestion() {
        let parsed = parse("status:faild,failed,gone type:x");
        let hints = hints(&parsed, &VOCABULARY);
        let shown: Vec<_> =
            hints.iter().map(|hint| (hint.span.clone(), hint.suggestion.as_deref())).collect();
        assert_eq!(shown, [(7..12, Some("failed")), (20..24, None)]);
        assert_eq!(hints[1].kind, ProblemKind::UnknownStatus("gone".into()));
    }

    #[test]
    fn spelling_follows_the_history() {
        let mut query = parse("status:FAILED,In-Progress,failed,Other").query;
        query.respell(&VOCABULARY);
        assert_eq!(query.statuses, ["failed", "in_progress", "Other"]);
    }
}
