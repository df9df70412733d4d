//! Which tiles of a web map lie under the course map, and where.
//!
//! Tiles are numbered as in <https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames>: square in the Web Mercator
//! projection (EPSG:3857), column 0 begins at 180° west, row 0 at about 85.05° north.

use super::MapView;
use crate::drawing::Rect;
use std::f64::consts::PI;

/// No server draws closer than this, and numbers of tiles up to it are exact.
const CLOSEST_ZOOM: u8 = 22;

/// More tiles than this are not asked of a server for one picture.
const MOST_TILES: f64 = 40.0;

/// Pixels across a tile as it is served.
const TILE_PIXELS: f64 = 256.0;

/// The sine of the latitude at which the projection ends, 85.05°, where the world is a square.
const MOST_SINE: f64 = 0.996_272_1;

/// One square of a web map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tile {
    /// How closely it is drawn: the world is 2 to the power of this many tiles across.
    pub zoom: u8,
    /// Its column, eastward from 180° west.
    pub column: u32,
    /// Its row, southward from 85.05° north.
    pub row: u32,
    /// Where it is in the picture.
    pub rect: Rect,
}

impl MapView {
    /// The tiles that cover the picture, at most 40, drawn for a screen with so many physical pixels to one of the picture
    /// and no closer than `most_zoom`.
    ///
    /// The corners of a tile are exact. Within a tile the Mercator projection is not even from north to south as this map
    /// is; what is halfway is off by `h² tan(φ) / 8` Earth radii for a tile `h` radians high: 2 m, less than a tenth
    /// of a pixel, where a course of 30 km at 40° fills the picture.
    pub fn tiles(&self, most_zoom: u8, physical_pixels: f64) -> Vec<Tile> {
        let (width, height) = self.size();
        let (north_deg, west_deg) = self.degrees_at((0.0, 0.0));
        let (south_deg, east_deg) = self.degrees_at((width, height));
        let mut tiles = Vec::new();
        // Not true of a picture of no size either, in which these are no numbers.
        if !(south_deg < north_deg && west_deg < east_deg && east_deg - west_deg < 360.0) {
            return tiles;
        }
        let (left, right) = (world_x(west_deg), world_x(east_deg));
        let (top, bottom) = (world_y(north_deg), world_y(south_deg));
        let most_zoom = most_zoom.min(CLOSEST_ZOOM);
        let mut zoom = 0;
        // A tile may be drawn up to a half larger than it is, or a quarter smaller.
        while zoom < most_zoom
            && width / (right - left) / across(zoom) * physical_pixels > 1.5 * TILE_PIXELS
            && count((left, right), zoom + 1) * count((top, bottom), zoom + 1) <= MOST_TILES
        {
            zoom += 1;
        }
        let across = across(zoom);
        let mut row = (top * across).floor();
        while row < bottom * across {
            let mut column = (left * across).floor();
            while column < right * across {
                let (x, y) =
                    self.place_of_degrees((latitude_deg(row / across), longitude_deg(column / across)));
                let (end_x, end_y) = self.place_of_degrees((
                    latitude_deg((row + 1.0) / across),
                    longitude_deg((column + 1.0) / across),
                ));
                tiles.push(Tile {
                    zoom,
                    column: column.rem_euclid(across) as u32,
                    row: row as u32,
                    rect: Rect { x, y, width: end_x - x, height: end_y - y },
                });
                column += 1.0;
            }
            row += 1.0;
        }
        tiles
    }
}

/// Tiles across the world.
fn across(zoom: u8) -> f64 {
    f64::from(1u32 << zoom.min(CLOSEST_ZOOM))
}

/// Columns or rows that a part of the world touches.
fn count((from, to): (f64, f64), zoom: u8) -> f64 {
    (to * across(zoom)).ceil() - (from * across(zoom)).floor()
}

/// A longitude as a part of the world's width; under 0 or over 1 where longitudes count on past 180.
fn world_x(longitude_deg: f64) -> f64 {
    longitude_deg / 360.0 + 0.5
}

fn longitude_deg(world_x: f64) -> f64 {
    (world_x - 0.5) * 360.0
}

/// A latitude as a part of the world's height, from 0 in the north to 1 in the south.
fn world_y(latitude_deg: f64) -> f64 {
    let sine = latitude_deg.clamp(-90.0, 90.0).to_radians().sin().clamp(-MOST_SINE, MOST_SINE);
    // The hyperbolic area tangent of the sine.
    (0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * PI)).clamp(0.0, 1.0)
}

fn latitude_deg(world_y: f64) -> f64 {
    // The Gudermannian function.
    (2.0 * ((0.5 - world_y) * 2.0 * PI).exp().atan2(1.0)).to_degrees() - 90.0
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{course_at, map_of};
    use super::*;
    use crate::Position;
    use proptest::prelude::*;

    fn view(place: (f64, f64), length_m: f64) -> MapView {
        let road = course_at(place, &[(0.0, 0.0, 0.0), (length_m, length_m / 2.0, 0.0)], &[]);
        MapView::new(&road, 480.0, 374.0, 28.0)
    }

    #[test]
    fn tiles_are_numbered_as_the_world_numbers_them() {
        // From the wiki page: (35.6590699, 139.7006793) at zoom 18 is in tile 232798, 103246.
        let tokyo = view((35.659_069_9, 139.700_679_3), 50.0);
        let place = tokyo.place(Position::new(35.659_069_9, 139.700_679_3).unwrap());
        let tiles = tokyo.tiles(18, 1.0);
        let under = tiles.iter().find(|tile| {
            let Rect { x, y, width, height } = tile.rect;
            (x..x + width).contains(&place.0) && (y..y + height).contains(&place.1)
        });
        assert_eq!(under.map(|tile| (tile.zoom, tile.column, tile.row)), Some((18, 232_798, 103_246)));
    }

    #[test]
    fn tiles_are_about_as_large_as_they_are_served() {
        for physical_pixels in [1.0, 2.0, 3.0] {
            let tiles = view((39.0, 127.2), 30_000.0).tiles(19, physical_pixels);
            assert!(tiles.len() <= 40);
            let served = tiles[0].rect.width * physical_pixels / 256.0;
            assert!((0.7..=1.5).contains(&served), "{served} at {physical_pixels}");
        }
        let blurred = view((39.0, 127.2), 300.0).tiles(15, 1.0);
        assert!(blurred.iter().all(|tile| tile.zoom == 15) && blurred[0].rect.width > 384.0);
    }

    #[test]
    fn tiles_wrap_at_the_antimeridian() {
        let tiles = view((-17.0, 179.9), 30_000.0).tiles(19, 1.0);
        let last = (1u32 << tiles[0].zoom) - 1;
        let (west, east) =
            (tiles.iter().find(|tile| tile.column == last), tiles.iter().find(|tile| tile.column == 0));
        let (west, east) = (west.unwrap().rect, east.unwrap().rect);
        assert!((west.x + west.width - east.x).abs() < 1e-6, "{west:?} {east:?}");
        assert!(tiles.iter().all(|tile| tile.column <= last));
    }

    #[test]
    fn halfway_down_a_tile_is_off_by_less_than_a_tenth_of_a_pixel() {
        let view = view((40.0, 10.0), 30_000.0);
        let tile = view.tiles(19, 1.0)[0];
        let halfway = (f64::from(tile.row) + 0.5) / across(tile.zoom);
        let (_, y) = view.place_of_degrees((latitude_deg(halfway), 10.0));
        let off = (y - tile.rect.y - tile.rect.height / 2.0).abs();
        assert!(off > 0.001 && off < 0.1, "{off}");
    }

    #[test]
    fn nothing_has_no_tiles() {
        let road = course_at((0.0, 0.0), &[(0.0, 0.0, 0.0), (1_000.0, 0.0, 0.0)], &[]);
        assert_eq!(MapView::new(&road, 0.0, 0.0, 10.0).tiles(19, 1.0), []);
        assert_eq!(map_of(&[(0.0, 0.0, 0.0), (1_000.0, 0.0, 0.0)], &[]).at(0.0), (10.0, 150.0));
    }

    proptest! {
        #[test]
        fn the_whole_picture_is_covered_once(
            latitude_deg in -84.0..84.0f64, longitude_deg in -180.0..180.0f64, exponent in 1.0..5.5f64,
            most_zoom in 0..30u8, physical_pixels in 0.5..4.0f64, x in 0.0..480.0f64, y in 0.0..374.0f64
        ) {
            let view = view((latitude_deg, longitude_deg), 10f64.powf(exponent));
            let tiles = view.tiles(most_zoom, physical_pixels);
            prop_assert!(tiles.len() <= 40);
            let (here_deg, _) = view.degrees_at((x, y));
            let within = |tile: &&Tile| {
                let Rect { x: left, y: top, width, height } = tile.rect;
                left <= x && x < left + width && top <= y && y < top + height
            };
            if here_deg.abs() < 85.0 {
                prop_assert_eq!(tiles.iter().filter(within).count(), 1);
            }
        }
    }
}
