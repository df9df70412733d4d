//! The `Retry-After` header.

use crate::imf_date::parse_http_date;

/// Nobody waits longer than this before a form.
const LONGEST_WAIT_S: u64 = 30;

/// The seconds to wait from `now_s` (Unix seconds), at most 30. The header is a number of seconds or a date
/// (<https://www.rfc-editor.org/rfc/rfc9110#name-retry-after>); `None` if it is neither.
pub(super) fn seconds(text: &str, now_s: u64) -> Option<u32> {
    let text = text.trim();
    let wait_s = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // Digits that do not fit are a very long time.
        text.bytes().fold(0, |sum: u64, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
    } else {
        parse_http_date(text)?.saturating_sub(now_s)
    };
    Some(wait_s.min(LONGEST_WAIT_S) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_capped() {
        for (text, wait_s) in [("0", 0), (" 7 ", 7), ("30", 30), ("31", 30), ("99999999999999999999999", 30)]
        {
            assert_eq!(seconds(text, 0), Some(wait_s), "{text}");
        }
    }

    #[test]
    fn a_date_is_counted_from_now() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        for (now_s, wait_s) in [(784_111_770, 7), (784_111_777, 0), (784_999_999, 0), (0, 30)] {
            assert_eq!(seconds(date, now_s), Some(wait_s), "{now_s}");
        }
    }

    #[test]
    fn anything_else_is_not_known() {
        for text in ["", "-1", "+1", "1.5", "soon"] {
            assert_eq!(seconds(text, 0), None, "{text}");
        }
    }
}
