//! Why the courses could not be reconstructed.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::network::Trail;

/// Why the courses could not be reconstructed.
#[derive(Debug)]
pub enum ReconstructError {
    /// The landscape leaves no way for a trail between its places and its heights.
    NoWay(Trail),
    /// A file could not be written.
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl fmt::Display for ReconstructError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReconstructError::NoWay(trail) => {
                write!(
                    f,
                    "no way for the trail {trail:?}: move its places or widen its band of elevations in network.rs"
                )
            }
            ReconstructError::Write { path, source } => {
                write!(f, "cannot write {}: {source}", path.display())
            }
        }
    }
}

impl std::error::Error for ReconstructError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ReconstructError::NoWay(_) => None,
            ReconstructError::Write { source, .. } => Some(source),
        }
    }
}
