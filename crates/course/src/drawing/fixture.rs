//! Courses for the tests of drawing, made from points on a plane so that their shape is known.

use super::{LocalPlane, MapDrawing, MapView};
use crate::{Climb, Course, ElevationFigures, Figures, Position, Units, Vertex};

/// A point of a course: metres east and north of an origin, and elevation in metres.
pub(crate) type Point = (f64, f64, f64);

/// A course through points around a place on the equator, where a degree is as long either way.
pub(crate) fn course(points: &[Point], gaps: &[usize]) -> Course {
    course_at((0.0, 10.0), points, gaps)
}

/// A course through points around a place given by latitude and longitude.
pub(crate) fn course_at(
    (latitude_deg, longitude_deg): (f64, f64),
    points: &[Point],
    gaps: &[usize],
) -> Course {
    let origin = Position::new(latitude_deg, longitude_deg).unwrap();
    let degree_north = Position::new(latitude_deg + 1.0, longitude_deg).unwrap();
    let degree_east = Position::new(latitude_deg, longitude_deg + 1.0).unwrap();
    let plane = LocalPlane::around(origin);
    let (metres_north, metres_east) = (plane.offset_m(degree_north).1, plane.offset_m(degree_east).0);
    let mut vertices: Vec<Vertex> = Vec::new();
    for (index, &(east_m, north_m, elevation_m)) in points.iter().enumerate() {
        let position =
            Position::new(latitude_deg + north_m / metres_north, longitude_deg + east_m / metres_east)
                .unwrap();
        let mut vertex = Vertex { distance_m: 0.0, position, elevation_m, gain_m: 0.0, loss_m: 0.0 };
        if index > 0 {
            let (from, previous) = (points[index - 1], vertices[index - 1]);
            let is_gap = gaps.contains(&index);
            let (step_m, rise_m) = if is_gap {
                (0.0, 0.0)
            } else {
                ((east_m - from.0).hypot(north_m - from.1), elevation_m - from.2)
            };
            vertex.distance_m = previous.distance_m + step_m;
            vertex.gain_m = previous.gain_m + rise_m.max(0.0);
            vertex.loss_m = previous.loss_m + (-rise_m).max(0.0);
        }
        vertices.push(vertex);
    }
    let last = vertices[vertices.len() - 1];
    let elevations = || points.iter().map(|point| point.2);
    let elevation = ElevationFigures {
        gain_m: last.gain_m,
        loss_m: last.loss_m,
        lowest_m: elevations().fold(f64::INFINITY, f64::min),
        highest_m: elevations().fold(f64::NEG_INFINITY, f64::max),
        mean_m: elevations().sum::<f64>() / points.len() as f64,
    };
    let figures = Figures { distance_m: last.distance_m, elevation: Some(elevation) };
    Course::from_parts(vertices, gaps.to_vec(), figures, Vec::new()).unwrap()
}

/// The same course as from a track without elevations.
pub(crate) fn without_elevation(course: &Course) -> Course {
    let vertices = course.vertices().iter();
    let flat =
        vertices.map(|vertex| Vertex { elevation_m: 0.0, gain_m: 0.0, loss_m: 0.0, ..*vertex }).collect();
    let figures = Figures { elevation: None, ..*course.figures() };
    Course::from_parts(flat, course.gaps().to_vec(), figures, Vec::new()).unwrap()
}

/// A road straight east through `(distance_m, elevation_m)`.
pub(crate) fn road(profile: &[(f64, f64)]) -> Course {
    let points: Vec<Point> =
        profile.iter().map(|&(distance_m, elevation_m)| (distance_m, 0.0, elevation_m)).collect();
    course(&points, &[])
}

/// A road that is level but for climbs of 10 %, given by start and length in metres.
pub(crate) fn with_climbs(length_m: f64, climbs: &[(f64, f64)]) -> Course {
    let mut profile = vec![(0.0, 0.0)];
    let mut elevation_m = 0.0;
    for &(start_m, climb_m) in climbs {
        profile.push((start_m, elevation_m));
        elevation_m += climb_m / 10.0;
        profile.push((start_m + climb_m, elevation_m));
    }
    profile.push((length_m, elevation_m));
    let climbs = climbs.iter().map(|&(start_m, climb_m)| Climb {
        start_m,
        length_m: climb_m,
        gain_m: climb_m / 10.0,
        mean_grade: 0.1,
        steepest_grade: 0.1,
        category: None,
    });
    let road = road(&profile);
    // The road is measured on the sphere.
    let figures = Figures { distance_m: length_m, ..*road.figures() };
    Course::from_parts(road.vertices().to_vec(), Vec::new(), figures, climbs.collect()).unwrap()
}

/// The map of a course through points, 500 by 280 pixels and 10 on every side: two metres to a pixel for 1 km.
pub(crate) fn map_of(points: &[Point], gaps: &[usize]) -> MapDrawing {
    let course = course(points, gaps);
    MapDrawing::new(&course, &MapView::new(&course, 520.0, 300.0, 10.0), Units::Metric)
}
