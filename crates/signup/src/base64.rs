//! Base64, the encoding of mail that no line length or character can break.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as base64 with padding (<https://www.rfc-editor.org/rfc/rfc4648#section-4>).
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |position: usize| u32::from(chunk.get(position).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for position in 0..4 {
            // A chunk of n bytes fills n + 1 letters.
            let letter = if position <= chunk.len() { letter_of(bits >> (18 - 6 * position)) } else { '=' };
            out.push(letter);
        }
    }
    out
}

/// The letter of the lowest six bits.
fn letter_of(bits: u32) -> char {
    char::from(ALPHABET[bits as usize % ALPHABET.len()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn writes_the_examples_of_rfc_4648() {
        for (text, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(text.as_bytes()), encoded);
        }
        assert_eq!(encode(&[0xFB, 0xFF, 0xFE]), "+//+");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_back(bytes: Vec<u8>) {
            let decoded = mail_parser::decoders::base64::base64_decode(encode(&bytes).as_bytes());
            prop_assert_eq!(decoded.unwrap_or_default(), bytes);
        }
    }
}
