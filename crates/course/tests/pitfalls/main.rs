//! The files that break other readers: each is read to the course that it was made to hold, or refused in a sentence.
//!
//! Most files in `files/` hold the same hill, told wrongly in one way: five points a thousandth of a degree apart on
//! one meridian (or on the equator), each 10 m higher than the one before, from 100 m to 140 m.

// The functions that tests share are tests as well, which Clippy cannot tell here.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod geojson;
mod gpx;
mod kml;
mod large;
mod mutated;
mod tcx;

use saddle_course::{Course, TrackFile, read};

/// A thousandth of a degree along a great circle, on the sphere of the Earth's mean radius.
const STEP_M: f64 = 6_371_008.8 * std::f64::consts::PI / 180_000.0;

/// The bytes of one of the files.
fn bytes(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/pitfalls/files/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn file(name: &str) -> TrackFile {
    read(&bytes(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The sentence with which a file is refused, by the reader or as a course.
fn refusal(name: &str) -> String {
    match read(&bytes(name)) {
        Err(error) => error.to_string(),
        Ok(file) => Course::from_file(&file, None).expect_err(name).to_string(),
    }
}

/// Distance, gain, loss, lowest and highest elevation, in metres.
fn figures(file: &TrackFile) -> [f64; 5] {
    let course = Course::from_file(file, None).unwrap();
    let elevation = course.figures().elevation.unwrap();
    [course.figures().distance_m, elevation.gain_m, elevation.loss_m, elevation.lowest_m, elevation.highest_m]
}

fn assert_figures(file: &TrackFile, expected: [f64; 5]) {
    let found = figures(file);
    let is_near = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 0.05);
    assert!(is_near, "found {found:?}, expected {expected:?}");
}

/// Asserts that a file holds the hill, all of it and nothing else.
fn assert_hill(file: &TrackFile) {
    assert_figures(file, [4.0 * STEP_M, 40.0, 0.0, 100.0, 140.0]);
    assert_eq!((file.tracks.len(), points(file)), (1, 5));
}

/// Asserts that a file holds the hill, then a gap, then the same hill 2 km away and 300 m higher. The gap counts for
/// nothing.
fn assert_two_hills(file: &TrackFile) {
    assert_figures(file, [8.0 * STEP_M, 80.0, 0.0, 100.0, 440.0]);
    assert_eq!(Course::from_file(file, None).unwrap().gaps(), [5]);
}

fn points(file: &TrackFile) -> usize {
    file.tracks.iter().flat_map(|track| &track.segments).map(Vec::len).sum()
}

fn track_names(file: &TrackFile) -> Vec<&str> {
    file.tracks.iter().map(|track| track.name.as_deref().unwrap_or_default()).collect()
}

fn waypoint_names(file: &TrackFile) -> Vec<&str> {
    file.waypoints.iter().map(|waypoint| waypoint.name.as_deref().unwrap_or_default()).collect()
}

/// What was repaired by the reader, then what was cleaned from the course.
fn repairs(file: &TrackFile) -> Vec<String> {
    let course = Course::from_file(file, None).unwrap();
    let cleanings = course.repairs().iter().map(ToString::to_string);
    file.repairs.iter().map(ToString::to_string).chain(cleanings).collect()
}

const NOTHING: [&str; 0] = [];
