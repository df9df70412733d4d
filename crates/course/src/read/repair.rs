//! What was wrong with a file that could be read all the same.

use std::fmt;

/// One kind of fault that was repaired, with how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// The file was in UTF-16; it was decoded.
    Utf16,
    /// This many bytes were not UTF-8 and were read as windows-1252, which includes Latin-1.
    Windows1252 {
        /// How many bytes.
        bytes: usize,
    },
    /// A GPX file does not say its version.
    MissingVersion,
    /// An element's prefix is bound to no namespace, which strict XML readers refuse.
    UndeclaredPrefix {
        /// The prefix, without its colon.
        prefix: String,
    },
    /// The file breaks off, or cannot be parsed any further; what came before was kept.
    Truncated {
        /// The last line that was read, counted from 1.
        line: usize,
    },
    /// Numbers were written with a decimal comma.
    DecimalCommas {
        /// How many numbers.
        numbers: usize,
    },
    /// Points were dropped whose position is missing, not a number or not on the Earth.
    PointsWithoutPosition {
        /// How many points.
        points: usize,
    },
    /// Longitudes beyond 180 degrees were wrapped.
    LongitudesWrapped {
        /// How many points.
        points: usize,
    },
    /// Elevations that are not finite numbers were left out.
    BadElevations {
        /// How many elevations.
        elevations: usize,
    },
    /// Routes were left out because the file also has tracks.
    RoutesIgnored {
        /// How many routes.
        routes: usize,
    },
    /// KML lines whose altitudes are all 0 were taken to have none, as writers put 0 for "on the ground".
    ZeroAltitudes {
        /// How many tracks.
        tracks: usize,
    },
}

impl fmt::Display for Repair {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utf16 => formatter.write_str("decoded from UTF-16"),
            Self::Windows1252 { bytes } => {
                write!(formatter, "bytes that are not UTF-8, read as windows-1252: {bytes}")
            }
            Self::MissingVersion => formatter.write_str("the gpx element has no version; read as 1.1"),
            Self::UndeclaredPrefix { prefix } => {
                write!(
                    formatter,
                    "the prefix \"{prefix}:\" is not declared; strict readers will refuse the file"
                )
            }
            Self::Truncated { line } => {
                write!(formatter, "the file breaks off; what came before line {line} was kept")
            }
            Self::DecimalCommas { numbers } => {
                write!(formatter, "numbers with a decimal comma instead of a point: {numbers}")
            }
            Self::PointsWithoutPosition { points } => {
                write!(formatter, "points dropped because they have no position on the Earth: {points}")
            }
            Self::LongitudesWrapped { points } => {
                write!(formatter, "longitudes beyond 180 degrees, wrapped: {points}")
            }
            Self::BadElevations { elevations } => {
                write!(formatter, "elevations left out because they are not numbers: {elevations}")
            }
            Self::RoutesIgnored { routes } => {
                write!(formatter, "routes left out because the file has tracks: {routes}")
            }
            Self::ZeroAltitudes { tracks } => {
                write!(formatter, "tracks whose altitudes are all 0, read as having none: {tracks}")
            }
        }
    }
}
