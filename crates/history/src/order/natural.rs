//! Natural sort order as plain byte order: case-insensitive, with runs of digits compared as numbers.

/// Appends a key whose byte order is the natural order of `text`. Texts that differ only in case or leading zeros get equal keys.
///
/// A run of digits is encoded as the byte `0`, the number's length in bytes, and the number, most significant byte first. So a
/// number of fewer bytes sorts first, and numbers sort where digits sort among other characters.
pub(crate) fn encode(text: &str, key: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_digit() {
            let run = bytes.iter().skip(at).take_while(|byte| byte.is_ascii_digit()).count();
            number(bytes.get(at..at + run).unwrap_or(&[]), key);
            at += run;
        } else if byte.is_ascii() {
            key.push(byte.to_ascii_lowercase());
            at += 1;
        } else {
            let Some(wide) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
            for lower in wide.to_lowercase() {
                key.extend_from_slice(lower.encode_utf8(&mut [0; 4]).as_bytes());
            }
            at += wide.len_utf8();
        }
    }
}

/// Largest number of digits that always fits 64 bits.
const FITS: usize = 19;

fn number(digits: &[u8], key: &mut Vec<u8>) {
    let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
    let digits = digits.get(zeros..).unwrap_or(&[]);
    key.push(b'0');
    match small(digits) {
        Some(value) => {
            let size = (8 - value.leading_zeros() as usize / 8).max(1);
            key.push(size as u8);
            key.extend_from_slice(value.to_be_bytes().get(8 - size..).unwrap_or(&[]));
        }
        None => {
            key.push(9);
            key.extend_from_slice(&(digits.len() as u32).to_be_bytes());
            key.extend_from_slice(digits);
        }
    }
}

/// The value of at most 19 digits.
pub(crate) fn small(digits: &[u8]) -> Option<u64> {
    if digits.len() > FITS {
        return None;
    }
    let mut value = 0u64;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value * 10 + u64::from(digit - b'0');
    }
    Some(value)
}

/// The key of `text` on its own.
pub(crate) fn key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() + 8);
    encode(text, &mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_digits_as_numbers() {
        let ordered = [
            "",
            "-",
            "0",
            "1",
            "2",
            "10",
            "255",
            "256",
            "99999",
            "18446744073709551616",
            "99999999999999999999999",
            "a",
            "a1",
            "a2",
            "A10",
            "a10b",
            "b",
            "op_9",
            "op_10",
            "op_100",
            "é1",
            "É2",
        ];
        for pair in ordered.windows(2) {
            assert!(key(pair[0]) < key(pair[1]), "{pair:?}");
        }
        assert_eq!(key("Op_007"), key("oP_7"));
    }
}
