//! Reconstructing the API's order from pages with shifting offsets, with a model of the server.

use history::{History, Observation, Query};
use proptest::prelude::*;
use proptest::sample::Index;

/// Operations in the server's order.
#[derive(Clone, Debug, Default)]
struct Server {
    ids: Vec<u32>,
    next: u32,
}

/// A page as of the time of its request.
#[derive(Clone, Debug)]
struct Page {
    total: u32,
    offset: u32,
    ids: Vec<u32>,
}

impl Server {
    fn new(count: u32) -> Self {
        Self { ids: (0..count).rev().collect(), next: count }
    }

    fn insert(&mut self, at: usize) {
        self.ids.insert(at, self.next);
        self.next += 1;
    }

    fn page(&self, offset: u32, limit: u32) -> Page {
        let ids = self.ids.iter().skip(offset as usize).take(limit as usize).copied().collect();
        Page { total: self.ids.len() as u32, offset, ids }
    }
}

/// Takes a page the way a crawl does.
fn take(history: &mut History, page: &Page) {
    history.begin_page(page.total);
    for (index, id) in page.ids.iter().enumerate() {
        let created = i64::from(*id) * 30_000;
        let observed =
            Observation { id: &format!("op_{id}"), created_at: Some(created), ..Observation::default() };
        history.upsert(Some(page.offset + index as u32), &observed);
    }
    history.end_page();
}

fn order(history: &mut History) -> Vec<u32> {
    let selection = history.select(&Query::default());
    selection
        .rows()
        .iter()
        .filter_map(|&row| history.row(row).id().strip_prefix("op_")?.parse().ok())
        .collect()
}

/// The server's rows that the history knows, in the server's order.
fn known(server: &Server, history: &History) -> Vec<u32> {
    server.ids.iter().filter(|id| history.find(&format!("op_{id}"), "").is_some()).copied().collect()
}

proptest! {
    /// New operations arrive on top while several pages are in flight, so that answers arrive out of order.
    #[test]
    fn newest_first_with_inserts_and_late_answers(
        count in 30..200u32, limit in 5..20u32,
        inserts in prop::collection::vec(0..4usize, 60), late in prop::collection::vec(any::<Index>(), 60),
    ) {
        let mut server = Server::new(count);
        let mut history = History::new();
        history.begin_sweep();
        let (mut flying, mut offset): (Vec<Page>, u32) = (Vec::new(), 0);
        take(&mut history, &server.page(0, limit));
        for (inserts, late) in inserts.iter().zip(&late) {
            flying.push(server.page(offset, limit));
            offset += limit;
            (0..*inserts).for_each(|_| server.insert(0));
            if flying.len() > 3 {
                let page = flying.swap_remove(late.index(4));
                take(&mut history, &page);
                prop_assert_eq!(order(&mut history), known(&server, &history));
            }
        }
        for page in flying {
            take(&mut history, &page);
        }
        prop_assert_eq!(order(&mut history), known(&server, &history));
        // Delta sync from the top, until a page contains only known rows.
        let mut offset = 0;
        loop {
            let page = server.page(offset, limit);
            let news = page.ids.iter().any(|id| history.find(&format!("op_{id}"), "").is_none());
            take(&mut history, &page);
            if !news { break }
            offset += limit;
        }
        prop_assert_eq!(order(&mut history), server.ids.clone());
    }

    /// A list with the oldest first grows at its end, and nothing shifts.
    #[test]
    fn oldest_first(count in 30..200u32, limit in 5..20u32, inserts in prop::collection::vec(0..4usize, 60)) {
        let mut server = Server { ids: (0..count).collect(), next: count };
        let mut history = History::new();
        let mut offset = 0;
        for inserts in inserts {
            take(&mut history, &server.page(offset, limit));
            offset += limit;
            for _ in 0..inserts {
                server.insert(server.ids.len());
            }
            prop_assert_eq!(order(&mut history), known(&server, &history));
        }
    }

    /// Polls the first page while new operations arrive on top and as many expire at the end, so that `count` doesn't change.
    #[test]
    fn polls_with_expiry(news in prop::collection::vec(0..9usize, 1..40)) {
        let mut server = Server::new(60);
        let mut history = History::new();
        (0..6).for_each(|page| take(&mut history, &server.page(page * 10, 10)));
        for news in news {
            for _ in 0..news {
                server.insert(0);
                server.ids.pop();
            }
            take(&mut history, &server.page(0, 10));
            let mut order = order(&mut history);
            order.retain(|id| server.ids.contains(id));
            prop_assert_eq!(order, server.ids.clone());
        }
    }

    /// After any changes anywhere in the list, a sweep without further changes gives the server's order and rows.
    #[test]
    fn a_sweep_without_changes_restores_the_order(
        places in prop::collection::vec(any::<Index>(), 0..40), gone in prop::collection::vec(any::<Index>(), 0..20), limit in 5..20u32,
    ) {
        let mut server = Server::new(100);
        let mut history = History::new();
        for (turn, place) in places.iter().enumerate() {
            take(&mut history, &server.page(turn as u32 % 10 * 10, 10));
            server.insert(place.index(server.ids.len()));
        }
        for gone in gone {
            server.ids.remove(gone.index(server.ids.len()));
        }
        history.begin_sweep();
        for offset in (0..server.ids.len() as u32).step_by(limit as usize) {
            take(&mut history, &server.page(offset, limit));
        }
        history.retain_seen();
        prop_assert_eq!(order(&mut history), server.ids.clone());
        // The same after a restore, with new operations on top.
        let (mut restored, _) = History::restore(&history.snapshot(&[])).unwrap();
        (0..3).for_each(|_| server.insert(0));
        take(&mut restored, &server.page(0, limit));
        prop_assert_eq!(order(&mut restored), server.ids);
    }
}

#[test]
fn a_row_looked_up_is_last_until_a_page_contains_it() {
    let mut history = History::new();
    let server = Server::new(10);
    history.upsert(None, &Observation { id: "op_7", ..Observation::default() });
    take(&mut history, &server.page(0, 2));
    assert_eq!(order(&mut history), [9, 8, 7]);
    take(&mut history, &server.page(2, 3));
    assert_eq!(order(&mut history), [9, 8, 7, 6, 5]);
}
