//! The idempotency key of one sign-up, and the short reference that a person can quote.

use crate::hex;
use std::fmt;

/// A UUID version 4 (<https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-4>). The same key sent twice
/// is one sign-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdempotencyKey([u8; 16]);

impl IdempotencyKey {
    /// A key from 16 random bytes, of which 6 bits give way to the UUID's version and variant.
    pub const fn from_random(random: [u8; 16]) -> Self {
        let mut bytes = random;
        bytes[6] = bytes[6] & 0x0F | 0x40; // version 4
        bytes[8] = bytes[8] & 0x3F | 0x80; // the variant of RFC 9562
        Self(bytes)
    }

    /// Reads what [`Display`](fmt::Display) writes; capital letters are as good. `None` for anything else, a
    /// UUID of another version included.
    pub fn parse(text: &str) -> Option<Self> {
        let mut digits = text.chars();
        let mut bytes = [0; 16];
        for (position, byte) in bytes.iter_mut().enumerate() {
            if is_after_hyphen(position) && digits.next() != Some('-') {
                return None;
            }
            // Two digits are at most 255, so the cast loses nothing.
            *byte = (digits.next()?.to_digit(16)? << 4 | digits.next()?.to_digit(16)?) as u8;
        }
        let key = Self(bytes);
        (digits.next().is_none() && key == Self::from_random(bytes)).then_some(key)
    }

    /// The short form for people, e.g. `1A2B-3C4D`: the first 8 digits of the key.
    pub fn reference(self) -> String {
        let mut reference = String::new();
        for (position, byte) in self.0.into_iter().take(4).enumerate() {
            if position == 2 {
                reference.push('-');
            }
            hex::push(&mut reference, byte);
        }
        reference.make_ascii_uppercase();
        reference
    }
}

/// Whether a hyphen stands before the byte at this position.
const fn is_after_hyphen(position: usize) -> bool {
    matches!(position, 4 | 6 | 8 | 10)
}

/// Writes `xxxxxxxx-xxxx-4xxx-xxxx-xxxxxxxxxxxx` in lower case.
impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        for (position, byte) in self.0.into_iter().enumerate() {
            if is_after_hyphen(position) {
                text.push('-');
            }
            hex::push(&mut text, byte);
        }
        f.write_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn carries_version_and_variant_in_their_places() {
        assert_eq!(IdempotencyKey::from_random([0; 16]).to_string(), "00000000-0000-4000-8000-000000000000");
        assert_eq!(
            IdempotencyKey::from_random([255; 16]).to_string(),
            "ffffffff-ffff-4fff-bfff-ffffffffffff"
        );
    }

    #[test]
    fn the_reference_is_the_start_of_the_key() {
        let key = IdempotencyKey::parse("1a2b3c4d-0000-4000-8000-000000000000").unwrap();
        assert_eq!(key.reference(), "1A2B-3C4D");
    }

    #[test]
    fn reads_nothing_but_version_4() {
        for text in [
            "",
            "1a2b3c4d00004000800000000000000000000",
            "1a2b3c4d-0000-1000-8000-000000000000",
            "1a2b3c4d-0000-4000-0000-000000000000",
            "1a2b3c4d-0000-4000-8000-00000000000g",
            "1a2b3c4d-0000-4000-8000-0000000000é",
            "1a2b3c4d+0000-4000-8000-000000000000",
        ] {
            assert_eq!(IdempotencyKey::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn written_keys_read_the_same(random: [u8; 16]) {
            let key = IdempotencyKey::from_random(random);
            prop_assert_eq!(IdempotencyKey::parse(&key.to_string()), Some(key));
            prop_assert_eq!(IdempotencyKey::parse(&key.to_string().to_uppercase()), Some(key));
            prop_assert!(key.to_string().starts_with(&key.reference().replace('-', "").to_lowercase()));
        }

        #[test]
        fn reading_never_panics(text in ".{30,40}") {
            let _ = IdempotencyKey::parse(&text);
        }
    }
}
