//! A length of time as runners type it and as tables show it.

/// The longest that is understood, in seconds: more than eleven days.
const LONGEST_S: u64 = 1_000_000;

/// A length of time in whole seconds.
///
/// ```
/// use saddle_course::planner::{Duration, TimeUnit};
/// let goal = Duration::parse("5 h 30", TimeUnit::Hour).unwrap();
/// assert_eq!(goal, Duration::parse("5:30", TimeUnit::Hour).unwrap());
/// assert_eq!(goal.hours_and_minutes(), "5:30");
/// assert_eq!(Duration::parse("5:30", TimeUnit::Minute).unwrap().minutes_and_seconds(), "5:30");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duration {
    seconds: u32,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// 3,600 seconds.
    Hour,
    /// 60 seconds.
    Minute,
    /// One second.
    Second,
}

/// What each unit is called where people type: English, Chinese and Korean words and the usual signs.
const NAMES: [(TimeUnit, &[&str]); 3] = [
    (TimeUnit::Hour, &["h", "hr", "hrs", "hour", "hours", "时", "小时", "個小時", "个小时", "시", "시간"]),
    (TimeUnit::Minute, &["m", "min", "mins", "minute", "minutes", "'", "′", "’", "分", "分钟", "分鐘", "분"]),
    (
        TimeUnit::Second,
        &["s", "sec", "secs", "second", "seconds", "\"", "″", "”", "''", "秒", "秒钟", "秒鐘", "초"],
    ),
];

impl TimeUnit {
    const fn seconds(self) -> u64 {
        match self {
            Self::Hour => 3_600,
            Self::Minute => 60,
            Self::Second => 1,
        }
    }

    const fn smaller(self) -> Option<Self> {
        match self {
            Self::Hour => Some(Self::Minute),
            Self::Minute => Some(Self::Second),
            Self::Second => None,
        }
    }

    fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(unit, _)| *unit)
    }
}

impl Duration {
    /// So many seconds, rounded as on a race clock; nothing below 0 and nothing that is no number.
    pub fn from_seconds(seconds: f64) -> Self {
        // A cast of what does not fit gives the nearest that does, of what is no number 0.
        Self { seconds: seconds.round() as u32 }
    }

    /// Reads what a person typed: `5:00`, `5:00:00`, `5h`, `5 h 30`, `4.5 h`, `90 min`, `5'30"`, `５：３０`.
    ///
    /// `first` is what the first of two numbers counts, and a number that stands alone: hours in a finish time, minutes
    /// in a pace. A point before two digits is the colon of who has only a keypad: `5.30` is `5:30`; one digit, or a unit
    /// after it, make a decimal. What follows a slash, as in `5:30 / km`, says nothing. `None` for anything else, and for 0.
    pub fn parse(text: &str, first: TimeUnit) -> Option<Self> {
        let text: String = text.chars().map(plain).collect();
        let text = text.split('/').next().unwrap_or_default().trim();
        // Who is still typing.
        let mut rest = text.strip_suffix(':').unwrap_or(text);
        let colons = rest.matches(':').count();
        let mut next = Some(if colons > 1 { TimeUnit::Hour } else { first });
        let mut total_s = 0;
        let mut is_first = true;
        while !rest.is_empty() {
            let (number, after) = Number::read(rest)?;
            let (name, after_name) = word(after.trim_start());
            let assumed = next;
            let unit = match name {
                "" | ":" => assumed?,
                name => TimeUnit::named(name)?,
            };
            // `5:30 min` and `5:30 h` are both said of what the colon has already told apart.
            let unit = if colons > 0 { assumed? } else { unit };
            let is_in_order = assumed.is_some_and(|next| is_first || unit.seconds() <= next.seconds());
            if !is_in_order || (!is_first && number.whole > 59) {
                return None;
            }
            rest = after_name.trim_start();
            total_s += number.seconds(unit, name.is_empty() && is_first && rest.is_empty())?;
            if number.decimals > 0 && !rest.is_empty() {
                return None;
            }
            next = unit.smaller();
            is_first = false;
        }
        (1..=LONGEST_S).contains(&total_s).then_some(Self { seconds: total_s as u32 })
    }

    /// Whole seconds.
    pub const fn seconds(self) -> u32 {
        self.seconds
    }

    /// As `h:mm`, without the seconds, as a clock that shows none.
    pub fn hours_and_minutes(self) -> String {
        [&(self.seconds / 3_600).to_string(), ":", &two_digits(self.seconds / 60 % 60)].concat()
    }

    /// As `m:ss`, with more than 60 minutes where there are more.
    pub fn minutes_and_seconds(self) -> String {
        [&(self.seconds / 60).to_string(), ":", &two_digits(self.seconds % 60)].concat()
    }

    /// As `h:mm:ss`.
    pub fn exact(self) -> String {
        [&self.hours_and_minutes(), ":", &two_digits(self.seconds % 60)].concat()
    }
}

fn two_digits(number: u32) -> String {
    [if number < 10 { "0" } else { "" }, &number.to_string()].concat()
}

/// Full-width characters, as input methods of East Asia type them, as the narrow ones, digits of Arabic and Persian as the European ones;
/// letters small.
fn plain(character: char) -> char {
    let narrow = match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        '\u{660}'..='\u{669}' => char::from_u32(u32::from(character) - 0x630).unwrap_or(character),
        '\u{6F0}'..='\u{6F9}' => char::from_u32(u32::from(character) - 0x6C0).unwrap_or(character),
        '\u{66B}' => '.',
        '\u{3000}' => ' ',
        '\u{2236}' => ':',
        other => other,
    };
    match narrow {
        ',' => '.',
        other => other.to_ascii_lowercase(),
    }
}

/// The unit or colon that a text begins with, and what follows; empty before a digit and at the end.
fn word(text: &str) -> (&str, &str) {
    let end = match text.strip_prefix(':') {
        Some(_) => 1,
        None => text.find(|next: char| next.is_ascii_digit() || next.is_whitespace()).unwrap_or(text.len()),
    };
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// A number with at most three decimals.
struct Number {
    whole: u64,
    /// The digits after the point as a number.
    fraction: u64,
    /// How many they are.
    decimals: u32,
}

impl Number {
    /// The number that a text begins with, and what follows.
    fn read(text: &str) -> Option<(Self, &str)> {
        let (whole, rest) = digits(text);
        let (fraction, rest) = match rest.strip_prefix('.') {
            Some(after) => digits(after),
            None => ("", rest),
        };
        let is_short = (1..=6).contains(&whole.len()) && fraction.len() <= 3;
        let has_digits = rest.len() + whole.len() == text.len() || !fraction.is_empty();
        (is_short && has_digits).then(|| {
            let number =
                Self { whole: value(whole), fraction: value(fraction), decimals: fraction.len() as u32 };
            (number, rest)
        })
    }

    /// Its seconds. Two digits after the point of a number that stands alone are of the next smaller unit.
    fn seconds(&self, unit: TimeUnit, is_alone: bool) -> Option<u64> {
        let whole_s = self.whole * unit.seconds();
        match unit.smaller() {
            Some(smaller) if is_alone && self.decimals == 2 => {
                (self.fraction < 60).then(|| whole_s + self.fraction * smaller.seconds())
            }
            _ => Some(whole_s + self.fraction * unit.seconds() / 10_u64.pow(self.decimals)),
        }
    }
}

fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|next: char| !next.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn value(digits: &str) -> u64 {
    digits.bytes().fold(0, |value, digit| value * 10 + u64::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn time(text: &str) -> Option<u32> {
        Duration::parse(text, TimeUnit::Hour).map(Duration::seconds)
    }

    fn pace(text: &str) -> Option<u32> {
        Duration::parse(text, TimeUnit::Minute).map(Duration::seconds)
    }

    #[test]
    fn a_time_is_read_as_it_is_typed() {
        for text in [
            "5:00",
            "5:00:00",
            "5h",
            "5 h",
            "5",
            "5:",
            " 5 : 00 ",
            "5.00",
            "5,00",
            "5.0 h",
            "300 min",
            "5h00",
            "5 hours",
            "５：００",
            "٥:٠٠",
            "۵:۰۰",
            "５小时",
            "5시간",
            "5:00 h",
        ] {
            assert_eq!(time(text), Some(18_000), "{text}");
        }
        for text in
            ["5 h 30", "5h30m", "5:30", "5.5", "5,5 h", "5.50 h", "5.30", "5小时30分", "5시간 30분", "330m"]
        {
            assert_eq!(time(text), Some(19_800), "{text}");
        }
        assert_eq!(time("1 h 2 min 3 s"), Some(3_723));
        assert_eq!(time("1:02:03"), Some(3_723));
        assert_eq!(time("25 min"), Some(1_500));
    }

    #[test]
    fn a_pace_is_minutes_and_seconds() {
        for text in [
            "5:30",
            "5'30\"",
            "5′30″",
            "5 min 30 s",
            "5.5",
            "5.30",
            "5:30 /km",
            "5:30 min/km",
            "330 s",
            "５分３０秒",
        ] {
            assert_eq!(pace(text), Some(330), "{text}");
        }
        assert_eq!(pace("6"), Some(360));
        assert_eq!(pace("1:00:00"), Some(3_600));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "", " ", "0", "0:00", "five", "5:60", "5:00:61", "1:2:3:4", "5 m 3 h", "5.", ".5", "-5", "5h h",
            "5:0.5:3", "5 5 5 5", "9999999", "999999 h", "5..5", "h", ":", "5 h 3 h", "5.1234 h", "5.75",
            "1.5 h 20",
        ] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    #[test]
    fn is_written_like_a_clock() {
        let duration = Duration::from_seconds(18_183.6);
        assert_eq!(duration.hours_and_minutes(), "5:03");
        assert_eq!(duration.exact(), "5:03:04");
        assert_eq!(Duration::from_seconds(331.0).minutes_and_seconds(), "5:31");
        assert_eq!(Duration::from_seconds(4_505.0).minutes_and_seconds(), "75:05");
        assert_eq!(
            Duration::from_seconds(17_999.99).hours_and_minutes(),
            "5:00",
            "rounded to the second first"
        );
        assert_eq!(Duration::from_seconds(f64::NAN), Duration::from_seconds(-3.0));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(seconds in 1..900_000_u32) {
            let duration = Duration { seconds };
            prop_assert_eq!(Duration::parse(&duration.exact(), TimeUnit::Hour), Some(duration));
            prop_assert_eq!(Duration::parse(&duration.minutes_and_seconds(), TimeUnit::Minute), Some(duration));
        }

        #[test]
        fn any_text_is_safe(text in "\\PC{0,12}|[0-9:.,hms' ]{0,12}") {
            for first in [TimeUnit::Hour, TimeUnit::Minute, TimeUnit::Second] {
                if let Some(duration) = Duration::parse(&text, first) {
                    prop_assert!((1..=1_000_000).contains(&duration.seconds()));
                }
            }
        }
    }
}
