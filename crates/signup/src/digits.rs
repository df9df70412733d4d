//! Digits of any script, as numbers.

/// The zeros of the decimal digits (Unicode general category Nd) that keyboards of living scripts type, each
/// followed by its 1 to 9. All are in the Basic Multilingual Plane
/// (<https://www.unicode.org/Public/UCD/latest/ucd/extracted/DerivedNumericType.txt>).
const ZEROS: [u16; 37] = [
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
    0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

/// The value of a decimal digit of any script, 0 to 9; `None` for anything else.
pub(crate) fn digit_value(character: char) -> Option<u8> {
    let code = u16::try_from(u32::from(character)).ok()?;
    let value = ZEROS.iter().rev().find_map(|&zero| code.checked_sub(zero))?;
    (value < 10).then_some(value as u8)
}

/// The number that ASCII digits say, at most 4 of them; `None` for anything else.
pub(crate) fn ascii_number(digits: &[u8]) -> Option<u16> {
    let mut number = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u16::from(digit - b'0');
    }
    Some(number)
}

/// Writes a number with as many digits as asked for: zeros in front, and nothing beyond that width.
pub(crate) fn push_padded(out: &mut String, number: u16, digits: u32) {
    for power in (0..digits).rev() {
        let digit = number / 10u16.pow(power) % 10;
        out.push(char::from(b'0' + digit as u8));
    }
}

/// The number that a text of 1 to 4 digits says; `None` for anything else.
pub(crate) fn small_number(text: &str) -> Option<u16> {
    if text.is_empty() || text.chars().count() > 4 {
        return None;
    }
    text.chars().try_fold(0, |sum, character| Some(sum * 10 + u16::from(digit_value(character)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_from_zero_to_nine_in_many_scripts() {
        for digits in [
            "0123456789",
            "٠١٢٣٤٥٦٧٨٩",
            "۰۱۲۳۴۵۶۷۸۹",
            "०१२३४५६७८९",
            "๐๑๒๓๔๕๖๗๘๙",
            "０１２３４５６７８９",
            "᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙",
        ] {
            let values: Vec<_> = digits.chars().filter_map(digit_value).collect();
            assert_eq!(values, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], "{digits}");
        }
    }

    #[test]
    fn the_table_is_in_order_and_its_blocks_do_not_meet() {
        assert!(ZEROS.windows(2).all(|pair| pair[0] + 10 <= pair[1]));
    }

    #[test]
    fn letters_fractions_and_ideographs_are_no_digits() {
        for character in ['a', 'O', '/', ':', '½', '²', '①', '五', '〇', '\u{1D7CE}', ' '] {
            assert_eq!(digit_value(character), None, "{character}");
        }
    }

    #[test]
    fn small_numbers_are_one_to_four_digits() {
        assert_eq!(small_number("04"), Some(4));
        assert_eq!(small_number("१९९०"), Some(1990));
        for text in ["", "19905", "-4", "4 ", "四"] {
            assert_eq!(small_number(text), None, "{text}");
        }
    }

    #[test]
    fn every_digit_of_the_table_is_numeric_in_unicode() {
        for character in ('\0'..='\u{FFFF}').filter(|character| digit_value(*character).is_some()) {
            assert!(character.is_numeric(), "{:04X}", u32::from(character));
        }
    }
}
