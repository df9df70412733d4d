//! Hexadecimal digits.

/// The digit of a number from 0 to 15, in lower case.
pub(crate) fn digit(number: u8) -> char {
    char::from(if number < 10 { b'0' + number } else { b'a' + number - 10 })
}

/// Writes a byte as two digits in lower case.
pub(crate) fn push(out: &mut String, byte: u8) {
    out.push(digit(byte >> 4));
    out.push(digit(byte & 15));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_every_byte_as_the_standard_library_does() {
        for byte in 0..=u8::MAX {
            let mut out = String::new();
            push(&mut out, byte);
            assert_eq!(out, format!("{byte:02x}"));
        }
    }
}
