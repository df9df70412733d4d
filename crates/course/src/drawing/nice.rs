//! Round steps for axes: one, two or five times a power of ten.

/// One, two or five times a power of ten.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct NiceStep {
    mantissa: f64,
    exponent: i32,
}

impl NiceStep {
    /// The least nice step that is not under `size`; `None` unless `size` is positive and of ordinary
    /// magnitude.
    pub(crate) fn at_least(size: f64) -> Option<Self> {
        Self::around(size).into_iter().flatten().find(|step| step.size() >= size)
    }

    /// The greatest nice step that is not over `size`; `None` unless `size` is positive and of ordinary
    /// magnitude.
    pub(crate) fn at_most(size: f64) -> Option<Self> {
        Self::around(size).into_iter().flatten().rfind(|step| step.size() <= size)
    }

    /// The length of the step.
    pub(crate) fn size(self) -> f64 {
        self.times(1.0)
    }

    /// That many whole steps, without the rounding error that repeated addition gathers (0.3, never
    /// 0.30000000000000004).
    pub(crate) fn times(self, count: f64) -> f64 {
        let power = 10f64.powi(self.exponent.abs());
        if self.exponent < 0 { count * self.mantissa / power } else { count * self.mantissa * power }
    }

    /// The next longer nice step.
    pub(crate) fn longer(self) -> Self {
        let Self { mantissa, exponent } = self;
        match mantissa {
            m if m < 2.0 => Self { mantissa: 2.0, exponent },
            m if m < 5.0 => Self { mantissa: 5.0, exponent },
            _ => Self { mantissa: 1.0, exponent: exponent + 1 },
        }
    }

    /// The nice steps from below `size` to above it, in rising order.
    fn around(size: f64) -> Option<[Self; 5]> {
        // Beyond these a power of ten no longer divides exactly enough, and no course needs them.
        if !(1e-15..=1e15).contains(&size) {
            return None;
        }
        // A logarithm would have to be computed just for this.
        let mut exponent = -16;
        while (Self { mantissa: 1.0, exponent: exponent + 1 }).size() <= size {
            exponent += 1;
        }
        let below = Self { mantissa: 5.0, exponent: exponent - 1 };
        let one = below.longer();
        let two = one.longer();
        let five = two.longer();
        Some([below, one, two, five, five.longer()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sizes(size: f64) -> (Option<f64>, Option<f64>) {
        (NiceStep::at_most(size).map(NiceStep::size), NiceStep::at_least(size).map(NiceStep::size))
    }

    #[test]
    fn finds_the_neighbours() {
        assert_eq!(sizes(30.0), (Some(20.0), Some(50.0)));
        assert_eq!(sizes(0.7), (Some(0.5), Some(1.0)));
        assert_eq!(sizes(999.0), (Some(500.0), Some(1_000.0)));
    }

    #[test]
    fn a_nice_size_is_its_own_neighbour() {
        for size in [0.001, 0.02, 0.5, 1.0, 2.0, 5.0, 1_000.0] {
            assert_eq!(sizes(size), (Some(size), Some(size)));
        }
    }

    #[test]
    fn refuses_what_has_no_step() {
        for size in [0.0, -3.0, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(sizes(size), (None, None), "{size}");
        }
    }

    #[test]
    fn multiples_are_the_nearest_numbers() {
        assert_eq!(NiceStep::at_least(0.1).map(|step| step.times(3.0)), Some(0.3));
    }

    proptest! {
        #[test]
        fn neighbours_enclose_the_size(exponent in -14.0..14.0f64) {
            let size = 10f64.powf(exponent);
            let (below, above) = sizes(size);
            let (below, above) = (below.unwrap(), above.unwrap());
            prop_assert!(below <= size && size <= above && above <= 2.5 * below * 1.000_001);
        }
    }
}
