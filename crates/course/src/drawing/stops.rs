//! The places that the page keys jump to: start, the foot and the top of each climb, finish.

use crate::Course;

/// A cursor this near to a stop is at it.
const NEAR_M: f64 = 1.0;

/// The first stop after a place, in metres from the start; the finish when there is none.
pub fn next_stop_m(course: &Course, from_m: f64) -> f64 {
    let finish_m = course.figures().distance_m;
    stops_m(course).find(|stop_m| *stop_m > from_m + NEAR_M).unwrap_or(finish_m).min(finish_m)
}

/// The last stop before a place, in metres from the start; the start when there is none.
pub fn previous_stop_m(course: &Course, from_m: f64) -> f64 {
    stops_m(course).take_while(|stop_m| *stop_m < from_m - NEAR_M).last().unwrap_or(0.0)
}

/// Feet and tops in the order of the course; climbs do not overlap.
fn stops_m(course: &Course) -> impl Iterator<Item = f64> {
    course.climbs().iter().flat_map(|climb| [climb.start_m, climb.start_m + climb.length_m])
}

#[cfg(test)]
mod tests {
    use super::super::fixture::with_climbs;
    use super::*;

    #[test]
    fn the_keys_go_from_start_to_finish_and_back_by_foot_and_top() {
        let course = with_climbs(10_000.0, &[(1_000.0, 500.0), (4_000.0, 2_000.0)]);
        let forth = [1_000.0, 1_500.0, 4_000.0, 6_000.0, 10_000.0, 10_000.0];
        let mut at_m = 0.0;
        for stop_m in forth {
            at_m = next_stop_m(&course, at_m);
            assert_eq!(at_m, stop_m);
        }
        for stop_m in [6_000.0, 4_000.0, 1_500.0, 1_000.0, 0.0, 0.0] {
            at_m = previous_stop_m(&course, at_m);
            assert_eq!(at_m, stop_m);
        }
        assert_eq!(next_stop_m(&course, 3_999.6), 6_000.0, "that near to the foot is at the foot");
        assert_eq!(previous_stop_m(&course, 1_200.0), 1_000.0);
    }

    #[test]
    fn without_climbs_there_are_start_and_finish() {
        let flat = with_climbs(3_000.0, &[]);
        assert_eq!((next_stop_m(&flat, 700.0), previous_stop_m(&flat, 700.0)), (3_000.0, 0.0));
    }
}
