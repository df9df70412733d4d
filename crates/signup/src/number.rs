//! A number as people type it, in digits of any script.

use crate::digits::digit_value;

/// A number that was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// In ASCII: a minus perhaps, digits, and perhaps a point with digits behind it.
    text: String,
    value: f64,
    decimals: u32,
}

/// Sixteen digits and more are not kept exactly by what most programs hold a number in (IEEE 754).
const MOST_DIGITS: u32 = 15;

impl Number {
    /// Reads a number of at most 15 digits of any script, with a point, a comma or the Arabic separator before its
    /// decimals. Nothing may stand between the thousands: `1,000` would be one to some readers. `None` for anything else.
    ///
    /// ```
    /// # use saddle_signup::number::Number;
    /// assert_eq!(Number::parse("٤٢,٥").as_ref().map(Number::text), Some("42.5"));
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let mut characters = text.chars().peekable();
        let is_negative = characters.next_if(|character| matches!(character, '-' | '－' | '−')).is_some();
        let (mut whole, mut decimals) = (String::new(), None::<String>);
        let (mut value, mut scale, mut digits) = (0.0, 1.0, 0);
        for character in characters {
            if let Some(digit) = digit_value(character) {
                digits += 1;
                value = value * 10.0 + f64::from(digit);
                if decimals.is_some() {
                    scale *= 10.0;
                }
                decimals.as_mut().unwrap_or(&mut whole).push(char::from(b'0' + digit));
            } else if matches!(character, '.' | ',' | '．' | '，' | '٫') && decimals.is_none() {
                decimals = Some(String::new());
            } else {
                return None;
            }
        }
        let decimals = decimals.unwrap_or_default();
        // "5." and ".5" are slips of the finger more often than numbers.
        let is_cut =
            whole.is_empty() || (decimals.is_empty() && !text.ends_with(|end| digit_value(end).is_some()));
        if is_cut || digits > MOST_DIGITS {
            return None;
        }
        let leading = whole.trim_start_matches('0');
        let whole = if leading.is_empty() { "0" } else { leading };
        let trailing = decimals.trim_end_matches('0');
        let point = if trailing.is_empty() { "" } else { "." };
        let sign = if is_negative && value != 0.0 { "-" } else { "" };
        let value = value / scale;
        Some(Self {
            text: [sign, whole, point, trailing].concat(),
            value: if sign.is_empty() { value } else { -value },
            decimals: trailing.len() as u32,
        })
    }

    /// The number as programs read it, such as `-3` or `42.5`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number.
    pub const fn value(&self) -> f64 {
        self.value
    }

    /// Whether there is nothing after the point.
    pub const fn is_whole(&self) -> bool {
        self.decimals == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_type() {
        for (typed, text, value) in [
            ("0", "0", 0.0),
            ("-0", "0", 0.0),
            ("007", "7", 7.0),
            ("42,50", "42.5", 42.5),
            ("４２．５", "42.5", 42.5),
            ("١٢٫٧٥", "12.75", 12.75),
            ("−3", "-3", -3.0),
            ("0.05", "0.05", 0.05),
            ("999999999999999", "999999999999999", 999_999_999_999_999.0),
        ] {
            let number = Number::parse(typed).unwrap();
            assert_eq!((number.text(), number.value()), (text, value), "{typed}");
        }
        assert!(Number::parse("5.0").unwrap().is_whole());
        assert!(!Number::parse("5.1").unwrap().is_whole());
    }

    #[test]
    fn everything_else_is_none() {
        for text in [
            "",
            "-",
            ".",
            "5.",
            ".5",
            "1,000.5",
            "1.000.000",
            "1 000",
            "1e3",
            "five",
            "五",
            "--1",
            "1-",
            "+1",
            "0x1",
        ] {
            assert_eq!(Number::parse(text), None, "{text:?}");
        }
        assert_eq!(Number::parse("1000000000000000"), None);
    }

    proptest! {
        #[test]
        fn a_written_number_is_read_back(millis in -9_999_999_999i64..9_999_999_999) {
            let typed = format!("{}{}.{:03}", if millis < 0 { "-" } else { "" }, millis.abs() / 1000, millis.abs() % 1000);
            let number = Number::parse(&typed).unwrap();
            // The standard library's parser as the other opinion.
            prop_assert!((number.value() - typed.parse::<f64>().unwrap()).abs() < 1e-6);
            prop_assert_eq!(number.text().parse::<f64>().unwrap(), typed.parse::<f64>().unwrap());
            let again = Number::parse(number.text()).unwrap();
            prop_assert_eq!(again.text(), number.text());
        }

        #[test]
        fn reading_never_panics(text in "(?s).*|[-0-9.,٠-٩]{0,24}") {
            let _ = Number::parse(&text);
        }
    }
}
