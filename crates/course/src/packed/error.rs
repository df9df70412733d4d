//! Why a packed track cannot be read, and where the mistake is.

use std::fmt;

use crate::CourseError;

/// Why a packed track cannot be read, and where the mistake is. Offsets count characters of `points` from 0.
#[derive(Clone, Debug, PartialEq)]
pub enum PackedError {
    /// A character that packing never writes.
    Character {
        /// Where it is.
        offset: usize,
        /// What it is.
        found: char,
    },
    /// The text ends before its last vertex does.
    EndsEarly {
        /// Where it ends.
        offset: usize,
    },
    /// A number with more characters than packing ever writes.
    NumberTooLong {
        /// Where the number begins.
        offset: usize,
    },
    /// The text goes on after its last vertex.
    GoesOn {
        /// Where it should have ended.
        offset: usize,
    },
    /// The number of vertices, which the text begins with, cannot be right for its length.
    Count {
        /// What the text says.
        found: i64,
        /// How many vertices there could be at most.
        at_most: usize,
    },
    /// A vertex with a latitude or longitude that does not exist.
    NotOnEarth {
        /// The vertex, counted from 0.
        vertex: usize,
    },
    /// The vertices were read but do not make a course.
    Course(CourseError),
    /// A member of the JSON object is missing or of the wrong kind.
    Member {
        /// Its path inside the packed track, such as `climbs[2].length_m`; empty for the track itself.
        path: String,
        /// What must be there.
        expected: &'static str,
    },
}

impl fmt::Display for PackedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character { offset, found } => {
                write!(f, "points, character {offset}: {found:?} is not one of A-Z, a-z, 0-9, - and _")
            }
            Self::EndsEarly { offset } => {
                write!(
                    f,
                    "points, character {offset}: the text ends before the last vertex does; it was cut off"
                )
            }
            Self::NumberTooLong { offset } => {
                write!(f, "points, character {offset}: this number is longer than any that packing writes")
            }
            Self::GoesOn { offset } => {
                write!(f, "points, character {offset}: the last vertex ends here, but the text goes on")
            }
            Self::Count { found, at_most } => {
                write!(
                    f,
                    "points, character 0: the text is too short for the {found} vertices it announces; {at_most} at most"
                )
            }
            Self::NotOnEarth { vertex } => {
                write!(f, "points, vertex {vertex}: its latitude or longitude does not exist")
            }
            Self::Course(error) => write!(f, "the packed vertices do not make a course: {error}"),
            Self::Member { path, expected } if path.is_empty() => write!(f, "expected {expected}"),
            Self::Member { path, expected } => write!(f, "{path}: expected {expected}"),
        }
    }
}

impl std::error::Error for PackedError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Course(error) => Some(error),
            _ => None,
        }
    }
}

impl From<CourseError> for PackedError {
    fn from(error: CourseError) -> Self {
        Self::Course(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_and_what() {
        let error = PackedError::Character { offset: 17, found: '\n' };
        assert_eq!(error.to_string(), r"points, character 17: '\n' is not one of A-Z, a-z, 0-9, - and _");
        let error = PackedError::Member { path: "climbs[2].length_m".to_owned(), expected: "a number" };
        assert_eq!(error.to_string(), "climbs[2].length_m: expected a number");
    }
}
