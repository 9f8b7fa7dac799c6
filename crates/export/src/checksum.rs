//! Incremental SHA-256 of an export. The browser's `crypto.subtle` needs the whole file at once.

use sha2::{Digest, Sha256};

/// An incremental SHA-256.
#[derive(Clone, Default)]
pub struct Checksum(Sha256);

impl Checksum {
    /// Adds the next bytes of the file.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest as 64 hexadecimal digits, like `sha256sum`.
    pub fn finish(self) -> String {
        const DIGITS: [char; 16] =
            ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
        let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or_default();
        self.0.finalize().iter().flat_map(|&byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Test vectors of FIPS 180.
    #[test]
    fn sums_match_the_standard() {
        for (text, sum) in [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ] {
            let mut checksum = Checksum::default();
            checksum.update(text.as_bytes());
            assert_eq!(checksum.finish(), sum);
        }
    }

    #[test]
    fn chunks_give_the_same_sum() {
        let text = "a,b\r\n".repeat(1000);
        let mut whole = Checksum::default();
        whole.update(text.as_bytes());
        let mut pieces = Checksum::default();
        text.as_bytes().chunks(37).for_each(|piece| pieces.update(piece));
        assert_eq!(pieces.finish(), whole.finish());
    }
}
