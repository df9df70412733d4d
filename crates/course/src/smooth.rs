//! The elevation profile of a course at even steps, averaged so that the noise of the recording is no climb.

use crate::Vertex;

/// Distance between two samples: finer than any hill that matters, coarser than most recordings.
const STEP_M: f64 = 20.0;

/// Half the width of the window that is averaged.
const HALF_WINDOW_M: f64 = 30.0;

/// Samples at most, enough for 20,000 km. A hostile track can be longer than memory at 20 m; its steps are longer.
const MOST_STEPS: f64 = 1_000_000.0;

/// Elevations at even steps from start to finish. What the ground does in a gap is left out: each segment goes on
/// at the elevation where the one before ended.
pub(crate) struct SmoothProfile {
    step_m: f64,
    elevations_m: Vec<f64>,
}

impl SmoothProfile {
    /// The smooth profile of a line.
    pub(crate) fn new(vertices: &[Vertex], gaps: &[usize]) -> Self {
        let knots = knots(vertices, gaps);
        let length_m = knots.last().map_or(0.0, |knot| knot.distance_m);
        let steps = (length_m / STEP_M).round().clamp(1.0, MOST_STEPS);
        let step_m = length_m / steps;
        let half_window_m = HALF_WINDOW_M.max(1.5 * step_m);
        let (mut behind, mut here, mut ahead) = (Walk::new(&knots), Walk::new(&knots), Walk::new(&knots));
        let elevations_m = (0..=steps as usize)
            .map(|index| {
                let distance_m = (index as f64 * step_m).min(length_m);
                // Towards the ends the window shrinks on both sides alike; on one side only it would cut off
                // part of a slope. At the ends themselves nothing is left of it.
                let half_m = half_window_m.min(distance_m).min(length_m - distance_m);
                if half_m < step_m / 2.0 {
                    return here.at(distance_m).elevation_m;
                }
                let area = ahead.at(distance_m + half_m).area - behind.at(distance_m - half_m).area;
                area / (2.0 * half_m)
            })
            .collect();
        Self { step_m, elevations_m }
    }

    /// Metres between two samples.
    pub(crate) fn step_m(&self) -> f64 {
        self.step_m
    }

    /// The elevations from start to finish, at least two.
    pub(crate) fn elevations_m(&self) -> &[f64] {
        &self.elevations_m
    }
}

/// Indices of the turning points of a series, lows and highs by turns, the first and last included. Two that follow
/// each other differ by the hysteresis or more; smaller movements are not seen, and a series without larger ones
/// has no turning point.
pub(crate) fn turning_points(values: &[f64], hysteresis: f64) -> Vec<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum Direction {
        Unknown,
        Up,
        Down,
    }
    let mut turns = Vec::new();
    let mut direction = Direction::Unknown;
    let Some(first) = values.first() else { return turns };
    // The lowest and the highest since the last turn, with their places.
    let (mut low, mut high) = ((0, *first), (0, *first));
    for (index, &value) in values.iter().enumerate() {
        // The last of equal lows and the first of equal highs: a climb begins after the flat and ends before it.
        if value <= low.1 {
            low = (index, value);
        }
        if value > high.1 {
            high = (index, value);
        }
        if direction != Direction::Up && value - low.1 >= hysteresis {
            turns.push(low.0);
            direction = Direction::Up;
            high = (index, value);
            low = high;
        } else if direction != Direction::Down && high.1 - value >= hysteresis {
            turns.push(high.0);
            direction = Direction::Down;
            low = (index, value);
            high = low;
        }
        // Only the extreme ahead is wanted; the other one follows so that it never triggers.
        match direction {
            Direction::Up => low = high,
            Direction::Down => high = low,
            Direction::Unknown => {}
        }
    }
    match direction {
        Direction::Up => turns.push(high.0),
        Direction::Down => turns.push(low.0),
        Direction::Unknown => {}
    }
    turns
}

/// A vertex with the area under the profile up to it, in square metres: an average is a difference of areas.
#[derive(Clone, Copy, Default)]
struct Knot {
    distance_m: f64,
    elevation_m: f64,
    area: f64,
}

fn knots(vertices: &[Vertex], gaps: &[usize]) -> Vec<Knot> {
    let mut knots: Vec<Knot> = Vec::with_capacity(vertices.len());
    let mut gaps = gaps.iter().copied().peekable();
    // How far the elevations are moved so that no gap is a step.
    let mut shift_m = 0.0;
    for (index, vertex) in vertices.iter().enumerate() {
        let Some(last) = knots.last().copied() else {
            knots.push(Knot { distance_m: vertex.distance_m, elevation_m: vertex.elevation_m, area: 0.0 });
            continue;
        };
        if gaps.next_if_eq(&index).is_some() {
            shift_m = last.elevation_m - vertex.elevation_m;
        }
        let elevation_m = vertex.elevation_m + shift_m;
        let area = last.area + (vertex.distance_m - last.distance_m) * (last.elevation_m + elevation_m) / 2.0;
        knots.push(Knot { distance_m: vertex.distance_m, elevation_m, area });
    }
    knots
}

/// A walk along the knots that only goes forward, so that all samples together cost one pass.
struct Walk<'a> {
    knots: &'a [Knot],
}

impl<'a> Walk<'a> {
    fn new(knots: &'a [Knot]) -> Self {
        Self { knots }
    }

    /// The profile at a distance, not less than the one asked for before.
    fn at(&mut self, distance_m: f64) -> Knot {
        while let [_, next, _, ..] = self.knots
            && next.distance_m < distance_m
        {
            self.knots = &self.knots[1..];
        }
        let [from, to, ..] = self.knots else { return self.knots.first().copied().unwrap_or_default() };
        let run_m = to.distance_m - from.distance_m;
        let share = if run_m > 0.0 { ((distance_m - from.distance_m) / run_m).clamp(0.0, 1.0) } else { 0.0 };
        let elevation_m = from.elevation_m + share * (to.elevation_m - from.elevation_m);
        let area = from.area + share * run_m * (from.elevation_m + elevation_m) / 2.0;
        Knot { distance_m, elevation_m, area }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn smooth(length_m: f64, elevation_m: impl Fn(f64) -> f64) -> SmoothProfile {
        SmoothProfile::new(testing::course(length_m, 7.0, elevation_m).vertices(), &[])
    }

    #[test]
    fn a_slope_stays_the_same_slope_up_to_its_ends() {
        let profile = smooth(700.0, |distance_m| 50.0 + 0.1 * distance_m);
        assert!((profile.step_m() - 20.0).abs() < 1e-6);
        assert_eq!(profile.elevations_m().len(), 36);
        for (index, elevation_m) in profile.elevations_m().iter().enumerate() {
            assert!((elevation_m - (50.0 + 2.0 * index as f64)).abs() < 1e-6, "{index}: {elevation_m}");
        }
    }

    #[test]
    fn a_peak_is_averaged_over_60_m() {
        let profile = smooth(700.0, |distance_m| -0.1 * (distance_m - 350.0).abs());
        // Samples lie 10 m beside the peak: the mean of -0.1 |x| from -20 to 40 is -0.1 * (200 + 800) / 60.
        assert!((profile.elevations_m()[17] - -0.1 * 1000.0 / 60.0).abs() < 1e-6);
    }

    #[test]
    fn samples_reach_the_finish_whatever_the_length() {
        for length_m in [7.0, 21.0, 203.0, 1001.0] {
            let profile = smooth(length_m, |distance_m| distance_m);
            assert!((6.9..30.0).contains(&profile.step_m()));
            assert!((profile.elevations_m().last().unwrap() - length_m).abs() < 1e-6);
        }
    }

    #[test]
    fn turning_points_are_lows_and_highs_by_turns() {
        let values = [5.0, 4.0, 4.0, 6.0, 5.0, 9.0, 9.0, 8.0, 1.0, 2.0, 1.5, 4.5, 2.0];
        assert_eq!(turning_points(&values, 3.0), [2, 5, 8, 11]);
        assert_eq!(turning_points(&[3.0, 0.0, 2.0, 0.0, 2.9], 3.0), [0, 3]);
        assert_eq!(turning_points(&[1.0, 2.0, 0.5, 3.0], 3.0), [] as [usize; 0]);
        assert_eq!(turning_points(&[0.0, 3.0], 3.0), [0, 1]);
        assert_eq!(turning_points(&[], 3.0), [] as [usize; 0]);
    }
}
