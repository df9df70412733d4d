//! Where the map looks and how closely: the whole course, or a part of it.

use super::nearest;
use super::trace::Trace;
use super::window::Window;
use crate::drawing::{LocalPlane, plane::degrees_east};
use crate::{Course, Position, Vertex};

/// A course, or a stretch of it, that is smaller than this across is not blown up to fill the picture.
const LEAST_EXTENT_M: f64 = 100.0;

/// The closest look: 0.2 m to a pixel. A closer one shows the errors of the track and not the course.
const MOST_PIXELS_PER_METRE: f64 = 5.0;

/// Where a map looks: which part of the ground fills the picture. North is up, the aspect is true.
///
/// It is never farther out than the whole course and never closer than 0.2 m to a pixel; it shows no ground that the
/// whole view does not show, and always some of the course, half the padding inside
/// its edges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapView {
    width: f64,
    height: f64,
    padding: f64,
    plane: LocalPlane,
    pixels_per_metre: f64,
    /// The same when the whole course is in the picture.
    least_pixels_per_metre: f64,
    /// What is in the middle of the picture, in metres east and north of the plane's origin.
    centre_m: (f64, f64),
}

impl MapView {
    /// The whole course in a picture of `width` by `height` pixels with `padding` on every side.
    pub fn new(course: &Course, width: f64, height: f64, padding: f64) -> Self {
        let plane = LocalPlane::around(middle(course.vertices()));
        let extent = Extent::of(course.vertices().iter().map(|vertex| plane.offset_m(vertex.position)));
        let scale = extent.scale(width, height, padding);
        Self {
            width,
            height,
            padding,
            plane,
            pixels_per_metre: scale,
            least_pixels_per_metre: scale,
            centre_m: (0.0, 0.0),
        }
    }

    /// The same look in a picture of another size; the whole course if it was that before.
    pub fn resized(&self, course: &Course, width: f64, height: f64) -> Self {
        let whole = Self::new(course, width, height, self.padding);
        if self.is_whole() {
            return whole;
        }
        Self { centre_m: self.centre_m, ..whole }.at_scale(self.pixels_per_metre).held(course)
    }

    /// Closer by a factor (farther if it is under one), about a place on the screen, which stays where it is unless
    /// the course would leave the picture.
    pub fn zoomed(&self, course: &Course, factor: f64, (x, y): (f64, f64)) -> Self {
        let zoomed = self.at_scale(self.pixels_per_metre * factor);
        let ((from_east_m, from_north_m), (to_east_m, to_north_m)) =
            (self.ground_m((x, y)), zoomed.ground_m((x, y)));
        zoomed.moved(from_east_m - to_east_m, from_north_m - to_north_m).held(course)
    }

    /// The ground moved by that many pixels to the right and down, as a finger drags it.
    pub fn panned(&self, course: &Course, right: f64, down: f64) -> Self {
        self.moved(-right / self.pixels_per_metre, down / self.pixels_per_metre).held(course)
    }

    /// A stretch of the course, given by two distances from the start in metres in either order, as large as it can be.
    pub fn on_stretch(&self, course: &Course, from_m: f64, to_m: f64) -> Self {
        let (from_m, to_m) = (from_m.min(to_m), from_m.max(to_m));
        let within =
            course.vertices().iter().filter(|vertex| from_m < vertex.distance_m && vertex.distance_m < to_m);
        let ends = [course.at(from_m).position, course.at(to_m).position];
        let positions = within.map(|vertex| vertex.position).chain(ends);
        let extent = Extent::of(positions.map(|position| self.plane.offset_m(position)));
        let scale = extent.scale(self.width, self.height, self.padding);
        Self { centre_m: extent.middle_m(), ..self.at_scale(scale) }.held(course)
    }

    /// Whether the whole course is in the picture, so that there is no way farther out.
    pub fn is_whole(&self) -> bool {
        self.pixels_per_metre <= self.least_pixels_per_metre
    }

    /// Whether there is no way closer in.
    pub fn is_closest(&self) -> bool {
        self.pixels_per_metre >= MOST_PIXELS_PER_METRE
    }

    /// The size of the picture in pixels.
    pub fn size(&self) -> (f64, f64) {
        (self.width, self.height)
    }

    /// How long a metre of the ground is in the picture.
    pub(super) fn pixels_per_metre(&self) -> f64 {
        self.pixels_per_metre
    }

    /// Where a position is in the picture, or outside it.
    pub(super) fn place(&self, position: Position) -> (f64, f64) {
        self.place_of_offset(self.plane.offset_m(position))
    }

    /// Where a latitude and a longitude are, which may count on past 180 (see [`LocalPlane::degrees_at`]).
    pub(super) fn place_of_degrees(&self, degrees: (f64, f64)) -> (f64, f64) {
        self.place_of_offset(self.plane.offset_of_degrees_m(degrees))
    }

    /// Latitude and longitude in degrees of a place in the picture; they may count on past 180.
    pub(super) fn degrees_at(&self, place: (f64, f64)) -> (f64, f64) {
        self.plane.degrees_at(self.ground_m(place))
    }

    fn place_of_offset(&self, (east_m, north_m): (f64, f64)) -> (f64, f64) {
        (
            self.width / 2.0 + (east_m - self.centre_m.0) * self.pixels_per_metre,
            self.height / 2.0 - (north_m - self.centre_m.1) * self.pixels_per_metre,
        )
    }

    fn ground_m(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (
            self.centre_m.0 + (x - self.width / 2.0) / self.pixels_per_metre,
            self.centre_m.1 - (y - self.height / 2.0) / self.pixels_per_metre,
        )
    }

    fn moved(self, east_m: f64, north_m: f64) -> Self {
        Self { centre_m: (self.centre_m.0 + east_m, self.centre_m.1 + north_m), ..self }
    }

    fn at_scale(self, pixels_per_metre: f64) -> Self {
        // Not `clamp`, whose panic would bring all of float formatting into the widget; and `max` takes the other of NaN.
        let closest = MOST_PIXELS_PER_METRE.max(self.least_pixels_per_metre);
        Self { pixels_per_metre: pixels_per_metre.max(self.least_pixels_per_metre).min(closest), ..self }
    }

    /// The view brought back to where it shows only ground of the whole view, and some of the course.
    fn held(self, course: &Course) -> Self {
        let within = |centre_m: f64, length: f64| {
            let room_m =
                (length / self.least_pixels_per_metre - length / self.pixels_per_metre).max(0.0) / 2.0;
            centre_m.max(-room_m).min(room_m)
        };
        let centre_m = (within(self.centre_m.0, self.width), within(self.centre_m.1, self.height));
        let view = Self { centre_m, ..self };
        let trace = Trace::of(course, &view);
        let margin = (self.padding / 2.0).min(self.width / 4.0).min(self.height / 4.0);
        let inside = Window::around(self.width, self.height, -margin);
        if trace.steps_in(inside).next().is_some() {
            return view;
        }
        let nearest_m = nearest::nearest(&trace, (self.width / 2.0, self.height / 2.0), None);
        let Some((x, y)) = trace.at(nearest_m) else { return view };
        let (right, down) =
            (x - x.max(inside.left).min(inside.right), y - y.max(inside.top).min(inside.bottom));
        view.moved(right / self.pixels_per_metre, -down / self.pixels_per_metre)
    }
}

/// The middle of the smallest box of latitudes and longitudes around the course.
fn middle(vertices: &[Vertex]) -> Position {
    let Some(first) = vertices.first().map(|vertex| vertex.position) else {
        return Position { latitude_deg: 0.0, longitude_deg: 0.0 };
    };
    let (mut south, mut north) = (first.latitude_deg, first.latitude_deg);
    // Counted from the first vertex, so that a course across the antimeridian is in one piece.
    let (mut west, mut east) = (0f64, 0f64);
    for vertex in vertices {
        south = south.min(vertex.position.latitude_deg);
        north = north.max(vertex.position.latitude_deg);
        let degrees = degrees_east(first, vertex.position);
        west = west.min(degrees);
        east = east.max(degrees);
    }
    Position::new((south + north) / 2.0, first.longitude_deg + (west + east) / 2.0).unwrap_or(first)
}

/// The smallest box around places on the ground, in metres east and north of an origin.
struct Extent {
    west_m: f64,
    south_m: f64,
    east_m: f64,
    north_m: f64,
}

impl Extent {
    /// Nothing at all is a box around the origin turned inside out, of which the middle is still the origin.
    fn of(places_m: impl Iterator<Item = (f64, f64)>) -> Self {
        let mut extent = Self {
            west_m: f64::INFINITY,
            south_m: f64::INFINITY,
            east_m: f64::NEG_INFINITY,
            north_m: f64::NEG_INFINITY,
        };
        for (east_m, north_m) in places_m {
            extent.west_m = extent.west_m.min(east_m);
            extent.south_m = extent.south_m.min(north_m);
            extent.east_m = extent.east_m.max(east_m);
            extent.north_m = extent.north_m.max(north_m);
        }
        extent
    }

    fn middle_m(&self) -> (f64, f64) {
        ((self.west_m + self.east_m) / 2.0, (self.south_m + self.north_m) / 2.0)
    }

    /// The pixels to a metre at which the box just fits.
    fn scale(&self, width: f64, height: f64, padding: f64) -> f64 {
        let across =
            |length: f64, extent_m: f64| (length - 2.0 * padding).max(0.0) / extent_m.max(LEAST_EXTENT_M);
        across(width, self.east_m - self.west_m).min(across(height, self.north_m - self.south_m))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Point, course, course_at};
    use super::*;
    use proptest::prelude::*;

    /// An L of 10 km and 10 km, 500 by 500 pixels: 20 m to a pixel.
    fn corner() -> (Course, MapView) {
        let corner = course(&[(0.0, 0.0, 0.0), (10_000.0, 0.0, 0.0), (10_000.0, 10_000.0, 0.0)], &[]);
        let view = MapView::new(&corner, 520.0, 520.0, 10.0);
        (corner, view)
    }

    fn close(one: (f64, f64), other: (f64, f64)) -> bool {
        (one.0 - other.0).hypot(one.1 - other.1) < 0.01
    }

    fn start(course: &Course, view: &MapView) -> (f64, f64) {
        view.place(course.at(0.0).position)
    }

    #[test]
    fn the_whole_course_is_the_farthest_look() {
        let (course, whole) = corner();
        assert!(whole.is_whole() && !whole.is_closest());
        assert!((whole.pixels_per_metre() - 0.05).abs() < 1e-6);
        assert!(close(start(&course, &whole), (10.0, 510.0)));
        for view in [whole.zoomed(&course, 0.5, (3.0, 4.0)), whole.panned(&course, 90.0, -70.0)] {
            assert!(close(start(&course, &view), (10.0, 510.0)), "{view:?}");
        }
    }

    #[test]
    fn the_place_under_the_fingers_stays() {
        let (course, whole) = corner();
        let twice = whole.zoomed(&course, 2.0, (110.0, 510.0));
        // The start was 100 pixels to the left of the fingers.
        assert!(close(start(&course, &twice), (-90.0, 510.0)) && !twice.is_whole());
        let back = twice.zoomed(&course, 0.5, (110.0, 510.0));
        assert!(close(start(&course, &back), (10.0, 510.0)) && back.is_whole());
    }

    #[test]
    fn the_ground_follows_the_finger_as_far_as_the_whole_view_reaches() {
        let (course, whole) = corner();
        let view = whole.zoomed(&course, 4.0, (510.0, 510.0));
        let before = start(&course, &view);
        assert!(close(
            start(&course, &view.panned(&course, 30.0, -20.0)),
            (before.0 + 30.0, before.1 - 20.0)
        ));
        // Ten pixels of padding are forty now, to the right of the course and below it.
        let corner_at = |view: MapView| view.place(course.at(10_000.0).position);
        assert!(close(corner_at(view.panned(&course, -9e9, -9e9)), (480.0, 480.0)));
    }

    #[test]
    fn there_is_a_closest_look() {
        let (course, whole) = corner();
        let closest = whole.zoomed(&course, 1e9, (10.0, 510.0));
        assert!(closest.is_closest() && (closest.pixels_per_metre() - 5.0).abs() < 1e-9);
        assert!(close(start(&course, &closest), (10.0, 510.0)));
        // A course so small that it fits at that scale is not made smaller for it.
        let tiny = super::super::fixture::course(&[(0.0, 0.0, 0.0), (30.0, 0.0, 0.0)], &[]);
        let view = MapView::new(&tiny, 1_000.0, 1_000.0, 10.0);
        assert!(view.is_whole() && view.is_closest() && view.zoomed(&tiny, 2.0, (0.0, 0.0)) == view);
    }

    #[test]
    fn the_course_does_not_leave_the_picture() {
        let (course, whole) = corner();
        // Where the L is not: its upper left.
        let empty = whole.zoomed(&course, 20.0, (150.0, 150.0));
        let trace = Trace::of(&course, &empty);
        assert!(trace.steps_in(Window::around(520.0, 520.0, -4.9)).next().is_some());
        assert!(trace.steps_in(Window::around(520.0, 520.0, -5.1)).next().is_none(), "not more than needed");
    }

    #[test]
    fn a_stretch_fills_the_picture() {
        let (course, whole) = corner();
        let view = whole.on_stretch(&course, 8_000.0, 6_000.0);
        let place = |distance_m| view.place(course.at(distance_m).position);
        // Below it is no more ground than the whole view shows: ten pixels, five times as large.
        assert!(close(place(6_000.0), (10.0, 470.0)) && close(place(8_000.0), (510.0, 470.0)), "{view:?}");
        let around_the_corner = whole.on_stretch(&course, 9_000.0, 11_000.0);
        assert!(close(around_the_corner.place(course.at(9_000.0).position), (10.0, 510.0)));
        assert!(whole.on_stretch(&course, 0.0, 20_000.0).is_whole());
        assert!((whole.on_stretch(&course, 5_000.0, 5_000.0).pixels_per_metre() - 5.0).abs() < 1e-6);
    }

    #[test]
    fn another_size_keeps_the_look() {
        let (course, whole) = corner();
        assert_eq!(whole.resized(&course, 320.0, 300.0), MapView::new(&course, 320.0, 300.0, 10.0));
        let close_up = whole.zoomed(&course, 8.0, (260.0, 510.0));
        let narrow = close_up.resized(&course, 320.0, 520.0);
        assert_eq!(narrow.pixels_per_metre(), close_up.pixels_per_metre());
        assert!(close(narrow.ground_m((160.0, 260.0)), close_up.ground_m((260.0, 260.0))));
    }

    proptest! {
        #[test]
        fn some_of_the_course_is_in_any_view(
            points in proptest::collection::vec((-5e3..5e3f64, -5e3..5e3f64, Just(0.0)), 2..20),
            longitude_deg in -180.0..180.0f64,
            moves in proptest::collection::vec((0.2..8.0f64, (0.0..400.0f64, 0.0..300.0f64), -500.0..500.0f64), 1..8)
        ) {
            let points: Vec<Point> = points;
            let course = course_at((40.0, longitude_deg), &points, &[]);
            let mut view = MapView::new(&course, 400.0, 300.0, 28.0);
            let least = view.pixels_per_metre();
            for (factor, at, by) in moves {
                view = view.zoomed(&course, factor, at).panned(&course, by, -by);
                prop_assert!(view.pixels_per_metre() >= least && view.pixels_per_metre() <= 5f64.max(least));
                let trace = Trace::of(&course, &view);
                prop_assert!(trace.steps_in(Window::around(400.0, 300.0, 0.0)).next().is_some());
            }
        }

        #[test]
        fn no_numbers_are_unsafe(
            factor in proptest::num::f64::ANY, x in proptest::num::f64::ANY, size in proptest::num::f64::ANY
        ) {
            let (course, whole) = corner();
            for view in [whole, MapView::new(&course, size, 0.0, 10.0), whole.resized(&course, size, size)] {
                let view = view.zoomed(&course, factor, (x, x)).panned(&course, x, x).on_stretch(&course, x, factor);
                let _ = view.resized(&course, 300.0, x);
            }
        }
    }
}
