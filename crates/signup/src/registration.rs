//! Whether one can sign up now.

use crate::date::Date;

/// When sign-ups are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Registration {
    /// The moment they open, in Unix seconds; `None` means they are open.
    pub opens_s: Option<u64>,
    /// The moment they close, in Unix seconds; `None` means when race day begins.
    pub closes_s: Option<u64>,
    /// The day of the race, where the race is.
    pub race_day: Date,
    /// How many places are left; `None` where nobody counts.
    pub places_left: Option<u32>,
}

/// Whether one can sign up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not yet.
    NotYetOpen,
    /// Yes.
    Open,
    /// No place is left.
    Full,
    /// No longer.
    Closed,
    /// The race is over.
    Past,
}

impl Registration {
    /// The state at `now_s` (Unix seconds), when the day is `today` where the race is.
    pub fn state(&self, now_s: u64, today: Date) -> State {
        if today > self.race_day {
            State::Past
        } else if self.opens_s.is_some_and(|opens_s| now_s < opens_s) {
            State::NotYetOpen
        } else if self.closes_s.map_or(today == self.race_day, |closes_s| now_s >= closes_s) {
            State::Closed
        } else if self.places_left == Some(0) {
            State::Full
        } else {
            State::Open
        }
    }
}

/// A stretch of time until something happens, in the units that people count it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Countdown {
    /// How many.
    pub count: u32,
    /// Of what: a unit of ECMA-402's `Intl.RelativeTimeFormat`.
    pub unit: &'static str,
    /// After so many seconds another count is right.
    pub changes_in_s: u32,
}

impl Countdown {
    /// So many seconds, in the largest unit of which there are two or more, rounded up: nobody shall come too late.
    pub fn of_seconds(seconds: u32) -> Self {
        const UNITS: [(u32, &str); 3] = [(86_400, "day"), (3_600, "hour"), (60, "minute")];
        let (length_s, unit) =
            UNITS.into_iter().find(|(length_s, _)| seconds > *length_s).unwrap_or((1, "second"));
        let count = seconds.div_ceil(length_s);
        // Rounded up, a count holds until the last second of its unit has begun.
        let changes_in_s = (seconds - (count.max(1) - 1) * length_s).max(1);
        Self { count, unit, changes_in_s }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RACE_DAY: Date = Date::new(2015, 10, 4).unwrap();
    const WINDOW: Registration =
        Registration { opens_s: Some(100), closes_s: Some(200), race_day: RACE_DAY, places_left: None };
    const ALWAYS: Registration =
        Registration { opens_s: None, closes_s: None, race_day: RACE_DAY, places_left: None };

    fn day(day: u8) -> Date {
        Date::new(2015, 10, day).unwrap()
    }

    #[test]
    fn a_countdown_is_rounded_up_and_says_how_long_it_holds() {
        for (seconds, count, unit, changes_in_s) in [
            (0, 0, "second", 1),
            (1, 1, "second", 1),
            (60, 60, "second", 1),
            (61, 2, "minute", 1),
            (120, 2, "minute", 60),
            (3_600, 60, "minute", 60),
            (3_601, 2, "hour", 1),
            (86_400, 24, "hour", 3_600),
            (90_000, 2, "day", 3_600),
            (10 * 86_400, 10, "day", 86_400),
        ] {
            assert_eq!(Countdown::of_seconds(seconds), Countdown { count, unit, changes_in_s }, "{seconds}");
        }
    }

    #[test]
    fn opens_and_closes_to_the_second() {
        for (now_s, state) in
            [(99, State::NotYetOpen), (100, State::Open), (199, State::Open), (200, State::Closed)]
        {
            assert_eq!(WINDOW.state(now_s, day(1)), state, "{now_s}");
        }
    }

    #[test]
    fn without_a_window_it_is_open_until_race_day() {
        assert_eq!(ALWAYS.state(0, day(3)), State::Open);
        assert_eq!(ALWAYS.state(0, day(4)), State::Closed);
        assert_eq!(ALWAYS.state(0, day(5)), State::Past);
    }

    #[test]
    fn a_window_may_reach_into_race_day_but_not_past_it() {
        assert_eq!(WINDOW.state(150, day(4)), State::Open);
        assert_eq!(WINDOW.state(150, day(5)), State::Past);
    }

    #[test]
    fn full_is_only_said_while_it_would_be_open() {
        let full = Registration { places_left: Some(0), ..WINDOW };
        assert_eq!(full.state(99, day(1)), State::NotYetOpen);
        assert_eq!(full.state(150, day(1)), State::Full);
        assert_eq!(full.state(200, day(1)), State::Closed);
        assert_eq!(Registration { places_left: Some(1), ..WINDOW }.state(150, day(1)), State::Open);
    }
}
