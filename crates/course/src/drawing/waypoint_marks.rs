//! Waypoints on a profile: a mark on the ground and a name above the plot.

use super::{Label, ProfileFrame, estimated_text_width, place_labels};
use crate::Course;

/// The font size that names are laid out for.
pub const WAYPOINT_NAME_SIZE: f64 = 12.0;

/// From one row of names to the next.
const ROW: f64 = 17.0;

/// More rows would leave too little of a phone for the hills.
const MOST_ROWS: usize = 3;

/// Between two names in a row.
const SPACING: f64 = 8.0;

/// From the lowest row of names to the plot.
const ABOVE_PLOT: f64 = 8.0;

/// Where one waypoint is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaypointMark {
    /// Which of the given waypoints it is.
    pub waypoint: usize,
    /// Its place on the line of the ground.
    pub ground: (f64, f64),
    /// The middle of its name's base line; `None` where there is no room for it.
    pub name: Option<(f64, f64)>,
}

/// Lays out the waypoints, given by name and metres from the start, that lie in the frame's distances. The frame that
/// is returned is as much higher as the rows of names above the plot need.
pub fn waypoint_marks(
    course: &Course,
    mut frame: ProfileFrame,
    waypoints: &[(&str, f64)],
) -> (ProfileFrame, Vec<WaypointMark>) {
    let (from_m, to_m) = frame.distance_m;
    let shown: Vec<(usize, &str, f64)> = waypoints
        .iter()
        .enumerate()
        .map(|(waypoint, (name, at_m))| (waypoint, *name, *at_m))
        .filter(|(_, _, at_m)| (from_m..=to_m).contains(at_m))
        .collect();
    let labels: Vec<Label> = shown
        .iter()
        .map(|(_, name, at_m)| Label {
            x: frame.x_of(*at_m),
            width: estimated_text_width(name, WAYPOINT_NAME_SIZE),
        })
        .collect();
    let places = place_labels(&labels, (frame.margins.left, frame.width), MOST_ROWS, SPACING);
    let rows = places.iter().flatten().map(|place| place.row + 1).max().unwrap_or(0) as f64;
    frame.margins.top += rows * ROW;
    frame.height += rows * ROW;
    let name_y = frame.margins.top - ABOVE_PLOT;
    let marks = shown
        .iter()
        .zip(places)
        .map(|(&(waypoint, _, at_m), place)| WaypointMark {
            waypoint,
            ground: (frame.x_of(at_m), frame.y_of(course.at(at_m).elevation_m)),
            name: place.map(|place| (place.x, name_y - place.row as f64 * ROW)),
        })
        .collect();
    (frame, marks)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::road;
    use super::super::{Margins, Units};
    use super::*;

    /// A pixel is 10 m along and 5 m up.
    const FRAME: ProfileFrame = ProfileFrame {
        width: 600.0,
        height: 200.0,
        margins: Margins { top: 10.0, right: 0.0, bottom: 0.0, left: 0.0 },
        distance_m: (0.0, 6_000.0),
        elevation_m: (0.0, 950.0),
        units: Units::Metric,
    };

    fn hill() -> Course {
        road(&[(0.0, 0.0), (3_000.0, 900.0), (6_000.0, 300.0)])
    }

    #[test]
    fn names_in_each_others_way_get_a_row_more_and_the_plot_keeps_its_height() {
        let (frame, marks) =
            waypoint_marks(&hill(), FRAME, &[("Start", 0.0), ("Summit", 3_000.0), ("Water", 3_100.0)]);
        assert_eq!(frame.height, 200.0 + 2.0 * ROW);
        assert_eq!(frame.plot().height, FRAME.plot().height);
        let names: Vec<f64> = marks.iter().filter_map(|mark| mark.name).map(|name| name.1).collect();
        assert_eq!(names, [36.0, 36.0, 19.0]);
        let (x, y) = marks[1].ground;
        assert!((x - 300.0).abs() < 1e-6 && (y - frame.y_of(900.0)).abs() < 1e-6);
    }

    #[test]
    fn only_what_the_frame_shows_is_marked() {
        let zoomed = ProfileFrame { distance_m: (2_000.0, 4_000.0), ..FRAME };
        let (frame, marks) =
            waypoint_marks(&hill(), zoomed, &[("Start", 0.0), ("Summit", 3_000.0), ("", f64::NAN)]);
        assert_eq!(marks.iter().map(|mark| mark.waypoint).collect::<Vec<_>>(), [1]);
        assert_eq!(frame.height, 200.0 + ROW);
    }
}
