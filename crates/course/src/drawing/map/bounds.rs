//! A piece of the Earth between two latitudes and two longitudes, as an image of it is placed by.

use super::MapView;
use crate::drawing::Rect;
use crate::{Position, drawing::plane::degrees_east};

/// A piece of the Earth between two latitudes and two longitudes, in WGS 84 degrees; it may lie across 180°.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    south_west: Position,
    north_east: Position,
}

impl Bounds {
    /// The piece between four edges; `None` if one is not on the Earth, or nothing is between them. An eastern edge that
    /// is less than the western one lies beyond 180°.
    ///
    /// ```
    /// use saddle_course::drawing::Bounds;
    /// assert!(Bounds::new(-18.0, 179.5, -17.0, -179.5).is_some());
    /// assert!(Bounds::new(-17.0, 179.5, -18.0, -179.5).is_none());
    /// ```
    pub fn new(south_deg: f64, west_deg: f64, north_deg: f64, east_deg: f64) -> Option<Self> {
        let south_west = Position::new(south_deg, west_deg)?;
        let north_east = Position::new(north_deg, east_deg)?;
        (south_deg < north_deg && south_west.longitude_deg != north_east.longitude_deg)
            .then_some(Self { south_west, north_east })
    }
}

impl MapView {
    /// Where an image of a piece of the Earth is placed in the picture, north up; much of it may lie outside.
    ///
    /// Its corners are exact. Between them an image in the Mercator projection is off as a [tile](MapView::tiles) of its
    /// height is.
    pub fn rect(&self, bounds: Bounds) -> Rect {
        let (x, bottom) = self.place(bounds.south_west);
        let (_, y) = self.place(bounds.north_east);
        let east_deg = degrees_east(bounds.south_west, bounds.north_east);
        let (west, east) = (self.degrees_at((0.0, 0.0)).1, self.degrees_at((1.0, 0.0)).1);
        let pixels_per_degree = 1.0 / (east - west);
        let width = if east_deg > 0.0 { east_deg } else { east_deg + 360.0 } * pixels_per_degree;
        Rect { x, y, width: width.max(0.0), height: (bottom - y).max(0.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::course_at;
    use super::*;

    #[test]
    fn an_image_lies_where_its_corners_do() {
        for longitude_deg in [-77.0, 10.0, 179.99, -179.99] {
            let points = [(-1_000.0, -1_000.0, 0.0), (1_000.0, 1_000.0, 0.0)];
            let course = course_at((45.0, longitude_deg), &points, &[]);
            let view = MapView::new(&course, 400.0, 400.0, 20.0);
            let [south_west, north_east] = [course.at(0.0).position, course.at(f64::INFINITY).position];
            let bounds = Bounds::new(
                south_west.latitude_deg,
                south_west.longitude_deg,
                north_east.latitude_deg,
                north_east.longitude_deg,
            );
            let Rect { x, y, width, height } = view.rect(bounds.unwrap());
            for (found, expected) in [(x, 20.0), (y, 20.0), (width, 360.0), (height, 360.0)] {
                assert!((found - expected).abs() < 0.1, "{found} at {longitude_deg}");
            }
        }
    }

    #[test]
    fn what_is_no_piece_of_the_earth_is_refused() {
        for (south, west, north, east) in [
            (1.0, 0.0, 1.0, 2.0),
            (2.0, 0.0, 1.0, 2.0),
            (0.0, 3.0, 1.0, 3.0),
            (0.0, f64::NAN, 1.0, 2.0),
            (0.0, 0.0, 91.0, 2.0),
        ] {
            assert_eq!(Bounds::new(south, west, north, east), None);
        }
    }
}
