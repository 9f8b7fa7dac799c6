//! Pure: text for the range of rows on a page.

/// Formats the range: `1–20 of 45`; `1–20` if the total isn't known; `0 of 0` if there are no rows.
pub fn span(offset: usize, rows: usize, total: Option<u64>) -> String {
    let (from, to) = (offset as u64 + 1, (offset + rows) as u64);
    match (rows, total) {
        (0, Some(total)) => messages::list::no_rows_of(total),
        (0, None) => messages::number(0),
        (_, Some(total)) => messages::list::rows_shown_of(from, to, total),
        (_, None) => messages::list::rows_shown(from, to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn range_of_rows_is_formatted() {
        assert_eq!(span(0, 20, Some(45)), "1–20 of 45");
        assert_eq!(span(40, 5, Some(45)), "41–45 of 45");
        assert_eq!(span(0, 0, Some(0)), "0 of 0");
        assert_eq!(span(20, 20, None), "21–40");
    }
}
