//! Packs the course of a track file.

use super::PackedTrack;
use crate::Course;
use crate::course::CourseError;
use crate::read::{ReadError, read};
use std::fmt;

/// Why a file has no course to pack.
#[derive(Clone, Debug, PartialEq)]
pub enum FileError {
    /// The bytes are no track file.
    Read(ReadError),
    /// The track is no course.
    Course(CourseError),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Course(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for FileError {}

impl PackedTrack {
    /// Reads a track file and packs its course. `track_name` chooses one track of the file; without it all of them
    /// are the course, in file order.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or has no such course.
    pub fn of_file(bytes: &[u8], track_name: Option<&str>) -> Result<Self, FileError> {
        Ok(Self::pack(&course_of_file(bytes, track_name)?))
    }
}

/// The course alone: the points as they were read are gone before packing takes memory of its own.
fn course_of_file(bytes: &[u8], track_name: Option<&str>) -> Result<Course, FileError> {
    let file = read(bytes).map_err(FileError::Read)?;
    Course::from_file(&file, track_name).map_err(FileError::Course)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_whether_the_file_or_the_course_is_wrong() {
        assert!(matches!(PackedTrack::of_file(b"", None), Err(FileError::Read(_))));
        let waypoint = br#"<gpx version="1.1"><wpt lat="39" lon="127"/></gpx>"#;
        assert!(matches!(PackedTrack::of_file(waypoint, None), Err(FileError::Course(_))));
    }
}
