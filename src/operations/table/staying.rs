//! Pure: which nodes can stay in place when a list is reordered.

/// The nodes are in the order of their old places; `places` lists those places in the new order, `None` for a new node. Returns for each whether it
/// can stay. Keeps as many as possible, so that the fewest are moved: the longest increasing subsequence, by patience sorting.
pub fn stay(places: &[Option<usize>]) -> Vec<bool> {
    // `ends`: last element of the best run of each length. `before`: predecessor of each element in its best run. Both index into `places`.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for (at, place) in places.iter().enumerate() {
        let Some(place) = place else { continue };
        let length = ends.partition_point(|end| places[*end].is_some_and(|other| other < *place));
        before[at] = length.checked_sub(1).and_then(|shorter| ends.get(shorter)).copied();
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stays = vec![false; places.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        stays[at] = true;
        next = before[at];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::stay;
    use proptest::prelude::*;

    fn stays(places: &[usize]) -> Vec<bool> {
        stay(&places.iter().copied().map(Some).collect::<Vec<_>>())
    }

    #[test]
    fn only_the_row_that_changed_ends_moves() {
        assert_eq!(stays(&[1, 2, 3, 0]), [true, true, true, false]);
        assert_eq!(stays(&[3, 0, 1, 2]), [false, true, true, true]);
        assert_eq!(stays(&[0, 1, 2]), [true, true, true]);
        assert_eq!(stay(&[None, Some(0), None]), [false, true, false]);
        assert_eq!(stay(&[]), [false; 0]);
    }

    /// Length of the longest increasing run, by brute force.
    fn longest(places: &[usize]) -> usize {
        let mut best: Vec<usize> = Vec::new();
        for (at, place) in places.iter().enumerate() {
            let shorter = (0..at).filter(|before| places[*before] < *place).map(|before| best[before]).max();
            best.push(shorter.unwrap_or(0) + 1);
        }
        best.into_iter().max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn staying_rows_are_a_longest_increasing_run(places in Just((0usize..12).collect::<Vec<_>>()).prop_shuffle()) {
            let stays = stays(&places);
            let kept: Vec<usize> = places.iter().zip(&stays).filter(|(_, stays)| **stays).map(|(place, _)| *place).collect();
            prop_assert!(kept.is_sorted(), "{kept:?}");
            prop_assert_eq!(kept.len(), longest(&places));
        }
    }
}
