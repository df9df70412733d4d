//! Bands of grade, signed, with bounds that mean something to a runner's legs.

/// A band of grades that feel alike to a runner.
///
/// The bounds are round numbers near marks of the energy cost of running. Uphill (Minetti et al. 2002,
/// <https://doi.org/10.1152/japplphysiol.01177.2001>) a metre costs one and a half times as much at 8 % as on the
/// flat, and twice at 15 %. Downhill, as runners manage it outside a laboratory, it is cheapest near -9 %, and
/// beyond -18 % braking makes it dearer than on the flat again. Within 3 % either way a road feels flat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GradeBand {
    /// Steeper down than 18 %: braking costs more than running on the flat.
    VerySteepDown,
    /// Down 9 to 18 %: steeper only makes it harder.
    SteepDown,
    /// Down 3 to 9 %: the easier the steeper.
    Down,
    /// Less than 3 % either way.
    Flat,
    /// Up 3 to 8 %: up to one and a half times the cost of the flat.
    Up,
    /// Up 8 to 15 %: up to twice the cost of the flat; many begin to walk.
    SteepUp,
    /// Up 15 % or steeper: nearly everyone walks.
    VerySteepUp,
}

impl GradeBand {
    /// Every band from the steepest descent to the steepest climb, in the order of a legend.
    pub const ALL: [Self; 7] = [
        Self::VerySteepDown,
        Self::SteepDown,
        Self::Down,
        Self::Flat,
        Self::Up,
        Self::SteepUp,
        Self::VerySteepUp,
    ];

    /// The band of a grade given as a fraction (0.1 is 10 %); flat when it is not a number.
    ///
    /// ```
    /// use saddle_course::drawing::GradeBand;
    /// assert_eq!(GradeBand::of(0.12), GradeBand::SteepUp);
    /// assert_eq!(GradeBand::of(-0.12).as_str(), "steep-down");
    /// ```
    pub fn of(grade: f64) -> Self {
        Self::ALL
            .into_iter()
            .find(|band| {
                let (low, high) = band.bounds();
                low <= grade && grade < high
            })
            .unwrap_or(if grade == f64::INFINITY { Self::VerySteepUp } else { Self::Flat })
    }

    /// The grades of the band as fractions: from the first, included, up to the second, not included.
    /// The outermost bands are open to infinity.
    pub const fn bounds(self) -> (f64, f64) {
        match self {
            Self::VerySteepDown => (f64::NEG_INFINITY, -0.18),
            Self::SteepDown => (-0.18, -0.09),
            Self::Down => (-0.09, -0.03),
            Self::Flat => (-0.03, 0.03),
            Self::Up => (0.03, 0.08),
            Self::SteepUp => (0.08, 0.15),
            Self::VerySteepUp => (0.15, f64::INFINITY),
        }
    }

    /// A stable name for style sheets and file formats, such as `steep-down`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::VerySteepDown => "very-steep-down",
            Self::SteepDown => "steep-down",
            Self::Down => "down",
            Self::Flat => "flat",
            Self::Up => "up",
            Self::SteepUp => "steep-up",
            Self::VerySteepUp => "very-steep-up",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bands_touch_without_gap_or_overlap() {
        for pair in GradeBand::ALL.windows(2) {
            assert_eq!(pair[0].bounds().1, pair[1].bounds().0);
            assert!(pair[0] < pair[1]);
        }
        assert_eq!(GradeBand::ALL[0].bounds().0, f64::NEG_INFINITY);
        assert_eq!(GradeBand::ALL[6].bounds().1, f64::INFINITY);
    }

    #[test]
    fn a_bound_belongs_to_the_band_above() {
        assert_eq!(GradeBand::of(0.08), GradeBand::SteepUp);
        assert_eq!(GradeBand::of(0.0799), GradeBand::Up);
        assert_eq!(GradeBand::of(-0.09), GradeBand::Down);
    }

    #[test]
    fn what_is_not_an_ordinary_number_has_a_band_too() {
        assert_eq!(GradeBand::of(f64::NAN), GradeBand::Flat);
        assert_eq!(GradeBand::of(f64::INFINITY), GradeBand::VerySteepUp);
        assert_eq!(GradeBand::of(f64::NEG_INFINITY), GradeBand::VerySteepDown);
    }

    proptest! {
        #[test]
        fn steeper_is_never_a_lower_band(one in -1.0..1.0f64, other in -1.0..1.0f64) {
            prop_assert!(GradeBand::of(one.min(other)) <= GradeBand::of(one.max(other)));
            let (low, high) = GradeBand::of(one).bounds();
            prop_assert!(low <= one && one < high);
        }
    }
}
