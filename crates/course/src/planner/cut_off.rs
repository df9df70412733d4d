//! Whether a cut-off is met, and by how much.

/// How an arrival compares with a cut-off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CutOffOutcome {
    /// In time, be it on the last second.
    Met {
        /// Seconds to spare, 0 or more.
        spare_s: f64,
    },
    /// Too late.
    Missed {
        /// Seconds over the cut-off, more than 0.
        over_s: f64,
    },
}

impl CutOffOutcome {
    /// Compares an arrival with a cut-off, both in seconds after the start. The arrival counts in whole seconds, as
    /// on a race clock: who plans to finish in 5:00:00 meets a cut-off of 5:00:00.
    pub(super) fn of(arrival_s: f64, cut_off_s: f64) -> Self {
        let spare_s = cut_off_s - arrival_s.round();
        if spare_s >= 0.0 { Self::Met { spare_s } } else { Self::Missed { over_s: -spare_s } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_second_is_in_time() {
        assert_eq!(CutOffOutcome::of(18_000.004, 18_000.0), CutOffOutcome::Met { spare_s: 0.0 });
        assert_eq!(CutOffOutcome::of(18_001.0, 18_000.0), CutOffOutcome::Missed { over_s: 1.0 });
        assert_eq!(CutOffOutcome::of(17_000.0, 18_000.0), CutOffOutcome::Met { spare_s: 1_000.0 });
    }
}
