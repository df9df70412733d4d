//! Pure geometry for drawing a course: scales, ticks, paths and label layout, which a view only has to place.
//!
//! Everything here is in screen units (CSS pixels of an unscaled SVG or canvas), `x` to the right and `y`
//! down, unless a name says otherwise. Paths are strings for the `d` attribute of an SVG `path`, which a
//! canvas takes as a `Path2D` too.

mod bands;
mod climb_marks;
mod compare;
mod domain;
#[cfg(test)]
mod fixture;
mod frame;
mod grade;
mod labels;
mod map;
mod nice;
mod outline;
mod path;
mod picture;
mod plane;
mod profile;
mod profile_picture;
mod ribbon;
mod scale;
mod stops;
mod text_width;
mod ticks;
mod waypoint_marks;
mod window;

pub use crate::Units;
pub use climb_marks::{ClimbMark, climb_marks};
pub use compare::{ProfileOutline, shared_distance_domain};
pub use domain::shared_elevation_domain;
pub use frame::{Margins, ProfileFrame, Rect};
pub use grade::GradeBand;
pub use labels::{Label, LabelPlace, place_labels};
pub use map::{Arrow, Bounds, DistanceMark, MapDrawing, MapView, ScaleBar, Tile};
pub use path::coordinate;
pub use picture::{Anchor, INK, Mark, Picture};
pub(crate) use plane::LocalPlane;
pub use profile::{ProfileDrawing, Tick};
pub use profile_picture::{ProfileSheet, profile_picture};
pub use ribbon::{Ribbon, RibbonDrawing, RibbonFace, RibbonPlace, RibbonView};
pub use scale::LinearScale;
pub use stops::{next_stop_m, previous_stop_m};
pub use text_width::estimated_text_width;
pub use ticks::ticks;
pub use waypoint_marks::{WAYPOINT_NAME_SIZE, WaypointMark, waypoint_marks};
pub use window::Window;
