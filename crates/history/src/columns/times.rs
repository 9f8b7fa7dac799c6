//! A column of times: seconds in four bytes while all values are whole, otherwise milliseconds in eight.

use super::growth;
use crate::mask::Mask;

/// Range of a JavaScript `Date`. Values outside of it are clamped.
const LIMIT: i64 = 8_640_000_000_000_000;
const MISSING: i64 = i64::MIN;

/// Milliseconds since 1970 in UTC, or missing.
#[derive(Clone, Debug)]
pub(crate) enum Times {
    /// Seconds since 1970 plus one; zero means missing.
    Seconds(Vec<u32>),
    /// Milliseconds since 1970; `i64::MIN` means missing.
    Millis(Vec<i64>),
}

impl Default for Times {
    fn default() -> Self {
        Times::Seconds(Vec::new())
    }
}

/// Clamps a time to the range of [`Times`].
pub(crate) fn clamp(time: Option<i64>) -> Option<i64> {
    time.map(|ms| ms.clamp(-LIMIT, LIMIT))
}

fn seconds(time: Option<i64>) -> Option<u32> {
    match time {
        None => Some(0),
        Some(ms) if ms % 1000 == 0 => u32::try_from(ms / 1000 + 1).ok().filter(|&code| code > 0),
        Some(_) => None,
    }
}

impl Times {
    pub fn len(&self) -> usize {
        match self {
            Times::Seconds(values) => values.len(),
            Times::Millis(values) => values.len(),
        }
    }

    pub fn get(&self, row: usize) -> Option<i64> {
        match self {
            Times::Seconds(values) => {
                values.get(row).filter(|&&code| code > 0).map(|&code| (i64::from(code) - 1) * 1000)
            }
            Times::Millis(values) => values.get(row).copied().filter(|&ms| ms != MISSING),
        }
    }

    /// The time in whole seconds. The outer `Option` is `None` when the column holds milliseconds.
    pub fn whole_seconds(&self, row: usize) -> Option<Option<i64>> {
        match self {
            Times::Seconds(values) => {
                Some(values.get(row).filter(|&&code| code > 0).map(|&code| i64::from(code) - 1))
            }
            Times::Millis(_) => None,
        }
    }

    /// Like [`Times::push`], but takes whole seconds and avoids a division.
    pub fn push_seconds(&mut self, time: Option<i64>) {
        let code = time.map_or(Some(0), |seconds| {
            u32::try_from(seconds.saturating_add(1)).ok().filter(|&code| code > 0)
        });
        match (&mut *self, code) {
            (Times::Seconds(values), Some(code)) => {
                growth::reserve_one(values);
                values.push(code);
            }
            _ => self.push(time.map(|seconds| seconds.saturating_mul(1000))),
        }
    }

    pub fn push(&mut self, time: Option<i64>) {
        let time = clamp(time);
        match (&mut *self, seconds(time)) {
            (Times::Seconds(values), Some(code)) => {
                growth::reserve_one(values);
                values.push(code);
            }
            (Times::Millis(values), _) => {
                growth::reserve_one(values);
                values.push(time.unwrap_or(MISSING));
            }
            (Times::Seconds(_), None) => {
                self.widen();
                self.push(time);
            }
        }
    }

    pub fn set(&mut self, row: usize, time: Option<i64>) {
        let time = clamp(time);
        match (&mut *self, seconds(time)) {
            (Times::Seconds(values), Some(code)) => {
                if let Some(slot) = values.get_mut(row) {
                    *slot = code;
                }
            }
            (Times::Millis(values), _) => {
                if let Some(slot) = values.get_mut(row) {
                    *slot = time.unwrap_or(MISSING);
                }
            }
            (Times::Seconds(_), None) => {
                self.widen();
                self.set(row, time);
            }
        }
    }

    /// Keeps the rows in `[from, to)`. If a bound is set, rows without a time are dropped.
    pub fn keep(&self, from: Option<i64>, to: Option<i64>, mask: &mut Mask) {
        if from.is_none() && to.is_none() {
            return;
        }
        match self {
            Times::Seconds(values) => {
                let code = |bound: i64| {
                    (bound.div_euclid(1000) + i64::from(bound.rem_euclid(1000) > 0)).saturating_add(1)
                };
                let low = from.map_or(1, code).clamp(1, i64::from(u32::MAX) + 1);
                let high = to.map_or(i64::from(u32::MAX) + 1, code).clamp(1, i64::from(u32::MAX) + 1);
                let span = (high - low).max(0) as u64;
                mask.keep(values, |code| u64::from(code).wrapping_sub(low as u64) < span);
            }
            Times::Millis(values) => {
                let low = from.unwrap_or(MISSING + 1).max(MISSING + 1);
                let high = to.unwrap_or(i64::MAX);
                mask.keep(values, |ms| ms >= low && ms < high);
            }
        }
    }

    pub fn reserve(&mut self, rows: usize) {
        match self {
            Times::Seconds(values) => values.reserve_exact(rows),
            Times::Millis(values) => values.reserve_exact(rows),
        }
    }

    pub fn heap_bytes(&self) -> usize {
        match self {
            Times::Seconds(values) => values.capacity() * 4,
            Times::Millis(values) => values.capacity() * 8,
        }
    }

    fn widen(&mut self) {
        let wide = (0..self.len()).map(|row| self.get(row).unwrap_or(MISSING)).collect();
        *self = Times::Millis(wide);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: [Option<i64>; 6] =
        [Some(0), None, Some(1_705_312_800_000), Some(-5000), Some(1234), Some(4_294_967_293_000)];

    #[test]
    fn keeps_every_time_through_widening() {
        for split in 0..VALUES.len() {
            let mut times = Times::default();
            let order: Vec<_> = VALUES.iter().cycle().skip(split).take(VALUES.len()).copied().collect();
            order.iter().for_each(|&time| times.push(time));
            assert_eq!((0..order.len()).map(|row| times.get(row)).collect::<Vec<_>>(), order);
        }
    }

    #[test]
    fn spans_are_half_open_in_both_widths() {
        let mut narrow = Times::default();
        [Some(0), Some(1000), Some(2000), None].into_iter().for_each(|time| narrow.push(time));
        let mut wide = narrow.clone();
        wide.widen();
        for bounds in [
            (Some(0), Some(1)),
            (Some(1), Some(2000)),
            (Some(1000), None),
            (None, Some(2000)),
            (None, None),
            (Some(5000), Some(1)),
        ] {
            let masks = [&narrow, &wide].map(|times| {
                let mut mask = Mask::zeros(4);
                (0..4).for_each(|row| mask.set(row, true));
                times.keep(bounds.0, bounds.1, &mut mask);
                mask.rows().collect::<Vec<_>>()
            });
            let expected: Vec<usize> = (0..4)
                .filter(|&row| match narrow.get(row) {
                    None => bounds == (None, None),
                    Some(ms) => bounds.0.is_none_or(|from| ms >= from) && bounds.1.is_none_or(|to| ms < to),
                })
                .collect();
            assert_eq!(masks, [expected.clone(), expected]);
        }
    }
}
