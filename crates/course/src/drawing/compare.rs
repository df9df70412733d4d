//! The other distances of an event as outlines behind the one that is shown, all on one scale.

use super::ProfileFrame;
use super::profile::{ground, line_path};
use crate::{Course, Figures};

/// From the start to the end of the longest course, in metres: what a frame spans in which all are compared. `None`
/// when there is no course.
pub fn shared_distance_domain<'a>(figures: impl IntoIterator<Item = &'a Figures>) -> Option<(f64, f64)> {
    let longest_m = figures.into_iter().map(|figures| figures.distance_m).reduce(f64::max)?;
    Some((0.0, longest_m))
}

/// The bare line of a course.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileOutline {
    /// The line of the ground; empty when the course has no elevation or none of it is in the frame.
    pub line: String,
    /// Where the line ends on the right, which is where its name belongs.
    pub end: Option<(f64, f64)>,
}

impl ProfileOutline {
    /// The line of the part of a course that lies in the frame's distances.
    pub fn new(course: &Course, frame: &ProfileFrame) -> Self {
        let ground = ground(course, frame);
        Self { line: line_path(&ground), end: ground.last().copied() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{road, without_elevation};
    use super::super::path::points_of;
    use super::super::{Margins, ProfileDrawing, Units};
    use super::*;

    /// A pixel is 100 m along and 10 m up.
    const FRAME: ProfileFrame = ProfileFrame {
        width: 120.0,
        height: 100.0,
        margins: Margins { top: 0.0, right: 0.0, bottom: 0.0, left: 0.0 },
        distance_m: (0.0, 12_000.0),
        elevation_m: (0.0, 1_000.0),
        units: Units::Metric,
    };

    #[test]
    fn a_shorter_course_ends_on_the_scale_of_the_longest() {
        let short = road(&[(0.0, 100.0), (3_000.0, 500.0), (6_000.0, 200.0)]);
        let long = road(&[(0.0, 100.0), (12_000.0, 100.0)]);
        let domain = shared_distance_domain([short.figures(), long.figures()]).unwrap();
        assert_eq!((domain.0, domain.1.round()), (0.0, 12_000.0));
        let outline = ProfileOutline::new(&short, &FRAME);
        assert_eq!(points_of(&outline.line), [[(0.0, 90.0), (30.0, 50.0), (60.0, 80.0)]]);
        assert!(outline.end.is_some_and(|(x, y)| (x - 60.0).abs() < 1e-6 && (y - 80.0).abs() < 1e-6));
        assert_eq!(outline.line, ProfileDrawing::new(&short, &FRAME).line);
    }

    #[test]
    fn nothing_to_compare_is_no_trouble() {
        assert_eq!(shared_distance_domain([]), None);
        let bare = without_elevation(&road(&[(0.0, 100.0), (3_000.0, 500.0)]));
        assert_eq!(ProfileOutline::new(&bare, &FRAME), ProfileOutline { line: String::new(), end: None });
    }
}
