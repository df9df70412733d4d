//! The rows of a pace band: what a runner carries on the wrist.

use crate::{Course, Units, splits};

/// More rows than fit on one page in readable type.
const MOST_SPLITS: usize = 120;

/// A full kilometre or mile this near to a named place is left out: the place says it.
const NEAR_M: f64 = 60.0;

/// One row of a pace band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BandRow {
    /// Where, in metres from the start.
    pub at_m: f64,
    /// Which of the named places it is; nothing for a full kilometre or mile.
    pub place: Option<usize>,
}

/// Every full kilometre or mile of a course and its named places, given in metres from the start, in the order in which
/// they are passed; of a long course only every second, fifth or tenth one and so on, so that all fits on one page.
pub fn band_rows(course: &Course, units: Units, places_m: &[f64]) -> Vec<BandRow> {
    let ends_m: Vec<f64> = splits(course, units).iter().map(|split| split.to_m).collect();
    let every = [1, 2, 5, 10, 20, 50, 100].into_iter().find(|every| ends_m.len() / every <= MOST_SPLITS);
    let every = every.unwrap_or(ends_m.len().max(1));
    let is_free = |at_m: f64| places_m.iter().all(|place_m| (place_m - at_m).abs() > NEAR_M);
    let full =
        ends_m.iter().enumerate().filter(|(index, _)| (index + 1) % every == 0 || index + 1 == ends_m.len());
    let full = full.map(|(_, at_m)| BandRow { at_m: *at_m, place: None }).filter(|row| is_free(row.at_m));
    let places = places_m.iter().enumerate().map(|(place, at_m)| BandRow { at_m: *at_m, place: Some(place) });
    let mut rows: Vec<BandRow> = full.chain(places).collect();
    rows.sort_by(|one, other| one.at_m.total_cmp(&other.at_m));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::course;

    #[test]
    fn places_stand_between_the_kilometres_and_for_those_they_are_near() {
        let rows = band_rows(&course(4_500.0, 50.0, |_| 0.0), Units::Metric, &[0.0, 2_030.0, 3_400.0]);
        let seen: Vec<(f64, Option<usize>)> = rows.iter().map(|row| (row.at_m.round(), row.place)).collect();
        assert_eq!(
            seen,
            [
                (0.0, Some(0)),
                (1_000.0, None),
                (2_030.0, Some(1)),
                (3_000.0, None),
                (3_400.0, Some(2)),
                (4_000.0, None),
                (4_500.0, None)
            ]
        );
    }

    #[test]
    fn a_long_course_has_every_second_kilometre_and_its_finish() {
        let rows = band_rows(&course(161_500.0, 500.0, |_| 0.0), Units::Metric, &[]);
        assert_eq!(rows.len(), 81);
        assert_eq!(rows[0].at_m.round(), 2_000.0);
        assert_eq!(rows[80].at_m.round(), 161_500.0);
    }
}
