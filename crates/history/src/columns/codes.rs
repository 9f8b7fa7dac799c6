//! A column of dictionary codes, using as few bytes per row as the largest code needs.

use super::growth;
use crate::mask::Mask;

/// Codes of one, two or four bytes. The column is widened when a larger code arrives.
#[derive(Clone, Debug)]
pub(crate) enum Codes {
    U8(Vec<u8>),
    U16(Vec<u16>),
    U32(Vec<u32>),
}

impl Default for Codes {
    fn default() -> Self {
        Codes::U8(Vec::new())
    }
}

/// Evaluates the same expression for any code width.
macro_rules! each_width {
    ($codes:expr, $values:ident => $body:expr) => {
        match $codes {
            Codes::U8($values) => $body,
            Codes::U16($values) => $body,
            Codes::U32($values) => $body,
        }
    };
}

#[expect(clippy::useless_conversion, reason = "one of the three widths already is a u32")]
impl Codes {
    pub fn len(&self) -> usize {
        each_width!(self, values => values.len())
    }

    /// Code of a row, or 0 past the end.
    pub fn get(&self, row: usize) -> u32 {
        each_width!(self, values => values.get(row).map_or(0, |&value| u32::from(value)))
    }

    pub fn push(&mut self, code: u32) {
        self.fit(code);
        each_width!(&mut *self, values => growth::reserve_one(values));
        match self {
            Codes::U8(values) => values.push(code as u8),
            Codes::U16(values) => values.push(code as u16),
            Codes::U32(values) => values.push(code),
        }
    }

    pub fn set(&mut self, row: usize, code: u32) {
        self.fit(code);
        match self {
            Codes::U8(values) => put(values, row, code as u8),
            Codes::U16(values) => put(values, row, code as u16),
            Codes::U32(values) => put(values, row, code),
        }
    }

    pub fn reserve(&mut self, rows: usize) {
        each_width!(self, values => values.reserve_exact(rows))
    }

    /// Removes from `mask` the rows whose code isn't set in `table`.
    pub fn keep(&self, table: &[bool], mask: &mut Mask) {
        each_width!(self, values => mask.keep(values, |code| marked(table, u32::from(code))))
    }

    /// Adds to `mask` the rows whose code is set in `table`.
    pub fn add(&self, table: &[bool], mask: &mut Mask) {
        each_width!(self, values => mask.add(values, |code| marked(table, u32::from(code))))
    }

    /// For each code below `codes`, the number of rows that have it.
    pub fn count(&self, rows: &Mask, codes: usize) -> Vec<usize> {
        let mut counts = vec![0u32; codes];
        each_width!(self, values => rows.each(values, |code| {
            if let Some(count) = counts.get_mut(u32::from(code) as usize) {
                *count += 1;
            }
        }));
        counts.into_iter().map(|count| count as usize).collect()
    }

    pub fn heap_bytes(&self) -> usize {
        match self {
            Codes::U8(values) => values.capacity(),
            Codes::U16(values) => values.capacity() * 2,
            Codes::U32(values) => values.capacity() * 4,
        }
    }

    fn fit(&mut self, code: u32) {
        let wider = match self {
            Codes::U8(values) if code > u32::from(u8::MAX) && code <= u32::from(u16::MAX) => {
                let mut wide = Vec::with_capacity(values.capacity());
                wide.extend(values.iter().map(|&value| u16::from(value)));
                Codes::U16(wide)
            }
            Codes::U8(_) | Codes::U16(_) if code > u32::from(u16::MAX) || !self.holds(code) => {
                let mut wide = Vec::with_capacity(self.len() + self.len() / 4 + 64);
                wide.extend((0..self.len()).map(|row| self.get(row)));
                Codes::U32(wide)
            }
            _ => return,
        };
        *self = wider;
    }

    fn holds(&self, code: u32) -> bool {
        match self {
            Codes::U8(_) => code <= u32::from(u8::MAX),
            Codes::U16(_) => code <= u32::from(u16::MAX),
            Codes::U32(_) => true,
        }
    }
}

fn put<T>(values: &mut [T], row: usize, value: T) {
    if let Some(slot) = values.get_mut(row) {
        *slot = value;
    }
}

/// Whether `code` is set in `table`; false past its end.
pub(crate) fn marked(table: &[bool], code: u32) -> bool {
    table.get(code as usize).copied().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widens_without_losing_codes() {
        let mut codes = Codes::default();
        let all = [0, 7, 255, 256, 65_535, 65_536, 4_000_000];
        for code in all {
            codes.push(code);
        }
        assert_eq!((0..all.len()).map(|row| codes.get(row)).collect::<Vec<_>>(), all);
        let mut narrow = Codes::default();
        narrow.push(1);
        narrow.set(0, 70_000);
        assert_eq!(narrow.get(0), 70_000);
    }
}
