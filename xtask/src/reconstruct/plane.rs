//! The flat map on which the landscape is drawn: metres east and north of the hotel.

/// Latitude of the hotel, degrees north.
const HOTEL_LATITUDE: f64 = 39.0532;
/// Longitude of the hotel, degrees east.
const HOTEL_LONGITUDE: f64 = 127.2500;
/// Mean radius of the Earth, metres (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// A place on the flat map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Metres east of the hotel.
    pub east_m: f64,
    /// Metres north of the hotel.
    pub north_m: f64,
}

/// Shorthand for tables of places.
pub const fn place(east_m: f64, north_m: f64) -> Place {
    Place { east_m, north_m }
}

impl Place {
    /// Metres to another place.
    pub fn distance_m(self, other: Place) -> f64 {
        (self.east_m - other.east_m).hypot(self.north_m - other.north_m)
    }

    /// The place at `share` (0 to 1) of the way to another one.
    pub fn towards(self, other: Place, share: f64) -> Place {
        place(
            self.east_m + (other.east_m - self.east_m) * share,
            self.north_m + (other.north_m - self.north_m) * share,
        )
    }

    /// The same place moved.
    pub fn moved(self, east_m: f64, north_m: f64) -> Place {
        place(self.east_m + east_m, self.north_m + north_m)
    }

    /// Latitude and longitude in degrees (equirectangular about the hotel: 0.2 % off at 15 km).
    pub fn latitude_longitude(self) -> (f64, f64) {
        let parallel_radius_m = EARTH_RADIUS_M * HOTEL_LATITUDE.to_radians().cos();
        (
            HOTEL_LATITUDE + (self.north_m / EARTH_RADIUS_M).to_degrees(),
            HOTEL_LONGITUDE + (self.east_m / parallel_radius_m).to_degrees(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_north_is_111_km() {
        let (latitude, longitude) = place(0.0, 111_195.0).latitude_longitude();
        assert!((latitude - HOTEL_LATITUDE - 1.0).abs() < 1e-5, "{latitude}");
        assert_eq!(longitude, HOTEL_LONGITUDE);
    }

    #[test]
    fn the_way_towards_a_place_ends_there() {
        let (from, to) = (place(3.0, 4.0), place(-30.0, 48.0));
        assert_eq!(from.distance_m(to), 55.0);
        assert_eq!(from.towards(to, 1.0), to);
        assert!((from.towards(to, 0.2).distance_m(from) - 11.0).abs() < 1e-9);
    }
}
