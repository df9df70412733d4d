//! Whole numbers as text: small numbers take one character, and JSON has none of the characters to escape.
//!
//! A number is zigzag-coded (0, -1, 1, -2 … become 0, 1, 2, 3 …) and written five bits to a character, the
//! lowest first, with a sixth bit that says that more follow. The alphabet is that of base64url (RFC 4648,
//! section 5). Unlike bytes in base64, equal numbers are equal characters, so a compressor finds them.

use super::PackedError;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The bit of a character that says that the number goes on.
const MORE: u8 = 32;

/// No number has more characters than this; sums of any text's worth of such numbers fit an `i64`.
const LONGEST: u32 = 7;

/// The largest number that can be written, and its negative the smallest.
pub(super) const LARGEST: i64 = (1 << (5 * LONGEST - 1)) - 1;

/// Appends a number, clamped to what can be written.
pub(super) fn write(text: &mut String, number: i64) {
    let number = number.clamp(-LARGEST, LARGEST);
    let mut zigzag = ((number << 1) ^ (number >> 63)) as u64;
    loop {
        let five = (zigzag % 32) as u8;
        zigzag /= 32;
        let sextet = if zigzag > 0 { five | MORE } else { five };
        text.push(char::from(ALPHABET[usize::from(sextet % 64)]));
        if zigzag == 0 {
            return;
        }
    }
}

/// Reads numbers from the start of a text to its end.
pub(super) struct Reader<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Reader<'a> {
    /// A reader before the first character.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, offset: 0 }
    }

    /// How many characters (all of them bytes) have been read.
    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    /// How many bytes are left.
    pub(super) fn remaining(&self) -> usize {
        self.text.len() - self.offset
    }

    /// The next number.
    pub(super) fn number(&mut self) -> Result<i64, PackedError> {
        let start = self.offset;
        let mut zigzag = 0u64;
        for place in 0..LONGEST {
            let sextet = self.sextet()?;
            zigzag |= u64::from(sextet & (MORE - 1)) << (5 * place);
            if sextet & MORE == 0 {
                return Ok((zigzag >> 1) as i64 ^ -((zigzag & 1) as i64));
            }
        }
        Err(PackedError::NumberTooLong { offset: start })
    }

    fn sextet(&mut self) -> Result<u8, PackedError> {
        let offset = self.offset;
        let Some(found) = self.text.get(offset..).and_then(|rest| rest.chars().next()) else {
            return Err(PackedError::EndsEarly { offset });
        };
        let sextet = match found {
            'A'..='Z' => found as u8 - b'A',
            'a'..='z' => found as u8 - b'a' + 26,
            '0'..='9' => found as u8 - b'0' + 52,
            '-' => 62,
            '_' => 63,
            _ => return Err(PackedError::Character { offset, found }),
        };
        self.offset += 1;
        Ok(sextet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(number: i64) -> String {
        let mut text = String::new();
        write(&mut text, number);
        text
    }

    #[test]
    fn small_numbers_take_one_character() {
        assert_eq!([0, -1, 1, -16, 15].map(written), ["A", "B", "C", "f", "e"]);
        assert_eq!(written(16), "gB");
    }

    #[test]
    fn the_largest_numbers_survive_and_larger_ones_are_clamped() {
        for number in [LARGEST, -LARGEST] {
            assert_eq!(Reader::new(&written(number)).number(), Ok(number));
        }
        assert_eq!(written(i64::MAX), written(LARGEST));
        assert_eq!(written(i64::MIN), written(-LARGEST));
    }

    #[test]
    fn faults_are_located() {
        let second = |text| {
            let mut reader = Reader::new(text);
            reader.number().and_then(|_| reader.number())
        };
        assert_eq!(second("A"), Err(PackedError::EndsEarly { offset: 1 }));
        assert_eq!(second("Ag"), Err(PackedError::EndsEarly { offset: 2 }));
        assert_eq!(second("A+"), Err(PackedError::Character { offset: 1, found: '+' }));
        assert_eq!(second("Ag鞍"), Err(PackedError::Character { offset: 2, found: '鞍' }));
        assert_eq!(second("A________"), Err(PackedError::NumberTooLong { offset: 1 }));
    }

    proptest! {
        #[test]
        fn round_trips(numbers in proptest::collection::vec(-LARGEST..=LARGEST, 0..50)) {
            let mut text = String::new();
            for number in &numbers {
                write(&mut text, *number);
            }
            prop_assert!(text.bytes().all(|byte| ALPHABET.contains(&byte)));
            let mut reader = Reader::new(&text);
            for number in &numbers {
                prop_assert_eq!(reader.number(), Ok(*number));
            }
            prop_assert_eq!((reader.remaining(), reader.offset()), (0, text.len()));
        }

        #[test]
        fn never_panics(text in ".*") {
            let mut reader = Reader::new(&text);
            while reader.number().is_ok() {}
            prop_assert!(reader.offset() <= text.len());
        }
    }
}
