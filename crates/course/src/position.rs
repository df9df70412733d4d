//! A place on the Earth, as latitude and longitude in WGS 84 degrees, and the distance between two of them.

use geo::{Distance, Haversine, Point};

/// The farthest that two positions can be apart.
const HALF_TURN_M: f64 = std::f64::consts::PI * 6_371_008.8;

/// A place on the Earth in WGS 84 degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Degrees north of the equator, from -90 to 90.
    pub latitude_deg: f64,
    /// Degrees east of Greenwich, from -180 to 180.
    pub longitude_deg: f64,
}

impl Position {
    /// A position, or `None` when it is not on the Earth: a number that is not finite, a latitude beyond a pole,
    /// or a longitude beyond a full turn.
    ///
    /// Longitudes up to a full turn either way are wrapped, because tracks that cross the date line are often
    /// written with longitudes that keep counting past 180.
    ///
    /// ```
    /// use saddle_course::Position;
    /// assert_eq!(Position::new(39.0, 190.0).map(|position| position.longitude_deg), Some(-170.0));
    /// assert_eq!(Position::new(91.0, 0.0), None);
    /// ```
    pub fn new(latitude_deg: f64, longitude_deg: f64) -> Option<Self> {
        // Written so that NaN fails every test.
        if !(latitude_deg.abs() <= 90.0 && longitude_deg.abs() <= 360.0) {
            return None;
        }
        let longitude_deg = match longitude_deg {
            east if east > 180.0 => east - 360.0,
            west if west < -180.0 => west + 360.0,
            within => within,
        };
        Some(Self { latitude_deg, longitude_deg })
    }

    /// Great-circle distance in metres, by the haversine formula on a sphere of the Earth's mean radius
    /// (6,371,008.8 m, GRS 80, as in the `geo` crate). It is within 0.6 % of the ellipsoid's distance.
    pub fn distance_m(self, other: Self) -> f64 {
        // Rounding can take the formula past the far side of the Earth, to NaN, of which `min` takes the other.
        Haversine.distance(self.point(), other.point()).min(HALF_TURN_M)
    }

    /// The position a share of the way (0 to 1) to another, along a straight line in degrees, the short way around.
    /// Between two points of a track that is the great circle for all that can be seen.
    pub(crate) fn towards(self, other: Self, share: f64) -> Self {
        let mut east_deg = other.longitude_deg - self.longitude_deg;
        if east_deg.abs() > 180.0 {
            east_deg -= 360.0_f64.copysign(east_deg);
        }
        let latitude_deg = self.latitude_deg + share * (other.latitude_deg - self.latitude_deg);
        // Both ends are on the Earth, so a place between them is.
        Self::new(latitude_deg, self.longitude_deg + share * east_deg).unwrap_or(self)
    }

    fn point(self) -> Point {
        Point::new(self.longitude_deg, self.latitude_deg)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn position(latitude_deg: f64, longitude_deg: f64) -> Position {
        Position::new(latitude_deg, longitude_deg).unwrap()
    }

    #[test]
    fn a_degree_of_latitude_is_a_360th_of_the_circumference() {
        let distance_m = position(39.0, 127.0).distance_m(position(40.0, 127.0));
        assert!((distance_m - HALF_TURN_M / 180.0).abs() < 0.001, "{distance_m}");
    }

    #[test]
    fn the_date_line_is_no_barrier() {
        let distance_m = position(0.0, 179.5).distance_m(position(0.0, 180.5));
        assert!((distance_m - HALF_TURN_M / 180.0).abs() < 0.001, "{distance_m}");
    }

    #[test]
    fn the_way_to_another_position_takes_the_short_way_around() {
        let (west, east) = (position(10.0, 179.0), position(12.0, -177.0));
        assert_eq!(west.towards(east, 0.25), position(10.5, 180.0));
        assert_eq!(east.towards(west, 0.25), position(11.5, -178.0));
        assert_eq!(west.towards(east, 1.0), east);
    }

    #[test]
    fn what_is_not_on_the_earth_is_refused() {
        for (latitude_deg, longitude_deg) in [
            (f64::NAN, 0.0),
            (0.0, f64::NAN),
            (90.1, 0.0),
            (0.0, 361.0),
            (f64::INFINITY, 0.0),
            (0.0, f64::NEG_INFINITY),
        ] {
            assert_eq!(Position::new(latitude_deg, longitude_deg), None);
        }
        assert!(Position::new(-90.0, -180.0).is_some());
    }

    proptest! {
        #[test]
        fn distances_are_finite_and_the_same_both_ways(
            a in (-90.0..=90.0, -180.0..=180.0), b in (-90.0..=90.0, -180.0..=180.0)
        ) {
            let (a, b) = (position(a.0, a.1), position(b.0, b.1));
            let opposite = position(-a.latitude_deg, a.longitude_deg + 180.0);
            for other in [b, opposite] {
                let distance_m = a.distance_m(other);
                prop_assert!((0.0..=HALF_TURN_M).contains(&distance_m));
                prop_assert!((distance_m - other.distance_m(a)).abs() < 1e-3);
            }
        }
    }
}
