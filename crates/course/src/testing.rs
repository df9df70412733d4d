//! Tracks whose truth is known by construction, for the tests of this crate.

use crate::read::{Format, Track, TrackFile, TrackPoint};
use crate::{Course, Position};

/// Metres in a degree of latitude, on the sphere that distances are measured on.
const M_PER_DEG: f64 = 6_371_008.8 * std::f64::consts::PI / 180.0;

/// Points on one meridian, the first `from_m` metres along it and each a metre further than the one before.
pub(crate) fn northward(from_m: f64, elevations_m: &[Option<f64>]) -> Vec<TrackPoint> {
    meridian(from_m, 1.0, elevations_m)
}

/// Points on one meridian, `spacing_m` metres apart.
pub(crate) fn segment(spacing_m: f64, elevations_m: &[Option<f64>]) -> Vec<TrackPoint> {
    meridian(0.0, spacing_m, elevations_m)
}

/// A course of one segment whose elevation is a function of the distance.
pub(crate) fn course(length_m: f64, spacing_m: f64, mut elevation_m: impl FnMut(f64) -> f64) -> Course {
    let count = (length_m / spacing_m).round() as usize + 1;
    let elevations_m: Vec<_> = (0..count).map(|index| Some(elevation_m(index as f64 * spacing_m))).collect();
    Course::from_file(&file(vec![segment(spacing_m, &elevations_m)]), None).unwrap()
}

/// A file of one nameless track.
pub(crate) fn file(segments: Vec<Vec<TrackPoint>>) -> TrackFile {
    let tracks = vec![Track { name: None, segments }];
    TrackFile { format: Format::Gpx, name: None, tracks, waypoints: Vec::new(), repairs: Vec::new() }
}

/// Noise of mean 0 and standard deviation 1, the same for the same seed: twelve uniform numbers added up are close
/// to normal. The numbers are SplitMix64's: <https://prng.di.unimi.it/splitmix64.c>.
pub(crate) fn noise(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed;
    let mut uniform = move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (bits ^ (bits >> 31)) as f64 / u64::MAX as f64
    };
    move || (0..12).map(|_| uniform()).sum::<f64>() - 6.0
}

fn meridian(from_m: f64, spacing_m: f64, elevations_m: &[Option<f64>]) -> Vec<TrackPoint> {
    let position = |index: usize| Position {
        latitude_deg: 39.0 + (from_m + spacing_m * index as f64) / M_PER_DEG,
        longitude_deg: 127.0,
    };
    let points = elevations_m.iter().enumerate();
    points
        .map(|(index, elevation_m)| TrackPoint { position: position(index), elevation_m: *elevation_m })
        .collect()
}
