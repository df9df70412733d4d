//! A linear scale between data and the screen.

/// A straight-line relation between values of the data and places on the screen.
///
/// Values outside the domain fall outside the range in proportion; nothing is clamped.
///
/// ```
/// use saddle_course::drawing::LinearScale;
/// // Elevations from 600 m to 800 m on a plot of 100 pixels, the highest at the top.
/// let scale = LinearScale::new((600.0, 800.0), (100.0, 0.0));
/// assert_eq!(scale.to_screen(700.0), 50.0);
/// assert_eq!(scale.to_data(25.0), 750.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearScale {
    domain: (f64, f64),
    range: (f64, f64),
}

impl LinearScale {
    /// A scale that draws `domain.0` at `range.0` and `domain.1` at `range.1`.
    pub const fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { domain, range }
    }

    /// Where a value is drawn; the middle of the range when the domain is a single value.
    pub fn to_screen(&self, value: f64) -> f64 {
        map(value, self.domain, self.range)
    }

    /// Which value is drawn at a place; the middle of the domain when the range is a single place.
    pub fn to_data(&self, at: f64) -> f64 {
        map(at, self.range, self.domain)
    }
}

fn map(value: f64, from: (f64, f64), to: (f64, f64)) -> f64 {
    let span = from.1 - from.0;
    let fraction = if span == 0.0 { 0.5 } else { (value - from.0) / span };
    to.0 + fraction * (to.1 - to.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ends_of_the_domain_fall_on_the_ends_of_the_range() {
        let scale = LinearScale::new((-20.0, 80.0), (300.0, 100.0));
        assert_eq!(scale.to_screen(-20.0), 300.0);
        assert_eq!(scale.to_screen(80.0), 100.0);
    }

    #[test]
    fn a_single_value_is_drawn_in_the_middle() {
        let scale = LinearScale::new((7.0, 7.0), (0.0, 50.0));
        assert_eq!(scale.to_screen(7.0), 25.0);
        assert_eq!(scale.to_data(10.0), 7.0);
    }

    #[test]
    fn a_plot_of_no_size_reads_the_middle_of_the_domain() {
        assert_eq!(LinearScale::new((0.0, 10.0), (4.0, 4.0)).to_data(4.0), 5.0);
    }

    proptest! {
        #[test]
        fn screen_and_data_are_inverse(
            low in -1e4..1e4f64, span in 1.0..1e5f64,
            left in 0.0..100.0f64, width in 1.0..2e3f64, part in 0.0..1.0f64
        ) {
            let scale = LinearScale::new((low, low + span), (left, left + width));
            let value = low + part * span;
            prop_assert!((scale.to_data(scale.to_screen(value)) - value).abs() < 1e-6 * span);
        }
    }
}
