//! What a metre costs at a grade, and how fast a runner of some power goes there.
//!
//! Costs are in joules per kilogram of runner and metre, powers in watts per kilogram. The polynomials are those of
//! Minetti et al. 2002, <https://doi.org/10.1152/japplphysiol.01177.2001>, measured on treadmills from -45 % to 45 %.

/// The steepest grade that was measured; what is steeper costs as much.
const STEEPEST: f64 = 0.45;

/// Who would run slower than this walks. By cost alone one would always walk.
const WALKING_SPEED_M_PER_S: f64 = 2.0;

/// What one metre costs at some grade.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cost {
    run: f64,
    walk: f64,
}

impl Cost {
    /// The cost on the flat.
    pub(super) const FLAT: Self = Self { run: 3.6, walk: 2.5 };

    /// The cost at a grade, given as a fraction.
    pub(super) fn at(grade: f64) -> Self {
        let grade = grade.clamp(-STEEPEST, STEEPEST);
        let run = polynomial(grade, [155.4, -30.4, -43.3, 46.3, 19.5, Self::FLAT.run]);
        let walk = polynomial(grade, [280.5, -58.7, -76.8, 51.9, 19.6, Self::FLAT.walk]);
        Self { run: if grade < 0.0 { run.max(downhill_on_trails(grade)) } else { run }, walk }
    }

    /// The speed of a runner here in metres per second: running, or where that would be slower than 2 m/s, walking.
    pub(super) fn speed_m_per_s(self, runner: Runner) -> f64 {
        let running_m_per_s = runner.power / self.run;
        if running_m_per_s >= WALKING_SPEED_M_PER_S {
            running_m_per_s
        } else {
            runner.fastest_walk_m_per_s.min(runner.power / self.walk)
        }
    }
}

/// What a runner spends throughout a course.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Runner {
    power: f64,
    fastest_walk_m_per_s: f64,
}

impl Runner {
    /// A runner of some power. More of it is slower nowhere, and a little more is a little faster: there are no jumps.
    pub(super) fn of_power(power: f64) -> Self {
        Self { power, fastest_walk_m_per_s: WALKING_SPEED_M_PER_S }
    }

    /// A runner of some speed on the flat, in metres per second, who spends what running costs at it. Under 2 m/s that
    /// is walked, and then not walked faster anywhere; by power alone such a runner would walk at 2 m/s.
    pub(super) fn of_flat_speed(speed_m_per_s: f64) -> Self {
        Self {
            power: Cost::FLAT.run * speed_m_per_s,
            fastest_walk_m_per_s: WALKING_SPEED_M_PER_S.min(speed_m_per_s),
        }
    }

    /// Watts per kilogram.
    pub(super) fn power(self) -> f64 {
        self.power
    }
}

/// Runners outside a laboratory do not get all that a descent offers: at best 12 % less than the flat near -9 %, and
/// near -18 % braking costs as much as the flat.
fn downhill_on_trails(grade: f64) -> f64 {
    let from_best = grade + 0.09;
    Cost::FLAT.run * (0.88 + 14.8 * from_best * from_best)
}

/// Coefficients from that of the fifth power down.
fn polynomial(grade: f64, coefficients: [f64; 6]) -> f64 {
    coefficients.into_iter().fold(0.0, |sum, coefficient| sum * grade + coefficient)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn costs_are_those_of_the_paper() {
        // Term by term, 155.4 * 0.1^5 - 30.4 * 0.1^4 - 43.3 * 0.1^3 + 46.3 * 0.1^2 + 19.5 * 0.1 + 3.6 and so on.
        for (grade, run, walk) in [
            (0.1, 5.968_214, 4.899_135),
            (0.3, 12.579_282, 11.183_545),
            // Walking downhill is as measured; running downhill is not.
            (-0.1, 3.6 * 0.881_48, 1.127_125),
            (0.0, 3.6, 2.5),
        ] {
            let cost = Cost::at(grade);
            assert!((cost.run - run).abs() < 1e-6 && (cost.walk - walk).abs() < 1e-6, "{grade}: {cost:?}");
        }
        assert_eq!(Cost::at(0.0), Cost::FLAT);
        // What the paper measured at 45 %, with its standard deviations.
        let steepest = Cost::at(0.45);
        assert!((steepest.run - 18.93).abs() < 1.74 && (steepest.walk - 17.33).abs() < 1.11, "{steepest:?}");
    }

    #[test]
    fn running_is_cheapest_at_9_per_cent_down_and_as_the_flat_at_18() {
        let cheapest = (-450..=450)
            .min_by(|one, other| {
                let run = |per_mille: i32| Cost::at(f64::from(per_mille) / 1_000.0).run;
                run(*one).total_cmp(&run(*other))
            })
            .unwrap();
        assert_eq!(cheapest, -90);
        assert!((Cost::at(-0.18).run - 3.6).abs() < 0.01);
        assert!((Cost::at(-0.0001).run - 3.6).abs() < 0.01, "no jump at the flat");
    }

    #[test]
    fn what_is_steeper_than_measured_costs_as_the_steepest_measured() {
        assert_eq!(Cost::at(3.0), Cost::at(0.45));
        assert_eq!(Cost::at(f64::NEG_INFINITY), Cost::at(-0.45));
    }

    #[test]
    fn who_would_run_slower_than_2_m_per_s_walks() {
        let on_flat = |power| Cost::FLAT.speed_m_per_s(Runner::of_power(power));
        assert_eq!(on_flat(3.6 * 3.0), 3.0);
        assert_eq!(on_flat(3.6 * 1.9), 2.0, "walking is cheaper, but no faster than 2 m/s");
        assert_eq!(on_flat(2.5 * 1.5), 1.5);
    }

    #[test]
    fn who_goes_slower_than_2_m_per_s_on_the_flat_does_so_downhill() {
        let slow = Runner::of_flat_speed(1.5);
        assert_eq!([0.0, -0.1].map(|grade| Cost::at(grade).speed_m_per_s(slow)), [1.5, 1.5]);
        assert!((Cost::at(0.3).speed_m_per_s(slow) - 1.5 * 3.6 / 11.183_545).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn more_is_faster_without_jumps(grade in -0.5..0.5f64, more in 0.1..10.0f64) {
            let cost = Cost::at(grade);
            prop_assert!(cost.walk > 0.0 && cost.run > cost.walk);
            for runner in [Runner::of_power, Runner::of_flat_speed] {
                let (slower, faster) = (
                    cost.speed_m_per_s(runner(more)), cost.speed_m_per_s(runner(more * 1.000_1))
                );
                prop_assert!(slower > 0.0 && slower <= faster && faster - slower < 0.01);
            }
        }

        #[test]
        fn the_speed_on_the_flat_is_the_one_asked_for(speed in 0.1..10.0f64) {
            prop_assert!((Cost::FLAT.speed_m_per_s(Runner::of_flat_speed(speed)) - speed).abs() < 1e-9);
        }
    }
}
