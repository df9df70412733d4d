//! One place on the course in words and numbers.

use super::Shown;
use crate::{
    browser::intl,
    text::{Words, fill},
};
use saddle_course::{course::Place, drawing::GradeBand};

/// Kilometres with one decimal.
pub fn km(words: &Words, distance_m: f64) -> String {
    intl::number(words.tag, distance_m / 1000.0, 1, true)
}

/// Whole metres.
pub fn metres(words: &Words, metres: f64) -> String {
    intl::number(words.tag, metres.round(), 0, false)
}

/// A grade as "12 % up", "5 % down" or "level".
pub fn grade(words: &Words, grade: f64) -> String {
    let percent = intl::number(words.tag, (grade * 100.0).abs().round(), 0, false);
    let template = match GradeBand::of(grade) {
        GradeBand::Flat => return words.level.to_owned(),
        GradeBand::Up | GradeBand::SteepUp | GradeBand::VerySteepUp => words.uphill,
        GradeBand::Down | GradeBand::SteepDown | GradeBand::VerySteepDown => words.downhill,
    };
    fill(template, &[("grade", &percent)])
}

/// Everything there is to say of a place, as it is spoken and shown; a waypoint close by is named.
pub fn sentence(shown: &Shown, place: &Place) -> String {
    let words = shown.race.words();
    let mut sentence = if shown.course.has_elevation() {
        fill(
            words.cursor_value,
            &[
                ("km", &km(words, place.distance_m)),
                ("height", &metres(words, place.elevation_m)),
                ("grade", &grade(words, place.grade)),
                ("gain", &metres(words, place.gain_m)),
            ],
        )
    } else {
        [&km(words, place.distance_m), " km"].concat()
    };
    if let Some(name) = waypoint_near(shown, place.distance_m) {
        sentence.push_str(" · ");
        sentence.push_str(&name);
    }
    sentence
}

/// How near a waypoint must be to be named, in metres along the course.
const NEAR_M: f64 = 150.0;

fn waypoint_near(shown: &Shown, distance_m: f64) -> Option<String> {
    let away_m = |km: f64| (km * 1000.0 - distance_m).abs();
    shown
        .distance
        .waypoints
        .iter()
        .filter(|waypoint| away_m(waypoint.km) <= NEAR_M)
        .min_by(|one, other| away_m(one.km).total_cmp(&away_m(other.km)))
        .map(|waypoint| waypoint.name.pick(&shown.race.language_untracked()).to_owned())
}
