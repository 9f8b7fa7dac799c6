//! Exact comparison of numbers, regardless of integer or decimal notation.

use serde_json::{Number, Value};
use std::cmp::Ordering;

/// Whether a number has no fraction; true for 1.0.
pub(crate) fn is_integer(number: &Number) -> bool {
    number.is_i64() || number.is_u64() || number.as_f64().is_some_and(|float| float.fract() == 0.0)
}

fn exact(number: &Number) -> Option<i128> {
    number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from))
}

/// Compares without rounding large integers.
pub(crate) fn compare(left: &Number, right: &Number) -> Ordering {
    match (exact(left), exact(right)) {
        (Some(left), Some(right)) => left.cmp(&right),
        (Some(left), None) => compare_mixed(left, float(right)),
        (None, Some(right)) => compare_mixed(right, float(left)).reverse(),
        (None, None) => float(left).partial_cmp(&float(right)).unwrap_or(Ordering::Equal),
    }
}

fn float(number: &Number) -> f64 {
    number.as_f64().unwrap_or_default()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a float beyond i128 saturates, and is beyond any integer here"
)]
fn compare_mixed(integer: i128, float: f64) -> Ordering {
    let whole = float.trunc() as i128;
    integer.cmp(&whole).then_with(|| 0.0_f64.partial_cmp(&float.fract()).unwrap_or(Ordering::Equal))
}

/// Equality as defined by JSON Schema: 1 equals 1.0, at any depth.
pub(crate) fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => compare(left, right).is_eq(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(name, value)| right.get(name).is_some_and(|other| same(value, other)))
        }
        _ => left == right,
    }
}

/// The absolute value in decimal: digits and a power of ten.
pub(crate) fn as_decimal(number: &Number) -> Option<(u128, i32)> {
    let text = number.to_string();
    let text = text.trim_start_matches('-');
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mantissa: u128 = format!("{whole}{fraction}").parse().ok()?;
    let exponent: i32 = exponent.parse().ok()?;
    Some((mantissa, exponent - i32::try_from(fraction.len()).ok()?))
}

/// Whether `number` is a multiple of `step` in decimal: 0.3 is a multiple of 0.1.
pub(crate) fn is_multiple(number: &Number, step: &Number) -> bool {
    let (Some((number, number_power)), Some((step, step_power))) = (as_decimal(number), as_decimal(step))
    else {
        return true;
    };
    if number == 0 || step == 0 {
        return number == 0;
    }
    let mut power = number_power - step_power;
    // Divide both by ten where possible, to have fewer digits to multiply.
    let (mut number, mut step) = (number, step);
    while power < 0 && number % 10 == 0 {
        number /= 10;
        power += 1;
    }
    while power > 0 && step % 10 == 0 {
        step /= 10;
        power -= 1;
    }
    let ten_to = |power: i32| 10_u128.checked_pow(power.unsigned_abs());
    if power < 0 {
        return ten_to(power).and_then(|ten| ten.checked_mul(step)).is_some_and(|step| number % step == 0);
    }
    // One digit at a time, because 1e308 doesn't fit an integer.
    (0..power)
        .try_fold(number % step, |rest, _| rest.checked_mul(10).map(|rest| rest % step))
        .is_none_or(|rest| rest == 0)
}
