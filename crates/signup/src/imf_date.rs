//! The date of HTTP and mail headers, to and from Unix seconds.

use crate::date::Date;
use crate::digits::{ascii_number, push_padded};

const DAY_S: u64 = 86_400;
// 1 January 1970 was a Thursday.
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Reads the date of an HTTP header, e.g. `Sun, 06 Nov 1994 08:49:37 GMT`, as Unix seconds
/// (<https://www.rfc-editor.org/rfc/rfc9110#name-date-time-formats>, without the two obsolete forms). The day
/// of the week is not checked. `None` for anything else, and before 1970.
pub(crate) fn parse_http_date(text: &str) -> Option<u64> {
    let (_weekday, rest) = text.split_once(',')?;
    let &[b' ', d1, d2, b' ', m1, m2, m3, b' ', y1, y2, y3, y4, b' ', ref time @ .., b' ', b'G', b'M', b'T'] =
        rest.as_bytes()
    else {
        return None;
    };
    let &[h1, h2, b':', n1, n2, b':', s1, s2] = time else { return None };
    let month = MONTHS.iter().position(|name| name.as_bytes() == [m1, m2, m3])? as u8 + 1;
    // Two digits are at most 99, so the cast loses nothing.
    let day = Date::new(ascii_number(&[y1, y2, y3, y4])?, month, ascii_number(&[d1, d2])? as u8)?;
    let (hour, minute, second) =
        (ascii_number(&[h1, h2])?, ascii_number(&[n1, n2])?, ascii_number(&[s1, s2])?);
    // A minute may have a leap second.
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let time_s = u64::from(hour) * 3600 + u64::from(minute) * 60 + u64::from(second);
    Some(u64::try_from(day.days_since_1970()).ok()? * DAY_S + time_s)
}

/// Writes Unix seconds as the date of a mail, e.g. `Sun, 06 Nov 1994 08:49:37 +0000`
/// (<https://www.rfc-editor.org/rfc/rfc5322#section-3.3>).
pub(crate) fn mail_date(unix_s: u64) -> String {
    let days = unix_s / DAY_S;
    let date = Date::from_days_since_1970(u32::try_from(days).unwrap_or(u32::MAX));
    let weekday = WEEKDAYS[(days % 7) as usize];
    let month = MONTHS[usize::from(date.month() - 1) % MONTHS.len()];
    let time = unix_s % DAY_S;
    let mut out = [weekday, ", "].concat();
    push_padded(&mut out, date.day().into(), 2);
    for piece in [" ", month, " "] {
        out.push_str(piece);
    }
    push_padded(&mut out, date.year(), 4);
    for (separator, number) in [(' ', time / 3600), (':', time / 60 % 60), (':', time % 60)] {
        out.push(separator);
        push_padded(&mut out, number as u16, 2);
    }
    out.push_str(" +0000");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOVEMBER_1994_S: u64 = 784_111_777;

    #[test]
    fn reads_the_example_of_the_standard() {
        assert_eq!(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(NOVEMBER_1994_S));
        assert_eq!(parse_http_date("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
    }

    #[test]
    fn reads_nothing_else() {
        for text in [
            "",
            "120",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 +8:49:37 GMT",
            "Sun, 06 Nov 1994 8:49:37 GMT",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 31 Nov 1994 08:49:37 GMT",
            "Wed, 31 Dec 1969 23:59:59 GMT",
        ] {
            assert_eq!(parse_http_date(text), None, "{text}");
        }
    }

    #[test]
    fn writes_the_weekday_and_the_zone() {
        assert_eq!(mail_date(NOVEMBER_1994_S), "Sun, 06 Nov 1994 08:49:37 +0000");
        assert_eq!(mail_date(0), "Thu, 01 Jan 1970 00:00:00 +0000");
    }

    proptest! {
        #[test]
        fn written_dates_read_the_same(unix_s in 0u64..253_402_300_800) {
            let written = mail_date(unix_s);
            prop_assert_eq!(parse_http_date(&written.replace("+0000", "GMT")), Some(unix_s));
            let mail = format!("Date: {written}\r\n\r\n");
            let parsed = mail_parser::MessageParser::default().parse(&mail).unwrap();
            prop_assert_eq!(parsed.date().unwrap().to_timestamp(), unix_s as i64);
        }

        #[test]
        fn neither_way_panics(text in ".*", unix_s: u64) {
            let _ = parse_http_date(&text);
            let _ = parse_http_date(&format!("Sun, {text}"));
            let _ = mail_date(unix_s);
        }
    }
}
