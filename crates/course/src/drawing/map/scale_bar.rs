//! A bar that shows how long a distance is on the map.

use super::MapView;
use crate::drawing::{Units, nice::NiceStep};

/// A bar that shows how long a distance is on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleBar {
    /// Its length on the ground in metres: a round number of kilometres or miles, or of metres or feet if it
    /// is under one of those.
    pub length_m: f64,
    /// Its length on the screen, at most a quarter of the map's width.
    pub width: f64,
}

/// The bar of a view; `None` when the picture has no room at all.
pub(super) fn scale_bar(view: &MapView, units: Units) -> Option<ScaleBar> {
    let longest_m = view.size().0 / 4.0 / view.pixels_per_metre();
    let unit_m = if longest_m >= units.distance_m() { units.distance_m() } else { units.elevation_m() };
    let length_m = NiceStep::at_most(longest_m / unit_m)?.size() * unit_m;
    Some(ScaleBar { length_m, width: length_m * view.pixels_per_metre() })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::course;
    use super::*;

    fn bar(length_m: f64, zoom: f64, units: Units) -> ScaleBar {
        let road = course(&[(0.0, 0.0, 0.0), (length_m, 0.0, 0.0)], &[]);
        let view = MapView::new(&road, 520.0, 300.0, 10.0).zoomed(&road, zoom, (260.0, 150.0));
        scale_bar(&view, units).unwrap()
    }

    #[test]
    fn the_bar_is_round_in_either_unit() {
        // A quarter of 520 pixels is 260 m, or 853 feet.
        let metres = bar(1_000.0, 1.0, Units::Metric);
        assert!((metres.length_m - 200.0).abs() < 1e-9 && (metres.width - 100.0).abs() < 0.01, "{metres:?}");
        assert!((bar(1_000.0, 1.0, Units::Imperial).length_m - 500.0 * 0.3048).abs() < 1e-9);
        assert!((bar(40_000.0, 1.0, Units::Imperial).length_m - 5.0 * 1_609.344).abs() < 1e-9);
    }

    #[test]
    fn the_bar_follows_the_zoom() {
        let close_up = bar(1_000.0, 4.0, Units::Metric);
        assert!(
            (close_up.length_m - 50.0).abs() < 1e-9 && (close_up.width - 100.0).abs() < 0.01,
            "{close_up:?}"
        );
    }
}
