//! What is wrong with an event file, said to the person who must mend it.

use std::fmt;

/// Why an event file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventError {
    /// The file is not JSON.
    NotJson {
        /// Line of the first character that is not JSON, from 1.
        line: usize,
        /// Column of that character, from 1; 0 for the end of the line before.
        column: usize,
        /// What the JSON parser says, its place included.
        reason: String,
    },
    /// The file has more bytes than an event can need.
    TooLarge {
        /// The size of the file.
        bytes: usize,
        /// The most that is read.
        limit_bytes: usize,
    },
    /// The file is JSON, but not an event: every mistake in it, in the order of reading.
    Mistakes(Vec<Mistake>),
}

/// One thing to mend in an event file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where, as a JSON path: `$.distances[1].track`.
    pub path: String,
    /// What stands there.
    pub found: String,
    /// What should stand there.
    pub expected: String,
}

/// A key that nothing reads, most often a misspelt one. The event can be used all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where, as a JSON path that ends in the unknown key.
    pub path: String,
    /// The keys that are read beside it.
    pub known: Vec<&'static str>,
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { reason, .. } => write!(f, "the event file is not JSON: {reason}"),
            Self::TooLarge { bytes, limit_bytes } => {
                write!(f, "the event file has {bytes} bytes; at most {limit_bytes} are read")
            }
            Self::Mistakes(mistakes) => {
                f.write_str("the event file must be mended:")?;
                mistakes.iter().try_for_each(|mistake| write!(f, "\n{mistake}"))
            }
        }
    }
}

impl std::error::Error for EventError {}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: found {}, expected {}", self.path, self.found, self.expected)
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: nothing reads this key; known here: {}", self.path, self.known.join(", "))
    }
}
