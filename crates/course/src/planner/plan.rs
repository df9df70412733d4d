//! A plan: how much time has passed at every place of a course.

use super::cost::{Cost, Runner};
use super::{CutOffOutcome, Goal, GoalError};
use crate::smooth::SmoothProfile;
use crate::{Course, Units, km_effort};

/// Length of a marathon.
const MARATHON_M: f64 = 42_195.0;

/// A time over a distance grows with this power of the distance. Riegel, P. S. (1981): Athletic records and human
/// endurance. American Scientist 69 (3), 285-290. It was found on efforts of up to four hours; beyond that it is
/// rather hopeful.
const FATIGUE_EXPONENT: f64 = 1.06;

/// The fastest runner on the flat: the record over 1,500 m, 3:26.00, is 7.28 m/s.
const FASTEST_FLAT_M_PER_S: f64 = 7.5;

/// The slowest walker on the flat: more than an hour for a kilometre.
const SLOWEST_FLAT_M_PER_S: f64 = 0.25;

/// The grade of a step of about 20 m is measured from this many steps before it to as many after it: over 100 m, as
/// at any place of a course. Over less, the noise that smoothing leaves would cost more than a hundredth of the time.
const STEPS_AROUND: usize = 2;

/// A goal time is met this exactly.
const TOLERANCE_S: f64 = 0.01;

/// Halvings after which the bounds of any power are next to each other.
const MOST_HALVINGS: usize = 100;

/// How much time has passed at every place of a course, for a runner who spends the same power throughout.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    step_m: f64,
    /// Seconds from the start at the beginning of every step and at the finish.
    elapsed_s: Vec<f64>,
}

impl Plan {
    /// The plan for a goal. A course without elevation is flat.
    ///
    /// The grade is taken over 100 m of the smooth profile, at steps of about 20 m, so that the noise of a recording costs no
    /// time. A flat pace slower than 2 m/s (8:20 per km) is walked, and not walked faster anywhere.
    ///
    /// # Errors
    ///
    /// When the goal is no positive number, or faster or slower than people are.
    pub fn new(course: &Course, goal: Goal) -> Result<Self, GoalError> {
        let (Goal::Time { seconds: wanted }
        | Goal::FlatPace { seconds_per_km: wanted }
        | Goal::MarathonTime { seconds: wanted }) = goal;
        if !(wanted > 0.0 && wanted.is_finite()) {
            return Err(GoalError::NotPositive);
        }
        let ground = Ground::of(course);
        let fastest = Runner::of_flat_speed(FASTEST_FLAT_M_PER_S);
        let fastest_s = ground.finish_s(fastest);
        let slowest_s = ground.finish_s(Runner::of_flat_speed(SLOWEST_FLAT_M_PER_S));
        let flat_speed_m_per_s = match goal {
            Goal::Time { .. } => None,
            Goal::FlatPace { seconds_per_km } => Some(1_000.0 / seconds_per_km),
            Goal::MarathonTime { seconds } => Some(MARATHON_M / seconds * endurance(course)),
        };
        let runner = flat_speed_m_per_s.map(Runner::of_flat_speed);
        let finish_s = runner.map_or(wanted, |runner| ground.finish_s(runner));
        if finish_s < fastest_s {
            return Err(GoalError::TooFast { fastest_s });
        }
        // Written so that what is not a number fails too.
        if !(finish_s <= slowest_s && slowest_s.is_finite()) {
            return Err(GoalError::TooSlow { slowest_s });
        }
        let runner = runner.unwrap_or_else(|| ground.runner_for(wanted, fastest.power()));
        Ok(Self { step_m: ground.step_m, elapsed_s: ground.elapsed_s(runner) })
    }

    /// Seconds from start to finish.
    pub fn finish_s(&self) -> f64 {
        self.elapsed_s.last().copied().unwrap_or(0.0)
    }

    /// Seconds from the start to a place, given in metres from the start: the arrival at a waypoint. Before the start
    /// it is 0, past the finish the time of the finish.
    pub fn elapsed_s(&self, distance_m: f64) -> f64 {
        // `max` takes the other of NaN.
        let steps = if self.step_m > 0.0 { (distance_m / self.step_m).max(0.0) } else { 0.0 };
        let before = steps.floor();
        match (self.elapsed_s.get(before as usize), self.elapsed_s.get((before as usize).saturating_add(1))) {
            (Some(from_s), Some(to_s)) => from_s + (steps - before) * (to_s - from_s),
            _ => self.finish_s(),
        }
    }

    /// Seconds from one place to another, each given in metres from the start: the time for a split or a climb.
    pub fn duration_s(&self, from_m: f64, to_m: f64) -> f64 {
        self.elapsed_s(to_m) - self.elapsed_s(from_m)
    }

    /// The mean pace between two places of the course, in seconds per kilometre or mile; 0 where there is no way
    /// between them.
    pub fn pace_s(&self, from_m: f64, to_m: f64, units: Units) -> f64 {
        let distance_m = to_m - from_m;
        if distance_m > 0.0 { self.duration_s(from_m, to_m) / distance_m * units.distance_m() } else { 0.0 }
    }

    /// How the arrival at a place, in metres from the start, compares with a cut-off there, in seconds after the
    /// start.
    pub fn cut_off(&self, distance_m: f64, cut_off_s: f64) -> CutOffOutcome {
        CutOffOutcome::of(self.elapsed_s(distance_m), cut_off_s)
    }
}

/// By how much faster than over a marathon one can be throughout the effort of a course: Riegel's formula says that
/// the speed falls with the power 0.06 of the distance, for which the km-effort stands here.
fn endurance(course: &Course) -> f64 {
    let figures = course.figures();
    let gain_m = figures.elevation.map_or(0.0, |elevation| elevation.gain_m);
    let marathons = km_effort(figures.distance_m, gain_m) * 1_000.0 / MARATHON_M;
    // As `powf`, which is larger.
    ((1.0 - FATIGUE_EXPONENT) * marathons.ln()).exp()
}

/// What each step of a course costs.
struct Ground {
    step_m: f64,
    costs: Vec<Cost>,
}

impl Ground {
    fn of(course: &Course) -> Self {
        let profile = SmoothProfile::new(course.vertices(), course.gaps());
        let (step_m, elevations_m) = (profile.step_m(), profile.elevations_m());
        let finish = elevations_m.len().saturating_sub(1);
        let cost = |step: usize| {
            let from = step.saturating_sub(STEPS_AROUND);
            let to = (step + 1 + STEPS_AROUND).min(finish);
            Cost::at((elevations_m[to] - elevations_m[from]) / ((to - from) as f64 * step_m))
        };
        let costs =
            if course.has_elevation() { (0..finish).map(cost).collect() } else { vec![Cost::FLAT; finish] };
        Self { step_m, costs }
    }

    fn step_s(&self, cost: Cost, runner: Runner) -> f64 {
        self.step_m / cost.speed_m_per_s(runner)
    }

    fn finish_s(&self, runner: Runner) -> f64 {
        self.costs.iter().map(|cost| self.step_s(*cost, runner)).sum()
    }

    fn elapsed_s(&self, runner: Runner) -> Vec<f64> {
        let mut elapsed_s = 0.0;
        let mut all = Vec::with_capacity(self.costs.len() + 1);
        all.push(elapsed_s);
        for cost in &self.costs {
            elapsed_s += self.step_s(*cost, runner);
            all.push(elapsed_s);
        }
        all
    }

    /// The runner of up to some power who takes a time to the finish, by bisection: more power is never slower.
    fn runner_for(&self, seconds: f64, most: f64) -> Runner {
        let (mut least, mut most) = (0.0, most);
        let mut runner = Runner::of_power(most);
        for _ in 0..MOST_HALVINGS {
            let over_s = self.finish_s(runner) - seconds;
            if over_s.abs() <= TOLERANCE_S {
                break;
            }
            if over_s > 0.0 {
                least = runner.power();
            } else {
                most = runner.power();
            }
            runner = Runner::of_power((least + most) / 2.0);
        }
        runner
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packed::PackedTrack;
    use crate::testing::{course, file, noise, segment};
    use proptest::prelude::*;

    fn flat(length_m: f64) -> Course {
        course(length_m, 100.0, |_| 50.0)
    }

    fn plan(course: &Course, goal: Goal) -> Plan {
        Plan::new(course, goal).unwrap()
    }

    fn time(seconds: f64) -> Goal {
        Goal::Time { seconds }
    }

    fn pace(seconds_per_km: f64) -> Goal {
        Goal::FlatPace { seconds_per_km }
    }

    fn marathon(seconds: f64) -> Goal {
        Goal::MarathonTime { seconds }
    }

    #[test]
    fn a_flat_course_is_run_at_an_even_pace() {
        for seconds_per_km in [200.0, 300.0, 499.0, 500.0, 501.0, 700.0, 1_200.0] {
            let plan = plan(&flat(10_000.0), pace(seconds_per_km));
            assert!(
                (plan.finish_s() - 10.0 * seconds_per_km).abs() < 1e-6,
                "{seconds_per_km}: {}",
                plan.finish_s()
            );
            assert!((plan.elapsed_s(3_333.0) - 3.333 * seconds_per_km).abs() < 1e-6);
            assert!((plan.pace_s(1_000.0, 1_250.0, Units::Metric) - seconds_per_km).abs() < 1e-6);
            assert!((plan.pace_s(0.0, 9.0, Units::Imperial) - 1.609_344 * seconds_per_km).abs() < 1e-6);
        }
    }

    #[test]
    fn a_course_without_elevation_is_flat() {
        let without = Course::from_file(&file(vec![segment(100.0, &[None; 101])]), None).unwrap();
        assert!(!without.has_elevation());
        assert!((plan(&without, pace(300.0)).finish_s() - 3_000.0).abs() < 1e-6);
    }

    #[test]
    fn a_slope_takes_the_time_of_its_cost() {
        let slope = |grade: f64| course(2_000.0, 20.0, move |distance_m| 500.0 + grade * distance_m);
        // 4 m/s on the flat is 14.4 W/kg. At 10 % a metre costs 5.968 J/kg, at -9 % 0.88 times the flat.
        let seconds = |grade: f64| plan(&slope(grade), pace(250.0)).finish_s();
        assert!((seconds(0.1) - 2_000.0 * 5.968_214 / 14.4).abs() < 0.5, "{}", seconds(0.1));
        assert!((seconds(-0.09) - 2_000.0 * 0.88 / 4.0).abs() < 0.5, "{}", seconds(-0.09));
        // At 30 % running would be slower than 2 m/s; walking costs 11.2 J/kg at a metre.
        assert!((seconds(0.3) - 2_000.0 * 11.184_6 / 14.4).abs() < 5.0, "{}", seconds(0.3));
    }

    #[test]
    fn the_goal_time_is_met() {
        let hilly = course(42_000.0, 25.0, |distance_m| 600.0 + 250.0 * (distance_m / 2_000.0).sin());
        for seconds in [10_000.0, 14_400.0, 19_800.0, 21_000.0, 36_000.0, 80_000.0] {
            let found_s = plan(&hilly, time(seconds)).finish_s();
            assert!((found_s - seconds).abs() <= TOLERANCE_S, "{seconds}: {found_s}");
        }
        // On the flat all powers from brisk walking to slow running take one to the finish at 2 m/s.
        for seconds in [4_999.0, 5_000.0, 5_001.0] {
            assert!((plan(&flat(10_000.0), time(seconds)).finish_s() - seconds).abs() <= TOLERANCE_S);
        }
    }

    #[test]
    fn noise_costs_hardly_any_time() {
        let mut noise = noise(3);
        let noisy = course(10_000.0, 5.0, |_| 100.0 + noise());
        let found_s = plan(&noisy, pace(300.0)).finish_s();
        assert!((found_s - 3_000.0).abs() < 0.01 * 3_000.0, "{found_s}");
    }

    #[test]
    fn a_packed_course_takes_the_same_time() {
        let mut noise = noise(5);
        let full = course(20_000.0, 8.0, |distance_m| 300.0 * (distance_m / 1_700.0).sin() + 0.5 * noise());
        let packed = PackedTrack::pack(&full).unpack().unwrap();
        assert!(packed.vertices().len() < full.vertices().len() / 4);
        let finish_s = |course: &Course| plan(course, pace(300.0)).finish_s();
        let (full_s, packed_s) = (finish_s(&full), finish_s(&packed));
        assert!((full_s - packed_s).abs() < 0.005 * full_s, "{full_s} {packed_s}");
    }

    #[test]
    fn a_marathon_time_is_the_time_of_a_flat_marathon() {
        let found_s = |course: &Course| plan(course, marathon(14_400.0)).finish_s();
        assert!((found_s(&course(42_195.0, 87.0, |_| 0.0)) - 14_400.0).abs() < 1.0);
        // Riegel: half the distance in 0.5^1.06 = 0.4796 of the time.
        let half_s = found_s(&course(21_097.5, 2_109.75, |_| 0.0));
        assert!((half_s / 14_400.0 - 0.479_632).abs() < 1e-4, "{half_s}");
        // The same distance over hills is slower by the hills and by the longer effort.
        let hilly = course(42_195.0, 87.0, |distance_m| 300.0 + 200.0 * (distance_m / 1_500.0).sin());
        let flat_pace_s = plan(&hilly, pace(14_400.0 / 42.195)).finish_s();
        assert!(flat_pace_s > 14_400.0 && found_s(&hilly) > flat_pace_s, "{flat_pace_s}");
    }

    #[test]
    fn impossible_goals_say_why() {
        let course = flat(10_000.0);
        let refused = |goal| Plan::new(&course, goal).unwrap_err();
        for number in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            for goal in [time(number), pace(number), marathon(number)] {
                assert_eq!(refused(goal), GoalError::NotPositive);
            }
        }
        for goal in [time(1_300.0), pace(130.0), marathon(3_600.0)] {
            let GoalError::TooFast { fastest_s } = refused(goal) else { panic!("{goal:?}") };
            assert!((fastest_s - 10_000.0 / 7.5).abs() < 1e-6);
            assert!(Plan::new(&course, time(fastest_s)).is_ok());
        }
        for goal in [time(40_001.0), pace(4_001.0), marathon(1e6)] {
            let GoalError::TooSlow { slowest_s } = refused(goal) else { panic!("{goal:?}") };
            assert!((slowest_s - 40_000.0).abs() < 1e-6);
            assert!(Plan::new(&course, time(slowest_s)).is_ok());
        }
    }

    #[test]
    fn places_off_the_course_are_its_ends() {
        let plan = plan(&flat(1_010.0), pace(300.0));
        for (distance_m, expected_s) in
            [(-1.0, 0.0), (f64::NAN, 0.0), (2_000.0, plan.finish_s()), (f64::INFINITY, plan.finish_s())]
        {
            assert_eq!(plan.elapsed_s(distance_m), expected_s, "{distance_m}");
        }
    }

    #[test]
    fn a_course_of_no_length_takes_no_time() {
        let vertex = *course(10.0, 5.0, |_| 0.0).vertices().first().unwrap();
        let figures = *course(10.0, 5.0, |_| 0.0).figures();
        let nowhere = Course::from_parts(vec![vertex, vertex], Vec::new(), figures, Vec::new()).unwrap();
        assert_eq!(plan(&nowhere, pace(300.0)).finish_s(), 0.0);
        assert_eq!(Plan::new(&nowhere, time(60.0)), Err(GoalError::TooSlow { slowest_s: 0.0 }));
    }

    #[test]
    fn a_little_slower_on_the_flat_is_a_little_slower_on_the_hills() {
        let hilly = course(10_000.0, 50.0, |distance_m| 300.0 + 200.0 * (distance_m / 1_000.0).sin());
        let finish_s = |seconds_per_km| plan(&hilly, pace(seconds_per_km)).finish_s();
        let (running_s, walking_s) = (finish_s(499.0), finish_s(501.0));
        assert!(running_s < walking_s && walking_s < 1.01 * running_s, "{running_s} {walking_s}");
    }

    #[test]
    fn cut_offs_are_met_or_missed_where_they_are() {
        let plan = plan(&flat(10_000.0), pace(300.0));
        assert_eq!(plan.cut_off(5_000.0, 1_600.0), CutOffOutcome::Met { spare_s: 100.0 });
        assert_eq!(plan.cut_off(10_000.0, 2_940.0), CutOffOutcome::Missed { over_s: 60.0 });
    }

    proptest! {
        #[test]
        fn time_only_goes_forward(
            heights in proptest::collection::vec(-400.0..4_000.0f64, 2..40), seconds_per_km in 180.0..1_500.0f64
        ) {
            let heights: Vec<_> = heights.into_iter().map(Some).collect();
            let wild = Course::from_file(&file(vec![segment(150.0, &heights)]), None).unwrap();
            let plan = Plan::new(&wild, pace(seconds_per_km)).unwrap();
            let length_m = wild.figures().distance_m;
            let times: Vec<f64> = (0..=500).map(|part| plan.elapsed_s(length_m * f64::from(part) / 500.0)).collect();
            prop_assert!(times.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!((times[500] - plan.finish_s()).abs() < 1e-6);
        }

        #[test]
        fn any_numbers_are_safe(number in proptest::num::f64::ANY, distance_m in proptest::num::f64::ANY) {
            let course = flat(500.0);
            for goal in [time(number), pace(number), marathon(number)] {
                if let Ok(plan) = Plan::new(&course, goal) {
                    prop_assert!((0.0..=plan.finish_s()).contains(&plan.elapsed_s(distance_m)));
                }
            }
        }
    }
}
