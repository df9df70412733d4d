//! Turns the bytes of a file into text, whatever encoding it is really in.
//!
//! The bytes decide, not the XML declaration: programs that copy a declaration and then save in another encoding
//! are common, and UTF-8 and UTF-16 are unmistakable.

use std::borrow::Cow;

use super::Repair;

/// The text of a file without its byte order mark, and what had to be done to get it.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<Repair>) {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => decode_bytewise(rest),
        [0xFF, 0xFE, rest @ ..] => (Cow::Owned(decode_utf16(rest, u16::from_le_bytes)), Some(Repair::Utf16)),
        [0xFE, 0xFF, rest @ ..] => (Cow::Owned(decode_utf16(rest, u16::from_be_bytes)), Some(Repair::Utf16)),
        // Every supported format begins with an ASCII character, so a zero beside it is UTF-16 without its mark.
        [first, 0, ..] if first.is_ascii() && *first != 0 => {
            (Cow::Owned(decode_utf16(bytes, u16::from_le_bytes)), Some(Repair::Utf16))
        }
        [0, second, ..] if second.is_ascii() && *second != 0 => {
            (Cow::Owned(decode_utf16(bytes, u16::from_be_bytes)), Some(Repair::Utf16))
        }
        _ => decode_bytewise(bytes),
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// UTF-8, and windows-1252 for each byte that is not: Latin-1 text hardly ever happens to be valid UTF-8, and a
/// file of both (a Latin-1 name pasted into a UTF-8 file) is then read right too.
fn decode_bytewise(bytes: &[u8]) -> (Cow<'_, str>, Option<Repair>) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), None);
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut recoded = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|&byte| windows_1252(byte)));
        recoded += chunk.invalid().len();
    }
    (Cow::Owned(text), Some(Repair::Windows1252 { bytes: recoded }))
}

/// The character of a windows-1252 byte, by <https://encoding.spec.whatwg.org/index-windows-1252.txt>.
fn windows_1252(byte: u8) -> char {
    // Bytes 0x80 to 0x9F; everywhere else windows-1252 is Latin-1, which is the first 256 code points.
    const UPPER_CONTROLS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', //
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    byte.checked_sub(0x80)
        .and_then(|index| UPPER_CONTROLS.get(usize::from(index)).copied())
        .unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "<name>마식령 Col de la Croix–de–Fer 🏔</name>";

    #[test]
    fn utf8_is_borrowed_and_its_mark_removed() {
        let with_mark = format!("\u{FEFF}{SAMPLE}");
        let (text, repair) = decode(with_mark.as_bytes());
        assert_eq!((text, repair), (Cow::Borrowed(SAMPLE), None));
    }

    #[test]
    fn utf16_is_decoded_both_ways_with_and_without_mark() {
        for marked in [true, false] {
            let text = if marked { format!("\u{FEFF}{SAMPLE}") } else { SAMPLE.to_owned() };
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(decode(&little), (Cow::Borrowed(SAMPLE), Some(Repair::Utf16)));
            assert_eq!(decode(&big), (Cow::Borrowed(SAMPLE), Some(Repair::Utf16)));
        }
    }

    #[test]
    fn windows_1252_and_latin_1_are_recognised() {
        let (text, repair) = decode(b"<name>\x80 \x9Ftre Z\xFCrich \x93caf\xE9\x94</name>");
        assert_eq!(text, "<name>€ Ÿtre Zürich “café”</name>");
        assert_eq!(repair, Some(Repair::Windows1252 { bytes: 6 }));
    }

    #[test]
    fn one_bad_byte_does_not_spoil_the_utf8_around_it() {
        let (text, _) = decode(b"<name>\xC3\xA9t\xE9</name>");
        assert_eq!(text, "<name>été</name>");
    }

    #[test]
    fn an_odd_byte_at_the_end_of_utf16_is_dropped() {
        assert_eq!(decode(b"<\0a\0>\0x").0, "<a>");
    }
}
