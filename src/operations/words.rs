//! Pure: which rows a page shows, in words.

pub use crate::ui::{counted, grouped};

/// Which rows a page shows: `1–20 of 45`; `1–20` where the total isn't known; `0 of 0` where there is nothing.
pub fn span(offset: usize, rows: usize, total: Option<u64>) -> String {
    let range = match rows {
        0 => "0".to_owned(),
        _ => format!("{}–{}", grouped(offset as u64 + 1), grouped((offset + rows) as u64)),
    };
    match total {
        Some(total) => format!("{range} of {}", grouped(total)),
        None => range,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_which_rows_it_shows() {
        assert_eq!(span(0, 20, Some(45)), "1–20 of 45");
        assert_eq!(span(40, 5, Some(45)), "41–45 of 45");
        assert_eq!(span(0, 0, Some(0)), "0 of 0");
        assert_eq!(span(20, 20, None), "21–40");
    }
}
