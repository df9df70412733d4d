//! The course seen from above, north up, without a background map.

use super::nice::NiceStep;
use super::path::PathWriter;
use super::plane::degrees_east;
use super::{LocalPlane, Units, ticks};
use crate::{Course, Position, Vertex};

/// A course smaller than this across is not blown up to fill the drawing.
const LEAST_EXTENT_M: f64 = 100.0;

/// Vertices closer together than this many pixels are drawn as one.
const LEAST_STEP: f64 = 0.5;

/// Pixels along the course from one arrow to the next.
const ARROW_SPACING: f64 = 90.0;

/// An arrow points along this many pixels of the course before and after it, so that one crooked step cannot
/// turn it.
const ARROW_REACH: f64 = 4.0;

/// Pixels along the course from one distance mark to the next, at least.
const MARK_SPACING: f64 = 45.0;

/// More distance marks than this are clutter on any map.
const MOST_MARKS: f64 = 12.0;

/// Parts of the course that are as near to the pointer as this are equally near.
const TIE: f64 = 1.0;

/// With a hint, parts of the course this near are equally near: about the precision of a hand.
const TIE_WITH_HINT: f64 = 6.0;

/// An arrow head that shows which way the course goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrow {
    /// Its place.
    pub x: f64,
    /// Its place.
    pub y: f64,
    /// Its direction as SVG's `rotate()` takes it: 0 points right (east), 90 down (south).
    pub angle_deg: f64,
}

/// A mark at a round distance from the start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DistanceMark {
    /// Kilometres or miles from the start.
    pub value: f64,
    /// Its place.
    pub x: f64,
    /// Its place.
    pub y: f64,
}

/// A bar that shows how long a distance is on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleBar {
    /// Its length on the ground in metres: a round number of kilometres or miles, or of metres or feet if it
    /// is under one of those.
    pub length_m: f64,
    /// Its length on the screen, at most a quarter of the map's width.
    pub width: f64,
}

/// A map of the course, ready to be placed.
#[derive(Clone, Debug, PartialEq)]
pub struct MapDrawing {
    /// The course, with the pen lifted at gaps.
    pub line: String,
    /// Where it starts.
    pub start: (f64, f64),
    /// Where it finishes.
    pub finish: (f64, f64),
    /// Which way it goes; none on a course too short on the screen for one.
    pub arrows: Vec<Arrow>,
    /// Kilometre or mile marks, as many as have room; not at the start and the finish.
    pub distance_marks: Vec<DistanceMark>,
    /// `None` when the drawing has no room at all.
    pub scale_bar: Option<ScaleBar>,
    view: View,
    trace: Vec<TracePoint>,
}

impl MapDrawing {
    /// Fits the whole course into `width` by `height` with `padding` on every side. The aspect is true, north
    /// is up.
    pub fn new(course: &Course, width: f64, height: f64, padding: f64, units: Units) -> Self {
        let view = View::fitting(course.vertices(), width, height, padding);
        let trace = trace(course, &view);
        let end = |point: Option<&TracePoint>| {
            point.map_or((width / 2.0, height / 2.0), |point| (point.x, point.y))
        };
        Self {
            line: line_path(&trace),
            start: end(trace.first()),
            finish: end(trace.last()),
            arrows: arrows(&trace),
            distance_marks: distance_marks(course, &view, &trace, units),
            scale_bar: scale_bar(width, view.pixels_per_metre, units),
            view,
            trace,
        }
    }

    /// Where a position is drawn; outside the drawing if it is off the map.
    pub fn position(&self, position: Position) -> (f64, f64) {
        self.view.place(position)
    }

    /// The distance in metres from the start of the part of the course that is nearest to a place on the
    /// screen.
    ///
    /// Where the course passes more than once within a pixel, it is the first passage, or, with `near_m`
    /// (where the cursor is now), the one least far along the course from that: so a pointer that follows the
    /// way back of an out-and-back course stays on it.
    pub fn nearest(&self, x: f64, y: f64, near_m: Option<f64>) -> f64 {
        let approaches = || self.trace.windows(2).map(|step| Approach::to_step(step, (x, y)));
        let least = approaches().fold(f64::INFINITY, |least, approach| least.min(approach.pixels));
        let limit = least + if near_m.is_some() { TIE_WITH_HINT } else { TIE };

        // A passage is a stretch of the course that stays within the limit; only its own nearest place stands
        // for it.
        let mut passages: Vec<Approach> = Vec::new();
        let mut on_passage = false;
        for approach in approaches() {
            let within = approach.pixels <= limit;
            match passages.last_mut() {
                Some(passage) if within && on_passage && approach.pixels_at_start <= limit => {
                    *passage = passage.nearer(approach);
                }
                _ if within => passages.push(approach),
                _ => {}
            }
            on_passage = within;
        }
        let chosen = match near_m {
            Some(near_m) => passages.iter().min_by(|one, other| {
                (one.distance_m - near_m).abs().total_cmp(&(other.distance_m - near_m).abs())
            }),
            None => passages.first(),
        };
        chosen.map_or(0.0, |approach| approach.distance_m)
    }
}

/// How the ground is seen: the projection, its scale, and where its origin is on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
struct View {
    plane: LocalPlane,
    pixels_per_metre: f64,
    centre: (f64, f64),
}

impl View {
    fn fitting(vertices: &[Vertex], width: f64, height: f64, padding: f64) -> Self {
        let plane = LocalPlane::around(middle(vertices));
        let (mut east_m, mut north_m) = (LEAST_EXTENT_M / 2.0, LEAST_EXTENT_M / 2.0);
        for vertex in vertices {
            let (east, north) = plane.offset_m(vertex.position);
            east_m = east_m.max(east.abs());
            north_m = north_m.max(north.abs());
        }
        let room = |length: f64| (length / 2.0 - padding).max(0.0);
        Self {
            plane,
            pixels_per_metre: (room(width) / east_m).min(room(height) / north_m),
            centre: (width / 2.0, height / 2.0),
        }
    }

    fn place(&self, position: Position) -> (f64, f64) {
        let (east_m, north_m) = self.plane.offset_m(position);
        (self.centre.0 + east_m * self.pixels_per_metre, self.centre.1 - north_m * self.pixels_per_metre)
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

/// A vertex of the course as drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
struct TracePoint {
    x: f64,
    y: f64,
    /// Metres from the start.
    distance_m: f64,
    /// Pixels drawn from the start, gaps not counted.
    drawn: f64,
    /// Whether the pen is lifted before this point.
    after_gap: bool,
}

/// The course on the screen without the vertices that could not be told apart.
fn trace(course: &Course, view: &View) -> Vec<TracePoint> {
    let vertices = course.vertices();
    let mut gaps = course.gaps().iter().copied().peekable();
    let mut trace: Vec<TracePoint> = Vec::new();
    for (index, vertex) in vertices.iter().enumerate() {
        let after_gap = gaps.next_if_eq(&index).is_some();
        let ends_segment = index + 1 == vertices.len() || gaps.peek() == Some(&(index + 1));
        let (x, y) = view.place(vertex.position);
        let (step, drawn) = match trace.last() {
            Some(last) => (length(x - last.x, y - last.y), last.drawn),
            None => (f64::INFINITY, 0.0),
        };
        if step < LEAST_STEP && !after_gap && !ends_segment {
            continue;
        }
        let drawn = if after_gap || trace.is_empty() { drawn } else { drawn + step };
        trace.push(TracePoint { x, y, distance_m: vertex.distance_m, drawn, after_gap });
    }
    trace
}

fn line_path(trace: &[TracePoint]) -> String {
    let mut path = PathWriter::default();
    for (index, point) in trace.iter().enumerate() {
        if index == 0 || point.after_gap {
            path.move_to((point.x, point.y));
        } else {
            path.line_to((point.x, point.y));
        }
    }
    path.finish()
}

/// Arrows at even steps, the first half a step after the start.
fn arrows(trace: &[TracePoint]) -> Vec<Arrow> {
    let total = trace.last().map_or(0.0, |point| point.drawn);
    if total < ARROW_SPACING / 3.0 {
        return Vec::new();
    }
    let count = (total / ARROW_SPACING).round().max(1.0);
    let mut arrows = Vec::new();
    for number in 0..count as usize {
        let at = (number as f64 + 0.5) * total / count;
        let mut segments = trace.chunk_by(|_, next| !next.after_gap);
        let segment = segments.find(|segment| segment.last().is_some_and(|last| last.drawn >= at));
        if let Some(segment) = segment {
            let (x, y) = along(segment, at);
            let (behind, ahead) = (along(segment, at - ARROW_REACH), along(segment, at + ARROW_REACH));
            arrows.push(Arrow {
                x,
                y,
                angle_deg: (ahead.1 - behind.1).atan2(ahead.0 - behind.0).to_degrees(),
            });
        }
    }
    arrows
}

/// The place after that many drawn pixels, clamped to the segment.
fn along(segment: &[TracePoint], drawn: f64) -> (f64, f64) {
    let next = segment.partition_point(|point| point.drawn < drawn);
    match (next.checked_sub(1).and_then(|index| segment.get(index)), segment.get(next)) {
        (Some(before), Some(after)) => {
            let part = (drawn - before.drawn) / (after.drawn - before.drawn);
            (before.x + (after.x - before.x) * part, before.y + (after.y - before.y) * part)
        }
        (Some(end), None) | (None, Some(end)) => (end.x, end.y),
        (None, None) => (0.0, 0.0),
    }
}

fn distance_marks(course: &Course, view: &View, trace: &[TracePoint], units: Units) -> Vec<DistanceMark> {
    let (Some(last), unit_m) = (trace.last(), units.distance_m()) else {
        return Vec::new();
    };
    let room_for = (last.drawn / MARK_SPACING).clamp(0.0, MOST_MARKS) as usize;
    // One tick more, for the start, which has its own mark; and none so near to the finish that it would hide
    // it.
    let before_finish = last.distance_m - last.distance_m / last.drawn.max(1.0) * MARK_SPACING / 4.0;
    ticks(0.0, last.distance_m / unit_m, room_for + 1)
        .into_iter()
        .filter(|value| *value > 0.0 && value * unit_m <= before_finish)
        .map(|value| {
            let (x, y) = view.place(course.at(value * unit_m).position);
            DistanceMark { value, x, y }
        })
        .collect()
}

fn scale_bar(width: f64, pixels_per_metre: f64, units: Units) -> Option<ScaleBar> {
    let longest_m = width / 4.0 / pixels_per_metre;
    let unit_m = if longest_m >= units.distance_m() { units.distance_m() } else { units.elevation_m() };
    let length_m = NiceStep::at_most(longest_m / unit_m)?.size() * unit_m;
    Some(ScaleBar { length_m, width: length_m * pixels_per_metre })
}

/// How near one step of the course comes to a place on the screen.
#[derive(Clone, Copy)]
struct Approach {
    /// How near it comes.
    pixels: f64,
    /// How near it begins.
    pixels_at_start: f64,
    /// Metres from the start of the course to where it is nearest.
    distance_m: f64,
}

impl Approach {
    /// The nearer of two, the first of equals.
    fn nearer(self, other: Self) -> Self {
        if other.pixels < self.pixels { other } else { self }
    }

    /// Nothing is near across a gap.
    fn to_step(step: &[TracePoint], (x, y): (f64, f64)) -> Self {
        let far = Self { pixels: f64::INFINITY, pixels_at_start: f64::INFINITY, distance_m: 0.0 };
        let [from, to] = step else { return far };
        if to.after_gap {
            return far;
        }
        let (run, rise) = (to.x - from.x, to.y - from.y);
        let square = run * run + rise * rise;
        let part = if square > 0.0 {
            (((x - from.x) * run + (y - from.y) * rise) / square).clamp(0.0, 1.0)
        } else {
            0.0
        };
        Self {
            pixels: length(x - from.x - run * part, y - from.y - rise * part),
            pixels_at_start: length(x - from.x, y - from.y),
            distance_m: from.distance_m + (to.distance_m - from.distance_m) * part,
        }
    }
}

/// Not `hypot`, which guards against overflow that pixels cannot cause, at several times the cost per pointer move.
fn length(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Point, course, course_at};
    use super::super::path::points_of;
    use super::*;
    use proptest::prelude::*;

    const EAST_1_KM: [Point; 2] = [(0.0, 0.0, 0.0), (1_000.0, 0.0, 0.0)];

    /// 500 pixels for 1 km: two metres to a pixel.
    fn east_1_km() -> MapDrawing {
        MapDrawing::new(&course(&EAST_1_KM, &[]), 520.0, 300.0, 10.0, Units::Metric)
    }

    fn close(one: (f64, f64), other: (f64, f64)) -> bool {
        (one.0 - other.0).hypot(one.1 - other.1) < 0.01
    }

    #[test]
    fn north_is_up_east_is_right_and_the_aspect_is_true() {
        // An L: 1 km north, then 500 m east, far from the equator, where a degree of longitude is short.
        let points = [(0.0, 0.0, 0.0), (0.0, 1_000.0, 0.0), (500.0, 1_000.0, 0.0)];
        let drawing =
            MapDrawing::new(&course_at((60.0, 10.0), &points, &[]), 400.0, 220.0, 10.0, Units::Metric);
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
        let map = |longitude_deg| {
            MapDrawing::new(&course_at((0.0, longitude_deg), &zigzag, &[]), 400.0, 200.0, 10.0, Units::Metric)
        };
        let (elsewhere, across) = (map(10.0), map(179.99));
        let points = |map: &MapDrawing| points_of(&map.line).concat();
        assert_eq!(points(&across).len(), 20);
        for (one, other) in points(&elsewhere).into_iter().zip(points(&across)) {
            assert!((one.0 - other.0).hypot(one.1 - other.1) < 0.3, "{one:?} {other:?}");
        }
    }

    #[test]
    fn the_pen_is_lifted_at_gaps() {
        let points = [(0.0, 0.0, 0.0), (400.0, 0.0, 0.0), (600.0, 0.0, 0.0), (1_000.0, 0.0, 0.0)];
        let drawing = MapDrawing::new(&course(&points, &[2]), 520.0, 300.0, 10.0, Units::Metric);
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
        let drawing = MapDrawing::new(&course(&points, &[2]), 520.0, 300.0, 10.0, Units::Metric);
        assert_eq!(points_of(&drawing.line).len(), 2);
    }

    #[test]
    fn nothing_is_near_in_a_gap() {
        // Two legs with a gap from (100, 0) to (900, 0); the second ends above the middle of the gap.
        let points =
            [(0.0, 0.0, 0.0), (100.0, 0.0, 0.0), (900.0, 0.0, 0.0), (1_000.0, 0.0, 0.0), (500.0, 200.0, 0.0)];
        let course = course(&points, &[2]);
        let drawing = MapDrawing::new(&course, 520.0, 300.0, 10.0, Units::Metric);
        let (x, y) = drawing.finish;
        assert!(drawing.nearest(x, y + 80.0, None) > 500.0, "not the end of the first leg at 100 m");
    }

    #[test]
    fn a_course_on_one_spot_is_in_the_middle() {
        let drawing = MapDrawing::new(
            &course(&[(0.0, 0.0, 0.0), (0.0, 0.0, 0.0)], &[]),
            400.0,
            300.0,
            10.0,
            Units::Metric,
        );
        assert_eq!((drawing.start, drawing.finish), ((200.0, 150.0), (200.0, 150.0)));
        assert_eq!((drawing.line.as_str(), drawing.nearest(3.0, 4.0, None)), ("M200 150", 0.0));
        assert!(drawing.arrows.is_empty() && drawing.distance_marks.is_empty());
    }

    #[test]
    fn a_drawing_of_no_size_is_safe() {
        let drawing = MapDrawing::new(&course(&EAST_1_KM, &[]), 0.0, 0.0, 10.0, Units::Metric);
        assert_eq!(drawing.scale_bar, None);
        assert_eq!(drawing.start, (0.0, 0.0));
    }

    #[test]
    fn arrows_point_the_way_at_even_steps_off_the_start() {
        // 500 pixels: six arrows, 83 pixels apart.
        let places: Vec<f64> = east_1_km().arrows.iter().map(|arrow| (arrow.x - 10.0).round()).collect();
        assert_eq!(places, [42.0, 125.0, 208.0, 292.0, 375.0, 458.0]);
        assert!(east_1_km().arrows.iter().all(|arrow| arrow.angle_deg.abs() < 0.1));
        let south = course(&[(0.0, 0.0, 0.0), (0.0, -1_000.0, 0.0)], &[]);
        let arrows = MapDrawing::new(&south, 300.0, 520.0, 10.0, Units::Metric).arrows;
        assert!(arrows.iter().all(|arrow| (arrow.angle_deg - 90.0).abs() < 0.1));
    }

    #[test]
    fn the_scale_bar_is_round_in_either_unit() {
        // A quarter of 520 pixels is 260 m, or 853 feet.
        let bar = east_1_km().scale_bar.unwrap();
        assert!((bar.length_m - 200.0).abs() < 1e-9 && (bar.width - 100.0).abs() < 0.01, "{bar:?}");
        let feet =
            MapDrawing::new(&course(&EAST_1_KM, &[]), 520.0, 300.0, 10.0, Units::Imperial).scale_bar.unwrap();
        assert!((feet.length_m - 500.0 * 0.3048).abs() < 1e-9, "{feet:?}");
        let far = course(&[(0.0, 0.0, 0.0), (40_000.0, 0.0, 0.0)], &[]);
        let miles = MapDrawing::new(&far, 520.0, 300.0, 10.0, Units::Imperial).scale_bar.unwrap();
        assert!((miles.length_m - 5.0 * 1_609.344).abs() < 1e-9, "{miles:?}");
    }

    #[test]
    fn distance_marks_stand_at_round_distances_between_start_and_finish() {
        let far = course(&[(0.0, 0.0, 0.0), (10_100.0, 0.0, 0.0)], &[]);
        let marks = MapDrawing::new(&far, 520.0, 300.0, 10.0, Units::Metric).distance_marks;
        assert_eq!(
            marks.iter().map(|mark| mark.value).collect::<Vec<_>>(),
            [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]
        );
        assert!(close((marks[4].x, marks[4].y), (10.0 + 500.0 * 5.0 / 10.1, 150.0)));
    }

    #[test]
    fn a_pointer_off_the_line_reads_the_foot_of_its_perpendicular() {
        assert!((east_1_km().nearest(135.0, 170.0, None) - 250.0).abs() < 0.01);
        assert_eq!(east_1_km().nearest(-50.0, 0.0, None), 0.0);
        assert!((east_1_km().nearest(900.0, 0.0, None) - 1_000.0).abs() < 0.01);
    }

    #[test]
    fn out_and_back_reads_the_way_out_unless_the_cursor_is_on_the_way_back() {
        // The way back ends `apart_m` north of the start; the pointer is on it where 200 m are left.
        let near = |apart_m: f64, near_m| {
            let points = [(0.0, 0.0, 0.0), (1_000.0, 0.0, 0.0), (0.0, apart_m, 0.0)];
            let drawing = MapDrawing::new(&course(&points, &[]), 520.0, 300.0, 10.0, Units::Metric);
            drawing.nearest(110.0, 150.0 - apart_m * 0.3 / 2.0, near_m).round()
        };
        assert_eq!(
            [near(1.0, None), near(1.0, Some(300.0)), near(1.0, Some(1_700.0))],
            [200.0, 200.0, 1_800.0]
        );
        // 3 pixels apart: told apart without a hint, still one place to a hand that was on the way out.
        assert_eq!([near(8.0, None), near(8.0, Some(300.0))], [1_800.0, 200.0]);
        assert!(near(40.0, Some(300.0)) > 1_700.0, "the pointer has plainly moved over");
    }

    #[test]
    fn a_dense_track_is_bounded_by_its_pixels() {
        let points: Vec<Point> = (0..50_000).map(|index| (f64::from(index) / 50.0, 0.0, 0.0)).collect();
        let drawing = MapDrawing::new(&course(&points, &[]), 520.0, 300.0, 10.0, Units::Metric);
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
            let drawing = MapDrawing::new(&course, width, height, 12.0, Units::Metric);
            let line = points_of(&drawing.line).concat();
            let arrows = drawing.arrows.iter().map(|arrow| (arrow.x, arrow.y));
            let marks = drawing.distance_marks.iter().map(|mark| (mark.x, mark.y));
            for (x, y) in line.into_iter().chain(arrows).chain(marks) {
                prop_assert!(x >= 11.9 && x <= width - 11.9 && y >= 11.9 && y <= height - 11.9, "{x} {y}");
            }
            let bar = drawing.scale_bar.unwrap();
            prop_assert!(bar.width <= width / 4.0 + 1e-9 && bar.width >= width / 10.0 - 1e-9);

            // No vertex is nearer to the pointer than the place that `nearest` names.
            let away = |position: Position| {
                let (x, y) = drawing.position(position);
                (x - pointer.0).hypot(y - pointer.1)
            };
            let named = away(course.at(drawing.nearest(pointer.0, pointer.1, None)).position);
            let vertices = course.vertices().iter();
            let nearest_vertex = vertices.map(|vertex| away(vertex.position)).fold(f64::INFINITY, f64::min);
            prop_assert!(named <= nearest_vertex + TIE + LEAST_STEP, "{named} {nearest_vertex}");
        }
    }
}
