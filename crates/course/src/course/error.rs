//! Why a track cannot be a course, in words for the person who must fix it.

use std::fmt;

/// Why a track or its parts cannot be a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CourseError {
    /// The file holds no track, only waypoints.
    NoTrack,
    /// No track of the file has the name that was asked for.
    NoSuchTrack {
        /// The name that was asked for.
        wanted: String,
        /// The names that there are.
        available: Vec<String>,
    },
    /// There are not two points that are a metre apart.
    TooShort,
    /// A number of a vertex is not finite or its position is not on the Earth.
    BadVertex {
        /// The index of the vertex.
        vertex: usize,
    },
    /// A vertex lies before the one that precedes it.
    DistanceFalls {
        /// The index of the vertex.
        vertex: usize,
    },
    /// The gaps are not indices of vertices in rising order.
    BadGap {
        /// The index that is wrong.
        vertex: usize,
    },
    /// A figure or a climb has a number that is not finite.
    BadFigures,
}

impl fmt::Display for CourseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTrack => formatter.write_str("the file has waypoints, but no track or route"),
            Self::NoSuchTrack { wanted, available } if available.is_empty() => {
                write!(formatter, "no track is named \"{wanted}\"; the file's tracks have no names")
            }
            Self::NoSuchTrack { wanted, available } => {
                write!(formatter, "no track is named \"{wanted}\"; there are: {}", available.join(", "))
            }
            Self::TooShort => formatter.write_str("the track has no two points that are a metre apart"),
            Self::BadVertex { vertex } => write!(formatter, "vertex {vertex} is not a place on the Earth"),
            Self::DistanceFalls { vertex } => {
                write!(formatter, "vertex {vertex} is nearer to the start than the one before it")
            }
            Self::BadGap { vertex } => write!(formatter, "no gap can be before vertex {vertex}"),
            Self::BadFigures => formatter.write_str("a figure or a climb has a number that is not finite"),
        }
    }
}

impl std::error::Error for CourseError {}
