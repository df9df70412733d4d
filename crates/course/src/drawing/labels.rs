//! Lays labels out in rows so that they neither overlap nor leave the drawing.

/// A label that wants to stand at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// The place it belongs to, where its middle would be best.
    pub x: f64,
    /// Its width, as measured in the font that it is set in.
    pub width: f64,
}

/// Where a label goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelPlace {
    /// Its row; 0 is the one nearest to what is labelled.
    pub row: usize,
    /// Its middle, moved off the label's own place only as far as the drawing's edge demands.
    pub x: f64,
}

/// Lays labels out between `left` and `right` in at most `rows` rows, at least `spacing` apart in a row.
///
/// Each label takes the first row with room, from the left; that needs the fewest rows possible (first fit by
/// left end is an optimal colouring of intervals). The answer is in the order of `labels`; `None` is a label
/// that found no room in any row or is wider than the drawing.
///
/// ```
/// use saddle_course::drawing::{Label, place_labels};
/// let aid_stations = [10.0, 30.0, 90.0].map(|x| Label { x, width: 40.0 });
/// let places = place_labels(&aid_stations, (0.0, 200.0), 2, 4.0);
/// let rows: Vec<_> = places.iter().flatten().map(|place| place.row).collect();
/// assert_eq!(rows, [0, 1, 0]);
/// ```
pub fn place_labels(
    labels: &[Label],
    (left, right): (f64, f64),
    rows: usize,
    spacing: f64,
) -> Vec<Option<LabelPlace>> {
    let left_end = |label: &Label| (label.x - label.width / 2.0).min(right - label.width).max(left);
    let mut from_the_left: Vec<(usize, f64, &Label)> = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        if label.width <= right - left && label.x.is_finite() {
            let start = left_end(label);
            // Labels of one left end keep the order they came in. There are a few dozen at most, mostly in order already: a
            // general sort would be kilobytes of WebAssembly for nothing.
            let place =
                from_the_left.iter().rposition(|(_, other, _)| *other <= start).map_or(0, |last| last + 1);
            from_the_left.insert(place, (index, start, label));
        }
    }

    let mut places = vec![None; labels.len()];
    let mut row_ends: Vec<f64> = Vec::new();
    for (index, start, label) in from_the_left {
        let free = row_ends.iter().position(|end| end + spacing <= start);
        let row = match free {
            Some(row) => row,
            None if row_ends.len() < rows => {
                row_ends.push(start);
                row_ends.len() - 1
            }
            None => continue,
        };
        if let (Some(end), Some(place)) = (row_ends.get_mut(row), places.get_mut(index)) {
            *end = start + label.width;
            *place = Some(LabelPlace { row, x: start + label.width / 2.0 });
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels(boxes: &[(f64, f64)]) -> Vec<Label> {
        boxes.iter().map(|&(x, width)| Label { x, width }).collect()
    }

    #[test]
    fn labels_with_room_share_the_first_row_at_their_own_places() {
        let places =
            place_labels(&labels(&[(50.0, 40.0), (100.0, 40.0), (150.0, 40.0)]), (0.0, 200.0), 3, 10.0);
        assert_eq!(places, [50.0, 100.0, 150.0].map(|x| Some(LabelPlace { row: 0, x })));
    }

    #[test]
    fn start_and_finish_labels_stay_inside() {
        let places = place_labels(&labels(&[(0.0, 60.0), (300.0, 80.0)]), (0.0, 300.0), 1, 4.0);
        assert_eq!(places.iter().flatten().map(|place| place.x).collect::<Vec<_>>(), [30.0, 260.0]);
    }

    #[test]
    fn a_label_is_dropped_only_when_every_row_is_taken() {
        let crowd = labels(&[(50.0, 40.0), (51.0, 40.0), (52.0, 40.0)]);
        let kept = |rows| place_labels(&crowd, (0.0, 100.0), rows, 0.0).iter().flatten().count();
        assert_eq!([kept(0), kept(1), kept(2), kept(3)], [0, 1, 2, 3]);
    }

    #[test]
    fn a_label_wider_than_the_drawing_is_dropped() {
        assert_eq!(place_labels(&labels(&[(50.0, 101.0)]), (0.0, 100.0), 3, 0.0), [None]);
    }

    #[test]
    fn numbers_that_are_none_are_dropped() {
        let odd = labels(&[(f64::NAN, 10.0), (5.0, f64::NAN), (f64::INFINITY, 1.0)]);
        assert_eq!(place_labels(&odd, (0.0, 100.0), 3, 0.0), [None; 3]);
    }

    proptest! {
        #[test]
        fn never_overlaps_never_leaves_and_drops_only_without_room(
            boxes in proptest::collection::vec((0.0..400.0f64, 1.0..120.0f64), 0..20), rows in 0..5usize
        ) {
            let labels = labels(&boxes);
            let places = place_labels(&labels, (0.0, 400.0), rows, 3.0);
            let spans: Vec<(usize, f64, f64)> = labels.iter().zip(&places)
                .filter_map(|(label, place)| Some((label.width / 2.0, (*place)?)))
                .map(|(half, place)| (place.row, place.x - half, place.x + half))
                .collect();
            for (index, &(row, start, end)) in spans.iter().enumerate() {
                prop_assert!(row < rows && start >= -1e-9 && end <= 400.0 + 1e-9);
                for &(other_row, other_start, other_end) in &spans[..index] {
                    let apart = (start - other_end).max(other_start - end);
                    prop_assert!(row != other_row || apart >= 3.0 - 1e-9);
                }
            }
            for (label, _) in labels.iter().zip(&places).filter(|(_, place)| place.is_none()) {
                let start = (label.x - label.width / 2.0).min(400.0 - label.width).max(0.0);
                let in_the_way = |row| spans.iter().any(|&(other_row, other_start, other_end)| {
                    other_row == row && other_start < start + label.width + 3.0 && start < other_end + 3.0
                });
                prop_assert!((0..rows).all(in_the_way));
            }
        }
    }
}
