//! The figures that describe a course as a whole.

use super::Vertex;

/// The figures that describe a whole course.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Length in metres, gaps not counted.
    pub distance_m: f64,
    /// `None` when the track has no elevations.
    pub elevation: Option<ElevationFigures>,
}

/// The figures that describe how hilly a course is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ElevationFigures {
    /// Total climb in metres.
    pub gain_m: f64,
    /// Total descent in metres, as a positive number.
    pub loss_m: f64,
    /// Elevation of the lowest point in metres above sea level.
    pub lowest_m: f64,
    /// Elevation of the highest point in metres above sea level.
    pub highest_m: f64,
    /// Mean elevation in metres above sea level, weighted by distance.
    pub mean_m: f64,
}

impl ElevationFigures {
    /// The figures of a line of at least two vertices with elevations, gain and loss.
    pub(super) fn of(vertices: &[Vertex]) -> Self {
        let elevations_m = || vertices.iter().map(|vertex| vertex.elevation_m);
        let last = vertices.last();
        let length_m = last.map_or(0.0, |last| last.distance_m);
        // A gap has no length, so it has no weight.
        let area: f64 = vertices
            .windows(2)
            .map(|pair| {
                (pair[1].distance_m - pair[0].distance_m) * (pair[0].elevation_m + pair[1].elevation_m) / 2.0
            })
            .sum();
        Self {
            gain_m: last.map_or(0.0, |last| last.gain_m),
            loss_m: last.map_or(0.0, |last| last.loss_m),
            lowest_m: elevations_m().fold(f64::INFINITY, f64::min),
            highest_m: elevations_m().fold(f64::NEG_INFINITY, f64::max),
            mean_m: area / length_m,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{file, northward, segment};
    use crate::{Course, TrackPoint};

    #[test]
    fn the_mean_is_weighted_by_distance() {
        let mut points = northward(0.0, &[Some(0.0)]);
        points.extend(
            segment(1.5, &[None; 200])
                .into_iter()
                .skip(1)
                .map(|point| TrackPoint { elevation_m: Some(0.0), ..point }),
        );
        points.extend(northward(900.0, &[Some(300.0)]));
        let figures = Course::from_file(&file(vec![points]), None).unwrap().figures().elevation.unwrap();
        assert!((figures.mean_m - (900.0 - 298.5) * 150.0 / 900.0).abs() < 1e-6, "{figures:?}");
        assert_eq!((figures.lowest_m, figures.highest_m), (0.0, 300.0));
    }
}
