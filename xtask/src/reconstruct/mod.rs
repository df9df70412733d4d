//! Reconstructs the four courses of the Masikryong Marathon from what was published of them.
//!
//! The tracks themselves were not published. A landscape is drawn that has the published heights in it, trails are
//! laid on it where feet would wear them, and the courses follow the trails, so that courses which share a trail
//! share its every point. Nothing is random but by fixed seeds: every run writes the same files. Where they pass, in km:
//!
//! | place | elevation | 42 km | 21 km | 10 km | 5 km |
//! | --- | --- | --- | --- | --- | --- |
//! | Hotel | 768 m | 0 and 41.92 | 0 and 20.96 | 0 and 10.00 | 0 and 5.00 |
//! | the 10 km leaves ski track 1, its highest place | 913 m | 1.58 | 1.58 | 1.58 | |
//! | Taehwa Peak, the 21 km's highest place | 1,363 m | | 4.05 | | |
//! | the 42 km's highest place | 1,174 m | 3.85 | | | |
//! | Sepho Juncture | 884 m | 10.06 | | | |
//! | Pobdong Lake, the 42 km's lowest place | 472 m | 25.79 | | | |
//! | the 21 km's lowest place | 628 m | 37.84 | 16.87 | | |
//! | the 10 km's lowest place | 529 m | | | 5.85 | |
//! | the 5 km's highest and lowest places | 828 and 744 m | | | | 0.90 and 4.32 |

mod course;
mod error;
mod gpx;
mod network;
mod noise;
mod plane;
mod router;
mod terrain;
mod trail;

use std::path::Path;

pub use error::ReconstructError;

/// Writes `42k.gpx`, `21k.gpx`, `10k.gpx` and `5k.gpx` into a folder.
///
/// # Errors
/// When a file cannot be written, or when a trail finds no way over the landscape (which only an edit of it can cause).
pub fn run(out_dir: &Path) -> Result<(), ReconstructError> {
    for course in course::all()? {
        let path = out_dir.join(course.file_stem).with_extension("gpx");
        std::fs::write(&path, gpx::document(&course))
            .map_err(|source| ReconstructError::Write { path, source })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use saddle_course::Position;

    use super::course::{self, Course};
    use super::network::{POBDONG_LAKE, SEPHO_JUNCTURE};
    use super::plane::Place;
    use super::terrain::{HOTEL, TAEHWA_PEAK};
    use super::trail::Point;

    static COURSES: LazyLock<[Course; 4]> = LazyLock::new(|| course::all().unwrap());

    fn course(file_stem: &str) -> &'static Course {
        COURSES.iter().find(|course| course.file_stem == file_stem).unwrap()
    }

    fn step_m(from: Point, to: Point) -> f64 {
        let position = |point: Point| {
            let (latitude_deg, longitude_deg) = point.place.latitude_longitude();
            Position::new(latitude_deg, longitude_deg).unwrap()
        };
        position(from).distance_m(position(to))
    }

    /// Metres from the start to each point.
    fn distances_m(course: &Course) -> Vec<f64> {
        let mut total_m = 0.0;
        let steps = course.points.windows(2).map(|pair| step_m(pair[0], pair[1]));
        std::iter::once(0.0)
            .chain(steps.map(|step| {
                total_m += step;
                total_m
            }))
            .collect()
    }

    fn length_m(course: &Course) -> f64 {
        *distances_m(course).last().unwrap()
    }

    fn lowest_m(course: &Course) -> f64 {
        course.points.iter().map(|point| point.elevation_m).fold(f64::INFINITY, f64::min)
    }

    fn highest_m(course: &Course) -> f64 {
        course.points.iter().map(|point| point.elevation_m).fold(f64::NEG_INFINITY, f64::max)
    }

    /// Weighted by distance.
    fn mean_m(course: &Course) -> f64 {
        let areas = course
            .points
            .windows(2)
            .map(|pair| step_m(pair[0], pair[1]) * (pair[0].elevation_m + pair[1].elevation_m) / 2.0);
        areas.sum::<f64>() / length_m(course)
    }

    fn km_of(course: &Course, place: Place) -> f64 {
        let index = course.points.iter().position(|point| point.place == place).unwrap();
        distances_m(course)[index] / 1000.0
    }

    #[track_caller]
    fn assert_near(found: f64, published: f64, tolerance: f64) {
        assert!((found - published).abs() <= tolerance, "{found} instead of {published}");
    }

    #[test]
    fn lengths_are_as_published() {
        for (file_stem, published_m) in
            [("42k", 42_000.0), ("21k", 21_000.0), ("10k", 10_000.0), ("5k", 5_000.0)]
        {
            assert_near(length_m(course(file_stem)), published_m, 0.004 * published_m);
        }
    }

    #[test]
    fn heights_are_as_published() {
        for (file_stem, highest, mean, lowest) in
            [("10k", 912.0, 688.0, 528.0), ("21k", 1363.0, 893.0, 628.0)]
        {
            assert_near(highest_m(course(file_stem)), highest, 2.0);
            assert_near(mean_m(course(file_stem)), mean, 8.0);
            assert_near(lowest_m(course(file_stem)), lowest, 2.0);
        }
    }

    #[test]
    fn heights_that_were_not_published_are_plausible() {
        let (gentle, long) = (course("5k"), course("42k"));
        assert!(lowest_m(gentle) > 740.0 && highest_m(gentle) < 830.0);
        assert!(lowest_m(long) > 450.0 && highest_m(long) < 1300.0);
    }

    #[test]
    fn every_course_is_a_loop_from_the_hotel() {
        for course in COURSES.iter() {
            for end in [course.points.first().unwrap(), course.points.last().unwrap()] {
                assert_eq!(end.place, HOTEL);
                assert_near(end.elevation_m, 768.0, 0.5);
            }
        }
    }

    #[test]
    fn the_longer_three_start_on_the_same_track() {
        let start = |file_stem| {
            let course = course(file_stem);
            let count = distances_m(course).iter().filter(|metres| **metres < 1500.0).count();
            &course.points[..count]
        };
        assert!(start("10k").len() > 90);
        assert_eq!(start("10k"), start("21k"));
        assert_eq!(start("10k"), start("42k"));
    }

    #[test]
    fn taehwa_peak_crowns_a_climb_of_four_km() {
        let course = course("21k");
        assert_near(km_of(course, TAEHWA_PEAK), 4.0, 0.1);
        let peak = course.points.iter().find(|point| point.place == TAEHWA_PEAK).unwrap();
        assert_eq!(peak.elevation_m, highest_m(course));
    }

    #[test]
    fn pobdong_lake_is_low_and_flat_at_km_25_8() {
        let course = course("42k");
        let lake_km = km_of(course, POBDONG_LAKE);
        assert_near(lake_km, 25.8, 0.05);
        assert!((5.0..20.0).contains(&km_of(course, SEPHO_JUNCTURE)));
        let near = |reach_m: f64| {
            let within = move |metres: &f64| (metres - lake_km * 1000.0).abs() <= reach_m;
            course
                .points
                .iter()
                .zip(distances_m(course))
                .filter(move |(_, metres)| within(metres))
                .map(|(p, _)| p.elevation_m)
        };
        let shore_m = near(0.0).next().unwrap();
        assert!(near(150.0).all(|elevation_m| (elevation_m - shore_m).abs() < 6.0));
        assert!(near(1500.0).all(|elevation_m| elevation_m > shore_m - 3.0));
        assert!(near(1500.0).any(|elevation_m| elevation_m > shore_m + 60.0));
    }

    #[test]
    fn the_42_km_is_quite_hilly() {
        let points = &course("42k").points;
        let rises = points.windows(2).map(|pair| (pair[1].elevation_m - pair[0].elevation_m).max(0.0));
        assert!((1200.0..2500.0).contains(&rises.sum::<f64>()));
    }

    #[test]
    fn points_are_spaced_as_recorded() {
        for course in COURSES.iter() {
            for pair in course.points.windows(2) {
                let step = step_m(pair[0], pair[1]);
                assert!((8.0..=22.0).contains(&step), "{step} m in {}", course.file_stem);
            }
        }
    }

    #[test]
    fn nothing_is_steeper_than_a_piste() {
        for course in COURSES.iter() {
            let distances = distances_m(course);
            for (index, start_m) in distances.iter().enumerate() {
                let Some(ahead) = distances.iter().position(|metres| metres - start_m >= 100.0) else {
                    break;
                };
                let rise = course.points[ahead].elevation_m - course.points[index].elevation_m;
                let grade = rise / (distances[ahead] - start_m);
                assert!(grade.abs() < 0.35, "{grade} at {start_m} m of {}", course.file_stem);
            }
        }
    }

    #[test]
    fn the_same_place_has_the_same_height_on_every_course() {
        let all: Vec<Point> = COURSES.iter().flat_map(|course| course.points.iter().copied()).collect();
        for (index, one) in all.iter().enumerate() {
            for other in &all[index + 1..] {
                let east_m = (one.place.east_m - other.place.east_m).abs();
                if east_m < 15.0 && one.place.distance_m(other.place) < 15.0 {
                    assert!((one.elevation_m - other.elevation_m).abs() < 10.0, "{one:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn no_course_crosses_itself() {
        let side = |a: Place, b: Place, c: Place| {
            (b.east_m - a.east_m) * (c.north_m - a.north_m) - (b.north_m - a.north_m) * (c.east_m - a.east_m)
        };
        for course in COURSES.iter() {
            let places: Vec<Place> = course.points.iter().map(|point| point.place).collect();
            for (index, first) in places.windows(2).enumerate() {
                for second in places.windows(2).skip(index + 2) {
                    let ([a, b], [c, d]) = ([first[0], first[1]], [second[0], second[1]]);
                    let far = (a.east_m - c.east_m).abs() > 50.0;
                    let crossing =
                        !far && side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0;
                    assert!(!crossing, "{} at {a:?}", course.file_stem);
                }
            }
        }
    }

    #[test]
    fn every_run_gives_the_same_points() {
        assert_eq!(course::all().unwrap(), *COURSES);
    }
}
