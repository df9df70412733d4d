//! A course as one small text, for an event file that is fetched by phones.

mod error;
mod file;
mod json;
mod sextets;

pub use error::PackedError;
pub use file::FileError;

use self::sextets::Reader;
use crate::drawing::LocalPlane;
use crate::simplify::{Tolerance, simplify};
use crate::{Climb, Course, ElevationFigures, Figures, Position, Vertex};

/// What a screen can show: nobody sees a metre of height or five on the ground.
const TOLERANCE: Tolerance = Tolerance { vertical_m: 1.0, horizontal_m: 5.0 };

/// Positions are kept in units of this many to a degree: 1.1 m of latitude.
const UNITS_PER_DEGREE: f64 = 1e5;

/// Distances are kept in metres, which is what the positions are kept to.
const DISTANCE_UNITS_PER_METRE: f64 = 1.0;

/// Elevations, gain and loss are kept in half metres: the figures are those of the full track.
const HEIGHT_UNITS_PER_METRE: f64 = 2.0;

/// A course simplified and packed, with the figures and climbs of the full track.
///
/// `points` is the number of vertices, then one column after the other, each as the differences from vertex
/// to vertex: latitude and longitude in 1/100,000 degree; distance in metres, less the straight distance
/// between the positions (0 across a gap); and, if the course has elevation, in half metres elevation, gain less
/// what the vertices rise, and loss less what they fall. On real tracks, under brotli, column by column takes a tenth
/// less than vertex by vertex, the straight distance saves another sixth, and what the vertices rise and fall another
/// twentieth.
#[derive(Clone, Debug, PartialEq)]
pub struct PackedTrack {
    /// The vertices, as ASCII text that JSON need not escape.
    pub points: String,
    /// Indices of the vertices that begin a new segment after a gap, in rising order.
    pub gaps: Vec<usize>,
    /// The figures of the full track, to the decimetre.
    pub figures: Figures,
    /// The climbs of the full track, to the decimetre and the hundredth of a per cent.
    pub climbs: Vec<Climb>,
}

impl PackedTrack {
    /// Packs a course: vertices are left out within 1 m of elevation, gain and loss and 5 m on the ground,
    /// the others are rounded to 0.8 m on the ground, 0.5 m of distance and 0.25 m of elevation, gain and loss.
    pub fn pack(course: &Course) -> Self {
        let vertices = course.vertices();
        let kept = simplify(vertices, course.gaps(), TOLERANCE);
        let gaps: Vec<usize> = course.gaps().iter().filter_map(|gap| kept.binary_search(gap).ok()).collect();
        let rounded: Vec<Rounded> =
            kept.iter().filter_map(|&index| vertices.get(index)).map(Rounded::of).collect();
        Self {
            points: write_points(&rounded, &gaps, course.has_elevation()),
            gaps,
            figures: rounded_figures(course.figures()),
            climbs: course.climbs().iter().map(rounded_climb).collect(),
        }
    }

    /// The course again.
    ///
    /// # Errors
    ///
    /// Any text is safe to unpack. What is not the work of [`PackedTrack::pack`] gives a [`PackedError`] with
    /// the place of the fault in `points`, or [`PackedError::Course`] when the vertices are no course.
    pub fn unpack(&self) -> Result<Course, PackedError> {
        let vertices = read_points(&self.points, &self.gaps, self.figures.elevation.is_some())?
            .iter()
            .enumerate()
            .map(|(index, rounded)| rounded.vertex().ok_or(PackedError::NotOnEarth { vertex: index }))
            .collect::<Result<_, _>>()?;
        Ok(Course::from_parts(vertices, self.gaps.clone(), self.figures, self.climbs.clone())?)
    }
}

/// A vertex in whole units.
#[derive(Clone, Copy, Default)]
struct Rounded {
    latitude: i64,
    longitude: i64,
    distance: i64,
    elevation: i64,
    gain: i64,
    loss: i64,
}

impl Rounded {
    fn of(vertex: &Vertex) -> Self {
        Self {
            latitude: whole(vertex.position.latitude_deg * UNITS_PER_DEGREE),
            longitude: whole(vertex.position.longitude_deg * UNITS_PER_DEGREE),
            distance: whole(vertex.distance_m * DISTANCE_UNITS_PER_METRE),
            elevation: whole(vertex.elevation_m * HEIGHT_UNITS_PER_METRE),
            gain: whole(vertex.gain_m * HEIGHT_UNITS_PER_METRE),
            loss: whole(vertex.loss_m * HEIGHT_UNITS_PER_METRE),
        }
    }

    /// Where it is, whether or not there is such a place.
    fn position(&self) -> Position {
        Position {
            latitude_deg: self.latitude as f64 / UNITS_PER_DEGREE,
            longitude_deg: self.longitude as f64 / UNITS_PER_DEGREE,
        }
    }

    fn vertex(&self) -> Option<Vertex> {
        let Position { latitude_deg, longitude_deg } = self.position();
        Some(Vertex {
            distance_m: self.distance as f64 / DISTANCE_UNITS_PER_METRE,
            position: Position::new(latitude_deg, longitude_deg)?,
            elevation_m: self.elevation as f64 / HEIGHT_UNITS_PER_METRE,
            gain_m: self.gain as f64 / HEIGHT_UNITS_PER_METRE,
            loss_m: self.loss as f64 / HEIGHT_UNITS_PER_METRE,
        })
    }

    /// The straight distance from one vertex to the next in metres: what the course between them is at least, but for
    /// rounding.
    fn straight_to(&self, next: &Self) -> i64 {
        let (east_m, north_m) = LocalPlane::around(self.position()).offset_m(next.position());
        whole((east_m * east_m + north_m * north_m).sqrt() * DISTANCE_UNITS_PER_METRE)
    }
}

/// Rounds to a whole number, and what is no number to 0; never so large that a difference could not be
/// written.
fn whole(value: f64) -> i64 {
    (value.round() as i64).clamp(-sextets::LARGEST / 2, sextets::LARGEST / 2)
}

/// The columns of differences that make up `points`.
fn write_points(vertices: &[Rounded], gaps: &[usize], has_elevation: bool) -> String {
    let mut points = String::new();
    sextets::write(&mut points, i64::try_from(vertices.len()).unwrap_or(i64::MAX));
    write_column(&mut points, vertices.iter().map(|vertex| vertex.latitude));
    write_column(&mut points, vertices.iter().map(|vertex| vertex.longitude));
    let straight = straight_distances(vertices, gaps);
    write_column(
        &mut points,
        vertices.iter().zip(straight).map(|(vertex, straight)| vertex.distance - straight),
    );
    if has_elevation {
        write_column(&mut points, vertices.iter().map(|vertex| vertex.elevation));
        let slopes = || vertices.iter().zip(rises_and_falls(vertices));
        write_column(&mut points, slopes().map(|(vertex, (rise, _))| vertex.gain - rise));
        write_column(&mut points, slopes().map(|(vertex, (_, fall))| vertex.loss - fall));
    }
    points
}

fn write_column(points: &mut String, values: impl Iterator<Item = i64>) {
    let mut previous = 0;
    for value in values {
        sextets::write(points, value - previous);
        previous = value;
    }
}

fn read_points(points: &str, gaps: &[usize], has_elevation: bool) -> Result<Vec<Rounded>, PackedError> {
    let mut reader = Reader::new(points);
    let claimed = reader.number()?;
    // Each number takes a character at least; so a false count cannot make us reserve more memory than the
    // text takes.
    let at_most = reader.remaining() / if has_elevation { 6 } else { 3 };
    let count = usize::try_from(claimed).ok().filter(|count| *count <= at_most);
    let count = count.ok_or(PackedError::Count { found: claimed, at_most })?;

    let mut vertices = vec![Rounded::default(); count];
    read_column(&mut reader, &mut vertices, |vertex| &mut vertex.latitude)?;
    read_column(&mut reader, &mut vertices, |vertex| &mut vertex.longitude)?;
    read_column(&mut reader, &mut vertices, |vertex| &mut vertex.distance)?;
    let straight: Vec<i64> = straight_distances(&vertices, gaps).collect();
    for (vertex, straight) in vertices.iter_mut().zip(straight) {
        vertex.distance = vertex.distance.saturating_add(straight);
    }
    if has_elevation {
        read_column(&mut reader, &mut vertices, |vertex| &mut vertex.elevation)?;
        read_column(&mut reader, &mut vertices, |vertex| &mut vertex.gain)?;
        read_column(&mut reader, &mut vertices, |vertex| &mut vertex.loss)?;
        let slopes: Vec<(i64, i64)> = rises_and_falls(&vertices).collect();
        for (vertex, (rise, fall)) in vertices.iter_mut().zip(slopes) {
            vertex.gain = vertex.gain.saturating_add(rise);
            vertex.loss = vertex.loss.saturating_add(fall);
        }
    }
    if reader.remaining() > 0 {
        return Err(PackedError::GoesOn { offset: reader.offset() });
    }
    Ok(vertices)
}

fn read_column(
    reader: &mut Reader<'_>,
    vertices: &mut [Rounded],
    member: fn(&mut Rounded) -> &mut i64,
) -> Result<(), PackedError> {
    let mut value = 0i64;
    for vertex in vertices {
        value = value.saturating_add(reader.number()?);
        *member(vertex) = value;
    }
    Ok(())
}

/// For each vertex, how far the vertices rise up to it and how far they fall, all in all: what gain and loss would be if
/// every rise counted.
fn rises_and_falls(vertices: &[Rounded]) -> impl Iterator<Item = (i64, i64)> {
    let mut previous = vertices.first().map_or(0, |vertex| vertex.elevation);
    let (mut rise, mut fall) = (0i64, 0i64);
    vertices.iter().map(move |vertex| {
        let change = vertex.elevation.saturating_sub(previous);
        previous = vertex.elevation;
        rise = rise.saturating_add(change.max(0));
        fall = fall.saturating_add(change.min(0).saturating_neg());
        (rise, fall)
    })
}

/// For each vertex, the sum of the straight distances from vertex to vertex up to it, in metres, gaps not counted.
///
/// Packing and unpacking both take it from the rounded positions, by operations that give the same bits everywhere.
fn straight_distances(vertices: &[Rounded], gaps: &[usize]) -> impl Iterator<Item = i64> {
    let mut gaps = gaps.iter().peekable();
    let mut previous: Option<&Rounded> = None;
    let mut sum = 0i64;
    vertices.iter().enumerate().map(move |(index, vertex)| {
        let after_gap = gaps.next_if_eq(&&index).is_some();
        if let Some(previous) = previous.filter(|_| !after_gap) {
            sum = sum.saturating_add(previous.straight_to(vertex));
        }
        previous = Some(vertex);
        sum
    })
}

fn rounded_figures(figures: &Figures) -> Figures {
    Figures {
        distance_m: to_decimetre(figures.distance_m),
        elevation: figures.elevation.map(|elevation| ElevationFigures {
            gain_m: to_decimetre(elevation.gain_m),
            loss_m: to_decimetre(elevation.loss_m),
            lowest_m: to_decimetre(elevation.lowest_m),
            highest_m: to_decimetre(elevation.highest_m),
            mean_m: to_decimetre(elevation.mean_m),
        }),
    }
}

fn rounded_climb(climb: &Climb) -> Climb {
    let to_hundredth_of_a_per_cent = |grade: f64| (grade * 1e4).round() / 1e4;
    Climb {
        start_m: to_decimetre(climb.start_m),
        length_m: to_decimetre(climb.length_m),
        gain_m: to_decimetre(climb.gain_m),
        mean_grade: to_hundredth_of_a_per_cent(climb.mean_grade),
        steepest_grade: to_hundredth_of_a_per_cent(climb.steepest_grade),
        category: climb.category,
    }
}

fn to_decimetre(metres: f64) -> f64 {
    (metres * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A hilly course of two segments: two sine waves of hills along a winding road, sampled every `step_m`,
    /// with gain and loss that are exactly the sums of its rises and falls.
    fn hilly(step_m: f64, samples: usize) -> Course {
        let elevation_m = |distance_m: f64| {
            650.0 + 120.0 * (distance_m / 1_500.0).sin() + 15.0 * (distance_m / 260.0).sin()
        };
        let gap = samples / 2;
        let mut vertices: Vec<Vertex> = Vec::new();
        for index in 0..samples {
            let along_m = index as f64 * step_m;
            let latitude_deg = 39.0 + along_m / 150_000.0 + 0.004 * (along_m / 900.0).sin();
            let position = Position::new(latitude_deg, 125.7 + 0.005 * (along_m / 700.0).cos()).unwrap();
            let mut vertex = Vertex {
                distance_m: 0.0,
                position,
                elevation_m: elevation_m(along_m),
                gain_m: 0.0,
                loss_m: 0.0,
            };
            if let Some(previous) = vertices.last() {
                let rise_m = if index == gap { 0.0 } else { vertex.elevation_m - previous.elevation_m };
                let step_m = if index == gap { 0.0 } else { previous.position.distance_m(position) };
                vertex.distance_m = previous.distance_m + step_m;
                vertex.gain_m = previous.gain_m + rise_m.max(0.0);
                vertex.loss_m = previous.loss_m + (-rise_m).max(0.0);
            }
            vertices.push(vertex);
        }
        course(vertices, vec![gap])
    }

    fn course(vertices: Vec<Vertex>, gaps: Vec<usize>) -> Course {
        let last = *vertices.last().unwrap();
        let elevations = || vertices.iter().map(|vertex| vertex.elevation_m);
        let elevation = ElevationFigures {
            gain_m: last.gain_m,
            loss_m: last.loss_m,
            lowest_m: elevations().fold(f64::INFINITY, f64::min),
            highest_m: elevations().fold(f64::NEG_INFINITY, f64::max),
            mean_m: elevations().sum::<f64>() / vertices.len() as f64,
        };
        let figures = Figures { distance_m: last.distance_m, elevation: Some(elevation) };
        Course::from_parts(vertices, gaps, figures, Vec::new()).unwrap()
    }

    #[test]
    fn a_hilly_course_is_smaller_and_a_selection_of_it_still_right() {
        let full = hilly(8.0, 5_000);
        let packed = PackedTrack::pack(&full);
        let unpacked = packed.unpack().unwrap();
        assert!(
            unpacked.vertices().len() * 5 < full.vertices().len(),
            "{} vertices",
            unpacked.vertices().len()
        );
        assert!((unpacked.figures().distance_m - full.figures().distance_m).abs() <= 0.05);
        let finish_m = full.figures().distance_m;
        for (from, to) in [(0.0, 1.0), (0.11, 0.35), (0.499, 0.501), (0.2, 0.21), (0.6, 0.99)] {
            let full = full.between(from * finish_m, to * finish_m);
            let unpacked = unpacked.between(from * finish_m, to * finish_m);
            // Each end is within the tolerance of 1 m and the rounding of 0.25 m.
            assert!(
                (full.gain_m - unpacked.gain_m).abs() < 2.6,
                "gain of {from} to {to}: {full:?}, {unpacked:?}"
            );
            assert!(
                (full.loss_m - unpacked.loss_m).abs() < 2.6,
                "loss of {from} to {to}: {full:?}, {unpacked:?}"
            );
        }
    }

    #[test]
    fn real_tracks_shrink_and_stay_true() {
        for name in ["blue-hills.gpx", "via-emilia.gpx"] {
            let path = format!("{}/../../../shared/gpx/{name}", env!("CARGO_MANIFEST_DIR"));
            let Ok(bytes) = std::fs::read(&path) else {
                println!("skipped: there is no {path}");
                continue;
            };
            let full = Course::from_file(&crate::read(&bytes).unwrap(), None).unwrap();
            let packed = PackedTrack::pack(&full);
            let text = packed.to_json().to_string();
            assert!(text.len() * 30 < bytes.len(), "{name}: {} of {} bytes", text.len(), bytes.len());
            let unpacked = packed.unpack().unwrap();
            let length_m = full.figures().distance_m;
            for percent in 0..100 {
                let (from_m, to_m) =
                    (0.003 * length_m * f64::from(percent), 0.01 * length_m * f64::from(percent));
                let (one, other) = (full.between(from_m, to_m), unpacked.between(from_m, to_m));
                assert!((one.gain_m - other.gain_m).abs() < 2.6, "{name}, {percent} %: {one:?}, {other:?}");
                let (one, other) = (full.at(to_m), unpacked.at(to_m));
                assert!((one.elevation_m - other.elevation_m).abs() < 1.5, "{name}: {one:?}, {other:?}");
            }
        }
    }

    #[test]
    fn gaps_move_with_their_vertices() {
        let full = hilly(8.0, 400);
        let unpacked = PackedTrack::pack(&full).unpack().unwrap();
        let [gap] = *unpacked.gaps() else { panic!("one gap, not {:?}", unpacked.gaps()) };
        let (before, after) = (unpacked.vertices()[gap - 1], unpacked.vertices()[gap]);
        assert_eq!(before.distance_m, after.distance_m);
        assert!(after.position.distance_m(full.vertices()[200].position) < 1.2);
    }

    #[test]
    fn a_course_without_elevation_takes_half_the_columns() {
        let full = hilly(8.0, 400);
        let flat = full.vertices().iter().map(|vertex| Vertex {
            elevation_m: 0.0,
            gain_m: 0.0,
            loss_m: 0.0,
            ..*vertex
        });
        let figures = Figures { elevation: None, ..*full.figures() };
        let flat = Course::from_parts(flat.collect(), full.gaps().to_vec(), figures, Vec::new()).unwrap();
        let packed = PackedTrack::pack(&flat);
        assert!(!packed.unpack().unwrap().has_elevation());
        let vertices = packed.unpack().unwrap().vertices().len();
        assert!(packed.points.len() < PackedTrack::pack(&full).points.len() * 3 / 4, "{vertices} vertices");
    }

    #[test]
    fn the_format_is_what_published_event_files_have() {
        // Two legs of 0.001 degrees north, 111.2 m each, with a gap of 0.01 degrees east between them.
        let at = |latitude_deg, longitude_deg, distance_m, elevation_m, gain_m| Vertex {
            distance_m,
            position: Position::new(latitude_deg, longitude_deg).unwrap(),
            elevation_m,
            gain_m,
            loss_m: 0.0,
        };
        let vertices = vec![
            at(0.0, 0.0, 0.0, 10.0, 0.0),
            at(0.001, 0.0, 111.2, 20.0, 10.0),
            at(0.001, 0.01, 111.2, 30.0, 10.0),
            at(0.002, 0.01, 222.5, 40.0, 20.0),
        ];
        let columns: [&[i64]; 7] = [
            &[4],
            &[0, 100, 0, 100],
            &[0, 0, 1_000, 0],
            &[0, 0, 0, 1],
            &[20, 20, 20, 20],
            &[0, 0, -20, 0],
            &[0, 0, 0, 0],
        ];
        let mut points = String::new();
        for number in columns.concat() {
            sextets::write(&mut points, number);
        }
        assert_eq!(PackedTrack::pack(&course(vertices, vec![2])).points, points);
    }

    #[test]
    fn json_escapes_nothing() {
        let points = PackedTrack::pack(&hilly(8.0, 400)).points;
        assert_eq!(serde_json::to_string(&points).unwrap().len(), points.len() + 2);
    }

    #[test]
    fn a_text_that_was_cut_or_lengthened_is_refused_with_the_place() {
        let whole = PackedTrack::pack(&hilly(8.0, 400));
        let with_points = |points: String| PackedTrack { points, ..whole.clone() }.unpack();
        let length = whole.points.len();
        assert_eq!(
            with_points(whole.points[..length - 1].to_owned()),
            Err(PackedError::EndsEarly { offset: length - 1 })
        );
        assert_eq!(with_points(whole.points.clone() + "A"), Err(PackedError::GoesOn { offset: length }));
        assert_eq!(with_points(String::new()), Err(PackedError::EndsEarly { offset: 0 }));
        assert_eq!(with_points("B".to_owned()), Err(PackedError::Count { found: -1, at_most: 0 }));
        assert_eq!(with_points("GAAAAAAAAAAAA".to_owned()), Err(PackedError::Count { found: 3, at_most: 2 }));
    }

    #[test]
    fn a_vertex_that_is_nowhere_is_refused() {
        let mut points = String::new();
        for number in [2, 3_900_000, 9_000_000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] {
            sextets::write(&mut points, number);
        }
        let packed = PackedTrack { points, gaps: Vec::new(), ..PackedTrack::pack(&hilly(8.0, 40)) };
        assert_eq!(packed.unpack(), Err(PackedError::NotOnEarth { vertex: 1 }));
    }

    /// Courses of any shape: a random walk on the ground and in height, anywhere, over the antimeridian too.
    fn any_course() -> impl Strategy<Value = Course> {
        let steps =
            proptest::collection::vec((-2e-3..2e-3f64, -2e-3..2e-3f64, -30.0..30.0f64, 1.0..1.3f64), 1..120);
        (-80.0..80.0f64, -180.0..180.0f64, steps, 0..200usize).prop_map(
            |(latitude_deg, longitude_deg, steps, gap)| {
                let mut at = (latitude_deg, longitude_deg);
                let mut vertices = vec![Vertex {
                    distance_m: 0.0,
                    position: Position::new(at.0, at.1).unwrap(),
                    elevation_m: 400.0,
                    gain_m: 0.0,
                    loss_m: 0.0,
                }];
                for (north, east, rise_m, detour) in steps {
                    at = (at.0 + north, at.1 + east);
                    let previous = *vertices.last().unwrap();
                    let position = Position::new(at.0, at.1).unwrap();
                    let is_gap = vertices.len() == gap;
                    let ridden_rise_m = if is_gap { 0.0 } else { rise_m };
                    let step_m =
                        if is_gap { 0.0 } else { previous.position.distance_m(position) * detour + 1.0 };
                    vertices.push(Vertex {
                        distance_m: previous.distance_m + step_m,
                        position,
                        elevation_m: previous.elevation_m + rise_m,
                        gain_m: previous.gain_m + ridden_rise_m.max(0.0),
                        loss_m: previous.loss_m + (-ridden_rise_m).max(0.0),
                    });
                }
                let gaps = if gap > 0 && gap < vertices.len() { vec![gap] } else { Vec::new() };
                course(vertices, gaps)
            },
        )
    }

    proptest! {
        #[test]
        fn every_kept_vertex_round_trips(full in any_course()) {
            let kept = simplify(full.vertices(), full.gaps(), TOLERANCE);
            let unpacked = PackedTrack::pack(&full).unpack().unwrap();
            prop_assert_eq!(unpacked.vertices().len(), kept.len());
            for (vertex, index) in unpacked.vertices().iter().zip(kept) {
                let original = full.vertices()[index];
                prop_assert!(vertex.position.distance_m(original.position) < 1.2);
                prop_assert!((vertex.elevation_m - original.elevation_m).abs() < 0.26);
                prop_assert!((vertex.distance_m - original.distance_m).abs() < 0.51);
                prop_assert!((vertex.gain_m - original.gain_m).abs() < 0.26);
                prop_assert!((vertex.loss_m - original.loss_m).abs() < 0.26);
            }
        }

        #[test]
        fn unpacking_any_text_is_safe(
            points in "[A-Za-z0-9_-]{0,300}|.{0,40}", gaps in proptest::collection::vec(0..400usize, 0..4)
        ) {
            let packed = PackedTrack { points, gaps, ..PackedTrack::pack(&hilly(8.0, 40)) };
            let _ = packed.unpack();
        }

        #[test]
        fn a_changed_character_never_panics(place in 0..2_000usize, character in "[A-Za-z0-9_-]") {
            let mut packed = PackedTrack::pack(&hilly(8.0, 400));
            let place = place % packed.points.len();
            packed.points.replace_range(place..=place, &character);
            let _ = packed.unpack();
        }
    }
}
