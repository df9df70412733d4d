//! The course as points on the screen.

use super::MapView;
use super::nearest::length;
use super::window::Window;
use crate::Course;
use crate::drawing::path::PathWriter;

/// Vertices closer together than this many pixels are drawn as one.
pub(super) const LEAST_STEP: f64 = 0.5;

/// A point of the course as drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TracePoint {
    pub(super) x: f64,
    pub(super) y: f64,
    /// Metres from the start.
    pub(super) distance_m: f64,
    /// Pixels drawn from the start, gaps not counted.
    pub(super) drawn: f64,
    /// Whether the pen is lifted before this point.
    pub(super) after_gap: bool,
}

impl TracePoint {
    pub(super) fn place(&self) -> (f64, f64) {
        (self.x, self.y)
    }

    /// Where one is after a part (0 to 1) of the way to another point.
    pub(super) fn towards(&self, to: &Self, part: f64) -> (f64, f64) {
        (self.x + (to.x - self.x) * part, self.y + (to.y - self.y) * part)
    }
}

/// The course on the screen, from its start to its finish, whether in the picture or not.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Trace {
    points: Vec<TracePoint>,
}

impl Trace {
    /// The course in a view, without the vertices that could not be told apart.
    pub(super) fn of(course: &Course, view: &MapView) -> Self {
        let vertices = course.vertices();
        let mut gaps = course.gaps().iter().copied().peekable();
        let mut trace = Self::default();
        for (index, vertex) in vertices.iter().enumerate() {
            let after_gap = gaps.next_if_eq(&index).is_some();
            let ends_segment = index + 1 == vertices.len() || gaps.peek() == Some(&(index + 1));
            let place = view.place(vertex.position);
            if after_gap || ends_segment || trace.is_step_to(place) {
                trace.push(place, vertex.distance_m, after_gap);
            }
        }
        trace
    }

    fn is_step_to(&self, (x, y): (f64, f64)) -> bool {
        self.points.last().is_none_or(|last| length(x - last.x, y - last.y) >= LEAST_STEP)
    }

    /// Draws on to a place.
    pub(super) fn push(&mut self, (x, y): (f64, f64), distance_m: f64, after_gap: bool) {
        let drawn = match self.points.last() {
            Some(last) if after_gap => last.drawn,
            Some(last) => last.drawn + length(x - last.x, y - last.y),
            None => 0.0,
        };
        self.points.push(TracePoint { x, y, distance_m, drawn, after_gap });
    }

    pub(super) fn points(&self) -> &[TracePoint] {
        &self.points
    }

    /// The parts between gaps.
    pub(super) fn segments(&self) -> impl Iterator<Item = &[TracePoint]> {
        self.points.chunk_by(|_, next| !next.after_gap)
    }

    /// Every step that is drawn, from one point to the next; none across a gap.
    pub(super) fn steps(&self) -> impl Iterator<Item = (&TracePoint, &TracePoint)> {
        self.points.windows(2).filter_map(|pair| match pair {
            [from, to] if !to.after_gap => Some((from, to)),
            _ => None,
        })
    }

    /// Every step that is in the window, with the parts of it from which and to which it is.
    pub(super) fn steps_in(
        &self,
        window: Window,
    ) -> impl Iterator<Item = (&TracePoint, &TracePoint, (f64, f64))> {
        self.steps().filter_map(move |(from, to)| Some((from, to, window.clip(from.place(), to.place())?)))
    }

    /// The place at a distance from the start in metres; at a gap where the course goes on.
    pub(super) fn at(&self, distance_m: f64) -> Option<(f64, f64)> {
        let after = self.points.partition_point(|point| point.distance_m <= distance_m);
        let from = self.points.get(after.saturating_sub(1))?;
        let Some(to) = self.points.get(after) else { return Some(from.place()) };
        let run_m = to.distance_m - from.distance_m;
        let part = if run_m > 0.0 { ((distance_m - from.distance_m) / run_m).max(0.0) } else { 0.0 };
        Some(from.towards(to, part))
    }

    /// The part between two distances from the start in metres.
    pub(super) fn between(&self, from_m: f64, to_m: f64) -> Self {
        let mut part = Self::default();
        for (from, to) in self.steps() {
            let run_m = to.distance_m - from.distance_m;
            let enter = ((from_m - from.distance_m) / run_m).max(0.0);
            let leave = ((to_m - from.distance_m) / run_m).min(1.0);
            // Not true of a step of no length either, where these are no numbers.
            if !(run_m > 0.0 && enter < leave) {
                continue;
            }
            if part.points.is_empty() || from.after_gap {
                part.push(from.towards(to, enter), from.distance_m + run_m * enter, true);
            }
            part.push(from.towards(to, leave), from.distance_m + run_m * leave, false);
        }
        part
    }

    /// What of the line is in the window, as a path with the pen lifted elsewhere.
    pub(super) fn line(&self, window: Window) -> String {
        let mut path = PathWriter::default();
        let mut drawn_to = None;
        for (from, to, (enter, leave)) in self.steps_in(window) {
            let begin = from.drawn + (to.drawn - from.drawn) * enter;
            if drawn_to != Some(begin) || from.after_gap {
                path.move_to(from.towards(to, enter));
            }
            path.line_to(from.towards(to, leave));
            drawn_to = (leave == 1.0).then_some(to.drawn);
        }
        path.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::path::points_of;

    /// A trace through places, the pen lifted before those of the given indices; a pixel is a metre.
    fn trace(places: &[(f64, f64)], gaps: &[usize]) -> Trace {
        let mut trace = Trace::default();
        for (index, place) in places.iter().enumerate() {
            let last = trace.points.last().copied();
            let after_gap = gaps.contains(&index);
            let step =
                last.filter(|_| !after_gap).map_or(0.0, |last| length(place.0 - last.x, place.1 - last.y));
            trace.push(*place, last.map_or(0.0, |last| last.distance_m) + step, after_gap);
        }
        trace
    }

    #[test]
    fn only_what_is_in_the_window_is_drawn() {
        let there_and_back = trace(&[(-500.0, 10.0), (50.0, 10.0), (50.0, 20.0), (900.0, 20.0)], &[]);
        let line = there_and_back.line(Window::around(100.0, 50.0, 10.0));
        assert_eq!(points_of(&line), [[(-10.0, 10.0), (50.0, 10.0), (50.0, 20.0), (110.0, 20.0)]]);
        let outside = trace(&[(0.0, 25.0), (200.0, 25.0), (200.0, 40.0), (0.0, 40.0)], &[]);
        let line = outside.line(Window::around(100.0, 50.0, 0.0));
        assert_eq!(points_of(&line), [[(0.0, 25.0), (100.0, 25.0)], [(100.0, 40.0), (0.0, 40.0)]]);
    }

    #[test]
    fn a_gap_lifts_the_pen_and_is_no_way() {
        let trace = trace(&[(0.0, 0.0), (10.0, 0.0), (10.0, 5.0), (20.0, 5.0)], &[2]);
        assert_eq!(points_of(&trace.line(Window::around(50.0, 50.0, 0.0))).len(), 2);
        assert_eq!(
            (trace.at(9.0), trace.at(10.0), trace.at(11.0)),
            (Some((9.0, 0.0)), Some((10.0, 5.0)), Some((11.0, 5.0)))
        );
        assert_eq!((trace.at(-3.0), trace.at(99.0)), (Some((0.0, 0.0)), Some((20.0, 5.0))));
        assert_eq!(Trace::default().at(1.0), None);
    }

    #[test]
    fn a_part_begins_and_ends_between_points_and_does_not_cross_gaps() {
        let trace = trace(&[(0.0, 0.0), (10.0, 0.0), (10.0, 5.0), (20.0, 5.0)], &[2]);
        let part =
            |from_m, to_m| points_of(&trace.between(from_m, to_m).line(Window::around(50.0, 50.0, 0.0)));
        assert_eq!(part(2.0, 6.0), [[(2.0, 0.0), (6.0, 0.0)]]);
        assert_eq!(part(8.0, 12.0), [[(8.0, 0.0), (10.0, 0.0)], [(10.0, 5.0), (12.0, 5.0)]]);
        assert_eq!(part(8.0, 10.0), [[(8.0, 0.0), (10.0, 0.0)]]);
        assert_eq!(part(10.0, 99.0), [[(10.0, 5.0), (20.0, 5.0)]]);
        assert!(part(30.0, 40.0).is_empty() && part(4.0, 4.0).is_empty());
    }
}
