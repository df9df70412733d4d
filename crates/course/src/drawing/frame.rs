//! The frame of an elevation profile: its size, margins, and which distances and elevations it spans.

use super::{LinearScale, Units};

/// Room around a plot, for axis labels and waypoint labels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margins {
    /// Room above.
    pub top: f64,
    /// Room to the right.
    pub right: f64,
    /// Room below.
    pub bottom: f64,
    /// Room to the left.
    pub left: f64,
}

/// A rectangle on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width, never negative.
    pub width: f64,
    /// Height, never negative.
    pub height: f64,
}

/// The frame of an elevation profile. Profiles in equal frames can be compared by eye or laid over each
/// other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProfileFrame {
    /// Width of the whole drawing.
    pub width: f64,
    /// Height of the whole drawing.
    pub height: f64,
    /// Room around the plot.
    pub margins: Margins,
    /// Distances from the start in metres at the left and the right edge of the plot.
    pub distance_m: (f64, f64),
    /// Elevations in metres at the lower and the upper edge of the plot; see
    /// [`shared_elevation_domain`](super::shared_elevation_domain).
    pub elevation_m: (f64, f64),
    /// What the ticks count in.
    pub units: Units,
}

impl ProfileFrame {
    /// The rectangle in which the profile is drawn: the frame without its margins.
    pub fn plot(&self) -> Rect {
        let Margins { top, right, bottom, left } = self.margins;
        Rect {
            x: left,
            y: top,
            width: (self.width - left - right).max(0.0),
            height: (self.height - top - bottom).max(0.0),
        }
    }

    /// Where a distance in metres from the start is drawn.
    pub fn x_of(&self, distance_m: f64) -> f64 {
        self.distance_scale().to_screen(distance_m)
    }

    /// Where an elevation in metres is drawn.
    pub fn y_of(&self, elevation_m: f64) -> f64 {
        let plot = self.plot();
        LinearScale::new(self.elevation_m, (plot.y + plot.height, plot.y)).to_screen(elevation_m)
    }

    /// Which distance in metres from the start is drawn at `x`, clamped to the distances that the plot spans,
    /// so that a pointer in the margin means the nearest end.
    pub fn distance_at(&self, x: f64) -> f64 {
        let (from_m, to_m) = self.distance_m;
        self.distance_scale().to_data(x).max(from_m).min(to_m)
    }

    fn distance_scale(&self) -> LinearScale {
        let plot = self.plot();
        LinearScale::new(self.distance_m, (plot.x, plot.x + plot.width))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: ProfileFrame = ProfileFrame {
        width: 360.0,
        height: 180.0,
        margins: Margins { top: 40.0, right: 10.0, bottom: 20.0, left: 50.0 },
        distance_m: (0.0, 30_000.0),
        elevation_m: (600.0, 1_000.0),
        units: Units::Metric,
    };

    #[test]
    fn corners_of_the_plot_are_the_ends_of_the_domains() {
        assert_eq!(FRAME.plot(), Rect { x: 50.0, y: 40.0, width: 300.0, height: 120.0 });
        assert_eq!((FRAME.x_of(0.0), FRAME.x_of(30_000.0)), (50.0, 350.0));
        assert_eq!((FRAME.y_of(600.0), FRAME.y_of(1_000.0)), (160.0, 40.0));
    }

    #[test]
    fn a_pointer_reads_the_distance_below_it_and_the_nearest_end_in_the_margins() {
        assert_eq!(FRAME.distance_at(FRAME.x_of(12_345.0)), 12_345.0);
        assert_eq!(FRAME.distance_at(3.0), 0.0);
        assert_eq!(FRAME.distance_at(359.0), 30_000.0);
    }

    #[test]
    fn a_frame_smaller_than_its_margins_has_an_empty_plot() {
        let tiny = ProfileFrame { width: 20.0, height: 20.0, ..FRAME };
        assert_eq!((tiny.plot().width, tiny.plot().height), (0.0, 0.0));
        assert!(
            tiny.distance_at(50.0).is_finite() && tiny.x_of(1.0).is_finite() && tiny.y_of(1.0).is_finite()
        );
    }
}
