//! A course: one line from start to finish with distance, elevation, gain and loss along it.

mod error;
mod figures;

use crate::clean::{Cleaned, clean};
use crate::climb::climbs;
use crate::gain::set_gain_and_loss;
use crate::read::TrackFile;
use crate::smooth::SmoothProfile;
use crate::{Cleaning, Climb, Position};

pub use error::CourseError;
pub use figures::{ElevationFigures, Figures};

/// The length over which the grade at a place is measured.
const GRADE_OVER_M: f64 = 100.0;

/// A point of the course, with what has been covered from the start up to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vertex {
    /// Distance from the start in metres, gaps not counted.
    pub distance_m: f64,
    /// Where it is.
    pub position: Position,
    /// Elevation above sea level in metres; 0 throughout when the course has no elevation.
    pub elevation_m: f64,
    /// Metres climbed from the start to here.
    pub gain_m: f64,
    /// Metres descended from the start to here, as a positive number.
    pub loss_m: f64,
}

/// The state of the course at one distance from the start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Distance from the start in metres.
    pub distance_m: f64,
    /// Where it is.
    pub position: Position,
    /// Elevation above sea level in metres.
    pub elevation_m: f64,
    /// Rise over run as a fraction (0.1 is 10 %), over the 100 m around the place; negative downhill.
    pub grade: f64,
    /// Metres climbed from the start to here.
    pub gain_m: f64,
    /// Metres descended from the start to here, as a positive number.
    pub loss_m: f64,
}

/// What lies between two places of the course.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Length in metres.
    pub distance_m: f64,
    /// Metres climbed.
    pub gain_m: f64,
    /// Metres descended, as a positive number.
    pub loss_m: f64,
    /// Net rise over length, as a fraction; 0 for a stretch of no length.
    pub mean_grade: f64,
}

/// One line from start to finish.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    vertices: Vec<Vertex>,
    gaps: Vec<usize>,
    figures: Figures,
    climbs: Vec<Climb>,
    repairs: Vec<Cleaning>,
}

impl Course {
    /// The course of a track file: the tracks of that name, or all of its tracks, in file order.
    ///
    /// A gap between two segments or tracks adds no distance and no climb.
    ///
    /// # Errors
    ///
    /// When there is no track, none of that name, or nothing of any length.
    pub fn from_file(file: &TrackFile, track_name: Option<&str>) -> Result<Self, CourseError> {
        if file.tracks.is_empty() {
            return Err(CourseError::NoTrack);
        }
        let wanted = track_name.map(str::trim);
        let tracks =
            || file.tracks.iter().filter(move |track| wanted.is_none() || track.name.as_deref() == wanted);
        if let Some(wanted) = wanted
            && tracks().next().is_none()
        {
            let available = file.tracks.iter().filter_map(|track| track.name.clone()).collect();
            return Err(CourseError::NoSuchTrack { wanted: wanted.to_owned(), available });
        }
        let segments = tracks().flat_map(|track| &track.segments).map(Vec::as_slice);
        let Cleaned { mut vertices, gaps, has_elevation, cleanings } = clean(segments);
        let distance_m = match vertices.last() {
            Some(last) if vertices.len() >= 2 => last.distance_m,
            _ => return Err(CourseError::TooShort),
        };
        let mut figures = Figures { distance_m, elevation: None };
        let mut found = Vec::new();
        if has_elevation {
            let profile = SmoothProfile::new(&vertices, &gaps);
            set_gain_and_loss(&mut vertices, &profile);
            found = climbs(&profile);
            figures.elevation = Some(ElevationFigures::of(&vertices));
        }
        Ok(Self { vertices, gaps, figures, climbs: found, repairs: cleanings })
    }

    /// A course put together again from its parts, which need not be exact: figures and climbs are kept as given.
    ///
    /// # Errors
    ///
    /// When a number is not finite, distances fall, or gaps are not among the vertices.
    pub fn from_parts(
        vertices: Vec<Vertex>,
        gaps: Vec<usize>,
        figures: Figures,
        climbs: Vec<Climb>,
    ) -> Result<Self, CourseError> {
        if vertices.len() < 2 {
            return Err(CourseError::TooShort);
        }
        if let Some(vertex) = vertices.iter().position(|vertex| !is_finite(vertex)) {
            return Err(CourseError::BadVertex { vertex });
        }
        if let Some(before) = vertices.windows(2).position(|pair| pair[1].distance_m < pair[0].distance_m) {
            return Err(CourseError::DistanceFalls { vertex: before + 1 });
        }
        let mut last = 0;
        for &gap in &gaps {
            if gap <= last || gap >= vertices.len() {
                return Err(CourseError::BadGap { vertex: gap });
            }
            last = gap;
        }
        if !are_finite(&figures, &climbs) {
            return Err(CourseError::BadFigures);
        }
        Ok(Self { vertices, gaps, figures, climbs, repairs: Vec::new() })
    }

    /// The points of the course in order; at least two.
    pub fn vertices(&self) -> &[Vertex] {
        &self.vertices
    }

    /// Indices of the vertices that begin a new segment after a gap, in rising order.
    pub fn gaps(&self) -> &[usize] {
        &self.gaps
    }

    /// The figures of the whole course.
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// The climbs in order of distance.
    pub fn climbs(&self) -> &[Climb] {
        &self.climbs
    }

    /// Whether the track has elevations.
    pub fn has_elevation(&self) -> bool {
        self.figures.elevation.is_some()
    }

    /// What was cleaned from the track; empty for a course from parts.
    pub fn repairs(&self) -> &[Cleaning] {
        &self.repairs
    }

    /// The place at a distance from the start in metres; before the start is the start, past the finish the finish.
    pub fn at(&self, distance_m: f64) -> Place {
        let distance_m = self.clamped(distance_m);
        let vertex = self.interpolated(distance_m);
        let Vertex { position, elevation_m, gain_m, loss_m, .. } = vertex;
        Place { distance_m, position, elevation_m, grade: self.grade_at(distance_m), gain_m, loss_m }
    }

    /// What lies between two distances from the start in metres, in either order.
    pub fn between(&self, from_m: f64, to_m: f64) -> Stretch {
        let (one_m, other_m) = (self.clamped(from_m), self.clamped(to_m));
        let from = self.interpolated(one_m.min(other_m));
        let to = self.interpolated(one_m.max(other_m));
        let distance_m = to.distance_m - from.distance_m;
        // What the ground does in a gap is no part of the stretch.
        let in_gaps_m: f64 = self
            .gap_steps()
            .filter(|(at_m, _)| *at_m > from.distance_m && *at_m <= to.distance_m)
            .map(|(_, rise_m)| rise_m)
            .sum();
        let rise_m = to.elevation_m - from.elevation_m - in_gaps_m;
        let mean_grade = if distance_m > 0.0 { rise_m / distance_m } else { 0.0 };
        Stretch { distance_m, gain_m: to.gain_m - from.gain_m, loss_m: to.loss_m - from.loss_m, mean_grade }
    }

    /// The distance within the course that is nearest to the one asked for; the start for one that is no number.
    fn clamped(&self, distance_m: f64) -> f64 {
        let (first_m, last_m) = self.ends_m();
        // `max` takes the other of NaN.
        distance_m.max(first_m).min(last_m)
    }

    fn ends_m(&self) -> (f64, f64) {
        let end_m = |vertex: Option<&Vertex>| vertex.map_or(0.0, |vertex| vertex.distance_m);
        (end_m(self.vertices.first()), end_m(self.vertices.last()))
    }

    /// The course at a distance within it, between the two vertices around it. At a gap it is where the next
    /// segment begins.
    fn interpolated(&self, distance_m: f64) -> Vertex {
        let after = self.vertices.partition_point(|vertex| vertex.distance_m <= distance_m);
        let from = &self.vertices[after.saturating_sub(1)];
        let Some(to) = self.vertices.get(after) else { return *from };
        let run_m = to.distance_m - from.distance_m;
        let share = if run_m > 0.0 { ((distance_m - from.distance_m) / run_m).clamp(0.0, 1.0) } else { 0.0 };
        let mix = |from: f64, to: f64| from + share * (to - from);
        Vertex {
            distance_m,
            position: from.position.towards(to.position, share),
            elevation_m: mix(from.elevation_m, to.elevation_m),
            gain_m: mix(from.gain_m, to.gain_m),
            loss_m: mix(from.loss_m, to.loss_m),
        }
    }

    fn grade_at(&self, distance_m: f64) -> f64 {
        let (begin, end) = self.segment_around(distance_m);
        let from_m = (distance_m - GRADE_OVER_M / 2.0).max(self.vertices[begin].distance_m);
        let to_m = (distance_m + GRADE_OVER_M / 2.0).min(self.vertices[end].distance_m);
        // At a gap the elevation belongs to the segment after it; the segment around ends with its own.
        let to_elevation_m = match self.vertices[end] {
            last if to_m >= last.distance_m => last.elevation_m,
            _ => self.interpolated(to_m).elevation_m,
        };
        let run_m = to_m - from_m;
        if run_m > 0.0 { (to_elevation_m - self.interpolated(from_m).elevation_m) / run_m } else { 0.0 }
    }

    /// The first and the last vertex of the segment that a distance lies in.
    fn segment_around(&self, distance_m: f64) -> (usize, usize) {
        let after = self.gaps.partition_point(|gap| self.vertices[*gap].distance_m <= distance_m);
        let begin = after.checked_sub(1).map_or(0, |before| self.gaps[before]);
        let end = self.gaps.get(after).map_or(self.vertices.len(), |gap| *gap) - 1;
        (begin, end)
    }

    /// Distance from the start and difference in elevation of each gap.
    fn gap_steps(&self) -> impl Iterator<Item = (f64, f64)> {
        self.gaps.iter().map(|&gap| {
            let (before, after) = (self.vertices[gap - 1], self.vertices[gap]);
            (after.distance_m, after.elevation_m - before.elevation_m)
        })
    }
}

fn is_finite(vertex: &Vertex) -> bool {
    let Vertex { distance_m, position, elevation_m, gain_m, loss_m } = *vertex;
    [distance_m, elevation_m, gain_m, loss_m].into_iter().all(f64::is_finite)
        && Position::new(position.latitude_deg, position.longitude_deg).is_some()
}

fn are_finite(figures: &Figures, climbs: &[Climb]) -> bool {
    let elevation = figures.elevation.iter().flat_map(|elevation| {
        [elevation.gain_m, elevation.loss_m, elevation.lowest_m, elevation.highest_m, elevation.mean_m]
    });
    let climbs = climbs.iter().flat_map(|climb| {
        [climb.start_m, climb.length_m, climb.gain_m, climb.mean_grade, climb.steepest_grade]
    });
    std::iter::once(figures.distance_m).chain(elevation).chain(climbs).all(f64::is_finite)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::read::{Format, Track, TrackPoint, read};
    use crate::testing::{course, file, segment};

    fn near(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-6
    }

    /// 1 km up at 10 %, a gap over which the ground falls by 500 m, 1 km down at 5 %.
    fn with_gap() -> Course {
        let up: Vec<_> = (0..=100).map(|index| Some(500.0 + f64::from(index))).collect();
        let down: Vec<_> = (0..=100).map(|index| Some(100.0 - 0.5 * f64::from(index))).collect();
        Course::from_file(&file(vec![segment(10.0, &up), segment(10.0, &down)]), None).unwrap()
    }

    #[test]
    fn a_place_is_interpolated_and_clamped() {
        let course = course(1_000.0, 100.0, |distance_m| distance_m / 10.0);
        let place = course.at(250.0);
        assert!(
            near(place.elevation_m, 25.0) && near(place.grade, 0.1) && near(place.gain_m, 25.0),
            "{place:?}"
        );
        assert!(near(course.vertices()[0].position.distance_m(place.position), 250.0));
        for (asked_m, found_m) in [(-5.0, 0.0), (f64::NAN, 0.0), (2_000.0, 1_000.0), (f64::INFINITY, 1_000.0)]
        {
            let place = course.at(asked_m);
            assert!(near(place.distance_m, found_m) && near(place.grade, 0.1), "{asked_m}: {place:?}");
        }
    }

    #[test]
    fn grade_is_measured_over_100_m() {
        let step = course(1_000.0, 10.0, |distance_m| (distance_m - 500.0).clamp(0.0, 100.0));
        assert!(
            near(step.at(550.0).grade, 1.0)
                && near(step.at(500.0).grade, 0.5)
                && near(step.at(400.0).grade, 0.0)
        );
    }

    #[test]
    fn a_gap_belongs_to_neither_side() {
        let course = with_gap();
        assert_eq!(course.gaps(), [101]);
        assert!(near(course.figures().distance_m, 2_000.0));
        assert!(near(course.at(990.0).grade, 0.1), "{:?}", course.at(990.0));
        let after = course.at(course.vertices()[101].distance_m);
        assert!(near(after.elevation_m, 100.0) && near(after.grade, -0.05), "{after:?}");
        let across = course.between(900.0, 1_100.0);
        assert!(near(across.mean_grade, (10.0 - 5.0) / 200.0), "{across:?}");
        assert!(near(course.between(0.0, course.vertices()[100].distance_m).mean_grade, 0.1));
    }

    #[test]
    fn stretches_add_up_to_the_figures() {
        let course = course(8_000.0, 10.0, |distance_m| 80.0 * (distance_m / 900.0).sin());
        let figures = course.figures().elevation.unwrap();
        let parts: Vec<_> =
            (0..8).map(|km| course.between(1_000.0 * f64::from(km + 1), 1_000.0 * f64::from(km))).collect();
        assert!(near(parts.iter().map(|part| part.gain_m).sum(), figures.gain_m));
        assert!(near(parts.iter().map(|part| part.loss_m).sum(), figures.loss_m));
        assert!(near(parts.iter().map(|part| part.distance_m).sum(), course.figures().distance_m));
        assert_eq!(course.between(3.0, 3.0).mean_grade, 0.0);
    }

    #[test]
    fn a_track_without_elevations_has_a_length_only() {
        let course = Course::from_file(&file(vec![segment(10.0, &[None; 50])]), None).unwrap();
        assert_eq!(course.figures().elevation, None);
        assert!(!course.has_elevation() && course.climbs().is_empty());
        assert_eq!((course.at(200.0).elevation_m, course.at(200.0).grade), (0.0, 0.0));
    }

    #[test]
    fn a_track_is_chosen_by_name() {
        let track = |name: &str, count: usize| Track {
            name: Some(name.into()),
            segments: vec![segment(10.0, &vec![None; count])],
        };
        let tracks = vec![track("Half", 22), track("Full", 43)];
        let file = TrackFile { format: Format::Gpx, name: None, tracks, waypoints: vec![], repairs: vec![] };
        let length_m = |name: Option<&str>| Course::from_file(&file, name).unwrap().figures().distance_m;
        assert!(near(length_m(Some(" Full ")), 420.0) && near(length_m(Some("Half")), 210.0));
        assert!(near(length_m(None), 630.0));
        let error = Course::from_file(&file, Some("10 km")).unwrap_err();
        assert_eq!(error.to_string(), "no track is named \"10 km\"; there are: Half, Full");
    }

    #[test]
    fn what_is_no_course_is_refused() {
        let waypoints = read(b"<gpx version='1.1'><wpt lat='1' lon='1'/></gpx>").unwrap();
        assert_eq!(Course::from_file(&waypoints, None), Err(CourseError::NoTrack));
        let still = file(vec![segment(0.1, &[Some(1.0); 9])]);
        assert_eq!(Course::from_file(&still, None), Err(CourseError::TooShort));
    }

    /// What a course is made of, as changed by a test.
    type Change<'a> = dyn Fn(&mut Vec<Vertex>, &mut Vec<usize>, &mut Figures) + 'a;

    #[test]
    fn parts_make_the_same_course_and_are_checked() {
        let course = with_gap();
        let parts = |change: &Change<'_>| {
            let (mut vertices, mut gaps, mut figures) =
                (course.vertices.clone(), course.gaps.clone(), course.figures);
            change(&mut vertices, &mut gaps, &mut figures);
            Course::from_parts(vertices, gaps, figures, course.climbs.clone())
        };
        assert_eq!(parts(&|_, _, _| {}).as_ref(), Ok(&course));
        assert_eq!(parts(&|vertices, _, _| vertices.truncate(1)), Err(CourseError::TooShort));
        assert_eq!(
            parts(&|vertices, _, _| vertices[3].gain_m = f64::NAN),
            Err(CourseError::BadVertex { vertex: 3 })
        );
        assert_eq!(
            parts(&|vertices, _, _| vertices[3].position.latitude_deg = 91.0),
            Err(CourseError::BadVertex { vertex: 3 })
        );
        assert_eq!(
            parts(&|vertices, _, _| vertices[3].distance_m = 0.0),
            Err(CourseError::DistanceFalls { vertex: 3 })
        );
        for gap in [0, 101, 202] {
            assert_eq!(parts(&move |_, gaps, _| gaps.push(gap)), Err(CourseError::BadGap { vertex: gap }));
        }
        assert_eq!(parts(&|_, _, figures| figures.distance_m = f64::INFINITY), Err(CourseError::BadFigures));
    }

    const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gpx");

    #[test]
    fn every_real_track_is_a_course() {
        let Ok(folder) = std::fs::read_dir(SHARED) else {
            println!("skipped: {SHARED} is not there");
            return;
        };
        let paths = folder.map(|entry| entry.unwrap().path());
        for path in paths.filter(|path| path.extension().is_some_and(|extension| extension != "md")) {
            let file = read(&std::fs::read(&path).unwrap()).unwrap();
            let course = Course::from_file(&file, None).unwrap_or_else(|error| panic!("{path:?}: {error}"));
            let elevation = course.figures().elevation.unwrap();
            assert!(
                course.figures().distance_m > 1_000.0 && elevation.gain_m > 10.0,
                "{path:?}: {elevation:?}"
            );
            let net_m = elevation.gain_m - elevation.loss_m;
            let ends_m = course.between(0.0, f64::INFINITY).mean_grade * course.figures().distance_m;
            // What is left of the difference are the two ends, each within the hysteresis.
            assert!((net_m - ends_m).abs() <= 6.0, "{path:?}: {net_m} {ends_m}");
        }
    }

    #[test]
    fn blue_hills_is_one_course_without_its_gaps() {
        let path = format!("{SHARED}/blue-hills.gpx");
        let Ok(bytes) = std::fs::read(&path) else {
            println!("skipped: {path} is not there");
            return;
        };
        let course = Course::from_file(&read(&bytes).unwrap(), None).unwrap();
        // One of its 14 segments is a single point.
        assert_eq!(course.gaps().len(), 12);
        let distance_m = course.figures().distance_m;
        assert!((distance_m / 51_900.0 - 1.0).abs() < 0.005, "{distance_m}");
    }

    proptest! {
        // Points all over the world make courses of the greatest number of samples, which take long.
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn any_track_gives_finite_figures(segments in proptest::collection::vec(proptest::collection::vec(
            (any::<f64>(), any::<f64>(), proptest::option::of(any::<f64>()), -90.0..90.0, -180.0..180.0, any::<bool>()), 0..12), 0..4)) {
            let point = |(wild_latitude, wild_longitude, elevation_m, latitude, longitude, is_wild): (f64, f64, _, f64, f64, bool)| {
                let (latitude_deg, longitude_deg) = if is_wild { (wild_latitude, wild_longitude) } else { (latitude, longitude) };
                TrackPoint { position: Position { latitude_deg, longitude_deg }, elevation_m }
            };
            let segments = segments.into_iter().map(|points| points.into_iter().map(point).collect()).collect();
            if let Ok(course) = Course::from_file(&file(segments), None) {
                prop_assert!(are_finite(course.figures(), course.climbs()));
                prop_assert!(course.vertices().iter().all(is_finite));
                let again = Course::from_parts(course.vertices.clone(), course.gaps.clone(), course.figures, course.climbs.clone());
                prop_assert!(again.is_ok());
            }
        }
    }

    proptest! {
        #[test]
        fn any_local_track_gives_finite_figures_and_places(
            points in proptest::collection::vec((0.0..0.01, 0.0..0.01, proptest::option::of(-20.0..3_000.0)), 2..80),
            ends in (any::<f64>(), any::<f64>(), -10.0..5_000.0)
        ) {
            let points = points.into_iter().map(|(latitude, longitude, elevation_m)| TrackPoint {
                position: Position { latitude_deg: 46.0 + latitude, longitude_deg: 7.0 + longitude }, elevation_m
            }).collect::<Vec<_>>();
            let (first, second) = points.split_at(points.len() / 2);
            if let Ok(course) = Course::from_file(&file(vec![first.to_vec(), second.to_vec()]), None) {
                prop_assert!(are_finite(course.figures(), course.climbs()));
                for distance_m in [ends.0, ends.1, ends.2] {
                    let place = course.at(distance_m);
                    prop_assert!([place.elevation_m, place.grade, place.gain_m].into_iter().all(f64::is_finite));
                    prop_assert!(course.between(ends.2, distance_m).mean_grade.is_finite());
                }
                for descent in crate::climb::descents(&course) {
                    prop_assert!(descent.gain_m < 0.0 && descent.length_m >= 300.0);
                }
            }
        }
    }
}
