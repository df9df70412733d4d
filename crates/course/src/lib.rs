//! Tracks in; distance, gain, climbs, effort, pace and drawing geometry out.
//!
//! The crate does no input or output, knows no browser and never panics on what it is given.
//!
//! ```
//! use saddle_course::{Course, read};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let gpx = br#"<gpx version="1.1"><trk><trkseg>
//!     <trkpt lat="39.00" lon="127.0"><ele>100</ele></trkpt>
//!     <trkpt lat="39.01" lon="127.0"><ele>200</ele></trkpt>
//! </trkseg></trk></gpx>"#;
//! let course = Course::from_file(&read(gpx)?, None)?;
//! assert_eq!(course.figures().distance_m.round(), 1112.0);
//! assert_eq!(course.between(0.0, 556.0).gain_m.round(), 50.0);
//! # Ok(())
//! # }
//! ```

mod clean;
pub mod climb;
pub mod course;
pub mod drawing;
pub mod effort;
mod gain;
pub mod packed;
mod pitch;
pub mod planner;
pub mod position;
pub mod read;
mod simplify;
mod smooth;
pub mod splits;
#[cfg(test)]
mod testing;
mod units;

pub use clean::Cleaning;
pub use climb::{Climb, ClimbCategory};
pub use course::{Course, CourseError, ElevationFigures, Figures, Place, Stretch, Vertex};
pub use effort::{EffortSize, km_effort};
pub use pitch::pitch_hz;
pub use position::Position;
pub use read::{Format, ReadError, Repair, Track, TrackFile, TrackPoint, Waypoint, read};
pub use splits::{Split, splits};
pub use units::Units;
