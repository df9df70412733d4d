//! Finds the climbs and descents of a course and puts climbs into categories.
//!
//! A climb is sought on the smooth profile, tilted down so that a flat is a descent: between the turning points of
//! that lie the climbs, without the flat before and after. Climbs are then joined across small dips and flats.

use crate::Course;
use crate::gain::HYSTERESIS_M;
use crate::smooth::{SmoothProfile, turning_points};

/// Ground that rises less than this is no part of a climb.
const TILT: f64 = 0.015;

/// The least length of a climb.
const LEAST_LENGTH_M: f64 = 300.0;

/// The least mean grade of a climb, as in Strava's categories (see [`ClimbCategory`]).
const LEAST_MEAN_GRADE: f64 = 0.03;

/// The length over which the steepest grade is measured.
const STEEPEST_OVER_M: f64 = 100.0;

/// How hard a climb is, by its score: length in metres times mean grade in per cent. The bounds are those that Strava
/// publishes: <https://support.strava.com/hc/en-us/articles/216917057-Climb-Categorization>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClimbCategory {
    /// Category 4: a score of 8,000 or more.
    Fourth,
    /// Category 3: a score of 16,000 or more.
    Third,
    /// Category 2: a score of 32,000 or more.
    Second,
    /// Category 1: a score of 64,000 or more.
    First,
    /// Hors catégorie: a score of 80,000 or more.
    Hors,
}

impl ClimbCategory {
    /// As cyclists and runners write it: `4` to `1`, and `HC`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Fourth => "4",
            Self::Third => "3",
            Self::Second => "2",
            Self::First => "1",
            Self::Hors => "HC",
        }
    }

    /// The category of a score.
    fn from_score(score: f64) -> Option<Self> {
        match score {
            hors if hors >= 80_000.0 => Some(Self::Hors),
            first if first >= 64_000.0 => Some(Self::First),
            second if second >= 32_000.0 => Some(Self::Second),
            third if third >= 16_000.0 => Some(Self::Third),
            fourth if fourth >= 8_000.0 => Some(Self::Fourth),
            _ => None,
        }
    }
}

/// One climb, or one descent: then gain and grades are negative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Climb {
    /// Where it begins, in metres from the start.
    pub start_m: f64,
    /// Length in metres.
    pub length_m: f64,
    /// Net rise in metres.
    pub gain_m: f64,
    /// Net rise over length, as a fraction.
    pub mean_grade: f64,
    /// The steepest grade over any 100 m of it, as a fraction, on the smooth profile.
    pub steepest_grade: f64,
    /// `None` under a score of 8,000, and for descents.
    pub category: Option<ClimbCategory>,
}

/// The hardest of some climbs: the one with the highest score, whether or not that makes a category.
pub fn hardest(climbs: &[Climb]) -> Option<usize> {
    let score = |climb: &Climb| climb.length_m * climb.mean_grade;
    let scores = climbs.iter().map(score).enumerate();
    scores.max_by(|one, other| one.1.total_cmp(&other.1)).map(|(index, _)| index)
}

/// The descents of a course, in order of distance. Their gain and grades are negative.
pub fn descents(course: &Course) -> Vec<Climb> {
    if !course.has_elevation() {
        return Vec::new();
    }
    let profile = SmoothProfile::new(course.vertices(), course.gaps());
    // A descent is a climb on the profile upside down.
    let upside_down: Vec<f64> = profile.elevations_m().iter().map(|elevation_m| -elevation_m).collect();
    let descent = |climb: Climb| Climb {
        gain_m: -climb.gain_m,
        mean_grade: -climb.mean_grade,
        steepest_grade: -climb.steepest_grade,
        category: None,
        ..climb
    };
    climbs_of(&upside_down, profile.step_m()).into_iter().map(descent).collect()
}

/// The climbs of a smooth profile, in order of distance.
pub(crate) fn climbs(profile: &SmoothProfile) -> Vec<Climb> {
    climbs_of(profile.elevations_m(), profile.step_m())
}

fn climbs_of(elevations_m: &[f64], step_m: f64) -> Vec<Climb> {
    let tilted: Vec<f64> = elevations_m
        .iter()
        .enumerate()
        .map(|(index, elevation_m)| elevation_m - TILT * step_m * index as f64)
        .collect();
    let mut rises: Vec<Rise> = Vec::new();
    for leg in turning_points(&tilted, HYSTERESIS_M).windows(2) {
        let [from, to] = *leg else { continue };
        if tilted[to] < tilted[from] {
            continue;
        }
        let mut rise = Rise::between(from, to, elevations_m, step_m);
        // What has been joined may now be long enough to be joined with what lies before it.
        while let Some(joined) = rises.last().and_then(|before| before.joined_with(&rise)) {
            rise = joined;
            rises.pop();
        }
        rises.push(rise);
    }
    rises
        .iter()
        .filter_map(|rise| rise.steep_part(elevations_m, step_m))
        .map(|rise| rise.climb(elevations_m))
        .collect()
}

/// A part of the profile that ends higher than it begins.
struct Rise {
    /// The samples at foot and top.
    from: usize,
    to: usize,
    foot_m: f64,
    top_m: f64,
    step_m: f64,
}

impl Rise {
    fn between(from: usize, to: usize, elevations_m: &[f64], step_m: f64) -> Self {
        Self { from, to, foot_m: elevations_m[from], top_m: elevations_m[to], step_m }
    }

    fn length_m(&self) -> f64 {
        (self.to - self.from) as f64 * self.step_m
    }

    fn mean_grade(&self) -> f64 {
        (self.top_m - self.foot_m) / self.length_m()
    }

    /// This rise and a later one as one, if what lies between them is small: a dip of no more than a tenth of the
    /// joined rise (5 m is always small) within a fifth of the joined length (200 m is always short). Two climbs
    /// that would be none together stay two.
    fn joined_with(&self, later: &Self) -> Option<Self> {
        const SMALL_DIP_M: f64 = 5.0;
        const SMALL_DIP_SHARE: f64 = 0.1;
        const SHORT_M: f64 = 200.0;
        const SHORT_SHARE: f64 = 0.2;
        let joined = Self { to: later.to, top_m: later.top_m, ..*self };
        let dip_m = self.top_m - later.foot_m;
        let between_m = (later.from - self.to) as f64 * self.step_m;
        let is_small = dip_m <= SMALL_DIP_M.max(SMALL_DIP_SHARE * (joined.top_m - joined.foot_m))
            && between_m <= SHORT_M.max(SHORT_SHARE * joined.length_m())
            && joined.mean_grade() >= LEAST_MEAN_GRADE;
        is_small.then_some(joined)
    }

    /// The climb in this rise: all of it, or if it is too gentle as a whole, the part that stands out the most from
    /// the least mean grade; `None` if that is too short.
    fn steep_part(&self, elevations_m: &[f64], step_m: f64) -> Option<Self> {
        let whole = Self { ..*self };
        let part = if self.mean_grade() >= LEAST_MEAN_GRADE {
            whole
        } else {
            let excess = |index: usize| elevations_m[index] - LEAST_MEAN_GRADE * step_m * index as f64;
            // The best end for the best foot so far: Kadane's maximum subarray (Bentley 1984, "Programming pearls:
            // algorithm design techniques", <https://doi.org/10.1145/358234.381162>).
            let (mut foot, mut best) = (self.from, (self.from, self.from));
            for index in self.from..=self.to {
                if excess(index) <= excess(foot) {
                    foot = index;
                }
                if excess(index) - excess(foot) > excess(best.1) - excess(best.0) {
                    best = (foot, index);
                }
            }
            Self::between(best.0, best.1, elevations_m, step_m)
        };
        (part.length_m() >= LEAST_LENGTH_M).then_some(part)
    }

    fn climb(&self, elevations_m: &[f64]) -> Climb {
        let window = ((STEEPEST_OVER_M / self.step_m).round() as usize).max(1);
        let samples = &elevations_m[self.from..=self.to];
        let steepest_m = samples.windows(window + 1).map(|ends| ends[window] - ends[0]).fold(0.0, f64::max);
        let (length_m, mean_grade) = (self.length_m(), self.mean_grade());
        Climb {
            start_m: self.from as f64 * self.step_m,
            length_m,
            gain_m: self.top_m - self.foot_m,
            mean_grade,
            // A sparse profile has no 100 m in a short climb.
            steepest_grade: (steepest_m / (window as f64 * self.step_m)).max(mean_grade),
            category: ClimbCategory::from_score(length_m * mean_grade * 100.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{course, file, noise, segment};

    /// A profile of straight lines: pairs of length in metres and grade.
    fn profile(lines: &[(f64, f64)]) -> impl Fn(f64) -> f64 {
        move |distance_m| {
            let (mut elevation_m, mut rest_m) = (100.0, distance_m);
            for (length_m, grade) in lines {
                elevation_m += rest_m.clamp(0.0, *length_m) * grade;
                rest_m -= length_m;
            }
            elevation_m
        }
    }

    fn course_of(lines: &[(f64, f64)]) -> Course {
        let length_m = lines.iter().map(|(length_m, _)| length_m).sum();
        course(length_m, 10.0, profile(lines))
    }

    /// Start, length and mean grade in per cent, to the precision of the samples.
    fn assert_climbs(lines: &[(f64, f64)], expected: &[(f64, f64, f64)]) {
        let course = course_of(lines);
        let found: Vec<_> = course
            .climbs()
            .iter()
            .map(|climb| (climb.start_m, climb.length_m, 100.0 * climb.mean_grade))
            .collect();
        let is_near = |found: &(f64, f64, f64), expected: &(f64, f64, f64)| {
            (found.0 - expected.0).abs() <= 40.0
                && (found.1 - expected.1).abs() <= 60.0
                && (found.2 - expected.2).abs() <= 0.06 * expected.2
        };
        let all_near = found.iter().zip(expected).all(|(found, expected)| is_near(found, expected));
        assert!(found.len() == expected.len() && all_near, "found {found:?}, expected {expected:?}");
    }

    #[test]
    fn a_climb_begins_at_its_foot_and_ends_at_its_top() {
        assert_climbs(&[(3_000.0, 0.0), (2_000.0, 0.08), (3_000.0, 0.0)], &[(3_000.0, 2_000.0, 8.0)]);
        assert_climbs(&[(1_000.0, -0.05), (1_000.0, 0.05), (1_000.0, -0.05)], &[(1_000.0, 1_000.0, 5.0)]);
    }

    #[test]
    fn a_climb_may_fill_the_course() {
        assert_climbs(&[(4_000.0, 0.06)], &[(0.0, 4_000.0, 6.0)]);
    }

    #[test]
    fn what_is_short_or_gentle_is_no_climb() {
        assert_climbs(&[(1_000.0, 0.0), (200.0, 0.1), (1_000.0, 0.0)], &[]);
        assert_climbs(&[(1_000.0, 0.0), (5_000.0, 0.028), (1_000.0, 0.0)], &[]);
        assert_climbs(&[(1_000.0, 0.0), (400.0, 0.04), (1_000.0, 0.0)], &[(1_000.0, 400.0, 4.0)]);
        assert_climbs(&[(9_000.0, 0.0)], &[]);
    }

    #[test]
    fn a_small_dip_does_not_part_a_climb() {
        let dip = [(2_000.0, 0.08), (200.0, -0.05), (2_000.0, 0.08)];
        assert_climbs(&dip, &[(0.0, 4_200.0, 100.0 * 310.0 / 4_200.0)]);
        let flat = [(2_000.0, 0.08), (600.0, 0.0), (2_000.0, 0.08)];
        assert_climbs(&flat, &[(0.0, 4_600.0, 100.0 * 320.0 / 4_600.0)]);
    }

    #[test]
    fn a_large_dip_parts_two_climbs() {
        let dip = [(2_000.0, 0.08), (800.0, -0.08), (2_000.0, 0.08)];
        assert_climbs(&dip, &[(0.0, 2_000.0, 8.0), (2_800.0, 2_000.0, 8.0)]);
        let flat = [(1_000.0, 0.06), (3_000.0, 0.0), (1_000.0, 0.06)];
        assert_climbs(&flat, &[(0.0, 1_000.0, 6.0), (4_000.0, 1_000.0, 6.0)]);
    }

    #[test]
    fn a_gentle_approach_is_cut_off_where_it_would_hide_the_climb() {
        assert_climbs(&[(12_000.0, 0.02), (2_000.0, 0.07)], &[(12_000.0, 2_000.0, 7.0)]);
    }

    #[test]
    fn the_steepest_100_m_are_found() {
        let course = course_of(&[(1_000.0, 0.05), (200.0, 0.15), (1_000.0, 0.05)]);
        assert!((course.climbs()[0].steepest_grade - 0.15).abs() < 0.005, "{:?}", course.climbs());
    }

    #[test]
    fn categories_begin_at_their_scores() {
        let bounds = [
            (8_000.0, ClimbCategory::Fourth),
            (16_000.0, ClimbCategory::Third),
            (32_000.0, ClimbCategory::Second),
            (64_000.0, ClimbCategory::First),
            (80_000.0, ClimbCategory::Hors),
        ];
        let mut category_below = None;
        for (score, category) in bounds {
            assert_eq!(ClimbCategory::from_score(score - 1.0), category_below);
            assert_eq!(ClimbCategory::from_score(score), Some(category));
            category_below = Some(category);
        }
        // 5,000 m at 10 % score 50,000.
        assert_eq!(course_of(&[(5_000.0, 0.1)]).climbs()[0].category, Some(ClimbCategory::Second));
    }

    #[test]
    fn a_triangle_has_the_foot_length_gain_and_category_that_it_was_built_with() {
        // Length and grade; the score is length x grade in per cent.
        let triangles = [
            (800.0, 0.08, None),
            (1_500.0, 0.08, Some(ClimbCategory::Fourth)),
            (2_500.0, 0.08, Some(ClimbCategory::Third)),
            (5_000.0, 0.10, Some(ClimbCategory::Second)),
            (7_000.0, 0.10, Some(ClimbCategory::First)),
            (9_000.0, 0.10, Some(ClimbCategory::Hors)),
        ];
        for (length_m, grade, category) in triangles {
            let course = course_of(&[(2_000.0, 0.0), (length_m, grade), (length_m, -grade), (1_000.0, 0.0)]);
            let [climb] = course.climbs() else { panic!("{:?}", course.climbs()) };
            let gain_m = length_m * grade;
            assert!((climb.start_m - 2_000.0).abs() <= 40.0, "{climb:?}");
            assert!((climb.length_m - length_m).abs() <= 60.0, "{climb:?}");
            // The average over 60 m is off by 15 m x grade at the top, and half of that at the foot.
            assert!((climb.gain_m - gain_m).abs() <= 25.0 * grade, "{climb:?}");
            assert!((climb.steepest_grade - grade).abs() < 0.001, "{climb:?}");
            assert_eq!(climb.category, category, "{climb:?}");
        }
    }

    #[test]
    fn rollers_are_climbs_of_their_own_unless_they_lead_up() {
        let rollers = |up: (f64, f64), down: (f64, f64)| -> Vec<(f64, f64)> {
            (0..10).flat_map(|_| [up, down]).collect()
        };
        assert_climbs(&rollers((250.0, 0.08), (250.0, -0.08)), &[]);
        // Each is 30 m high, of which the average over 60 m cuts 15 m x 6 % off the top and off the foot.
        let each: Vec<_> =
            (0..10).map(|index| (1_000.0 * f64::from(index), 500.0, 100.0 * 28.2 / 500.0)).collect();
        assert_climbs(&rollers((500.0, 0.06), (500.0, -0.06)), &each);
        // Ten times 32 m up and nine times 4 m down between them.
        let gain_m = 10.0 * 32.0 - 9.0 * 4.0;
        assert_climbs(&rollers((400.0, 0.08), (100.0, -0.04)), &[(0.0, 4_900.0, 100.0 * gain_m / 4_900.0)]);
    }

    #[test]
    fn drop_outs_neither_make_nor_part_climbs() {
        let hill = profile(&[(2_000.0, 0.0), (3_000.0, 0.06), (2_000.0, 0.0)]);
        let recorded = |index: u32| match index {
            _ if index % 50 < 10 => None,
            _ if index % 137 == 20 => Some(0.0),
            _ if index % 211 == 30 => Some(900.0),
            _ => Some(hill(10.0 * f64::from(index))),
        };
        let elevations_m: Vec<_> = (0..=700).map(recorded).collect();
        let course = Course::from_file(&file(vec![segment(10.0, &elevations_m)]), None).unwrap();
        let [climb] = course.climbs() else { panic!("{:?}", course.climbs()) };
        // Foot and top lie in drop-outs of 100 m, so each may be that far off.
        assert!((climb.start_m - 2_000.0).abs() <= 120.0, "{climb:?}");
        assert!((climb.start_m + climb.length_m - 5_000.0).abs() <= 120.0, "{climb:?}");
        assert!((climb.gain_m - 180.0).abs() <= 5.0, "{climb:?}");
        assert_eq!(climb.category, Some(ClimbCategory::Third));
    }

    #[test]
    fn descents_are_climbs_upside_down() {
        let down = descents(&course_of(&[(1_000.0, 0.0), (2_000.0, -0.08), (1_000.0, 0.0)]));
        assert_eq!(down.len(), 1);
        let descent = down[0];
        assert!(
            (descent.start_m - 1_000.0).abs() <= 40.0 && (descent.gain_m - -160.0).abs() < 2.0,
            "{descent:?}"
        );
        assert!((descent.steepest_grade - -0.08).abs() < 1e-6 && descent.category.is_none());
        assert_eq!(descents(&course_of(&[(2_000.0, 0.08)])), []);
    }

    #[test]
    fn noise_neither_makes_nor_parts_climbs() {
        for seed in 0..20 {
            let mut noise = noise(seed);
            let lines = profile(&[(4_000.0, 0.0), (3_000.0, 0.06), (4_000.0, 0.0)]);
            let course = course(11_000.0, 5.0, |distance_m| lines(distance_m) + noise());
            let [climb] = course.climbs() else { panic!("seed {seed}: {:?}", course.climbs()) };
            assert!((climb.gain_m - 180.0).abs() < 5.0, "seed {seed}: {climb:?}");
        }
    }
}
