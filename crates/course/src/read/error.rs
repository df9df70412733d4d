//! Why a file could not be read, in words for the person who must fix it.

use std::fmt;

use super::Format;

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The file has no content.
    Empty,
    /// The file is larger than [`MAX_BYTES`](super::MAX_BYTES).
    TooLarge {
        /// Size of the file in bytes.
        bytes: usize,
    },
    /// The file holds more than [`MAX_POINTS`](super::MAX_POINTS) points.
    TooManyPoints,
    /// The file is of none of the formats.
    NotATrackFile {
        /// What the file seems to be instead.
        found: String,
    },
    /// The XML breaks off before the first point.
    Xml {
        /// Line of the mistake, counted from 1.
        line: usize,
        /// What is wrong there.
        problem: String,
    },
    /// The JSON cannot be parsed.
    Json {
        /// Line of the mistake, counted from 1.
        line: usize,
        /// Column of the mistake, counted from 1.
        column: usize,
        /// What is wrong there.
        problem: String,
    },
    /// The file is well formed but holds neither a track nor a waypoint with a position.
    NoPoints {
        /// The format it was read as.
        format: Format,
        /// How many points there were whose position was missing or not on the Earth.
        without_position: usize,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the file is empty"),
            Self::TooLarge { bytes } => {
                write!(formatter, "the file has {bytes} bytes; at most {} are read", super::MAX_BYTES)
            }
            Self::TooManyPoints => {
                write!(formatter, "the file has more than {} points", super::MAX_POINTS)
            }
            Self::NotATrackFile { found } => {
                write!(formatter, "expected a GPX, TCX, KML or GeoJSON file, found {found}")
            }
            Self::Xml { line, problem } => write!(formatter, "line {line}: {problem}"),
            Self::Json { line, column, problem } => {
                write!(formatter, "line {line}, column {column}: {problem}")
            }
            Self::NoPoints { format, without_position: 0 } => {
                let elements = point_elements(*format);
                write!(formatter, "the {format} file has no track, route or waypoint: no {elements}")
            }
            Self::NoPoints { format, without_position } => write!(
                formatter,
                "no {} of the {format} file has a latitude from -90 to 90 and a longitude; points without: {without_position}",
                point_elements(*format)
            ),
        }
    }
}

/// What a format calls its points, for whoever looks for them in the file.
fn point_elements(format: Format) -> &'static str {
    match format {
        Format::Gpx => "trkpt, rtept or wpt",
        Format::Tcx => "Trackpoint or CoursePoint",
        Format::Kml => "LineString, gx:Track or Point",
        Format::GeoJson => "LineString, MultiLineString, Point or MultiPoint",
    }
}

impl std::error::Error for ReadError {}
