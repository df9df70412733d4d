//! How much effort a course asks, in km-effort, and its size among races.
//!
//! Both are the ITRA's (International Trail Running Association): 100 m of climb asks as much as one flat
//! kilometre, and races fall into seven sizes by that sum. Source: <https://itra.run/page/455/Our_measuring_tools.html>.

/// Kilometres plus metres climbed over one hundred.
///
/// ```
/// assert_eq!(saddle_course::km_effort(42_000.0, 1_800.0), 60.0);
/// ```
pub fn km_effort(distance_m: f64, gain_m: f64) -> f64 {
    distance_m / 1000.0 + gain_m / 100.0
}

/// The size of a race among races, from its km-effort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EffortSize {
    /// Under 25 km-effort.
    Xxs,
    /// From 25 to under 45 km-effort.
    Xs,
    /// From 45 to under 75 km-effort.
    S,
    /// From 75 to under 115 km-effort.
    M,
    /// From 115 to under 155 km-effort.
    L,
    /// From 155 to under 210 km-effort.
    Xl,
    /// 210 km-effort and more.
    Xxl,
}

impl EffortSize {
    /// The size that a km-effort falls into.
    pub fn from_km_effort(km_effort: f64) -> Self {
        match km_effort {
            under if under < 25.0 => Self::Xxs,
            under if under < 45.0 => Self::Xs,
            under if under < 75.0 => Self::S,
            under if under < 115.0 => Self::M,
            under if under < 155.0 => Self::L,
            under if under < 210.0 => Self::Xl,
            _ => Self::Xxl,
        }
    }

    /// The size as races print it, the same in every language.
    pub fn label(self) -> &'static str {
        match self {
            Self::Xxs => "XXS",
            Self::Xs => "XS",
            Self::S => "S",
            Self::M => "M",
            Self::L => "L",
            Self::Xl => "XL",
            Self::Xxl => "XXL",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_metres_of_climb_is_a_flat_kilometre() {
        assert_eq!(km_effort(10_000.0, 500.0), 15.0);
        assert_eq!(km_effort(15_000.0, 0.0), 15.0);
    }

    #[test]
    fn each_size_begins_at_its_own_bound() {
        let bounds = [(25.0, "XS"), (45.0, "S"), (75.0, "M"), (115.0, "L"), (155.0, "XL"), (210.0, "XXL")];
        let mut size_below = "XXS";
        for (bound, size) in bounds {
            assert_eq!(EffortSize::from_km_effort(bound - 0.01).label(), size_below);
            assert_eq!(EffortSize::from_km_effort(bound).label(), size);
            size_below = size;
        }
    }
}
