//! Cuts the area under a profile into pieces by grade.

use super::path::PathWriter;
use super::{GradeBand, ProfileFrame};
use crate::Course;

/// The course is graded in cells of this many pixels; a narrower stripe of colour could not be told from its
/// neighbours.
const CELL_WIDTH: f64 = 4.0;

/// A grade over less than this says more about the altimeter than about the road.
const LEAST_STRETCH_M: f64 = 100.0;

/// For each band on the course, the area under the line where the course has that grade, as one path; in the
/// order of [`GradeBand::ALL`].
///
/// `line` is the profile in screen units, from left to right.
pub(crate) fn band_areas(
    course: &Course,
    frame: &ProfileFrame,
    line: &[(f64, f64)],
) -> Vec<(GradeBand, String)> {
    let runs = runs(course, frame, line);
    let plot = frame.plot();
    let bottom = plot.y + plot.height;
    GradeBand::ALL
        .into_iter()
        .filter_map(|band| {
            let mut path = PathWriter::default();
            for run in runs.iter().filter(|run| run.band == band) {
                write_area(&mut path, line, run, bottom);
            }
            let d = path.finish();
            (!d.is_empty()).then_some((band, d))
        })
        .collect()
}

/// A part of the width that has one band throughout.
#[derive(Clone, Copy, Debug)]
struct Run {
    band: GradeBand,
    left: f64,
    right: f64,
}

/// The runs of equal band along the line, from left to right, each at least one cell wide.
fn runs(course: &Course, frame: &ProfileFrame, line: &[(f64, f64)]) -> Vec<Run> {
    let (Some(first), Some(last)) = (line.first(), line.last()) else {
        return Vec::new();
    };
    let cells = ((last.0 - first.0) / CELL_WIDTH).floor().max(1.0) as usize;
    let mut runs: Vec<Run> = Vec::new();
    for cell in 0..cells {
        let left = first.0 + cell as f64 * CELL_WIDTH;
        // The last cell takes what is left over, so that no sliver remains.
        let right = if cell + 1 == cells { last.0 } else { left + CELL_WIDTH };
        let band = GradeBand::of(grade_between(course, frame.distance_at(left), frame.distance_at(right)));
        match runs.last_mut() {
            Some(run) if run.band == band => run.right = right,
            _ => runs.push(Run { band, left, right }),
        }
    }
    runs
}

fn write_area(path: &mut PathWriter, line: &[(f64, f64)], run: &Run, bottom: f64) {
    let from = line.partition_point(|point| point.0 <= run.left);
    let to = line.partition_point(|point| point.0 < run.right);
    path.move_to((run.left, bottom));
    path.line_to((run.left, height_at(line, from, run.left)));
    for point in line.get(from..to).unwrap_or_default() {
        path.line_to(*point);
    }
    path.line_to((run.right, height_at(line, to, run.right)));
    path.line_to((run.right, bottom));
    path.close();
}

/// The `y` of the line at `x`, where `next` is the index of the first point that is to the right of it (or at
/// it).
fn height_at(line: &[(f64, f64)], next: usize, x: f64) -> f64 {
    let before = next.checked_sub(1).and_then(|index| line.get(index));
    match (before, line.get(next)) {
        (Some(before), Some(after)) if after.0 > before.0 => {
            before.1 + (after.1 - before.1) * (x - before.0) / (after.0 - before.0)
        }
        (_, Some(point)) | (Some(point), None) => point.1,
        (None, None) => 0.0,
    }
}

/// The mean grade as a fraction between two distances, widened to a stretch that is long enough to have a grade.
pub(crate) fn grade_between(course: &Course, from_m: f64, to_m: f64) -> f64 {
    let widening_m = ((LEAST_STRETCH_M - (to_m - from_m)) / 2.0).max(0.0);
    course.between(from_m - widening_m, to_m + widening_m).mean_grade
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{course, road};
    use super::super::path::points_of;
    use super::super::{Margins, Units};
    use super::*;
    use proptest::prelude::*;

    /// 400 pixels for 40 km, so that a cell is 400 m; the bottom is at 200.
    const FRAME: ProfileFrame = ProfileFrame {
        width: 400.0,
        height: 200.0,
        margins: Margins { top: 0.0, right: 0.0, bottom: 0.0, left: 0.0 },
        distance_m: (0.0, 40_000.0),
        elevation_m: (0.0, 10_000.0),
        units: Units::Metric,
    };

    fn line_of(course: &Course) -> Vec<(f64, f64)> {
        let vertices = course.vertices().iter();
        vertices.map(|vertex| (FRAME.x_of(vertex.distance_m), FRAME.y_of(vertex.elevation_m))).collect()
    }

    fn areas(course: &Course) -> Vec<(GradeBand, String)> {
        band_areas(course, &FRAME, &line_of(course))
    }

    /// The area of a shape, by the shoelace formula.
    fn size(shape: &[(f64, f64)]) -> f64 {
        let next = shape.iter().cycle().skip(1);
        shape.iter().zip(next).map(|(one, other)| one.0 * other.1 - other.0 * one.1).sum::<f64>().abs() / 2.0
    }

    fn width(shape: &[(f64, f64)]) -> f64 {
        let (left, right) = shape
            .iter()
            .fold((f64::MAX, f64::MIN), |(left, right), point| (left.min(point.0), right.max(point.0)));
        right - left
    }

    #[test]
    fn a_hill_is_one_climb_and_one_descent() {
        let hill = road(&[(0.0, 1_000.0), (20_000.0, 3_400.0), (40_000.0, 1_000.0)]);
        let areas = areas(&hill);
        assert_eq!(
            areas.iter().map(|(band, _)| *band).collect::<Vec<_>>(),
            [GradeBand::SteepDown, GradeBand::SteepUp]
        );
        let [down, up] = [&areas[0].1, &areas[1].1].map(|d| points_of(d).concat());
        assert_eq!(up, [(0.0, 200.0), (0.0, 180.0), (200.0, 132.0), (200.0, 200.0)]);
        assert_eq!(down, [(200.0, 200.0), (200.0, 132.0), (400.0, 180.0), (400.0, 200.0)]);
    }

    #[test]
    fn all_stretches_of_a_band_are_one_path() {
        let stairs = road(&[
            (0.0, 0.0),
            (10_000.0, 500.0),
            (20_000.0, 500.0),
            (30_000.0, 1_000.0),
            (40_000.0, 1_000.0),
        ]);
        let areas = areas(&stairs);
        assert_eq!(areas.iter().map(|(band, _)| *band).collect::<Vec<_>>(), [GradeBand::Flat, GradeBand::Up]);
        assert!(areas.iter().all(|(_, d)| points_of(d).len() == 2));
    }

    #[test]
    fn nobody_climbs_a_gap() {
        let points =
            [(0.0, 0.0, 100.0), (20_000.0, 0.0, 100.0), (30_000.0, 0.0, 400.0), (50_000.0, 0.0, 400.0)];
        let bands: Vec<GradeBand> = areas(&course(&points, &[2])).iter().map(|(band, _)| *band).collect();
        assert_eq!(bands, [GradeBand::Flat]);
    }

    #[test]
    fn a_bump_shorter_than_the_least_stretch_has_its_mean_grade() {
        // 2.9 m up within 10 m, once: 29 % on the ground, but 2.9 m on 100 m is flat. A cell is 40 m here.
        let frame = ProfileFrame { distance_m: (0.0, 4_000.0), ..FRAME };
        let bump = road(&[(0.0, 100.0), (2_000.0, 100.0), (2_010.0, 102.9), (4_000.0, 102.9)]);
        let line = bump
            .vertices()
            .iter()
            .map(|vertex| (frame.x_of(vertex.distance_m), frame.y_of(vertex.elevation_m)));
        assert_eq!(band_areas(&bump, &frame, &line.collect::<Vec<_>>()).len(), 1);
    }

    #[test]
    fn no_line_no_areas() {
        assert!(band_areas(&road(&[(0.0, 0.0), (40_000.0, 0.0)]), &FRAME, &[]).is_empty());
    }

    proptest! {
        #[test]
        fn pieces_are_wide_enough_and_fill_the_area(
            elevations in proptest::collection::vec(0.0..3_000.0f64, 2..200)
        ) {
            let step_m = 40_000.0 / (elevations.len() - 1) as f64;
            let profile = elevations.iter().enumerate();
            let profile = profile.map(|(index, elevation)| (index as f64 * step_m, *elevation));
            let course = road(&profile.collect::<Vec<_>>());
            let pieces: Vec<_> = areas(&course).iter().flat_map(|(_, d)| points_of(d)).collect();
            prop_assert!(pieces.iter().all(|piece| width(piece) >= CELL_WIDTH - 0.15));
            let mut whole = line_of(&course);
            whole.extend([(400.0, 200.0), (0.0, 200.0)]);
            let sum: f64 = pieces.iter().map(|piece| size(piece)).sum();
            // Rounding to tenths of a pixel moves each edge of a piece by 0.05 at most.
            prop_assert!((sum - size(&whole)).abs() < 0.1 * (400.0 + 200.0), "{sum} of {}", size(&whole));
        }
    }
}
