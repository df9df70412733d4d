//! Finds room for the names of places beside the course.

use super::MapDrawing;

/// Pixels from the middle of a place to its name.
const ASIDE: f64 = 9.0;

/// Half of the room that a mark on the course takes up, in pixels.
const MARK: f64 = 7.0;

/// Half of the room that the label of a distance mark takes up, in pixels.
const LABEL: (f64, f64) = (15.0, 8.0);

/// A part of the picture that is taken: its middle, half its width and half its height.
type Taken = ((f64, f64), (f64, f64));

/// See [`MapDrawing::names`].
pub(super) fn names(map: &MapDrawing, names: &[(f64, f64)], font_size: f64) -> Vec<Option<(f64, f64)>> {
    let mark = |place: (f64, f64)| (place, (MARK, MARK));
    let mut taken: Vec<Taken> = vec![mark(map.start), mark(map.finish)];
    taken.extend(names.iter().map(|(distance_m, _)| mark(map.at(*distance_m))));
    for distance_mark in &map.distance_marks {
        taken.extend(distance_mark.label_middle().map(|middle| (middle, LABEL)));
    }
    let mut places = Vec::with_capacity(names.len());
    for (distance_m, width) in names {
        let (x, y) = map.at(*distance_m);
        let half = (width / 2.0, font_size / 2.0);
        let (right, below) = (ASIDE + half.0, ASIDE + half.1);
        let middles = [(x + right, y), (x - right, y), (x, y - below), (x, y + below)];
        let found = middles.into_iter().find(|middle| {
            map.picture.contains((x, y))
                && map.picture.contains((middle.0 - half.0, middle.1 - half.1))
                && map.picture.contains((middle.0 + half.0, middle.1 + half.1))
                && !taken.iter().any(|other| overlap((*middle, half), *other))
        });
        taken.extend(found.map(|middle| (middle, half)));
        // The base line is about a third of the font size below the middle.
        places.push(found.map(|middle| (middle.0 - half.0, middle.1 + font_size * 0.35)));
    }
    places
}

fn overlap((middle, half): Taken, (other, other_half): Taken) -> bool {
    (middle.0 - other.0).abs() < half.0 + other_half.0 && (middle.1 - other.1).abs() < half.1 + other_half.1
}

#[cfg(test)]
mod tests {
    use super::super::fixture::map_of;
    use proptest::prelude::*;

    const FONT: f64 = 12.0;

    #[test]
    fn a_name_stands_to_the_right_or_else_where_there_is_room() {
        // Too short for distance marks: 2.8 pixels to a metre, from (134, 150) to (386, 150).
        let map = map_of(&[(0.0, 0.0, 0.0), (90.0, 0.0, 0.0)], &[]);
        let places = map.names(&[(40.0, 60.0), (44.0, 30.0), (85.0, 60.0), (0.0, 700.0)], FONT);
        let [Some(first), Some(second), Some(third), None] = places[..] else { panic!("{places:?}") };
        // To the right of the first one is the place of the second, to the right of the third one the finish.
        for (left, expected) in [(first.0, 246.0 - 69.0), (second.0, 257.2 + 9.0), (third.0, 372.0 - 69.0)] {
            assert!((left - expected).abs() < 0.5, "{left} {expected}");
        }
    }

    proptest! {
        #[test]
        fn names_neither_overlap_nor_leave_the_picture(
            points in proptest::collection::vec((0.0..1e3f64, 0.0..600.0f64, Just(0.0)), 2..20),
            names in proptest::collection::vec((0.0..9e3f64, 5.0..200.0f64), 0..12)
        ) {
            let map = map_of(&points, &[]);
            let places = map.names(&names, FONT);
            prop_assert_eq!(places.len(), names.len());
            let placed: Vec<_> =
                places.iter().zip(&names).filter_map(|(place, name)| Some(((*place)?, name.1))).collect();
            for (index, ((x, y), width)) in placed.iter().enumerate() {
                prop_assert!(*x >= 0.0 && x + width <= 520.0 && *y >= FONT / 2.0 && *y <= 300.0);
                for ((other_x, other_y), other_width) in &placed[..index] {
                    let beside = x + width <= other_x + 1e-9 || other_x + other_width <= x + 1e-9;
                    prop_assert!(beside || (y - other_y).abs() >= FONT - 1e-9);
                }
            }
        }
    }
}
