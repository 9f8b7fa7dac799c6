//! Free text taken apart into terms.

use crate::fold::fold;
use crate::sort;

/// Folded terms: words between white space, and phrases in double quotes. A term within another one adds nothing and is left out.
pub(crate) fn parse(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut terms: Vec<String> = Vec::new();
    for (index, part) in folded.split('"').enumerate() {
        if index % 2 == 1 {
            terms.push(part.to_owned());
        } else {
            terms.extend(part.split_whitespace().map(str::to_owned));
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_words_and_phrases() {
        assert_eq!(parse("  Edge  rt-1 "), ["edge", "rt-1"]);
        assert_eq!(parse("\"Edge Router\" c"), ["edge router", "c"]);
        assert_eq!(parse("\"edge router"), ["edge router"]);
        assert_eq!(parse("c c-0 c-04"), ["c-04"]);
        assert!(parse(" \"\" ").is_empty());
    }
}
