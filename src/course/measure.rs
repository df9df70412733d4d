//! Lengths and heights as the visitor counts them. Whoever shows one follows `Race::units`.

use crate::{browser::intl, race::Race};
use saddle_course::Units;

/// A length along the course with its unit, with one decimal.
pub fn distance(race: Race, distance_m: f64) -> String {
    let unit = match race.units.get_untracked() {
        Units::Metric => "kilometer",
        Units::Imperial => "mile",
    };
    intl::quantity(race.words().tag, distance_m / race.units.get_untracked().distance_m(), 1, unit)
}

/// A height or a climb with its unit, in whole metres or feet.
pub fn height(race: Race, height_m: f64) -> String {
    let unit = match race.units.get_untracked() {
        Units::Metric => "meter",
        Units::Imperial => "foot",
    };
    intl::quantity(race.words().tag, height_m / race.units.get_untracked().elevation_m(), 0, unit)
}

/// A length along the course as a bare number with one decimal.
pub fn distance_number(race: Race, distance_m: f64) -> String {
    intl::number(race.words().tag, distance_m / race.units.get_untracked().distance_m(), 1, true)
}

/// A height as a bare whole number.
pub fn height_number(race: Race, height_m: f64) -> String {
    intl::number(race.words().tag, (height_m / race.units.get_untracked().elevation_m()).round(), 0, false)
}

/// The symbol of the unit of lengths.
pub fn distance_symbol(race: Race) -> &'static str {
    match race.units.get_untracked() {
        Units::Metric => "km",
        Units::Imperial => "mi",
    }
}

/// The symbol of the unit of heights.
pub fn height_symbol(race: Race) -> &'static str {
    match race.units.get_untracked() {
        Units::Metric => "m",
        Units::Imperial => "ft",
    }
}

/// A grade in whole per cent, without a sign.
pub fn percent(race: Race, grade: f64) -> String {
    intl::number(race.words().tag, (grade * 100.0).abs().round(), 0, false)
}
