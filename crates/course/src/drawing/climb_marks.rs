//! Marks for the climbs on a profile: where each is, its rise, and a place for its number.

use super::path::PathWriter;
use super::{Label, LabelPlace, ProfileFrame, Rect, place_labels};
use crate::Course;

/// The mark of one climb, or of the part of it that the frame shows.
#[derive(Clone, Debug, PartialEq)]
pub struct ClimbMark {
    /// Which of [`Course::climbs`] it is.
    pub climb: usize,
    /// Its width over the whole height of the plot: what is tinted, and where a pointer means this climb.
    pub area: Rect,
    /// An angle under the line: from the foot along to below the top, and up to it.
    pub rise: String,
    /// Where its number goes: rows count from what the view puts them at; `None` where there is no room.
    pub label: Option<LabelPlace>,
}

/// The marks of the climbs that the frame shows, in the order of the course, with labels of one width in at most so
/// many rows.
pub fn climb_marks(course: &Course, frame: &ProfileFrame, label_width: f64, rows: usize) -> Vec<ClimbMark> {
    const SPACING: f64 = 4.0;
    let plot = frame.plot();
    let (from_m, to_m) = frame.distance_m;
    let mut marks = Vec::new();
    let mut labels = Vec::new();
    for (climb, of) in course.climbs().iter().enumerate() {
        let (foot_m, top_m) = (of.start_m.max(from_m), (of.start_m + of.length_m).min(to_m));
        if foot_m >= top_m {
            continue;
        }
        let (left, right) = (frame.x_of(foot_m), frame.x_of(top_m));
        let [foot_y, top_y] = [foot_m, top_m].map(|at_m| frame.y_of(course.at(at_m).elevation_m));
        let mut rise = PathWriter::default();
        rise.move_to((left, foot_y));
        rise.line_to((right, foot_y));
        rise.line_to((right, top_y));
        let area = Rect { x: left, width: right - left, ..plot };
        labels.push(Label { x: (left + right) / 2.0, width: label_width });
        marks.push(ClimbMark { climb, area, rise: rise.finish(), label: None });
    }
    let places = place_labels(&labels, (plot.x, plot.x + plot.width), rows, SPACING);
    for (mark, place) in marks.iter_mut().zip(places) {
        mark.label = place;
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::super::fixture::with_climbs;
    use super::super::path::points_of;
    use super::super::{Margins, Units};
    use super::*;

    /// A pixel is 100 m along and 10 m up.
    const FRAME: ProfileFrame = ProfileFrame {
        width: 100.0,
        height: 100.0,
        margins: Margins { top: 0.0, right: 0.0, bottom: 0.0, left: 0.0 },
        distance_m: (0.0, 10_000.0),
        elevation_m: (0.0, 1_000.0),
        units: Units::Metric,
    };

    /// Climbs of 10 %: 1 to 2 km, 5 to 7 km, 7.2 to 7.7 km.
    fn course() -> Course {
        with_climbs(10_000.0, &[(1_000.0, 1_000.0), (5_000.0, 2_000.0), (7_200.0, 500.0)])
    }

    #[test]
    fn a_mark_runs_from_foot_to_top() {
        let marks = climb_marks(&course(), &FRAME, 8.0, 1);
        assert_eq!(marks.len(), 3);
        assert_eq!(marks[1].climb, 1);
        assert!((marks[1].area.x - 50.0).abs() < 1e-6 && (marks[1].area.width - 20.0).abs() < 1e-6);
        assert_eq!((marks[1].area.y, marks[1].area.height), (0.0, 100.0));
        // The foot is as high as the first climb, 100 m; the top is 200 m above it.
        assert_eq!(points_of(&marks[1].rise), [[(50.0, 90.0), (70.0, 90.0), (70.0, 70.0)]]);
        assert_eq!(marks[1].label.map(|label| (label.row, label.x.round())), Some((0, 60.0)));
    }

    #[test]
    fn a_window_shows_the_part_that_is_in_it() {
        let marks = climb_marks(&course(), &ProfileFrame { distance_m: (6_000.0, 7_100.0), ..FRAME }, 8.0, 1);
        let [mark] = &marks[..] else { panic!("{marks:?}") };
        assert_eq!((mark.climb, mark.area.x, mark.area.width.round()), (1, 0.0, 91.0));
    }

    #[test]
    fn numbers_too_near_to_each_other_go_into_a_second_row() {
        let rows = |rows| {
            climb_marks(&course(), &FRAME, 16.0, rows)
                .iter()
                .map(|mark| mark.label.map(|label| label.row))
                .collect::<Vec<_>>()
        };
        assert_eq!(rows(2), [Some(0), Some(0), Some(1)]);
        assert_eq!(rows(1), [Some(0), Some(0), None]);
    }
}
