//! The event file, read and checked: what a race is, who takes its sign-ups, and what its form asks.
//!
//! ```
//! let mistakes = saddle_event::read(r#"{"saddle": 1, "id": "my-race"}"#).unwrap_err();
//! assert!(mistakes.to_string().contains("$.distances: found nothing"));
//! ```
//!
//! [`read`] reports every mistake at once, each with its JSON path, what was found and what was expected.
//! URLs stay as written: only a browser knows the address of the event file that they resolve against.

mod asked;
pub mod calendar;
pub mod capacity;
pub mod choice;
pub mod custom_field;
mod decimal;
mod delivery;
#[cfg(test)]
mod demo;
pub mod desk;
pub mod distance;
pub mod enrolment;
pub mod event;
pub mod figures;
pub mod file;
pub mod form;
mod header;
mod id;
pub mod instant;
pub mod language;
mod limits;
pub mod link;
mod mailbox;
pub mod map;
pub mod mistakes;
pub mod named_climb;
pub mod overlay;
pub mod pack;
mod path;
pub mod place;
mod preset;
pub mod published;
mod reader;
pub mod registration;
#[cfg(feature = "schema")]
mod schema;
pub mod series;
pub mod texts;
pub mod tiles;
pub mod time_of_day;
pub mod time_zone;
pub mod track;
pub mod url;
pub mod waypoint;
mod written;

pub use capacity::Capacity;
pub use choice::Choice;
pub use custom_field::CustomWords;
pub use desk::{Desk, Privacy};
pub use distance::Distance;
pub use enrolment::Enrolment;
pub use event::Event;
pub use figures::{Figure, FigureKind};
pub use file::{EventFile, Unexplained, read, read_enrolment, read_event, read_value};
pub use form::Form;
pub use instant::Instant;
pub use limits::FILE_BYTES;
pub use link::{Link, LinkKind};
pub use map::Map;
pub use mistakes::{EventError, Mistake, Warning};
pub use named_climb::NamedClimb;
pub use overlay::Overlay;
pub use pack::{PackError, pack};
pub use place::Place;
pub use published::Published;
pub use registration::RegistrationWindow;
#[cfg(feature = "schema")]
pub use schema::schema;
pub use series::Series;
pub use texts::Texts;
pub use tiles::{TileTemplate, Tiles};
pub use time_of_day::TimeOfDay;
pub use time_zone::TimeZone;
pub use track::Track;
pub use url::Url;
pub use waypoint::{Waypoint, WaypointKind};
