//! What a runner aims for, and why that may be out of reach.

use std::fmt;

/// What a runner aims for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// To finish in this time.
    Time {
        /// Seconds from start to finish.
        seconds: f64,
    },
    /// To spend as much effort on the hills as at this pace on the flat.
    FlatPace {
        /// Seconds for one flat kilometre.
        seconds_per_km: f64,
    },
    /// To be as fit as for this time over a flat marathon. On a course of more km-effort than a marathon's 42.195 the
    /// effort is lower, on one of less it is higher; a flat marathon takes just this time.
    MarathonTime {
        /// Seconds over 42,195 flat metres.
        seconds: f64,
    },
}

/// Why there is no plan for a goal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GoalError {
    /// The goal is not a number of seconds above 0.
    NotPositive,
    /// No human being runs as fast, not even over 1,500 m on a track.
    TooFast {
        /// Seconds from start to finish in the fastest plan there is for this course.
        fastest_s: f64,
    },
    /// The model knows no pace as slow: it knows no rest.
    TooSlow {
        /// Seconds from start to finish in the slowest plan there is for this course.
        slowest_s: f64,
    },
}

impl fmt::Display for GoalError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotPositive => "the goal is not a number of seconds above 0",
            Self::TooFast { .. } => "the goal is faster than anyone runs",
            Self::TooSlow { .. } => "the goal is slower than the slowest walk",
        })
    }
}

impl std::error::Error for GoalError {}
