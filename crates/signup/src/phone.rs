//! A phone number as people type it, reduced to `+` and digits.

use crate::digits::digit_value;

/// Reads a phone number: 7 to 15 digits of any script, an optional `+`, the usual separators.
/// Returns it as an optional `+` and ASCII digits.
///
/// ```
/// # use saddle_signup::phone::normalise_phone;
/// assert_eq!(normalise_phone("+82 (2) 123-4567").as_deref(), Ok("+8221234567"));
/// ```
///
/// # Errors
/// What is wrong with the number, see [`PhoneError`].
pub fn normalise_phone(text: &str) -> Result<String, PhoneError> {
    let mut number = String::new();
    let mut digits = 0;
    for character in text.chars() {
        if let Some(value) = digit_value(character) {
            digits += 1;
            number.push(char::from(b'0' + value));
        } else if matches!(character, '+' | '＋') {
            if !number.is_empty() {
                return Err(PhoneError::PlusInside);
            }
            number.push('+');
        } else if !is_separator(character) {
            return Err(PhoneError::NotADigit(character));
        }
    }
    match digits {
        ..7 => Err(PhoneError::TooShort),
        7..=15 => Ok(number),
        16.. => Err(PhoneError::TooLong),
    }
}

/// Why a text is not a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneError {
    /// A character that is neither digit nor separator, e.g. a letter.
    NotADigit(char),
    /// A `+` that is not in front.
    PlusInside,
    /// Fewer than 7 digits.
    TooShort,
    /// More than 15 digits, the longest number of ITU-T E.164.
    TooLong,
}

/// What people, and the address books that they copy from, put between digits.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '.' | '-' | '/' | '(' | ')'
                | '．' | '－' | '／' | '（' | '）'
                // Hyphens and dashes, minus, the long vowel mark that Japanese keyboards give for a dash.
                | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー'
                // Direction marks, which phones put around a copied number, and zero-width spaces.
                | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn separators_and_scripts_do_not_matter() {
        for (typed, number) in [
            ("+86 10 1234 5678", "+861012345678"),
            ("(+86) 10.1234/5678", "+861012345678"),
            ("＋８６（１０）１２３４－５６７８", "+861012345678"),
            ("٠١٠١٢٣٤٥٦٧٨", "01012345678"),
            ("०१०-१२३४-५६७८", "01012345678"),
            ("\u{202a}+82 10‑1234–5678\u{202c}", "+821012345678"),
            ("1234567", "1234567"),
            ("123456789012345", "123456789012345"),
        ] {
            assert_eq!(normalise_phone(typed).as_deref(), Ok(number), "{typed}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for (typed, error) in [
            ("", PhoneError::TooShort),
            ("+", PhoneError::TooShort),
            ("123456", PhoneError::TooShort),
            ("1234567890123456", PhoneError::TooLong),
            ("12345678x", PhoneError::NotADigit('x')),
            ("0800 FLOWERS", PhoneError::NotADigit('F')),
            ("12+345678", PhoneError::PlusInside),
            ("++12345678", PhoneError::PlusInside),
            ("12345678, 23456789", PhoneError::NotADigit(',')),
        ] {
            assert_eq!(normalise_phone(typed), Err(error), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_number_once_read_reads_the_same(text in "[+＋]?[-0-9٠-٩०-९ ()./]{0,24}") {
            if let Ok(number) = normalise_phone(&text) {
                prop_assert_eq!(normalise_phone(&number), Ok(number.clone()));
                let digits = number.trim_start_matches('+');
                prop_assert!((7..=15).contains(&digits.len()));
                prop_assert!(digits.bytes().all(|byte| byte.is_ascii_digit()));
            }
        }

        #[test]
        fn reading_never_panics(text in ".*") {
            let _ = normalise_phone(&text);
        }
    }
}
