//! Draws passages of the same way side by side, each in a lane of its own, as traffic keeps to the right.
//!
//! Samples at even steps of the line look for others that are near and run along. What runs the other way keeps to its
//! own right; what runs the same way again keeps its order. The lanes lie about the middle of all the passages, so that two
//! recordings of one road are not drawn over one another by chance. Lines that cross at an angle are left alone.

use super::trace::Trace;
use super::window::Window;

/// Pixels from the middle of one lane to the middle of the next.
const LANE: f64 = 4.0;

/// Passages farther apart than this many pixels can be told apart as they are.
const NEAR: f64 = 5.0;

/// Pixels from one sample to the next.
const STEP: f64 = 2.0;

/// The direction of a sample is that from so many samples before it to so many after it.
const REACH: usize = 2;

/// Samples as few apart along the line as this are of one passage.
const ONE_PASSAGE: usize = 8;

/// Directions whose cosine is less are no longer the same: 20 degrees.
const SAME_DIRECTION: f64 = 0.94;

/// Passages that run along for fewer samples than this only cross: at 20 degrees, two lines are within [`NEAR`] for 15.
const SHORTEST_RUN: usize = 16;

/// Passages that part for fewer samples than this keep to their lanes.
const LONGEST_BREAK: usize = 6;

/// A lane is entered and left over four times as many samples.
const BLEND: usize = 4;

/// At most so many passages one way have a lane of their own; more only widen the picture.
const MOST_LANES: f64 = 3.0;

/// No more samples than this in one cell of the grid are looked at, which bounds the work for a course of many laps.
const MOST_IN_CELL: usize = 48;

/// A line longer in the window than this many samples is a tangle in which no lane could be followed.
const MOST_SAMPLES: usize = 30_000;

/// Less than this many pixels from its true place a line counts as there.
const UNSEEN: f64 = 0.02;

/// The trace with its passages side by side, as far as they are in the window.
pub(super) fn side_by_side(trace: Trace, window: Window) -> Trace {
    let Some(samples) = Samples::of(&trace, window) else { return trace };
    let shifts = samples.shifts(window);
    if shifts.iter().all(|shift| shift.abs() < UNSEEN) {
        return trace;
    }
    samples.shifted(&trace, &shifts)
}

/// A place on the line, at a whole number of steps from its start.
#[derive(Clone, Copy)]
struct Sample {
    x: f64,
    y: f64,
    distance_m: f64,
    /// Pixels drawn up to here.
    drawn: f64,
    /// The unit vector of its direction; none where it turns round on the spot.
    direction: (f64, f64),
}

impl Sample {
    fn to_right(self) -> (f64, f64) {
        (-self.direction.1, self.direction.0)
    }
}

/// The samples of a line, in order.
struct Samples {
    all: Vec<Sample>,
    /// Where pieces begin that do not hang together with what is before them: after a gap, and where the line comes into
    /// the window.
    begins: Vec<usize>,
}

impl Samples {
    /// The samples in the window; `None` if there are too many.
    fn of(trace: &Trace, window: Window) -> Option<Self> {
        let mut all: Vec<Sample> = Vec::new();
        let mut begins = Vec::new();
        let mut next_number = f64::NEG_INFINITY;
        for segment in trace.segments() {
            let mut begins_piece = true;
            for pair in segment.windows(2) {
                let [from, to] = pair else { continue };
                let Some((enter, leave)) = window.clip(from.place(), to.place()) else { continue };
                let run = to.drawn - from.drawn;
                let mut number = ((from.drawn + run * enter) / STEP).ceil().max(next_number);
                let end = from.drawn + run * leave;
                while number * STEP <= end && run > 0.0 {
                    let drawn = number * STEP;
                    let part = (drawn - from.drawn) / run;
                    let (x, y) = from.towards(to, part);
                    if begins_piece || number != next_number {
                        begins.push(all.len());
                        begins_piece = false;
                    }
                    let distance_m = from.distance_m + (to.distance_m - from.distance_m) * part;
                    all.push(Sample { x, y, distance_m, drawn, direction: (0.0, 0.0) });
                    if all.len() > MOST_SAMPLES {
                        return None;
                    }
                    number += 1.0;
                    next_number = number;
                }
            }
        }
        let mut samples = Self { all, begins };
        samples.set_directions();
        Some(samples)
    }

    /// From which sample to before which one each piece reaches.
    fn pieces(&self) -> impl Iterator<Item = (usize, usize)> {
        self.begins
            .iter()
            .enumerate()
            .map(|(piece, begin)| (*begin, self.begins.get(piece + 1).copied().unwrap_or(self.all.len())))
    }

    fn set_directions(&mut self) {
        let mut directions = Vec::with_capacity(self.all.len());
        for (begin, end) in self.pieces() {
            for index in begin..end {
                let behind = self.all.get(index.saturating_sub(REACH).max(begin));
                let ahead = self.all.get((index + REACH).min(end - 1));
                let (Some(behind), Some(ahead)) = (behind, ahead) else { continue };
                let (run, rise) = (ahead.x - behind.x, ahead.y - behind.y);
                let length = (run * run + rise * rise).sqrt();
                directions.push(if length >= STEP { (run / length, rise / length) } else { (0.0, 0.0) });
            }
        }
        for (sample, direction) in self.all.iter_mut().zip(directions) {
            sample.direction = direction;
        }
    }

    /// How many pixels each sample moves to its right.
    fn shifts(&self, window: Window) -> Vec<f64> {
        let grid = Grid::of(&self.all, window);
        let mut passages = Vec::new();
        let alone: Vec<Option<f64>> = (0..self.all.len())
            .map(|index| {
                self.passages(index, &grid, &mut passages);
                self.lane(index, &passages)
            })
            .collect();
        let mut shifts = Vec::with_capacity(self.all.len());
        for (begin, end) in self.pieces() {
            let piece = alone.get(begin..end).unwrap_or_default();
            shifts.extend(blended(&blended(&runs(piece))).into_iter().enumerate().map(|(index, shift)| {
                // Start and finish, and both sides of a gap, stay where they are.
                let from_end = index.min(end - begin - 1 - index);
                shift * (from_end as f64 / (2 * BLEND) as f64).min(1.0)
            }));
        }
        shifts
    }

    /// The other passages beside a sample: of each the sample that is nearest, with the square of its distance.
    fn passages(&self, index: usize, grid: &Grid, passages: &mut Vec<(usize, f64)>) {
        passages.clear();
        let Some(sample) = self.all.get(index) else { return };
        for cell in grid.around(sample) {
            for other in grid.samples(cell).take(MOST_IN_CELL) {
                let Some(beside) = self.all.get(other) else { continue };
                let (right, down) = (beside.x - sample.x, beside.y - sample.y);
                let square = right * right + down * down;
                if square > NEAR * NEAR
                    || index.abs_diff(other) <= ONE_PASSAGE
                    || dot(sample.direction, beside.direction).abs() < SAME_DIRECTION
                {
                    continue;
                }
                match passages.iter_mut().find(|(known, _)| known.abs_diff(other) <= ONE_PASSAGE) {
                    Some(passage) if square < passage.1 => *passage = (other, square),
                    Some(_) => {}
                    None => passages.push((other, square)),
                }
            }
        }
    }

    /// How far to its right a sample's lane is, given the other passages; `None` if it is alone.
    fn lane(&self, index: usize, passages: &[(usize, f64)]) -> Option<f64> {
        let sample = self.all.get(index)?;
        if passages.is_empty() {
            return None;
        }
        let (mut before, mut same, mut aside) = (0.0, 1.0, 0.0);
        for beside in passages.iter().filter_map(|(other, _)| self.all.get(*other)) {
            aside += dot((beside.x - sample.x, beside.y - sample.y), sample.to_right());
            if dot(sample.direction, beside.direction) > 0.0 {
                same += 1.0;
                before += if beside.drawn < sample.drawn { 1.0 } else { 0.0 };
            }
        }
        let all_the_same = same > passages.len() as f64;
        let lane = f64::min(before, MOST_LANES - 1.0);
        let middle = if all_the_same { (f64::min(same, MOST_LANES) - 1.0) / 2.0 } else { -0.5 };
        Some(aside / (passages.len() as f64 + 1.0) + (lane - middle) * LANE)
    }

    /// The trace through the samples where they move, and through its own points elsewhere.
    fn shifted(&self, trace: &Trace, shifts: &[f64]) -> Trace {
        let mut shifted = Trace::default();
        let mut samples = self.all.iter().zip(shifts).peekable();
        let is_moved = |shift: &f64| shift.abs() >= UNSEEN;
        let points = trace.points();
        for (index, point) in points.iter().enumerate() {
            let mut moved = false;
            while let Some((sample, shift)) = samples.next_if(|(sample, _)| sample.drawn <= point.drawn) {
                moved = is_moved(shift);
                if moved {
                    let (right, down) = sample.to_right();
                    let place = (sample.x + right * shift, sample.y + down * shift);
                    shifted.push(place, sample.distance_m, false);
                }
            }
            let ends_segment = points.get(index + 1).is_none_or(|next| next.after_gap);
            let begins_segment = point.after_gap || index == 0;
            let moves_on = samples.peek().is_some_and(|(_, shift)| is_moved(shift));
            if begins_segment || ends_segment || !(moved || moves_on) {
                shifted.push(point.place(), point.distance_m, point.after_gap);
            }
        }
        shifted
    }
}

fn dot(one: (f64, f64), other: (f64, f64)) -> f64 {
    one.0 * other.0 + one.1 * other.1
}

/// The shifts of a piece with short breaks closed and short runs left out; 0 where there is none.
fn runs(piece: &[Option<f64>]) -> Vec<f64> {
    let mut shifts = vec![0.0; piece.len()];
    // The samples of the run so far, breaks of it closed.
    let mut run: Vec<f64> = Vec::new();
    let mut pause = 0;
    // One more break than there can be, so that the last run is ended too.
    let padded = piece.iter().copied().chain([None; LONGEST_BREAK + 1]);
    for (index, shift) in padded.enumerate() {
        match (shift, run.last().copied()) {
            (Some(shift), last) => {
                let last = last.unwrap_or(shift);
                for step in 1..=pause {
                    run.push(last + (shift - last) * f64::from(step) / f64::from(pause + 1));
                }
                run.push(shift);
                pause = 0;
            }
            (None, Some(_)) if pause as usize == LONGEST_BREAK => {
                let end = index - LONGEST_BREAK;
                if run.len() >= SHORTEST_RUN
                    && let Some(place) = shifts.get_mut(end - run.len()..end)
                {
                    place.copy_from_slice(&run);
                }
                run.clear();
                pause = 0;
            }
            (None, Some(_)) => pause += 1,
            (None, None) => {}
        }
    }
    shifts
}

/// The mean of the shifts around each one; beyond the ends there is none.
fn blended(shifts: &[f64]) -> Vec<f64> {
    let width = 2 * BLEND + 1;
    let around = |index: usize| {
        let from = index.saturating_sub(BLEND);
        shifts.get(from..(index + BLEND + 1).min(shifts.len())).unwrap_or_default()
    };
    (0..shifts.len()).map(|index| around(index).iter().sum::<f64>() / width as f64).collect()
}

/// Which samples are in which part of the window.
struct Grid {
    window: Window,
    columns: usize,
    rows: usize,
    /// The first sample of each cell, and after each sample the next one of its cell; [`Grid::NONE`] if there is none.
    first: Vec<usize>,
    next: Vec<usize>,
}

impl Grid {
    const NONE: usize = usize::MAX;

    fn of(samples: &[Sample], window: Window) -> Self {
        // No screen is larger, and the grid of one that claims to be would be.
        let cells = |length: f64| (length / NEAR).clamp(0.0, 2_000.0) as usize + 1;
        let (columns, rows) = (cells(window.right - window.left), cells(window.bottom - window.top));
        let mut grid = Self {
            window,
            columns,
            rows,
            first: vec![Self::NONE; columns * rows],
            next: vec![Self::NONE; samples.len()],
        };
        for (index, sample) in samples.iter().enumerate().rev() {
            let (column, row) = grid.cell(sample);
            if let (Some(first), Some(next)) =
                (grid.first.get_mut(row * columns + column), grid.next.get_mut(index))
            {
                *next = *first;
                *first = index;
            }
        }
        grid
    }

    fn cell(&self, sample: &Sample) -> (usize, usize) {
        let number = |from_edge: f64, most: usize| ((from_edge / NEAR).max(0.0) as usize).min(most - 1);
        (number(sample.x - self.window.left, self.columns), number(sample.y - self.window.top, self.rows))
    }

    /// The cells that a sample can have neighbours in.
    fn around(&self, sample: &Sample) -> impl Iterator<Item = usize> {
        let (column, row) = self.cell(sample);
        let (columns, rows) = (self.columns, self.rows);
        (row.saturating_sub(1)..(row + 2).min(rows)).flat_map(move |row| {
            (column.saturating_sub(1)..(column + 2).min(columns)).map(move |column| row * columns + column)
        })
    }

    fn samples(&self, cell: usize) -> impl Iterator<Item = usize> {
        let first = self.first.get(cell).copied();
        std::iter::successors(first, |sample| self.next.get(*sample).copied())
            .take_while(|sample| *sample != Self::NONE)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Point, course, course_at, map_of};
    use super::super::{MapDrawing, MapView};
    use crate::drawing::Units;
    use crate::drawing::path::points_of;
    use std::f64::consts::TAU;

    /// How far a place is from a line of points.
    fn off(line: &[(f64, f64)], (x, y): (f64, f64)) -> f64 {
        let to_step = |pair: &[(f64, f64)]| {
            let (run, rise) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
            let square = (run * run + rise * rise).max(1e-12);
            let part = (((x - pair[0].0) * run + (y - pair[0].1) * rise) / square).clamp(0.0, 1.0);
            (x - pair[0].0 - run * part).hypot(y - pair[0].1 - rise * part)
        };
        line.windows(2).map(to_step).fold(f64::INFINITY, f64::min)
    }

    /// How far the drawn line of a course is from its vertices and between them, at most.
    fn farthest_off(points: &[Point], width: f64, height: f64) -> f64 {
        let course = course(points, &[]);
        let view = MapView::new(&course, width, height, 20.0);
        let truth: Vec<_> = course.vertices().iter().map(|vertex| view.place(vertex.position)).collect();
        let map = MapDrawing::new(&course, &view, Units::Metric);
        let drawn = points_of(&map.line).concat();
        let apart = |one: &[(f64, f64)], other: &[(f64, f64)]| {
            one.iter().map(|place| off(other, *place)).fold(0.0, f64::max)
        };
        apart(&drawn, &truth).max(apart(&truth, &drawn))
    }

    /// Whether no two steps of a line cross each other.
    fn is_simple(line: &[(f64, f64)]) -> bool {
        let side = |a: (f64, f64), b: (f64, f64), c: (f64, f64)| {
            (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
        };
        let steps: Vec<_> = line.windows(2).map(|pair| (pair[0], pair[1])).collect();
        steps.iter().enumerate().all(|(index, &(a, b))| {
            steps[index + 1..].iter().all(|&(c, d)| {
                side(a, b, c) * side(a, b, d) >= -1e-9 || side(c, d, a) * side(c, d, b) >= -1e-9
            })
        })
    }

    #[test]
    fn out_and_back_are_two_lines_each_on_its_right() {
        let map = map_of(&[(0.0, 0.0, 0.0), (1_000.0, 0.0, 0.0), (0.0, 0.0, 0.0)], &[]);
        for distance_m in [100.0, 300.0, 500.0, 900.0] {
            let ((out_x, out_y), (back_x, back_y)) = (map.at(distance_m), map.at(2_000.0 - distance_m));
            // East on the south side, which is below, and west on the north side.
            assert!((out_y - 152.0).abs() < 0.05 && (back_y - 148.0).abs() < 0.05, "{out_y} {back_y}");
            assert!((out_x - back_x).abs() < 0.05);
        }
        assert_eq!((map.start, map.finish), ((10.0, 150.0), (10.0, 150.0)), "the ends are where they are");
        assert!((map.at(1_000.0).0 - 510.0).abs() < 1.0, "and so is the turning point");
        assert!(is_simple(&points_of(&map.line).concat()));
        // Arrows, marks and the pointer are on the lines that are drawn.
        assert!(map.arrows.iter().all(|arrow| (arrow.y - 150.0).abs() > 1.9), "{:?}", map.arrows);
        assert!((map.nearest(260.0, 152.0, None) - 500.0).abs() < 1.0);
        assert!((map.nearest(260.0, 147.0, None) - 1_500.0).abs() < 1.0);
    }

    #[test]
    fn the_line_moves_over_without_a_step() {
        // A loop by the right hand, with a tail that is run twice.
        let points = [
            (0.0, 0.0, 0.0),
            (500.0, 0.0, 0.0),
            (900.0, -300.0, 0.0),
            (900.0, 300.0, 0.0),
            (500.0, 0.0, 0.0),
            (0.0, 0.0, 0.0),
        ];
        let map = map_of(&points, &[]);
        let line = points_of(&map.line).concat();
        assert!(line.len() > 50);
        let straight = |pair: &&[(f64, f64)]| pair[1].0 < 0.9 * (10.0 + 250.0);
        for pair in line.windows(2).filter(straight) {
            let (run, rise) = ((pair[1].0 - pair[0].0).abs(), (pair[1].1 - pair[0].1).abs());
            assert!(rise <= 0.15 + 0.3 * run, "{pair:?}");
        }
        assert!(is_simple(&line));
    }

    #[test]
    fn two_recordings_of_a_road_do_not_cross_by_chance() {
        // The way back is up to 3 pixels off, now on this side and now on that.
        let wobble = |east_m: f64| 6.0 * (east_m / 130.0).sin();
        let out = (0..=100).map(|index| (f64::from(index) * 10.0, 0.0, 0.0));
        let back =
            (0..=100).rev().map(|index| (f64::from(index) * 10.0, wobble(f64::from(index) * 10.0), 0.0));
        let map = map_of(&out.chain(back).collect::<Vec<_>>(), &[]);
        let line = points_of(&map.line).concat();
        let turn = line.iter().position(|place| place.0 > 509.0).unwrap();
        for &(x, y) in line[..turn].iter().filter(|place| (60.0..460.0).contains(&place.0)) {
            let beside = off(&line[turn + 5..], (x, y));
            assert!((3.0..5.0).contains(&beside), "{beside} at {x}");
        }
    }

    #[test]
    fn laps_lie_side_by_side_in_their_order() {
        let lap = |index: i32| {
            let angle = f64::from(index) / 60.0 * TAU;
            (400.0 * angle.cos(), 400.0 * angle.sin(), 0.0)
        };
        let map = map_of(&(0..=120).map(lap).collect::<Vec<_>>(), &[]);
        let lap_m = 400.0 * TAU;
        let from_centre = |distance_m: f64| {
            let (x, y) = map.at(distance_m);
            (x - 260.0).hypot(y - 150.0)
        };
        // North is up, so it goes against the clock and its right is outside; the second lap is right of the first.
        for distance_m in [0.25 * lap_m, 0.5 * lap_m, 0.75 * lap_m] {
            let (first, second) = (from_centre(distance_m), from_centre(distance_m + lap_m));
            assert!((second - first - 4.0).abs() < 0.3, "{first} {second}");
        }
    }

    #[test]
    fn what_crosses_stays_where_it_is() {
        // A lemniscate crosses at a right angle; two straight roads at 30 degrees.
        let eight = |index: i32| {
            let angle = f64::from(index) / 200.0 * TAU;
            (900.0 * angle.sin(), 450.0 * (2.0 * angle).sin(), 0.0)
        };
        assert!(farthest_off(&(0..200).map(eight).collect::<Vec<_>>(), 480.0, 374.0) < 0.6);
        let crossing = [(0.0, 0.0, 0.0), (1_000.0, 536.0, 0.0), (1_000.0, 0.0, 0.0), (0.0, 536.0, 0.0)];
        assert!(farthest_off(&crossing, 480.0, 374.0) < 0.1);
    }

    #[test]
    fn point_to_point_stays_where_it_is() {
        let switchbacks: Vec<Point> = (0..400)
            .map(|index| {
                let along = f64::from(index);
                (along * 20.0 + 300.0 * (along / 9.0).sin(), along * 12.0 + 500.0 * (along / 23.0).cos(), 0.0)
            })
            .collect();
        assert!(farthest_off(&switchbacks, 480.0, 374.0) < 0.6);
    }

    #[test]
    fn out_and_back_across_the_antimeridian_is_in_one_piece() {
        let points = [(0.0, 0.0, 0.0), (4_000.0, 500.0, 0.0), (0.0, 0.0, 0.0)];
        let draw = |longitude_deg| {
            let course = course_at((-17.0, longitude_deg), &points, &[]);
            MapDrawing::new(&course, &MapView::new(&course, 480.0, 374.0, 20.0), Units::Metric)
        };
        let (elsewhere, across) = (draw(10.0), draw(179.98));
        assert_eq!(points_of(&across.line).len(), 1);
        for distance_m in [1_000.0, 3_000.0, 5_000.0, 7_000.0] {
            let (one, other) = (elsewhere.at(distance_m), across.at(distance_m));
            assert!((one.0 - other.0).hypot(one.1 - other.1) < 0.1, "{one:?} {other:?}");
        }
    }

    #[test]
    fn a_close_look_has_the_lanes_of_what_it_shows() {
        let course = course(&[(0.0, 0.0, 0.0), (30_000.0, 0.0, 0.0), (0.0, 0.0, 0.0)], &[]);
        let view = MapView::new(&course, 520.0, 300.0, 10.0).on_stretch(&course, 10_000.0, 10_400.0);
        let map = MapDrawing::new(&course, &view, Units::Metric);
        assert!((map.at(10_200.0).1 - 152.0).abs() < 0.05 && (map.at(49_800.0).1 - 148.0).abs() < 0.05);
        assert!(map.line.len() < 6_000, "{}", map.line.len());
    }

    #[test]
    fn a_hundred_laps_are_bounded_work() {
        let lap = |index: i32| {
            let angle = f64::from(index) / 60.0 * TAU;
            (400.0 * angle.cos(), 400.0 * angle.sin(), 0.0)
        };
        let map = map_of(&(0..=6_000).map(lap).collect::<Vec<_>>(), &[]);
        let outermost = map.at(99.5 * 400.0 * TAU);
        assert!(((outermost.0 - 260.0).hypot(outermost.1 - 150.0) - 140.0).abs() < 6.0, "{outermost:?}");
    }
}
