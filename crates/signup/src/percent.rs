//! Percent-encoding, the escape of URLs and of forms.

use crate::hex;

/// Writes a byte as `%XX`.
pub(crate) fn push_escaped(out: &mut String, byte: u8) {
    out.push('%');
    out.push(hex::digit(byte >> 4).to_ascii_uppercase());
    out.push(hex::digit(byte & 15).to_ascii_uppercase());
}

/// Writes a text with every byte escaped that is not a letter, a digit or one of `kept`.
pub(crate) fn push_text(out: &mut String, text: &str, kept: &[u8]) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            out.push(char::from(byte));
        } else {
            push_escaped(out, byte);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_in_capitals() {
        let mut out = String::new();
        push_text(&mut out, "aZ09-~ /é\0", b"-~");
        assert_eq!(out, "aZ09-~%20%2F%C3%A9%00");
    }

    proptest! {
        #[test]
        fn any_text_is_read_back(text in "(?s).*") {
            let mut out = String::new();
            push_text(&mut out, &text, b"-._~");
            prop_assert!(out.is_ascii());
            prop_assert_eq!(percent_encoding::percent_decode_str(&out).decode_utf8().unwrap(), text);
        }
    }
}
