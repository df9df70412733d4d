//! Kilometre or mile marks along the course.

use super::trace::Trace;
use super::window::Window;
use crate::drawing::{Anchor, Units, nice::NiceStep};

/// Pixels along the course from one distance mark to the next, at least.
const SPACING: f64 = 45.0;

/// More distance marks than this are clutter on any map.
const MOST: f64 = 12.0;

/// No mark is at less than a tenth of a kilometre or mile: so much a label says.
const LEAST_STEP: f64 = 0.1;

/// Room for the label of a mark, in pixels: "21.5" in a small font, beside its mark.
const LABEL_WIDTH: f64 = 32.0;
const LABEL_HEIGHT: f64 = 13.0;

/// A course is never divided into more steps than this, however close one looks: it bounds the work.
const MOST_STEPS: f64 = 10_000.0;

/// A mark at a round distance from the start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DistanceMark {
    /// Kilometres or miles from the start, in whole tenths.
    pub value: f64,
    /// Its place.
    pub x: f64,
    /// Its place.
    pub y: f64,
    /// Whether its label begins to the right of it or ends to the left; `None` where either would be over another one.
    pub label: Option<Anchor>,
}

impl DistanceMark {
    /// The middle of its label, if it has one.
    pub(super) fn label_middle(&self) -> Option<(f64, f64)> {
        let aside = if self.label? == Anchor::Start { LABEL_WIDTH / 2.0 } else { -LABEL_WIDTH / 2.0 };
        Some((self.x + aside, self.y - LABEL_HEIGHT / 2.0))
    }

    fn overlaps(&self, other: &Self) -> bool {
        match (self.label_middle(), other.label_middle()) {
            (Some(one), Some(other)) => {
                (one.0 - other.0).abs() < LABEL_WIDTH && (one.1 - other.1).abs() < LABEL_HEIGHT
            }
            _ => false,
        }
    }
}

/// The marks in the picture, as many as it has room for; none at the start, and none so near to the finish that it would
/// hide that.
pub(super) fn distance_marks(trace: &Trace, picture: Window, units: Units) -> Vec<DistanceMark> {
    let mut marks = Vec::new();
    let Some(last) = trace.points().last() else { return marks };
    let (mut seen, mut seen_m) = (0.0, 0.0);
    for (from, to, (enter, leave)) in trace.steps_in(picture) {
        seen += (to.drawn - from.drawn) * (leave - enter);
        seen_m += (to.distance_m - from.distance_m) * (leave - enter);
    }
    let room_for = (seen / SPACING).min(MOST);
    let unit_m = units.distance_m();
    if room_for < 1.0 {
        return marks;
    }
    let least_step = LEAST_STEP.max(last.distance_m / unit_m / MOST_STEPS);
    let Some(step) = NiceStep::at_least((seen_m / unit_m / room_for).max(least_step)) else { return marks };
    let before_finish_m = last.distance_m - seen_m / seen * SPACING / 4.0;
    let mut count = 1.0;
    loop {
        let value = step.times(count);
        count += 1.0;
        if value * unit_m > before_finish_m {
            return marks;
        }
        if let Some((x, y)) = trace.at(value * unit_m).filter(|place| picture.contains(*place)) {
            let mut mark = DistanceMark { value, x, y, label: None };
            for side in [Anchor::Start, Anchor::End] {
                let labelled = DistanceMark { label: Some(side), ..mark };
                if mark.label.is_none() && !marks.iter().any(|other| labelled.overlaps(other)) {
                    mark = labelled;
                }
            }
            marks.push(mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{course, map_of};
    use super::super::{MapDrawing, MapView};
    use super::*;

    fn values(marks: &[DistanceMark]) -> Vec<f64> {
        marks.iter().map(|mark| mark.value).collect()
    }

    #[test]
    fn marks_stand_at_round_distances_between_start_and_finish() {
        let marks = map_of(&[(0.0, 0.0, 0.0), (10_100.0, 0.0, 0.0)], &[]).distance_marks;
        assert_eq!(values(&marks), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]);
        let (x, y) = (10.0 + 500.0 * 5.0 / 10.1, 150.0);
        assert!((marks[4].x - x).abs() < 0.01 && (marks[4].y - y).abs() < 0.01, "{marks:?}");
    }

    #[test]
    fn labels_of_a_way_there_and_back_stand_on_either_side_and_a_third_one_is_left_out() {
        let road = [(0.0, 0.0, 0.0), (5_000.0, 0.0, 0.0)];
        let there_and_back: Vec<_> = [road[0], road[1], road[0], road[1]].to_vec();
        let marks = map_of(&there_and_back, &[]).distance_marks;
        let of = |value: f64| marks.iter().find(|mark| mark.value == value).unwrap().label;
        // 2, 8 and 12 km are at one place.
        assert_eq!((of(2.0), of(8.0), of(12.0)), (Some(Anchor::Start), Some(Anchor::End), None));
    }

    #[test]
    fn a_closer_look_has_denser_marks_down_to_a_tenth() {
        let road = course(&[(0.0, 0.0, 0.0), (40_000.0, 0.0, 0.0)], &[]);
        let whole = MapView::new(&road, 520.0, 300.0, 10.0);
        let seen = |from_m, to_m, units| {
            values(&MapDrawing::new(&road, &whole.on_stretch(&road, from_m, to_m), units).distance_marks)
        };
        assert_eq!(seen(0.0, 40_000.0, Units::Metric), [5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0]);
        assert_eq!(
            seen(20_000.0, 24_000.0, Units::Metric),
            [20.0, 20.5, 21.0, 21.5, 22.0, 22.5, 23.0, 23.5, 24.0]
        );
        assert_eq!(seen(20_040.0, 20_240.0, Units::Metric), [20.1, 20.2]);
        assert_eq!(seen(0.0, 40_000.0, Units::Imperial), [5.0, 10.0, 15.0, 20.0]);
    }
}
