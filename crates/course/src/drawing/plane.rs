//! A flat piece of the Earth around a place, for distances short enough that it is flat.

use crate::Position;

/// Metres in one degree of latitude, on the sphere that `Position::distance_m` measures on.
const METRES_PER_DEGREE: f64 = 6_371_008.8 * std::f64::consts::PI / 180.0;

/// The local equirectangular projection around an origin: east and north in metres, true to scale at the
/// origin's latitude.
///
/// Longitudes count the short way round from the origin, so nothing breaks at the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LocalPlane {
    origin: Position,
    metres_per_degree_east: f64,
}

impl LocalPlane {
    /// The plane that touches the Earth at `origin`.
    pub(crate) fn around(origin: Position) -> Self {
        Self { origin, metres_per_degree_east: METRES_PER_DEGREE * cosine(origin.latitude_deg) }
    }

    /// How far east and north of the origin a position is, in metres.
    pub(crate) fn offset_m(&self, position: Position) -> (f64, f64) {
        (
            degrees_east(self.origin, position) * self.metres_per_degree_east,
            (position.latitude_deg - self.origin.latitude_deg) * METRES_PER_DEGREE,
        )
    }
}

/// The cosine of a latitude in degrees, by Maclaurin's series up to the 20th power; within 1e-14.
///
/// Not [`f64::cos`], which reduces angles of any size by tables that are kilobytes of WebAssembly, and whose last bit
/// differs from platform to platform.
fn cosine(latitude_deg: f64) -> f64 {
    let angle = latitude_deg.to_radians();
    let (mut term, mut sum) = (1.0, 1.0);
    for power in 1..=10 {
        let power = f64::from(2 * power);
        term *= -angle * angle / (power * (power - 1.0));
        sum += term;
    }
    sum
}

/// How many degrees of longitude `to` is east of `from`, from -180 to 180.
pub(crate) fn degrees_east(from: Position, to: Position) -> f64 {
    let degrees = to.longitude_deg - from.longitude_deg;
    match degrees {
        far_east if far_east > 180.0 => far_east - 360.0,
        far_west if far_west < -180.0 => far_west + 360.0,
        near => near,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(latitude_deg: f64, longitude_deg: f64) -> Position {
        Position::new(latitude_deg, longitude_deg).unwrap()
    }

    #[test]
    fn agrees_with_the_great_circle_nearby() {
        for latitude_deg in [-70.0, 0.0, 39.0, 69.0] {
            let origin = position(latitude_deg, 125.7);
            let near = position(latitude_deg + 0.004, 125.706);
            let (east, north) = LocalPlane::around(origin).offset_m(near);
            let great_circle = origin.distance_m(near);
            assert!((east.hypot(north) - great_circle).abs() < 0.001 * great_circle, "at {latitude_deg}");
            assert!(east > 0.0 && north > 0.0);
        }
    }

    #[test]
    fn the_cosine_is_that_of_the_standard_library() {
        for tenth in -900..=900 {
            let latitude_deg = f64::from(tenth) / 10.0;
            let error = cosine(latitude_deg) - latitude_deg.to_radians().cos();
            assert!(error.abs() < 1e-14, "{error} at {latitude_deg}");
        }
    }

    #[test]
    fn goes_the_short_way_over_the_antimeridian() {
        let (east, north) = LocalPlane::around(position(0.0, 179.999)).offset_m(position(0.0, -179.999));
        assert!((east - 0.002 * METRES_PER_DEGREE).abs() < 1e-6);
        assert_eq!(north, 0.0);
    }
}
