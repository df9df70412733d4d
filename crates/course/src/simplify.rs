//! Leaves vertices out of a course where nobody could see or measure the difference.

use crate::Vertex;
use crate::drawing::LocalPlane;

/// How far a vertex that was left out may lie from where the remaining ones put its distance.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tolerance {
    /// Metres of elevation; the same for gain and loss since the start.
    pub(crate) vertical_m: f64,
    /// Metres on the ground.
    pub(crate) horizontal_m: f64,
}

/// No stretch is searched that is longer than this many vertices: the search takes time with the square of it
/// at worst.
const LONGEST_STRETCH: usize = 1_024;

/// The indices of the vertices to keep, in rising order.
///
/// Interpolating by distance between the kept vertices gives every other vertex within the tolerance: its
/// elevation, its gain and loss, and its position (its place at that distance, which bounds the cross-track
/// distance too, and keeps a cursor where it was). This is the Douglas-Peucker algorithm with that error in
/// place of the distance from the chord. Always kept: the ends of every segment, the lowest and the highest
/// vertex.
pub(crate) fn simplify(vertices: &[Vertex], gaps: &[usize], tolerance: Tolerance) -> Vec<usize> {
    let mut kept = landmarks(vertices, gaps);
    let mut stretches: Vec<(usize, usize)> =
        kept.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect();
    while let Some((from, to)) = stretches.pop() {
        if let Some(worst) = worst_outside(vertices, from, to, tolerance) {
            kept.push(worst);
            stretches.push((from, worst));
            stretches.push((worst, to));
        }
    }
    kept.sort_unstable();
    kept
}

/// The vertices that are kept whatever the tolerance, in rising order, each once.
fn landmarks(vertices: &[Vertex], gaps: &[usize]) -> Vec<usize> {
    let by_elevation = |one: &usize, other: &usize| {
        let elevation_m = |index: usize| vertices.get(index).map_or(0.0, |vertex| vertex.elevation_m);
        elevation_m(*one).total_cmp(&elevation_m(*other))
    };
    let mut kept: Vec<usize> = (0..vertices.len()).step_by(LONGEST_STRETCH).collect();
    kept.extend(vertices.len().checked_sub(1));
    kept.extend((0..vertices.len()).min_by(by_elevation));
    kept.extend((0..vertices.len()).max_by(by_elevation));
    kept.extend(
        gaps.iter().flat_map(|&gap| [gap.saturating_sub(1), gap]).filter(|index| *index < vertices.len()),
    );
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// The vertex between two kept ones that is farthest outside the tolerance, if any is.
fn worst_outside(vertices: &[Vertex], from: usize, to: usize, tolerance: Tolerance) -> Option<usize> {
    let chord = Chord::between(vertices.get(from)?, vertices.get(to)?);
    let mut worst = None;
    let mut greatest = 1.0;
    for (index, vertex) in vertices.iter().enumerate().take(to).skip(from + 1) {
        let error = chord.error(vertex, tolerance);
        if error > greatest {
            greatest = error;
            worst = Some(index);
        }
    }
    worst
}

/// The straight course between two kept vertices.
struct Chord<'a> {
    from: &'a Vertex,
    to: &'a Vertex,
    plane: LocalPlane,
    end_m: (f64, f64),
}

impl<'a> Chord<'a> {
    fn between(from: &'a Vertex, to: &'a Vertex) -> Self {
        let plane = LocalPlane::around(from.position);
        Self { from, to, plane, end_m: plane.offset_m(to.position) }
    }

    /// How far a vertex is from where the chord has its distance, as a multiple of the tolerance.
    fn error(&self, vertex: &Vertex, tolerance: Tolerance) -> f64 {
        let length_m = self.to.distance_m - self.from.distance_m;
        let part = if length_m > 0.0 { (vertex.distance_m - self.from.distance_m) / length_m } else { 0.0 };
        let off = |value: fn(&Vertex) -> f64| {
            let (from, to) = (value(self.from), value(self.to));
            (value(vertex) - from - (to - from) * part).abs()
        };
        let vertical_m = off(|vertex| vertex.elevation_m)
            .max(off(|vertex| vertex.gain_m))
            .max(off(|vertex| vertex.loss_m));
        let (east_m, north_m) = self.plane.offset_m(vertex.position);
        let horizontal_m = (east_m - self.end_m.0 * part).hypot(north_m - self.end_m.1 * part);
        (vertical_m / tolerance.vertical_m).max(horizontal_m / tolerance.horizontal_m)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Position;
    use proptest::prelude::*;

    const TOLERANCE: Tolerance = Tolerance { vertical_m: 1.0, horizontal_m: 5.0 };

    /// Metres in a degree of latitude, near enough for tests.
    const METRES_PER_DEGREE: f64 = 111_195.0;

    /// Vertices from steps `(east_m, north_m, rise_m)` near 39° N across the antimeridian; rises are gain,
    /// falls loss.
    fn walk(steps: &[(f64, f64, f64)]) -> Vec<Vertex> {
        let metres_per_degree_east = METRES_PER_DEGREE * 39f64.to_radians().cos();
        let (mut east_m, mut north_m) = (0.0, 0.0);
        let mut vertices: Vec<Vertex> = Vec::new();
        for &(east, north, rise_m) in [(0.0, 0.0, 0.0)].iter().chain(steps) {
            east_m += east;
            north_m += north;
            let position =
                Position::new(39.0 + north_m / METRES_PER_DEGREE, 179.999 + east_m / metres_per_degree_east)
                    .unwrap();
            let previous = vertices.last().copied();
            let before = |value: fn(&Vertex) -> f64| previous.as_ref().map_or(0.0, value);
            vertices.push(Vertex {
                distance_m: previous.map_or(0.0, |from| from.distance_m + from.position.distance_m(position)),
                position,
                elevation_m: before(|vertex| vertex.elevation_m) + rise_m,
                gain_m: before(|vertex| vertex.gain_m) + rise_m.max(0.0),
                loss_m: before(|vertex| vertex.loss_m) + (-rise_m).max(0.0),
            });
        }
        vertices
    }

    #[test]
    fn an_even_straight_slope_needs_only_its_ends() {
        assert_eq!(simplify(&walk(&[(10.0, 0.0, 0.5); 500]), &[], TOLERANCE), [0, 500]);
    }

    #[test]
    fn a_corner_on_the_ground_and_a_crest_are_kept() {
        let corner = [[(10.0, 0.0, 0.0); 50], [(0.0, 10.0, 0.0); 50]].concat();
        assert_eq!(simplify(&walk(&corner), &[], TOLERANCE), [0, 50, 100]);
        let crest = [[(10.0, 0.0, 0.5); 50], [(10.0, 0.0, -0.5); 50]].concat();
        assert_eq!(simplify(&walk(&crest), &[], TOLERANCE), [0, 50, 100]);
    }

    #[test]
    fn there_and_back_on_the_same_road_keeps_the_turn() {
        let there_and_back = [[(10.0, 0.0, 0.0); 50], [(-10.0, 0.0, 0.0); 50]].concat();
        assert_eq!(simplify(&walk(&there_and_back), &[], TOLERANCE), [0, 50, 100]);
    }

    #[test]
    fn gain_and_loss_count_where_the_elevation_hides_them() {
        // A dip between two vertices of equal elevation: only gain and loss know of it.
        let mut vertices = walk(&[(10.0, 0.0, 0.0); 100]);
        for vertex in vertices.iter_mut().skip(50) {
            vertex.gain_m += 4.0;
        }
        assert_eq!(simplify(&vertices, &[], TOLERANCE), [0, 49, 50, 100]);
        for vertex in vertices.iter_mut().skip(50) {
            (vertex.gain_m, vertex.loss_m) = (0.0, 4.0);
        }
        assert_eq!(simplify(&vertices, &[], TOLERANCE), [0, 49, 50, 100]);
    }

    #[test]
    fn a_stretch_longer_than_is_searched_at_once_is_cut() {
        assert_eq!(simplify(&walk(&[(10.0, 0.0, 0.5); 2_500]), &[], TOLERANCE), [0, 1_024, 2_048, 2_500]);
    }

    #[test]
    fn very_short_courses_are_kept() {
        assert_eq!(simplify(&walk(&[]), &[], TOLERANCE), [0]);
        assert_eq!(simplify(&walk(&[(3.0, 0.0, 0.0)]), &[], TOLERANCE), [0, 1]);
        assert!(simplify(&[], &[], TOLERANCE).is_empty());
    }

    proptest! {
        #[test]
        fn every_vertex_left_out_is_within_the_tolerance(
            steps in proptest::collection::vec((-9.0..20.0f64, -9.0..9.0f64, -1.0..1.0f64), 1..300),
            gap in 1..300usize
        ) {
            let vertices = walk(&steps);
            let gaps: Vec<usize> = Some(gap).filter(|gap| *gap < vertices.len()).into_iter().collect();
            let kept = simplify(&vertices, &gaps, TOLERANCE);

            prop_assert!(kept.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert_eq!((kept[0], kept[kept.len() - 1]), (0, vertices.len() - 1));
            for gap in gaps {
                prop_assert!(kept.contains(&gap) && kept.contains(&(gap - 1)));
            }
            let highest = vertices.iter().map(|vertex| vertex.elevation_m).fold(f64::MIN, f64::max);
            let lowest = vertices.iter().map(|vertex| vertex.elevation_m).fold(f64::MAX, f64::min);
            prop_assert!(kept.iter().any(|&index| vertices[index].elevation_m == highest));
            prop_assert!(kept.iter().any(|&index| vertices[index].elevation_m == lowest));

            for pair in kept.windows(2) {
                let (from, to) = (vertices[pair[0]], vertices[pair[1]]);
                for vertex in &vertices[pair[0]..pair[1]] {
                    let length_m = (to.distance_m - from.distance_m).max(1e-9);
                    let part = (vertex.distance_m - from.distance_m) / length_m;
                    let between =
                        |value: fn(&Vertex) -> f64| value(&from) + (value(&to) - value(&from)) * part;
                    let heights: [fn(&Vertex) -> f64; 3] =
                        [|vertex| vertex.elevation_m, |vertex| vertex.gain_m, |vertex| vertex.loss_m];
                    for value in heights {
                        prop_assert!((between(value) - value(vertex)).abs() <= 1.0 + 1e-6);
                    }
                    // Longitudes from 0 to 360, so that the antimeridian is no edge.
                    let east = |vertex: &Vertex| vertex.position.longitude_deg.rem_euclid(360.0);
                    let north = |vertex: &Vertex| vertex.position.latitude_deg;
                    let place = Position::new(between(north), between(east)).unwrap();
                    let off_m = place.distance_m(vertex.position);
                    prop_assert!(off_m <= 5.01, "{off_m} m");
                }
            }
        }
    }
}
