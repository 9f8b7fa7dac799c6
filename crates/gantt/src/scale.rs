//! Maps times to horizontal positions.

/// Maps `from..to` to `left..left + width`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Start of the visible range, inclusive.
    pub from: i64,
    /// End of the visible range, exclusive; greater than `from`.
    pub to: i64,
    /// Left edge in pixels.
    pub left: f64,
    /// Width in pixels.
    pub width: f64,
}

impl Scale {
    /// Position of a time. Times far outside the range are clamped to slightly outside, so that nothing overflows.
    pub fn x(&self, at: i64) -> f64 {
        let share = (at as f64 - self.from as f64) / self.length();
        self.left + share.clamp(-1.0, 2.0) * self.width
    }

    /// The time at a position.
    pub fn at(&self, x: f64) -> i64 {
        let share = (x - self.left) / self.width.max(1.0);
        self.from.saturating_add((share * self.length()) as i64)
    }

    /// Milliseconds per pixel.
    pub fn per_pixel(&self) -> f64 {
        self.length() / self.width.max(1.0)
    }

    fn length(&self) -> f64 {
        (self.to as f64 - self.from as f64).max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn round_trip(from in -9_000_000_000_000i64..9_000_000_000_000, long in 3_600_000i64..8_000_000_000, x in 0f64..2000.0) {
            let scale = Scale { from, to: from + long, left: 180.0, width: 1000.0 };
            prop_assert!((scale.x(scale.at(x)) - x.max(180.0 - 1000.0)).abs() < 0.01);
        }

        #[test]
        fn never_out_of_bounds(from: i64, to: i64, at: i64) {
            let scale = Scale { from, to, left: 0.0, width: 500.0 };
            prop_assert!((-500.0..=1000.0).contains(&scale.x(at)));
        }
    }
}
