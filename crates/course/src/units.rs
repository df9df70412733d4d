//! The units in which splits, axes, distance marks and the scale bar count.

/// The units in which splits, axes, distance marks and the scale bar count; everything else is in metres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Units {
    /// Kilometres along the course, metres of elevation.
    #[default]
    Metric,
    /// Statute miles along the course, feet of elevation.
    Imperial,
}

impl Units {
    /// Metres in one kilometre or mile.
    pub const fn distance_m(self) -> f64 {
        match self {
            Self::Metric => 1_000.0,
            Self::Imperial => 1_609.344,
        }
    }

    /// Metres in one metre or foot of elevation.
    pub const fn elevation_m(self) -> f64 {
        match self {
            Self::Metric => 1.0,
            Self::Imperial => 0.3048,
        }
    }
}
