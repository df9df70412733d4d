//! The course kilometre by kilometre, or mile by mile: the rows of a data table and of a pace table.

use crate::course::Stretch;
use crate::{Course, Units};

/// More rows than anyone reads; beyond it each row covers several kilometres or miles.
const MOST_SPLITS: f64 = 1_000.0;

/// A last row shorter than this share of the others belongs to the one before it.
const LEAST_REST: f64 = 0.01;

/// One row: a kilometre or a mile of the course, the last one usually shorter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// Where it begins, in metres from the start.
    pub from_m: f64,
    /// Where it ends, in metres from the start.
    pub to_m: f64,
    /// Elevation at its end in metres above sea level; 0 when the course has no elevation.
    pub end_elevation_m: f64,
    /// Length, gain, loss and mean grade.
    pub stretch: Stretch,
}

/// The course cut at every full kilometre or mile, from the start to the finish.
///
/// A rest of less than a hundredth of a kilometre or mile is no row of its own. A course of more than a thousand
/// is cut at every second one, and so on.
pub fn splits(course: &Course, units: Units) -> Vec<Split> {
    let length_m = course.vertices().last().map_or(0.0, |finish| finish.distance_m);
    let units_long = length_m / units.distance_m();
    let step_m = units.distance_m() * (units_long / MOST_SPLITS).ceil().max(1.0);
    let count = (length_m / step_m - LEAST_REST).ceil().max(1.0) as usize;
    (0..count)
        .map(|index| {
            let from_m = index as f64 * step_m;
            let to_m = if index + 1 == count { length_m } else { from_m + step_m };
            let end_elevation_m = course.at(to_m).elevation_m;
            Split { from_m, to_m, end_elevation_m, stretch: course.between(from_m, to_m) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::course;

    /// 2.5 km: up 100 m in the first kilometre, level for the next, down 50 m in the last half.
    fn hill() -> Course {
        course(2_500.0, 50.0, |distance_m| {
            if distance_m <= 2_000.0 { distance_m.min(1_000.0) / 10.0 } else { 300.0 - distance_m / 10.0 }
        })
    }

    #[test]
    fn each_row_is_a_kilometre_and_the_last_is_the_rest() {
        let rows = splits(&hill(), Units::Metric);
        let ends: Vec<(f64, f64)> = rows.iter().map(|row| (row.from_m, row.to_m.round())).collect();
        assert_eq!(ends, [(0.0, 1_000.0), (1_000.0, 2_000.0), (2_000.0, 2_500.0)]);
        let elevations: Vec<f64> = rows.iter().map(|row| row.end_elevation_m.round()).collect();
        assert_eq!(elevations, [100.0, 100.0, 50.0]);
        // The corners are rounded by smoothing.
        assert!((rows[0].stretch.gain_m - 100.0).abs() < 2.0 && rows[0].stretch.loss_m == 0.0, "{rows:?}");
        assert!((rows[1].stretch.mean_grade).abs() < 1e-6, "{rows:?}");
        assert!((rows[2].stretch.loss_m - 50.0).abs() < 2.0, "{rows:?}");
        assert!((rows[2].stretch.mean_grade - -0.1).abs() < 1e-6, "{rows:?}");
    }

    #[test]
    fn miles_are_miles() {
        let rows = splits(&hill(), Units::Imperial);
        assert_eq!(rows.iter().map(|row| row.from_m).collect::<Vec<_>>(), [0.0, 1_609.344]);
    }

    #[test]
    fn rows_add_up_to_the_course() {
        let course = hill();
        let rows = splits(&course, Units::Metric);
        let elevation = course.figures().elevation.unwrap();
        let gain_m: f64 = rows.iter().map(|row| row.stretch.gain_m).sum();
        let distance_m: f64 = rows.iter().map(|row| row.stretch.distance_m).sum();
        assert!((gain_m - elevation.gain_m).abs() < 1e-6);
        assert!((distance_m - course.figures().distance_m).abs() < 1e-6);
    }

    #[test]
    fn a_rest_of_some_metres_is_no_row() {
        let ends = |length_m: f64| {
            let rows = splits(&course(length_m, length_m / 100.0, |_| 0.0), Units::Metric);
            rows.iter().map(|row| row.to_m.round()).collect::<Vec<_>>()
        };
        assert_eq!(ends(2_009.0), [1_000.0, 2_009.0]);
        assert_eq!(ends(2_011.0), [1_000.0, 2_000.0, 2_011.0]);
        assert_eq!(ends(150.0), [150.0]);
    }

    #[test]
    fn a_course_across_a_continent_has_a_thousand_rows_at_most() {
        let long = course(5_000_000.0, 50_000.0, |_| 0.0);
        let rows = splits(&long, Units::Metric);
        assert_eq!((rows.len(), rows[0].to_m), (1_000, 5_000.0));
    }
}
