//! A time of day, where the race is.

use crate::reader::Cursor;
use std::fmt;

/// A time of day, `00:00` to `23:59`, in the event's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay {
    hour: u8,
    minute: u8,
}

impl TimeOfDay {
    /// Reads `HH:MM`.
    pub fn parse(text: &str) -> Option<Self> {
        let &[h1, h2, b':', m1, m2] = text.as_bytes() else { return None };
        if ![h1, h2, m1, m2].iter().all(u8::is_ascii_digit) {
            return None;
        }
        let (hour, minute) = ((h1 - b'0') * 10 + (h2 - b'0'), (m1 - b'0') * 10 + (m2 - b'0'));
        (hour < 24 && minute < 60).then_some(Self { hour, minute })
    }

    /// The hour, 0 to 23.
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    pub const fn minute(self) -> u8 {
        self.minute
    }

    /// The time of day so many seconds later, without the seconds, and how many midnights lie between.
    ///
    /// ```
    /// use saddle_event::TimeOfDay;
    /// let start = TimeOfDay::parse("20:00").unwrap();
    /// let (time, days) = start.after(5 * 3_600 + 59);
    /// assert_eq!((time.to_string().as_str(), days), ("01:00", 1));
    /// ```
    pub const fn after(self, elapsed_s: u32) -> (Self, u32) {
        const DAY_MIN: u32 = 24 * 60;
        // A day has 24 hours of 60 minutes, so the casts lose nothing.
        let minutes = self.hour as u32 * 60 + self.minute as u32 + elapsed_s / 60;
        let of_day = minutes % DAY_MIN;
        (Self { hour: (of_day / 60) as u8, minute: (of_day % 60) as u8 }, minutes / DAY_MIN)
    }

    pub(crate) fn read(at: &Cursor<'_>) -> Option<Self> {
        at.expect(at.value.as_str().and_then(Self::parse), "a time of day such as \"09:00\"")
    }
}

/// Writes `HH:MM`.
impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_times_of_a_day_and_no_others() {
        for text in ["00:00", "09:05", "23:59"] {
            assert_eq!(TimeOfDay::parse(text).map(|time| time.to_string()).as_deref(), Some(text));
        }
        for text in ["", "9:00", "24:00", "12:60", "12:00:00", "ab:cd", "９:00"] {
            assert_eq!(TimeOfDay::parse(text), None, "{text}");
        }
    }
}
