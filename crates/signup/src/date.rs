//! A calendar day that really exists.

use crate::digits::{ascii_number, push_padded};
use std::fmt;

/// A day of the Gregorian calendar, year 1 to 9999. A value always is a real day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    // The order of these makes the derived order the calendar's.
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The first day there is, 1 January of year 1.
    pub const FIRST: Self = Self { year: 1, month: 1, day: 1 };

    /// The day, if there is one such: `None` for 29 February 2015, month 13 or year 0.
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if year == 0 || year > 9999 || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// Reads ISO 8601 `YYYY-MM-DD`, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
        let (year, month, day) = (&[y1, y2, y3, y4], &[m1, m2], &[d1, d2]);
        // Two digits are at most 99, so these casts lose nothing.
        Self::new(ascii_number(year)?, ascii_number(month)? as u8, ascii_number(day)? as u8)
    }

    /// The year, 1 to 9999.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Full years from this day of birth to `day`; negative before birth. Someone born on 29 February
    /// is a year older on 1 March of a common year.
    pub fn age_on(self, day: Self) -> i32 {
        let before_birthday = (day.month, day.day) < (self.month, self.day);
        i32::from(day.year) - i32::from(self.year) - i32::from(before_birthday)
    }

    /// Days from 1 January 1970; negative before.
    pub fn days_since_1970(self) -> i32 {
        let days_of_months: u16 =
            (1..self.month).map(|month| u16::from(days_in_month(self.year, month))).sum();
        first_of_january(i32::from(self.year)) + i32::from(days_of_months) + i32::from(self.day) - 1
    }

    /// The day that is so many days after 1 January 1970; the last day of 9999 for any later one.
    pub fn from_days_since_1970(days: u32) -> Self {
        let last = Self { year: 9999, month: 12, day: 31 };
        let Ok(days) = i32::try_from(days) else { return last };
        // A year has at most 366 days, so the guess is never late; few steps make it right.
        let mut year = days / 366 + 1970;
        while first_of_january(year + 1) <= days {
            year += 1;
            if year > 9999 {
                return last;
            }
        }
        let year = year as u16;
        let mut left = days - first_of_january(i32::from(year));
        let mut month = 1;
        while left >= i32::from(days_in_month(year, month)) {
            left -= i32::from(days_in_month(year, month));
            month += 1;
        }
        Self { year, month, day: left as u8 + 1 }
    }
}

/// Days from 1 January 1970 to 1 January of a year after 0.
const fn first_of_january(year: i32) -> i32 {
    let past = year - 1;
    past * 365 + past / 4 - past / 100 + past / 400 - 719_162
}

const fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Writes ISO 8601 `YYYY-MM-DD`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        push_padded(&mut text, self.year, 4);
        text.push('-');
        push_padded(&mut text, self.month.into(), 2);
        text.push('-');
        push_padded(&mut text, self.day.into(), 2);
        f.write_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn only_real_days() {
        assert!(Date::new(2016, 2, 29).is_some());
        assert!(Date::new(2000, 2, 29).is_some());
        for (year, month, day) in [
            (2015, 2, 29),
            (1900, 2, 29),
            (2015, 4, 31),
            (2015, 13, 1),
            (2015, 0, 1),
            (2015, 1, 0),
            (0, 1, 1),
            (10_000, 1, 1),
        ] {
            assert_eq!(Date::new(year, month, day), None, "{year}-{month}-{day}");
        }
    }

    #[test]
    fn reads_nothing_but_iso() {
        assert_eq!(date("2015-10-04"), Date::new(2015, 10, 4).unwrap());
        for text in ["", "2015-10-4", "2015/10/04", "+015-10-04", "2015-10-04T", "２015-10-04", "2015-1٠-04"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn age_changes_on_the_birthday() {
        let birth = date("1997-10-04");
        assert_eq!(birth.age_on(date("2015-10-03")), 17);
        assert_eq!(birth.age_on(date("2015-10-04")), 18);
        assert_eq!(birth.age_on(date("1997-10-03")), -1);
    }

    #[test]
    fn a_leap_day_birthday_is_on_1_march_of_a_common_year() {
        let birth = date("1996-02-29");
        assert_eq!(birth.age_on(date("2014-02-28")), 17);
        assert_eq!(birth.age_on(date("2014-03-01")), 18);
        assert_eq!(birth.age_on(date("2016-02-29")), 20);
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (text, days) in
            [("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2015-10-04", 16_712)]
        {
            assert_eq!(date(text).days_since_1970(), days, "{text}");
        }
        assert_eq!(Date::from_days_since_1970(u32::MAX), date("9999-12-31"));
        assert_eq!(Date::from_days_since_1970(i32::MAX as u32), date("9999-12-31"));
    }

    #[test]
    fn every_day_follows_the_one_before() {
        let mut day = date("1970-01-01");
        for count in 1..=2_932_896 {
            let next = Date::from_days_since_1970(count);
            assert!(next > day);
            assert_eq!(next.days_since_1970(), count as i32);
            day = next;
        }
        assert_eq!(day, date("9999-12-31"));
    }

    proptest! {
        #[test]
        fn written_days_read_the_same(year in 1u16..=9999, month in 1u8..=12, day in 1u8..=28) {
            let date = Date::new(year, month, day).unwrap();
            prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
        }

        #[test]
        fn reading_never_panics(text in ".*") {
            let _ = Date::parse(&text);
        }
    }
}
