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

#[cfg(test)]
mod tests {
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
}
