//! Cleans a track of the faults that GPS recorders and converters leave in it.
//!
//! The order matters: false elevations go before points are merged, so that a median is taken of true ones, and
//! missing elevations are filled last, when the distances are final.

use std::fmt;
use std::ops::{Range, RangeInclusive};

use crate::read::TrackPoint;
use crate::{Position, Vertex};

/// Points closer than this are one: the distance between them is more error than movement.
const MERGE_WITHIN_M: f64 = 1.0;

/// The lowest and highest elevation that a person can run at, from the deepest mine to above Everest. What lies
/// outside is a mark for "no data", such as -32,768.
const POSSIBLE_ELEVATIONS_M: RangeInclusive<f64> = -5_000.0..=9_000.0;

/// As many zeros in a row can be a fault of the recorder; more are a shore.
const MOST_ISOLATED_ZEROS: usize = 5;

/// One kind of fault that was cleaned from a track, with how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cleaning {
    /// Points without a finite position on the Earth, or at 0° 0° before the receiver had found itself.
    PositionsDropped(usize),
    /// Elevations that no runner can be at.
    ImpossibleElevationsDropped(usize),
    /// Elevations of exactly 0 amid clearly different ones.
    ZeroElevationsDropped(usize),
    /// Elevations of a single point that stand far above or below both its neighbours.
    SpikesDropped(usize),
    /// Points merged into one less than a metre away.
    PointsMerged(usize),
    /// Elevations that were missing and have been interpolated.
    ElevationsFilled(usize),
}

impl Cleaning {
    fn count(self) -> usize {
        match self {
            Self::PositionsDropped(count)
            | Self::ImpossibleElevationsDropped(count)
            | Self::ZeroElevationsDropped(count)
            | Self::SpikesDropped(count)
            | Self::PointsMerged(count)
            | Self::ElevationsFilled(count) => count,
        }
    }
}

impl fmt::Display for Cleaning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Self::PositionsDropped(_) => "points dropped because their position is not a place on the Earth",
            Self::ImpossibleElevationsDropped(_) => "elevations dropped because no runner can be there",
            Self::ZeroElevationsDropped(_) => "elevations of 0 dropped amid clearly different ones",
            Self::SpikesDropped(_) => "elevations dropped that stand out from both neighbours",
            Self::PointsMerged(_) => "points merged into one less than 1 m away",
            Self::ElevationsFilled(_) => "missing elevations filled in between known ones",
        };
        write!(formatter, "{what}: {}", self.count())
    }
}

/// A clean track.
pub(crate) struct Cleaned {
    /// Distance, position and elevation of each point; gain and loss are still 0.
    pub(crate) vertices: Vec<Vertex>,
    /// Indices of the vertices that begin a new segment.
    pub(crate) gaps: Vec<usize>,
    /// Whether any elevation is known. If not, all are 0.
    pub(crate) has_elevation: bool,
    /// What was cleaned.
    pub(crate) cleanings: Vec<Cleaning>,
}

/// Cleans the segments of a course and puts them in one line. The gap between two segments has no length.
pub(crate) fn clean<'a>(segments: impl Iterator<Item = &'a [TrackPoint]>) -> Cleaned {
    let mut line = Line::default();
    let (mut positions, mut impossible, mut zeros, mut spikes, mut merged) = (0, 0, 0, 0, 0);
    for segment in segments {
        let mut points = points_on_earth(segment);
        positions += segment.len() - points.len();
        impossible += drop_impossible_elevations(&mut points);
        zeros += drop_isolated_zeros(&mut points);
        spikes += drop_spikes(&mut points);
        merged += line.append(&points);
    }
    let filled = line.fill_elevations();
    let mut cleanings = vec![
        Cleaning::PositionsDropped(positions),
        Cleaning::ImpossibleElevationsDropped(impossible),
        Cleaning::ZeroElevationsDropped(zeros),
        Cleaning::SpikesDropped(spikes),
        Cleaning::PointsMerged(merged),
        Cleaning::ElevationsFilled(filled),
    ];
    cleanings.retain(|cleaning| cleaning.count() > 0);
    let has_elevation = line.elevations_m.iter().any(Option::is_some);
    Cleaned { vertices: line.vertices, gaps: line.gaps, has_elevation, cleanings }
}

/// The points that have a position. A receiver that has not found itself yet writes 0° 0°, in the Gulf of Guinea;
/// such points are dropped where the rest of the segment is far from there.
fn points_on_earth(segment: &[TrackPoint]) -> Vec<TrackPoint> {
    const FAR_M: f64 = 100_000.0;
    let null_island = Position { latitude_deg: 0.0, longitude_deg: 0.0 };
    let has_position = |point: &&TrackPoint| {
        let Position { latitude_deg, longitude_deg } = point.position;
        Position::new(latitude_deg, longitude_deg) == Some(point.position)
    };
    let elsewhere = segment.iter().filter(has_position).find(|point| point.position != null_island);
    let is_far = elsewhere.is_some_and(|point| point.position.distance_m(null_island) > FAR_M);
    let found = |point: &&TrackPoint| !(is_far && point.position == null_island);
    // Nearly all of them; growing step by step would take more memory for a while.
    let mut points = Vec::with_capacity(segment.len());
    points.extend(segment.iter().filter(has_position).filter(found));
    points
}

fn drop_impossible_elevations(points: &mut [TrackPoint]) -> usize {
    let is_impossible = |elevation_m: &mut f64| !POSSIBLE_ELEVATIONS_M.contains(elevation_m);
    points.iter_mut().filter_map(|point| point.elevation_m.take_if(is_impossible)).count()
}

/// Drops short runs of exactly 0 whose neighbours are too high above or below for a path to lead there. A beach
/// stays: its neighbours are near 0 too, or there are more zeros. A race may well start on a pier, so at the ends,
/// where there is one neighbour only, the way has to be steeper.
fn drop_isolated_zeros(points: &mut [TrackPoint]) -> usize {
    const LEAST_STEP_M: f64 = 10.0;
    const LEAST_GRADE: f64 = 0.15;
    const LEAST_GRADE_AT_END: f64 = 0.5;
    let known = known_elevations(points);
    let is_zero = |index: &usize| points[*index].elevation_m == Some(0.0);
    let runs: Vec<&[usize]> = known.chunk_by(|one, next| is_zero(one) == is_zero(next)).collect();
    let mut isolated = Vec::new();
    for (place, run) in runs.iter().enumerate() {
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
        if !is_zero(&first) || run.len() > MOST_ISOLATED_ZEROS || runs.len() == 1 {
            continue;
        }
        let before = place.checked_sub(1).and_then(|place| runs[place].last());
        let after = runs.get(place + 1).and_then(|run| run.first());
        let least_grade = if before.is_some() && after.is_some() { LEAST_GRADE } else { LEAST_GRADE_AT_END };
        let is_step = |from: usize, to: usize| {
            step_between(&points[from], &points[to]).exceeds(LEAST_STEP_M, least_grade)
        };
        if before.is_none_or(|before| is_step(*before, first))
            && after.is_none_or(|after| is_step(last, *after))
        {
            isolated.extend_from_slice(run);
        }
    }
    for index in &isolated {
        points[*index].elevation_m = None;
    }
    isolated.len()
}

/// Drops elevations that stand out from both neighbours on the same side, more steeply than a path can. At the
/// ends, where there is one neighbour only, the step has to be larger still.
fn drop_spikes(points: &mut [TrackPoint]) -> usize {
    const LEAST_STEP_M: f64 = 15.0;
    const LEAST_GRADE: f64 = 0.7;
    const LEAST_STEP_AT_END_M: f64 = 50.0;
    const LEAST_GRADE_AT_END: f64 = 1.0;
    let known = known_elevations(points);
    let step = |from: usize, to: usize| step_between(&points[from], &points[to]);
    let stands_out_at_end = |end: usize, inner: usize, innermost: usize| {
        step(end, inner).exceeds(LEAST_STEP_AT_END_M, LEAST_GRADE_AT_END)
            && !step(inner, innermost).exceeds(LEAST_STEP_M, LEAST_GRADE)
    };

    let mut spikes = Vec::new();
    if let [first, second, third, ..] = known[..]
        && stands_out_at_end(first, second, third)
    {
        spikes.push(first);
    }
    if let [.., third, second, last] = known[..]
        && stands_out_at_end(last, second, third)
    {
        spikes.push(last);
    }
    let mut neighbours = known.iter().copied();
    let mut before = neighbours.next();
    for (here, after) in neighbours.zip(known.iter().skip(2).copied()) {
        let Some(previous) = before else { break };
        let is_spike = stands_out(&points[previous], &points[here], &points[after], LEAST_STEP_M)
            && step(previous, here).exceeds(LEAST_STEP_M, LEAST_GRADE)
            && step(here, after).exceeds(LEAST_STEP_M, LEAST_GRADE);
        if is_spike {
            spikes.push(here);
        } else {
            before = Some(here);
        }
    }
    for index in &spikes {
        points[*index].elevation_m = None;
    }
    spikes.len()
}

/// Whether the elevation in the middle is above or below both others by so much. Nearly no point is, which spares
/// the distances.
fn stands_out(before: &TrackPoint, here: &TrackPoint, after: &TrackPoint, least_step_m: f64) -> bool {
    let elevation_m = |point: &TrackPoint| point.elevation_m.unwrap_or_default();
    let (up_m, down_m) = (elevation_m(here) - elevation_m(before), elevation_m(here) - elevation_m(after));
    up_m.abs() >= least_step_m && down_m.abs() >= least_step_m && (up_m > 0.0) == (down_m > 0.0)
}

fn known_elevations(points: &[TrackPoint]) -> Vec<usize> {
    (0..points.len()).filter(|index| points[*index].elevation_m.is_some()).collect()
}

/// The way from one point to another.
struct Step {
    rise_m: f64,
    run_m: f64,
}

impl Step {
    fn exceeds(&self, rise_m: f64, grade: f64) -> bool {
        self.rise_m.abs() >= rise_m && self.rise_m.abs() >= grade * self.run_m
    }
}

fn step_between(from: &TrackPoint, to: &TrackPoint) -> Step {
    let rise_m = to.elevation_m.unwrap_or_default() - from.elevation_m.unwrap_or_default();
    Step { rise_m, run_m: from.position.distance_m(to.position) }
}

/// The segments that have been cleaned, one after the other.
#[derive(Default)]
struct Line {
    vertices: Vec<Vertex>,
    elevations_m: Vec<Option<f64>>,
    gaps: Vec<usize>,
}

impl Line {
    /// Appends a segment after a gap, its points merged, and returns how many were merged into another. A segment
    /// that is all one point has no length and is left out.
    fn append(&mut self, points: &[TrackPoint]) -> usize {
        let begin = self.vertices.len();
        self.vertices.reserve(points.len());
        self.elevations_m.reserve(points.len());
        let mut distance_m = self.vertices.last().map_or(0.0, |vertex| vertex.distance_m);
        let mut run: Vec<f64> = Vec::new();
        let mut anchor: Option<Position> = None;
        for point in points {
            let step_m = anchor.map(|anchor| anchor.distance_m(point.position));
            if step_m.is_none_or(|step_m| step_m >= MERGE_WITHIN_M) {
                if anchor.is_some() {
                    self.elevations_m.push(median(&mut run));
                }
                run.clear();
                distance_m += step_m.unwrap_or_default();
                anchor = Some(point.position);
                let position = point.position;
                self.vertices.push(Vertex {
                    distance_m,
                    position,
                    elevation_m: 0.0,
                    gain_m: 0.0,
                    loss_m: 0.0,
                });
            }
            run.extend(point.elevation_m);
        }
        if anchor.is_some() {
            self.elevations_m.push(median(&mut run));
        }
        let merged = points.len() - (self.vertices.len() - begin);
        if self.vertices.len() - begin < 2 {
            self.vertices.truncate(begin);
            self.elevations_m.truncate(begin);
        } else if begin > 0 {
            self.gaps.push(begin);
        }
        merged
    }

    /// Sets the elevation of every vertex, and returns how many had to be filled in: linearly along the distance
    /// within a segment, and by the nearest known one before the first and after the last.
    fn fill_elevations(&mut self) -> usize {
        let Some(first_m) = self.elevations_m.iter().copied().flatten().next() else { return 0 };
        let mut carried_m = first_m;
        let mut filled = 0;
        for range in self.segments() {
            let (Some(vertices), Some(elevations_m)) =
                (self.vertices.get_mut(range.clone()), self.elevations_m.get(range))
            else {
                continue;
            };
            let mut known: Option<(f64, f64)> = None;
            let mut unfilled = 0;
            for (index, elevation_m) in elevations_m.iter().enumerate() {
                let Some(elevation_m) = *elevation_m else { continue };
                let here_m = vertices[index].distance_m;
                for vertex in &mut vertices[unfilled..index] {
                    vertex.elevation_m = match known {
                        Some((from_m, from_elevation_m)) => {
                            let share = (vertex.distance_m - from_m) / (here_m - from_m);
                            from_elevation_m + share * (elevation_m - from_elevation_m)
                        }
                        None => elevation_m,
                    };
                }
                vertices[index].elevation_m = elevation_m;
                filled += index - unfilled;
                unfilled = index + 1;
                known = Some((here_m, elevation_m));
                carried_m = elevation_m;
            }
            // After the last known elevation of a segment, or where it has none at all.
            filled += vertices.len() - unfilled;
            vertices[unfilled..].iter_mut().for_each(|vertex| vertex.elevation_m = carried_m);
        }
        filled
    }

    fn segments(&self) -> Vec<Range<usize>> {
        let begins = std::iter::once(0).chain(self.gaps.iter().copied());
        let ends = self.gaps.iter().copied().chain(std::iter::once(self.vertices.len()));
        begins.zip(ends).map(|(begin, end)| begin..end).collect()
    }
}

/// The median, the lower of the two middle ones if there are two; `None` of nothing. Sorts what it is given.
fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len().checked_sub(1)? / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{northward, segment};

    fn clean_one(points: &[TrackPoint]) -> Cleaned {
        clean(std::iter::once(points))
    }

    fn elevations(cleaned: &Cleaned) -> Vec<f64> {
        cleaned.vertices.iter().map(|vertex| vertex.elevation_m).collect()
    }

    #[test]
    fn a_clean_track_stays_as_it_is() {
        let cleaned = clean_one(&segment(10.0, &[Some(5.0), Some(6.0), Some(7.0)]));
        assert_eq!(elevations(&cleaned), [5.0, 6.0, 7.0]);
        assert!((cleaned.vertices[2].distance_m - 20.0).abs() < 1e-6);
        assert_eq!(cleaned.cleanings, []);
    }

    #[test]
    fn isolated_zeros_are_filled_from_their_neighbours() {
        let cleaned = clean_one(&segment(
            50.0,
            &[Some(0.0), Some(300.0), Some(0.0), Some(0.0), Some(330.0), Some(0.0)],
        ));
        let expected = [300.0, 300.0, 310.0, 320.0, 330.0, 330.0];
        for (found, expected) in elevations(&cleaned).into_iter().zip(expected) {
            assert!((found - expected).abs() < 1e-6, "{found} {expected}");
        }
        assert_eq!(cleaned.cleanings, [Cleaning::ZeroElevationsDropped(4), Cleaning::ElevationsFilled(4)]);
    }

    #[test]
    fn a_beach_at_zero_stays() {
        let slope = [
            Some(40.0),
            Some(30.0),
            Some(20.0),
            Some(8.0),
            Some(0.0),
            Some(0.0),
            Some(2.0),
            Some(0.0),
            Some(9.0),
        ];
        assert_eq!(clean_one(&segment(100.0, &slope)).cleanings, []);
        let pier = [Some(0.0), Some(12.0), Some(20.0)];
        assert_eq!(clean_one(&segment(50.0, &pier)).cleanings, []);
        // A cliff path down to a long beach: steep, but too many zeros for a fault of the recorder.
        let mut cliff = vec![Some(60.0); 3];
        cliff.extend([Some(0.0); 20]);
        cliff.extend([Some(60.0); 3]);
        assert_eq!(clean_one(&segment(40.0, &cliff)).cleanings, []);
        assert_eq!(clean_one(&segment(40.0, &[Some(0.0); 3])).cleanings, []);
    }

    #[test]
    fn spikes_of_one_point_are_dropped_wherever_they_are() {
        let with_spike = |at: usize, spike: f64| {
            let mut elevations = vec![Some(100.0); 7];
            elevations[at] = Some(spike);
            elevations
        };
        for at in 0..7 {
            for spike in [900.0, -300.0] {
                let cleaned = clean_one(&segment(20.0, &with_spike(at, spike)));
                assert_eq!(elevations(&cleaned), [100.0; 7], "at {at}");
                assert_eq!(cleaned.cleanings, [Cleaning::SpikesDropped(1), Cleaning::ElevationsFilled(1)]);
            }
        }
    }

    #[test]
    fn a_steep_summit_is_no_spike() {
        let summit = [Some(800.0), Some(809.0), Some(818.0), Some(809.0), Some(800.0)];
        assert_eq!(clean_one(&segment(20.0, &summit)).cleanings, []);
        let stairs = [Some(0.5), Some(20.0), Some(40.0), Some(60.0)];
        assert_eq!(clean_one(&segment(20.0, &stairs)).cleanings, []);
    }

    #[test]
    fn marks_for_no_data_are_dropped() {
        let cleaned = clean_one(&segment(
            20.0,
            &[Some(10.0), Some(-32768.0), Some(-32768.0), Some(f64::NAN), Some(10.0)],
        ));
        assert_eq!(elevations(&cleaned), [10.0; 5]);
    }

    #[test]
    fn points_less_than_a_metre_apart_merge_to_their_median() {
        let mut points = segment(0.3, &[Some(10.0), Some(14.0), Some(11.0)]);
        points.extend(northward(50.0, &[Some(12.0)]));
        let cleaned = clean_one(&points);
        assert_eq!(elevations(&cleaned), [11.0, 12.0]);
        assert_eq!(cleaned.cleanings, [Cleaning::PointsMerged(2)]);
    }

    #[test]
    fn missing_elevations_follow_the_distance() {
        let mut points = northward(0.0, &[None, Some(10.0)]);
        for (at_m, elevation_m) in
            [(100.0, Some(0.5)), (130.0, None), (190.0, None), (200.0, Some(10.5)), (300.0, None)]
        {
            points.extend(northward(at_m, &[elevation_m]));
        }
        let points = &points[1..];
        let found = elevations(&clean_one(points));
        for (found, expected) in found.iter().zip([10.0, 0.5, 3.5, 9.5, 10.5, 10.5]) {
            assert!((found - expected).abs() < 1e-6, "{found} {expected}");
        }
    }

    #[test]
    fn a_segment_without_elevations_takes_its_neighbours() {
        let (none, some) = (segment(10.0, &[None, None]), segment(10.0, &[Some(5.0), Some(6.0)]));
        let cleaned = clean([&none[..], &some, &none].into_iter());
        assert_eq!(elevations(&cleaned), [5.0, 5.0, 5.0, 6.0, 6.0, 6.0]);
        assert_eq!(cleaned.gaps, [2, 4]);
        assert!(!clean_one(&none).has_elevation);
    }

    #[test]
    fn a_gap_has_no_length_and_lone_points_are_left_out() {
        let (here, there) = (segment(10.0, &[None; 3]), northward(5_000.0, &[None; 1]));
        let far: Vec<_> = segment(10.0, &[None; 3]).into_iter().rev().collect();
        let cleaned = clean([&here[..], &there, &far].into_iter());
        assert_eq!(cleaned.gaps, [3]);
        assert!((cleaned.vertices[5].distance_m - 40.0).abs() < 1e-6);
        assert_eq!(cleaned.vertices[3].distance_m, cleaned.vertices[2].distance_m);
    }

    #[test]
    fn positions_that_are_none_are_dropped() {
        let mut points = segment(10.0, &[Some(1.0); 3]);
        points[0].position = Position { latitude_deg: 0.0, longitude_deg: 0.0 };
        points[1].position.latitude_deg = f64::NAN;
        points.extend(northward(100.0, &[Some(1.0)]));
        let cleaned = clean_one(&points);
        assert_eq!(cleaned.vertices.len(), 2);
        assert_eq!(cleaned.cleanings, [Cleaning::PositionsDropped(2)]);
        // Someone may really run there.
        let equator: Vec<_> = (0..3)
            .map(|index| TrackPoint {
                position: Position { latitude_deg: 0.0, longitude_deg: 0.001 * f64::from(index) },
                elevation_m: None,
            })
            .collect();
        assert_eq!(clean_one(&equator).vertices.len(), 3);
    }
}
