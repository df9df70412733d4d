//! One place on the course in words and numbers.

use super::{Shown, measure};
use crate::{race::Race, text::fill};
use saddle_course::{course::Place, drawing::GradeBand};

/// A grade as "12 % up", "5 % down" or "level".
pub fn grade(race: Race, grade: f64) -> String {
    let (words, percent) = (race.words(), measure::percent(race, grade));
    let template = match GradeBand::of(grade) {
        GradeBand::Flat => return words.level.to_owned(),
        GradeBand::Up | GradeBand::SteepUp | GradeBand::VerySteepUp => words.uphill,
        GradeBand::Down | GradeBand::SteepDown | GradeBand::VerySteepDown => words.downhill,
    };
    fill(template, &[("grade", &percent)])
}

/// Everything there is to say of a place, as it is spoken and shown; a waypoint close by is named.
pub fn sentence(shown: &Shown, place: &Place) -> String {
    let race = shown.race;
    let mut sentence = measure::distance(race, place.distance_m);
    if shown.course.has_elevation() {
        sentence = fill(
            race.words().cursor_value,
            &[
                ("distance", &sentence),
                ("height", &measure::height(race, place.elevation_m)),
                ("grade", &grade(race, place.grade)),
                ("gain", &measure::height(race, place.gain_m)),
            ],
        );
    }
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
