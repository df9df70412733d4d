//! A moment, as RFC 3339 writes it.

use crate::reader::Object;
use saddle_signup::Date;

/// A moment, written with its offset from UTC: `2015-06-01T09:00:00+08:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant {
    unix_s: u64,
}

impl Instant {
    /// Seconds since 1 January 1970, 00:00 UTC.
    pub const fn unix_s(self) -> u64 {
        self.unix_s
    }

    /// Reads RFC 3339, section 5.6, from 1970 on; a fraction of a second is dropped.
    ///
    /// ```
    /// use saddle_event::Instant;
    /// assert_eq!(Instant::parse("1970-01-01T09:00:01+08:30").map(Instant::unix_s), Some(1801));
    /// assert_eq!(Instant::parse("1970-01-01T09:00:01"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let date = Date::parse(text.get(..10)?)?;
        let time_and_offset = text.as_bytes().get(10..)?;
        let &[b'T' | b't' | b' ', h1, h2, b':', m1, m2, b':', s1, s2, ..] = time_and_offset else {
            return None;
        };
        // 60 is a leap second; it counts as the first second of the next minute.
        let (hour, minute, second) = (pair(h1, h2, 23)?, pair(m1, m2, 59)?, pair(s1, s2, 60)?);
        let mut offset = time_and_offset.get(9..)?;
        if let [b'.', first, rest @ ..] = offset {
            if !first.is_ascii_digit() {
                return None;
            }
            let digits = rest.iter().take_while(|digit| digit.is_ascii_digit()).count();
            offset = rest.get(digits..)?;
        }
        let offset_s = offset_s(offset)?;
        let unix_s =
            i64::from(date.days_since_1970()) * 86_400 + hour * 3600 + minute * 60 + second - offset_s;
        Some(Self { unix_s: u64::try_from(unix_s).ok()? })
    }

    /// The moment under a key that may be there.
    pub(crate) fn optional(object: &Object<'_>, key: &'static str) -> Option<Self> {
        const EXPECTED: &str = "a moment with its offset from UTC, such as \"2015-06-01T09:00:00+08:30\"";
        let at = object.optional(key)?;
        at.expect(at.value.as_str().and_then(Self::parse), EXPECTED)
    }
}

fn offset_s(offset: &[u8]) -> Option<i64> {
    let (sign, h1, h2, m1, m2) = match *offset {
        [b'Z' | b'z'] => return Some(0),
        [b'+', h1, h2, b':', m1, m2] => (1, h1, h2, m1, m2),
        [b'-', h1, h2, b':', m1, m2] => (-1, h1, h2, m1, m2),
        _ => return None,
    };
    Some(sign * (pair(h1, h2, 23)? * 3600 + pair(m1, m2, 59)? * 60))
}

/// Two digits as a number, if that is at most `most`.
fn pair(tens: u8, units: u8, most: i64) -> Option<i64> {
    let is_number = tens.is_ascii_digit() && units.is_ascii_digit();
    let number = i64::from(tens) * 10 + i64::from(units) - i64::from(b'0') * 11;
    (is_number && number <= most).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_moments() {
        let table = [
            ("1970-01-01T00:00:00Z", 0),
            ("2000-02-29T12:00:00Z", 951_825_600),
            ("2000-03-01T00:00:00Z", 951_868_800),
            ("2015-10-04T00:00:00+08:30", 1_443_886_200),
            ("2015-10-03T15:30:00.123456z", 1_443_886_200),
            ("2015-10-03 11:00:00-04:30", 1_443_886_200),
            ("2016-12-31T23:59:60Z", 1_483_228_800),
        ];
        for (text, unix_s) in table {
            assert_eq!(Instant::parse(text).map(Instant::unix_s), Some(unix_s), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_a_moment() {
        for text in [
            "",
            "2015-10-04",
            "2015-10-04T09:00:00",
            "2015-10-04T09:00Z",
            "2015-10-04T24:00:00Z",
            "2015-10-04T09:60:00Z",
            "2015-10-04T09:00:00.Z",
            "2015-10-04T09:00:00+0830",
            "2015-10-04T09:00:00Z and more",
            "2015-02-29T09:00:00Z",
            "1969-12-31T23:59:59Z",
            "二〇一五年十月四日",
        ] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }
}
