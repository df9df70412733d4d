//! The course seen from above, north up: the whole of it, or a part, with what a map says beside the line.

mod arrows;
mod bounds;
mod lanes;
mod marks;
mod names;
mod nearest;
mod scale_bar;
mod tiles;
mod trace;
mod view;
mod window;

use super::Units;
#[cfg(test)]
use super::fixture;
use crate::Course;
use trace::Trace;
use window::Window;

pub use arrows::Arrow;
pub use bounds::Bounds;
pub use marks::DistanceMark;
pub use scale_bar::ScaleBar;
pub use tiles::Tile;
pub use view::MapView;

/// Pixels around the picture in which the line is still drawn, so that nothing at an edge ends too soon.
const MARGIN: f64 = 60.0;

/// A map of the course, ready to be placed.
#[derive(Clone, Debug, PartialEq)]
pub struct MapDrawing {
    /// The course, with the pen lifted at gaps and where it is far outside the picture. What passes the same way more
    /// than once lies side by side.
    pub line: String,
    /// Where it starts; outside the picture if that does not show the start.
    pub start: (f64, f64),
    /// Where it finishes.
    pub finish: (f64, f64),
    /// Which way it goes; none on a course too short on the screen for one.
    pub arrows: Vec<Arrow>,
    /// Kilometre or mile marks, as many as have room; not at the start and the finish.
    pub distance_marks: Vec<DistanceMark>,
    /// `None` when the drawing has no room at all.
    pub scale_bar: Option<ScaleBar>,
    trace: Trace,
    picture: Window,
}

impl MapDrawing {
    /// The course as a view shows it.
    pub fn new(course: &Course, view: &MapView, units: Units) -> Self {
        let (width, height) = view.size();
        let (picture, drawn) = (Window::around(width, height, 0.0), Window::around(width, height, MARGIN));
        let trace = lanes::side_by_side(Trace::of(course, view), drawn);
        let end = |point: Option<&trace::TracePoint>| {
            point.map_or((width / 2.0, height / 2.0), trace::TracePoint::place)
        };
        Self {
            line: trace.line(drawn),
            start: end(trace.points().first()),
            finish: end(trace.points().last()),
            arrows: arrows::arrows(&trace, drawn),
            distance_marks: marks::distance_marks(&trace, picture, units),
            scale_bar: scale_bar::scale_bar(view, units),
            trace,
            picture,
        }
    }

    /// What is drawn between two distances from the start in metres, as a path like [`line`](Self::line).
    pub fn stretch(&self, from_m: f64, to_m: f64) -> String {
        let Window { right, bottom, .. } = self.picture;
        self.trace.between(from_m, to_m).line(Window::around(right, bottom, MARGIN))
    }

    /// Where names stand beside their places on the course, so that they neither overlap one another, the marks and
    /// their labels, nor leave the picture. Each is given by its place in metres from the start and its width in pixels in a
    /// font of `font_size`; the answer is the left end of its base line, or `None` where there is no room for it. The
    /// first ones have the first choice.
    pub fn names(&self, names: &[(f64, f64)], font_size: f64) -> Vec<Option<(f64, f64)>> {
        names::names(self, names, font_size)
    }

    /// Where the course is drawn at a distance from the start in metres; outside the picture if it is not shown.
    pub fn at(&self, distance_m: f64) -> (f64, f64) {
        self.trace.at(distance_m).unwrap_or(self.start)
    }

    /// The distance in metres from the start of the part of the course that is nearest to a place on the
    /// screen.
    ///
    /// Where the course passes more than once within a pixel, it is the first passage, or, with `near_m`
    /// (where the cursor is now), the one least far along the course from that: so a pointer that follows the
    /// way back of an out-and-back course stays on it.
    pub fn nearest(&self, x: f64, y: f64, near_m: Option<f64>) -> f64 {
        nearest::nearest(&self.trace, (x, y), near_m)
    }
}

#[cfg(test)]
mod tests {
    use super::super::path::points_of;
    use super::fixture::{Point, course, course_at, map_of};
    use super::nearest::TIE;
    use super::trace::LEAST_STEP;
    use super::*;
    use proptest::prelude::*;

    fn map(course: &Course, width: f64, height: f64) -> MapDrawing {
        MapDrawing::new(course, &MapView::new(course, width, height, 10.0), Units::Metric)
    }

    fn close(one: (f64, f64), other: (f64, f64)) -> bool {
        (one.0 - other.0).hypot(one.1 - other.1) < 0.01
    }

    #[test]
    fn north_is_up_east_is_right_and_the_aspect_is_true() {
        // An L: 1 km north, then 500 m east, far from the equator, where a degree of longitude is short.
        let points = [(0.0, 0.0, 0.0), (0.0, 1_000.0, 0.0), (500.0, 1_000.0, 0.0)];
        let drawing = map(&course_at((60.0, 10.0), &points, &[]), 400.0, 220.0);
        let [start, corner, finish] = points_of(&drawing.line).concat()[..] else { panic!("three points") };
        assert!(
            (start.1 - 210.0).abs() < 0.1
                && (corner.1 - 10.0).abs() < 0.1
                && (corner.0 - start.0).abs() < 0.1
        );
        assert!((finish.0 - corner.0 - 100.0).abs() < 0.2, "half as wide as high: {finish:?}");
        assert!((start.0 - 150.0).abs() < 0.2, "in the middle: {start:?}");
    }

    #[test]
    fn the_antimeridian_is_no_edge() {
        let zigzag: Vec<Point> =
            (0..20).map(|index| (f64::from(index) * 100.0, f64::from(index % 2) * 300.0, 0.0)).collect();
        let at = |longitude_deg| map(&course_at((0.0, longitude_deg), &zigzag, &[]), 400.0, 200.0);
        let (elsewhere, across) = (at(10.0), at(179.99));
        let points = |map: &MapDrawing| points_of(&map.line).concat();
        assert_eq!(points(&across).len(), 20);
        for (one, other) in points(&elsewhere).into_iter().zip(points(&across)) {
            assert!((one.0 - other.0).hypot(one.1 - other.1) < 0.3, "{one:?} {other:?}");
        }
    }

    #[test]
    fn the_pen_is_lifted_at_gaps() {
        let points = [(0.0, 0.0, 0.0), (400.0, 0.0, 0.0), (600.0, 0.0, 0.0), (1_000.0, 0.0, 0.0)];
        let drawing = map_of(&points, &[2]);
        assert_eq!(
            points_of(&drawing.line),
            [[(10.0, 150.0), (210.0, 150.0)], [(310.0, 150.0), (510.0, 150.0)]]
        );
        assert!(
            drawing.arrows.iter().all(|arrow| !(210.0..=310.0).contains(&arrow.x)),
            "no arrow in the gap"
        );
        assert_eq!(drawing.nearest(250.0, 150.0, None), 400.0);
    }

    #[test]
    fn a_gap_too_small_to_see_is_still_a_gap() {
        let points = [(0.0, 0.0, 0.0), (500.0, 0.0, 0.0), (500.5, 0.0, 0.0), (1_000.0, 0.0, 0.0)];
        let drawing = map_of(&points, &[2]);
        assert_eq!(points_of(&drawing.line).len(), 2);
    }

    #[test]
    fn a_course_on_one_spot_is_in_the_middle() {
        let drawing = map(&course(&[(0.0, 0.0, 0.0), (0.0, 0.0, 0.0)], &[]), 400.0, 300.0);
        assert_eq!((drawing.start, drawing.finish), ((200.0, 150.0), (200.0, 150.0)));
        assert_eq!((drawing.line.as_str(), drawing.nearest(3.0, 4.0, None)), ("M200 150", 0.0));
        assert!(drawing.arrows.is_empty() && drawing.distance_marks.is_empty());
    }

    #[test]
    fn a_drawing_of_no_size_is_safe() {
        let drawing = map(&course(&[(0.0, 0.0, 0.0), (1_000.0, 0.0, 0.0)], &[]), 0.0, 0.0);
        assert_eq!(drawing.scale_bar, None);
        assert_eq!(drawing.start, (0.0, 0.0));
    }

    #[test]
    fn a_dense_track_is_bounded_by_its_pixels() {
        let points: Vec<Point> = (0..50_000).map(|index| (f64::from(index) / 50.0, 0.0, 0.0)).collect();
        let drawing = map_of(&points, &[]);
        assert!(points_of(&drawing.line).concat().len() <= 1_002);
        assert!(close(drawing.finish, (510.0, 150.0)));
    }

    proptest! {
        #[test]
        fn everything_is_inside_the_padding(
            points in proptest::collection::vec((-5e3..5e3f64, -5e3..5e3f64, Just(0.0)), 2..60),
            latitude_deg in -80.0..80.0f64, longitude_deg in -180.0..180.0f64,
            width in 100.0..900.0f64, height in 100.0..900.0f64, pointer in (0.0..900.0f64, 0.0..900.0f64)
        ) {
            let course = course_at((latitude_deg, longitude_deg), &points, &[]);
            let view = MapView::new(&course, width, height, 22.0);
            let drawing = MapDrawing::new(&course, &view, Units::Metric);
            let line = points_of(&drawing.line).concat();
            let arrows = drawing.arrows.iter().map(|arrow| (arrow.x, arrow.y));
            let marks = drawing.distance_marks.iter().map(|mark| (mark.x, mark.y));
            // Lanes may use up some of the padding.
            for (x, y) in line.into_iter().chain(arrows).chain(marks) {
                prop_assert!(x >= 9.9 && x <= width - 9.9 && y >= 9.9 && y <= height - 9.9, "{x} {y}");
            }
            let bar = drawing.scale_bar.unwrap();
            prop_assert!(bar.width <= width / 4.0 + 1e-9 && bar.width >= width / 10.0 - 1e-9);

            // Nothing of the drawn line is nearer to the pointer than the place that `nearest` names.
            let away = |distance_m: f64| {
                let (x, y) = drawing.at(distance_m);
                (x - pointer.0).hypot(y - pointer.1)
            };
            let named = away(drawing.nearest(pointer.0, pointer.1, None));
            let vertices = course.vertices().iter();
            let nearest_vertex = vertices.map(|vertex| away(vertex.distance_m)).fold(f64::INFINITY, f64::min);
            prop_assert!(named <= nearest_vertex + TIE + LEAST_STEP, "{named} {nearest_vertex}");
        }
    }
}
