//! A column of percentages: one byte each while all are whole, `f32` from the first fractional value on.

use super::growth;

const MISSING: u8 = u8::MAX;

/// Percent, or missing.
#[derive(Clone, Debug)]
pub(crate) enum Progress {
    /// 255 means missing.
    Whole(Vec<u8>),
    /// NaN means missing.
    Exact(Vec<f32>),
}

impl Default for Progress {
    fn default() -> Self {
        Progress::Whole(Vec::new())
    }
}

/// Normalizes a value: NaN becomes missing, minus zero becomes zero.
pub(crate) fn clean(percent: Option<f32>) -> Option<f32> {
    percent.filter(|value| !value.is_nan()).map(|value| value + 0.0)
}

/// The percentage as a byte, if it is whole.
pub(crate) fn whole_percent(percent: Option<f32>) -> Option<u8> {
    match percent {
        None => Some(MISSING),
        Some(value) if value.fract() == 0.0 && (0.0..255.0).contains(&value) => Some(value as u8),
        Some(_) => None,
    }
}

impl Progress {
    pub fn len(&self) -> usize {
        match self {
            Progress::Whole(values) => values.len(),
            Progress::Exact(values) => values.len(),
        }
    }

    pub fn get(&self, row: usize) -> Option<f32> {
        match self {
            Progress::Whole(values) => {
                values.get(row).filter(|&&value| value != MISSING).map(|&value| f32::from(value))
            }
            Progress::Exact(values) => values.get(row).copied().filter(|value| !value.is_nan()),
        }
    }

    pub fn push(&mut self, percent: Option<f32>) {
        let percent = clean(percent);
        match (&mut *self, whole_percent(percent)) {
            (Progress::Whole(values), Some(value)) => {
                growth::reserve_one(values);
                values.push(value);
            }
            (Progress::Exact(values), _) => {
                growth::reserve_one(values);
                values.push(percent.unwrap_or(f32::NAN));
            }
            (Progress::Whole(_), None) => {
                self.widen();
                self.push(percent);
            }
        }
    }

    pub fn set(&mut self, row: usize, percent: Option<f32>) {
        let percent = clean(percent);
        match (&mut *self, whole_percent(percent)) {
            (Progress::Whole(values), Some(value)) => {
                if let Some(slot) = values.get_mut(row) {
                    *slot = value;
                }
            }
            (Progress::Exact(values), _) => {
                if let Some(slot) = values.get_mut(row) {
                    *slot = percent.unwrap_or(f32::NAN);
                }
            }
            (Progress::Whole(_), None) => {
                self.widen();
                self.set(row, percent);
            }
        }
    }

    pub fn reserve(&mut self, rows: usize) {
        match self {
            Progress::Whole(values) => values.reserve_exact(rows),
            Progress::Exact(values) => values.reserve_exact(rows),
        }
    }

    pub fn heap_bytes(&self) -> usize {
        match self {
            Progress::Whole(values) => values.capacity(),
            Progress::Exact(values) => values.capacity() * 4,
        }
    }

    fn widen(&mut self) {
        let wide = (0..self.len()).map(|row| self.get(row).unwrap_or(f32::NAN)).collect();
        *self = Progress::Exact(wide);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_whole_and_fractional_percentages() {
        let mut progress = Progress::default();
        let all = [Some(0.0), Some(100.0), None, Some(254.0), Some(12.5), Some(-3.0), Some(1e9), None];
        all.iter().for_each(|&value| progress.push(value));
        assert_eq!((0..all.len()).map(|row| progress.get(row)).collect::<Vec<_>>(), all);
        progress.push(Some(f32::NAN));
        assert_eq!(progress.get(8), None);
    }
}
