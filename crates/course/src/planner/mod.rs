//! When a runner will be where: a plan from a goal, by the energy that each grade costs.
//!
//! ```
//! use saddle_course::planner::{Goal, Plan};
//! # use saddle_course::{Course, read};
//! # let gpx = br#"<gpx version="1.1"><trk><trkseg>
//! #     <trkpt lat="39.00" lon="127.0"><ele>100</ele></trkpt>
//! #     <trkpt lat="39.09" lon="127.0"><ele>400</ele></trkpt>
//! # </trkseg></trk></gpx>"#;
//! # fn demo(course: &Course) -> Result<(), saddle_course::planner::GoalError> {
//! let plan = Plan::new(course, Goal::Time { seconds: 3_600.0 })?;
//! assert_eq!(plan.finish_s().round(), 3_600.0);
//! // Evenly uphill, half the way takes half the time.
//! assert_eq!(plan.elapsed_s(course.figures().distance_m / 2.0).round(), 1_800.0);
//! # Ok(())
//! # }
//! # demo(&Course::from_file(&read(gpx).unwrap(), None).unwrap()).unwrap();
//! ```

mod band;
mod cost;
mod cut_off;
mod duration;
mod goal;
mod plan;

pub use band::{BandRow, band_rows};
pub use cut_off::CutOffOutcome;
pub use duration::{Duration, TimeUnit};
pub use goal::{Goal, GoalError};
pub use plan::Plan;
