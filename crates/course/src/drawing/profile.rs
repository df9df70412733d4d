//! The elevation profile of a course as paths and ticks.

use super::bands::band_areas;
use super::outline::outline;
use super::path::PathWriter;
use super::{GradeBand, ProfileFrame, ticks};
use crate::Course;

/// Room that a label of the distance axis needs, in pixels; there are as many ticks as have it.
const DISTANCE_TICK_ROOM: f64 = 56.0;

/// Room that a label of the elevation axis needs, in pixels.
const ELEVATION_TICK_ROOM: f64 = 28.0;

/// A tick of an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// The round number beside it, in the frame's units: kilometres or miles, metres or feet.
    pub value: f64,
    /// Its place: `x` on the distance axis, `y` on the elevation axis.
    pub at: f64,
}

/// An elevation profile, ready to be placed.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileDrawing {
    /// What it was drawn into; converts between places on the screen and the course.
    pub frame: ProfileFrame,
    /// The line of the ground; empty when the course has no elevation or none of it is in the frame.
    pub line: String,
    /// The area under the line.
    pub area: String,
    /// The area under the line cut up by grade, one path for each band that occurs, in the order of
    /// [`GradeBand::ALL`]. Every piece is at least 4 pixels wide, except on a course narrower than that.
    pub bands: Vec<(GradeBand, String)>,
    /// Ticks of the distance axis.
    pub distance_ticks: Vec<Tick>,
    /// Ticks of the elevation axis; none when the course has no elevation.
    pub elevation_ticks: Vec<Tick>,
}

impl ProfileDrawing {
    /// Draws the part of the course that lies in the frame's distances.
    ///
    /// The paths are as long as the plot is wide, however many vertices the course has.
    pub fn new(course: &Course, frame: &ProfileFrame) -> Self {
        let plot = frame.plot();
        let bottom = plot.y + plot.height;
        let ground = ground(course, frame);
        let elevation_ticks = if course.has_elevation() {
            let unit_m = frame.units.elevation_m();
            axis(frame.elevation_m, unit_m, plot.height / ELEVATION_TICK_ROOM, |value_m| frame.y_of(value_m))
        } else {
            Vec::new()
        };
        let unit_m = frame.units.distance_m();
        Self {
            frame: *frame,
            line: line_path(&ground),
            area: area_path(&ground, bottom),
            bands: band_areas(course, frame, &ground),
            distance_ticks: axis(frame.distance_m, unit_m, plot.width / DISTANCE_TICK_ROOM, |value_m| {
                frame.x_of(value_m)
            }),
            elevation_ticks,
        }
    }
}

/// The course on the screen from the left edge of the plot, or the start, to the right edge, or the finish; nothing
/// when it has no elevation.
pub(super) fn ground(course: &Course, frame: &ProfileFrame) -> Vec<(f64, f64)> {
    let vertices = course.vertices();
    let (from_m, to_m) = frame.distance_m;
    let (Some(start), Some(finish)) = (vertices.first(), vertices.last()) else {
        return Vec::new();
    };
    if !course.has_elevation() || from_m > finish.distance_m || to_m < start.distance_m || from_m >= to_m {
        return Vec::new();
    }
    let edge = |distance_m: f64| {
        (distance_m > start.distance_m && distance_m < finish.distance_m)
            .then(|| (distance_m, course.at(distance_m).elevation_m))
    };
    let inside = vertices
        .iter()
        .map(|vertex| (vertex.distance_m, vertex.elevation_m))
        .filter(|&(distance_m, _)| distance_m >= from_m && distance_m <= to_m);
    let points = edge(from_m).into_iter().chain(inside).chain(edge(to_m));
    outline(points.map(|(distance_m, elevation_m)| (frame.x_of(distance_m), frame.y_of(elevation_m))))
}

pub(super) fn line_path(ground: &[(f64, f64)]) -> String {
    let mut path = PathWriter::default();
    if let Some((first, rest)) = ground.split_first() {
        path.move_to(*first);
        for point in rest {
            path.line_to(*point);
        }
    }
    path.finish()
}

fn area_path(ground: &[(f64, f64)], bottom: f64) -> String {
    let mut path = PathWriter::default();
    if let (Some(first), Some(last)) = (ground.first(), ground.last()) {
        path.move_to((first.0, bottom));
        for point in ground {
            path.line_to(*point);
        }
        path.line_to((last.0, bottom));
        path.close();
    }
    path.finish()
}

/// Ticks at round numbers of a unit over a domain in metres, as many as there is room for, but at least two
/// if possible.
fn axis((from_m, to_m): (f64, f64), unit_m: f64, room_for: f64, place: impl Fn(f64) -> f64) -> Vec<Tick> {
    ticks(from_m / unit_m, to_m / unit_m, (room_for as usize).max(2))
        .into_iter()
        .map(|value| Tick { value, at: place(value * unit_m) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{road, without_elevation};
    use super::super::path::points_of;
    use super::super::{Margins, Units};
    use super::*;

    const FRAME: ProfileFrame = ProfileFrame {
        width: 360.0,
        height: 180.0,
        margins: Margins { top: 40.0, right: 10.0, bottom: 20.0, left: 50.0 },
        distance_m: (0.0, 6_000.0),
        elevation_m: (600.0, 1_000.0),
        units: Units::Metric,
    };

    fn hill() -> Course {
        road(&[(0.0, 600.0), (3_000.0, 900.0), (6_000.0, 700.0)])
    }

    #[test]
    fn the_line_runs_through_start_summit_and_finish() {
        let drawing = ProfileDrawing::new(&hill(), &FRAME);
        assert_eq!(points_of(&drawing.line), [[(50.0, 160.0), (200.0, 70.0), (350.0, 130.0)]]);
        assert_eq!(
            points_of(&drawing.area),
            [[(50.0, 160.0), (200.0, 70.0), (350.0, 130.0), (350.0, 160.0)]],
            "the left edge of the area has no height, because the course starts on the floor"
        );
        let bands: Vec<GradeBand> = drawing.bands.iter().map(|(band, _)| *band).collect();
        assert!(bands.contains(&GradeBand::SteepUp) && bands.contains(&GradeBand::Down), "{bands:?}");
    }

    #[test]
    fn ticks_are_round_and_on_the_plot() {
        let drawing = ProfileDrawing::new(&hill(), &FRAME);
        let values = |ticks: &[Tick]| ticks.iter().map(|tick| tick.value).collect::<Vec<_>>();
        assert_eq!(values(&drawing.distance_ticks), [0.0, 2.0, 4.0, 6.0]);
        assert_eq!(values(&drawing.elevation_ticks), [600.0, 800.0, 1_000.0]);
        assert_eq!(drawing.distance_ticks[1].at, FRAME.x_of(2_000.0));
        assert_eq!(drawing.elevation_ticks[1].at, FRAME.y_of(800.0));
    }

    #[test]
    fn imperial_ticks_are_round_miles_and_feet() {
        let drawing = ProfileDrawing::new(&hill(), &ProfileFrame { units: Units::Imperial, ..FRAME });
        let mile = drawing.distance_ticks[1];
        assert_eq!((mile.value, mile.at), (1.0, FRAME.x_of(1_609.344)));
        let feet = drawing.elevation_ticks[0];
        assert_eq!((feet.value, feet.at), (2_000.0, FRAME.y_of(609.6)));
    }

    #[test]
    fn a_part_of_the_course_reaches_both_edges() {
        let drawing = ProfileDrawing::new(&hill(), &ProfileFrame { distance_m: (1_500.0, 4_500.0), ..FRAME });
        assert_eq!(points_of(&drawing.line), [[(50.0, 115.0), (200.0, 70.0), (350.0, 100.0)]]);
    }

    #[test]
    fn a_shorter_course_ends_where_it_ends() {
        let drawing = ProfileDrawing::new(&hill(), &ProfileFrame { distance_m: (0.0, 12_000.0), ..FRAME });
        assert_eq!(points_of(&drawing.line)[0].last(), Some(&(200.0, 130.0)));
    }

    #[test]
    fn a_frame_beyond_the_course_is_empty() {
        for distance_m in [(7_000.0, 9_000.0), (-5.0, -1.0), (3_000.0, 3_000.0), (4_000.0, 2_000.0)] {
            let drawing = ProfileDrawing::new(&hill(), &ProfileFrame { distance_m, ..FRAME });
            assert!(
                drawing.line.is_empty() && drawing.area.is_empty() && drawing.bands.is_empty(),
                "{distance_m:?}"
            );
        }
    }

    #[test]
    fn a_course_without_elevation_has_only_a_distance_axis() {
        let drawing = ProfileDrawing::new(&without_elevation(&hill()), &FRAME);
        assert!(drawing.line.is_empty() && drawing.bands.is_empty() && drawing.elevation_ticks.is_empty());
        assert_eq!(drawing.distance_ticks.len(), 4);
    }

    #[test]
    fn paths_are_bounded_by_the_width_and_keep_the_summit() {
        let profile: Vec<(f64, f64)> = (0..60_000)
            .map(|index| {
                (
                    f64::from(index) * 0.1,
                    if index == 31_234 { 1_000.0 } else { 700.0 + f64::from(index * 7919 % 101) },
                )
            })
            .collect();
        let drawing = ProfileDrawing::new(&road(&profile), &FRAME);
        let points = points_of(&drawing.line).concat();
        assert!(points.len() <= 4 * 301, "{} points", points.len());
        assert!(
            points.iter().any(|point| (point.1 - 40.0).abs() < 1e-6),
            "the summit is at the top of the plot"
        );
    }
}
