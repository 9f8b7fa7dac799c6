//! Pure: which page numbers to show.

/// A slot in the row of page numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageSlot {
    /// A page, from 1.
    Page(usize),
    /// Omitted pages; the flag distinguishes the two gaps.
    Gap(bool),
}

/// First, last, current and neighbouring pages. Always seven slots if there are at least seven pages, so that the buttons don't move under the
/// pointer.
pub fn page_window(page: usize, pages: usize) -> Vec<PageSlot> {
    use PageSlot::{Gap, Page};
    let pages = pages.max(1);
    let page = page.clamp(1, pages);
    if pages <= 7 {
        return (1..=pages).map(Page).collect();
    }
    if page <= 4 {
        return (1..=5).map(Page).chain([Gap(true), Page(pages)]).collect();
    }
    if page + 3 >= pages {
        return [Page(1), Gap(false)].into_iter().chain((pages - 4..=pages).map(Page)).collect();
    }
    vec![Page(1), Gap(false), Page(page - 1), Page(page), Page(page + 1), Gap(true), Page(pages)]
}

#[cfg(test)]
mod tests {
    use super::{
        PageSlot::{Gap, Page},
        page_window,
    };

    #[test]
    fn few_pages_are_all_shown() {
        assert_eq!(page_window(1, 0), [Page(1)]);
        assert_eq!(page_window(2, 3), [Page(1), Page(2), Page(3)]);
    }

    #[test]
    fn many_pages_take_seven_slots_with_the_current_one() {
        for pages in 8..60 {
            for page in 1..=pages {
                let slots = page_window(page, pages);
                assert_eq!(slots.len(), 7, "page {page} of {pages}");
                for must in [1, page, pages] {
                    assert!(slots.contains(&Page(must)), "page {page} of {pages} lacks {must}");
                }
            }
        }
    }

    #[test]
    fn gap_replaces_at_least_two_pages() {
        assert_eq!(page_window(5, 9), [Page(1), Gap(false), Page(4), Page(5), Page(6), Gap(true), Page(9)]);
        assert_eq!(page_window(4, 8)[5], Gap(true));
    }

    #[test]
    fn page_past_the_end_is_the_last() {
        assert_eq!(page_window(99, 2), page_window(2, 2));
    }
}
