//! The one vertical range in which all distances of an event are drawn, so that their hills can be compared.

use super::nice::NiceStep;
use crate::Figures;

/// Less than this from bottom to top would make a mountain of every bump.
const LEAST_SPAN_M: f64 = 100.0;

/// Into about how many steps the range is divided when its ends are rounded outwards.
const STEPS: f64 = 5.0;

/// The lowest and the highest elevation in metres of all courses, rounded outwards, at least 100 m apart.
///
/// A nearly flat course keeps its floor and gets room above it. `None` when no course has elevations.
///
/// ```
/// use saddle_course::{ElevationFigures, Figures, drawing::shared_elevation_domain};
/// let hilly = |lowest_m, highest_m| Figures {
///     distance_m: 21_100.0,
///     elevation: Some(ElevationFigures { gain_m: 0.0, loss_m: 0.0, lowest_m, highest_m, mean_m: 0.0 }),
/// };
/// let courses = [hilly(630.0, 812.0), hilly(655.0, 1_270.0)];
/// assert_eq!(shared_elevation_domain(&courses), Some((600.0, 1_400.0)));
/// ```
pub fn shared_elevation_domain<'a>(figures: impl IntoIterator<Item = &'a Figures>) -> Option<(f64, f64)> {
    let (lowest, highest) = figures
        .into_iter()
        .filter_map(|figures| figures.elevation.as_ref())
        .map(|elevation| (elevation.lowest_m, elevation.highest_m))
        .reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
    let step = NiceStep::at_least((highest - lowest).max(LEAST_SPAN_M) / STEPS)?;
    let low = step.times((lowest / step.size()).floor());
    let high = step.times((highest / step.size()).ceil());
    Some((low, high.max(low + LEAST_SPAN_M)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ElevationFigures;
    use proptest::prelude::*;

    fn course(lowest_m: f64, highest_m: f64) -> Figures {
        let elevation = ElevationFigures { gain_m: 0.0, loss_m: 0.0, lowest_m, highest_m, mean_m: lowest_m };
        Figures { distance_m: 10_000.0, elevation: Some(elevation) }
    }

    const WITHOUT_ELEVATION: Figures = Figures { distance_m: 5_000.0, elevation: None };

    #[test]
    fn a_flat_course_keeps_its_floor() {
        assert_eq!(shared_elevation_domain([&course(3.0, 9.0)]), Some((0.0, 100.0)));
        assert_eq!(shared_elevation_domain([&course(-4.0, -4.0)]), Some((-20.0, 80.0)));
    }

    #[test]
    fn courses_without_elevation_do_not_count() {
        assert_eq!(shared_elevation_domain([&WITHOUT_ELEVATION]), None);
        assert_eq!(shared_elevation_domain([]), None);
        assert_eq!(shared_elevation_domain([&WITHOUT_ELEVATION, &course(3.0, 9.0)]), Some((0.0, 100.0)));
    }

    proptest! {
        #[test]
        fn encloses_every_course_without_waste(
            extremes in proptest::collection::vec((-400.0..4_000.0f64, 0.0..4_000.0f64), 1..5)
        ) {
            let courses: Vec<Figures> =
                extremes.iter().map(|&(lowest, rise)| course(lowest, lowest + rise)).collect();
            let (low, high) = shared_elevation_domain(&courses).unwrap();
            let lowest = extremes.iter().map(|extreme| extreme.0).fold(f64::INFINITY, f64::min);
            let highest =
                extremes.iter().map(|extreme| extreme.0 + extreme.1).fold(f64::NEG_INFINITY, f64::max);
            prop_assert!(low <= lowest && highest <= high && high - low >= 100.0);
            // A step is at most half of the span (2.5 fifths), and each end is moved by less than one.
            prop_assert!(high - low <= 2.0 * (highest - lowest).max(100.0));
        }
    }
}
