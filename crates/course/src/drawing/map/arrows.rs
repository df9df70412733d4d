//! Arrow heads along the course.

use super::trace::{Trace, TracePoint};
use super::window::Window;

/// Pixels along the course from one arrow to the next.
const SPACING: f64 = 90.0;

/// An arrow points along this many pixels of the course before and after it, so that one crooked step cannot
/// turn it.
const REACH: f64 = 4.0;

/// An arrow head that shows which way the course goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrow {
    /// Its place.
    pub x: f64,
    /// Its place.
    pub y: f64,
    /// Its direction as SVG's `rotate()` takes it: 0 points right (east), 90 down (south).
    pub angle_deg: f64,
}

/// Arrows at even steps, the first half a step after the start; only those in the window.
pub(super) fn arrows(trace: &Trace, window: Window) -> Vec<Arrow> {
    let mut arrows = Vec::new();
    let total = trace.points().last().map_or(0.0, |point| point.drawn);
    if total < SPACING / 3.0 {
        return arrows;
    }
    let spacing = total / (total / SPACING).round().max(1.0);
    for segment in trace.segments() {
        for pair in segment.windows(2) {
            let [from, to] = pair else { continue };
            let Some((enter, leave)) = window.clip(from.place(), to.place()) else { continue };
            let run = to.drawn - from.drawn;
            let mut number = ((from.drawn + run * enter) / spacing - 0.5).ceil();
            let end = from.drawn + run * leave;
            while (number + 0.5) * spacing < end {
                arrows.extend(arrow(segment, (number + 0.5) * spacing));
                number += 1.0;
            }
        }
    }
    arrows
}

/// `None` where the course turns round, and an arrow would point neither way.
fn arrow(segment: &[TracePoint], at: f64) -> Option<Arrow> {
    let (x, y) = along(segment, at);
    let (behind, ahead) = (along(segment, at - REACH), along(segment, at + REACH));
    let (run, rise) = (ahead.0 - behind.0, ahead.1 - behind.1);
    let turns_round = run * run + rise * rise < REACH * REACH;
    (!turns_round).then(|| Arrow { x, y, angle_deg: rise.atan2(run).to_degrees() })
}

/// The place after that many drawn pixels, clamped to the segment.
fn along(segment: &[TracePoint], drawn: f64) -> (f64, f64) {
    let next = segment.partition_point(|point| point.drawn < drawn);
    match (next.checked_sub(1).and_then(|index| segment.get(index)), segment.get(next)) {
        (Some(before), Some(after)) => {
            before.towards(after, (drawn - before.drawn) / (after.drawn - before.drawn))
        }
        (Some(end), None) | (None, Some(end)) => end.place(),
        (None, None) => (0.0, 0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{course, map_of};
    use super::super::{MapDrawing, MapView};
    use crate::drawing::Units;

    #[test]
    fn arrows_point_the_way_at_even_steps_off_the_start() {
        // 500 pixels: six arrows, 83 pixels apart.
        let east = map_of(&[(0.0, 0.0, 0.0), (1_000.0, 0.0, 0.0)], &[]);
        let places: Vec<f64> = east.arrows.iter().map(|arrow| (arrow.x - 10.0).round()).collect();
        assert_eq!(places, [42.0, 125.0, 208.0, 292.0, 375.0, 458.0]);
        assert!(east.arrows.iter().all(|arrow| arrow.angle_deg.abs() < 0.1));
        let south = map_of(&[(0.0, 0.0, 0.0), (0.0, -1_000.0, 0.0)], &[]);
        assert!(!south.arrows.is_empty());
        assert!(south.arrows.iter().all(|arrow| (arrow.angle_deg - 90.0).abs() < 0.1));
    }

    #[test]
    fn no_arrow_stands_across_a_turning_point() {
        // Eleven arrows have room, the sixth just where the course turns.
        let map = map_of(&[(0.0, 0.0, 0.0), (1_000.0, 0.0, 0.0), (0.0, 0.0, 0.0)], &[]);
        assert_eq!(map.arrows.len(), 10);
        assert!(map.arrows.iter().all(|arrow| (arrow.angle_deg.abs() % 180.0) < 0.1), "{:?}", map.arrows);
    }

    #[test]
    fn a_close_look_has_arrows_of_its_own_and_no_others() {
        let road = course(&[(0.0, 0.0, 0.0), (100_000.0, 0.0, 0.0)], &[]);
        let view = MapView::new(&road, 520.0, 300.0, 10.0).on_stretch(&road, 50_000.0, 50_500.0);
        let arrows = MapDrawing::new(&road, &view, Units::Metric).arrows;
        assert!((5..=9).contains(&arrows.len()), "{arrows:?}");
        assert!(arrows.iter().all(|arrow| (-80.0..=600.0).contains(&arrow.x)));
    }
}
