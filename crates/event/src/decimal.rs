//! Numbers of the file as a mistake names them.
//!
//! The standard library writes every number exactly, which takes tables of many kilobytes; a person who looks for a
//! mistake needs six decimal places at most.

use serde_json::Number;

const MILLION: u64 = 1_000_000;

/// A number in decimal digits: a whole one exactly, any other rounded to six decimal places, and one of ten
/// digits or more not at all.
pub(crate) fn text(number: &Number) -> String {
    if let Some(whole) = number.as_u64() {
        return whole.to_string();
    }
    if let Some(whole) = number.as_i64() {
        return whole.to_string();
    }
    let number = number.as_f64().unwrap_or_default();
    let sign = if number < 0.0 { "-" } else { "" };
    if number.abs() >= 1e9 {
        return ["beyond ", sign, "1000000000"].concat();
    }
    let millionths = (number.abs() * MILLION as f64 + 0.5) as u64;
    // The million in front keeps the zeros after the point.
    let decimals = (millionths % MILLION + MILLION).to_string();
    let decimals = decimals.get(1..).unwrap_or_default().trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    [sign, &(millionths / MILLION).to_string(), point, decimals].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn written(value: &Value) -> String {
        text(value.as_number().expect("a number"))
    }

    #[test]
    fn writes_numbers_as_people_do() {
        let table = [
            (json!(0), "0"),
            (json!(-17), "-17"),
            (json!(u64::MAX), "18446744073709551615"),
            (json!(0.0), "0"),
            (json!(40.0), "40"),
            (json!(4.5), "4.5"),
            (json!(-0.05), "-0.05"),
            (json!(42.195), "42.195"),
            (json!(42.195_000_4), "42.195"),
            (json!(99.999_999_9), "100"),
            (json!(-999_999_999.000_001), "-999999999.000001"),
            (json!(1e9), "beyond 1000000000"),
            (json!(-1e300), "beyond -1000000000"),
        ];
        for (value, expected) in table {
            assert_eq!(written(&value), expected);
        }
    }

    proptest! {
        #[test]
        fn six_decimal_places_are_right(number in -1e6..1e6f64) {
            let read: f64 = written(&json!(number)).parse().unwrap();
            prop_assert!((read - number).abs() < 0.000_000_501, "{number} {read}");
        }
    }
}
