//! Splits free text into search terms.

use crate::columns::fold;
use crate::order::sort;

/// Folded terms: words between white space, and phrases in double quotes. Within a phrase `\"` is a quote, and each `\\` before a quote
/// one backslash. A term contained in another one is redundant and left out.
pub(crate) fn parse(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut terms: Vec<String> = Vec::new();
    let mut rest: &str = &folded;
    while let Some(at) = rest.find('"') {
        terms.extend(rest[..at].split_whitespace().map(str::to_owned));
        let (phrase, after) = phrase(&rest[at + 1..]);
        terms.push(phrase);
        rest = after;
    }
    terms.extend(rest.split_whitespace().map(str::to_owned));
    terms.retain(|term| !term.is_empty());
    let length = |at: u32| terms.get(at as usize).map_or(0, String::len);
    let longest_first = sort::order(terms.len(), &|a, b| length(b).cmp(&length(a)));
    let mut kept: Vec<String> = Vec::new();
    for term in longest_first.into_iter().filter_map(|at| terms.get_mut(at as usize).map(std::mem::take)) {
        if !kept.iter().any(|longer| longer.contains(&term)) {
            kept.push(term);
        }
    }
    kept
}

/// The text of a phrase, and the rest after its closing quote. An unclosed phrase extends to the end.
fn phrase(text: &str) -> (String, &str) {
    let mut out = String::new();
    let mut backslashes = 0;
    for (at, letter) in text.char_indices() {
        if letter == '\\' {
            backslashes += 1;
            continue;
        }
        let said = if letter == '"' { backslashes / 2 } else { backslashes };
        out.extend(std::iter::repeat_n('\\', said));
        if letter == '"' && backslashes % 2 == 0 {
            return (out, &text[at + 1..]);
        }
        out.push(letter);
        backslashes = 0;
    }
    out.extend(std::iter::repeat_n('\\', backslashes));
    (out, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_words_and_phrases() {
        assert_eq!(parse("  Edge  rt-1 "), ["edge", "rt-1"]);
        assert_eq!(parse("\"Edge Router\" c"), ["edge router", "c"]);
        assert_eq!(parse("\"edge router"), ["edge router"]);
        assert_eq!(parse("c c-0 c-04"), ["c-04"]);
        assert!(parse(" \"\" ").is_empty());
    }

    #[test]
    fn a_phrase_may_hold_a_quote() {
        assert_eq!(parse(r#""say \"so\"" x"#), [r#"say "so""#, "x"]);
        assert_eq!(parse(r#""c:\dir x" "end\\""#), [r"c:\dir x", r"end\"]);
        assert_eq!(parse(r#""open\"#), [r"open\"]);
    }

    proptest::proptest! {
        #[test]
        fn quotes_like_the_query_language(text in r#"[ab\\" ]{0,16}"#) {
            let mut judge = query::split_text(&text);
            judge.sort_by_key(|term| std::cmp::Reverse(term.len()));
            let longest = |terms: &[String]| terms.iter().map(String::len).max();
            let ours = parse(&text);
            proptest::prop_assert_eq!(longest(&ours), longest(&judge));
            for term in judge {
                proptest::prop_assert!(ours.iter().any(|longer| longer.contains(&term)));
            }
        }
    }
}
