//! `cargo xtask inspect`: what the course engine reads out of track files, as JSON.

use saddle_course::climb::descents;
use saddle_course::{Climb, ClimbCategory, Course, EffortSize, Format, Track, TrackFile, km_effort};
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};

/// What is said of one file.
#[derive(Serialize)]
#[serde(untagged)]
enum Report {
    Read(Box<Inspection>),
    Unreadable { file: String, error: String },
}

/// The figures of a file that could be read.
#[derive(Serialize)]
struct Inspection {
    file: String,
    format: &'static str,
    tracks: Vec<TrackReport>,
    points: usize,
    repairs: Vec<String>,
    distance_m: f64,
    gain_m: Option<f64>,
    loss_m: Option<f64>,
    min_m: Option<f64>,
    max_m: Option<f64>,
    mean_m: Option<f64>,
    climbs: Vec<ClimbReport>,
    descents: Vec<ClimbReport>,
    effort: Option<EffortReport>,
}

#[derive(Serialize)]
struct TrackReport {
    name: Option<String>,
    segments: usize,
    points: usize,
    /// `None` for a track that is no course by itself, such as one of a single point.
    distance_m: Option<f64>,
}

#[derive(Serialize)]
struct ClimbReport {
    start_m: f64,
    length_m: f64,
    gain_m: f64,
    mean_grade_percent: f64,
    steepest_grade_percent: f64,
    category: Option<&'static str>,
}

#[derive(Serialize)]
struct EffortReport {
    km_effort: f64,
    size: &'static str,
}

/// What `inspect` found.
pub struct Findings {
    /// One JSON document: an object for one file, an array of objects for several. A file that could not be read
    /// has an `error` instead of figures.
    pub json: String,
    /// A line for each file that could not be read: its name, and why.
    pub unreadable: Vec<String>,
}

/// Reads track files and measures their courses.
pub fn inspect(files: &[PathBuf]) -> serde_json::Result<Findings> {
    let reports = files.iter().map(|file| report(file)).collect::<Vec<_>>();
    let unreadable = reports.iter().filter_map(|report| match report {
        Report::Read(_) => None,
        Report::Unreadable { file, error } => Some(format!("{file}: {error}")),
    });
    let unreadable = unreadable.collect();
    let json = match reports.as_slice() {
        [only] => serde_json::to_string_pretty(only)?,
        several => serde_json::to_string_pretty(several)?,
    };
    Ok(Findings { json, unreadable })
}

fn report(path: &Path) -> Report {
    let file = path.display().to_string();
    let read = fs::read(path).map_err(|error| error.to_string());
    match read.and_then(|bytes| inspection(file.clone(), &bytes)) {
        Ok(inspection) => Report::Read(Box::new(inspection)),
        Err(error) => Report::Unreadable { file, error },
    }
}

fn inspection(file: String, bytes: &[u8]) -> Result<Inspection, String> {
    let read = saddle_course::read(bytes).map_err(|error| error.to_string())?;
    let course = Course::from_file(&read, None).map_err(|error| error.to_string())?;
    let figures = course.figures();
    let elevation = figures.elevation.as_ref();
    Ok(Inspection {
        file,
        format: format_name(read.format),
        tracks: read.tracks.iter().map(|track| track_report(&read, track)).collect(),
        points: read.tracks.iter().map(points).sum(),
        repairs: read
            .repairs
            .iter()
            .map(ToString::to_string)
            .chain(course.repairs().iter().map(ToString::to_string))
            .collect(),
        distance_m: rounded(figures.distance_m),
        gain_m: elevation.map(|elevation| rounded(elevation.gain_m)),
        loss_m: elevation.map(|elevation| rounded(elevation.loss_m)),
        min_m: elevation.map(|elevation| rounded(elevation.lowest_m)),
        max_m: elevation.map(|elevation| rounded(elevation.highest_m)),
        mean_m: elevation.map(|elevation| rounded(elevation.mean_m)),
        climbs: course.climbs().iter().map(climb_report).collect(),
        descents: descents(&course).iter().map(climb_report).collect(),
        effort: elevation.map(|elevation| {
            let km_effort = km_effort(figures.distance_m, elevation.gain_m);
            EffortReport {
                km_effort: rounded(km_effort),
                size: EffortSize::from_km_effort(km_effort).label(),
            }
        }),
    })
}

fn points(track: &Track) -> usize {
    track.segments.iter().map(Vec::len).sum()
}

/// One track alone, measured by the same rules as the course of the whole file.
fn track_report(file: &TrackFile, track: &Track) -> TrackReport {
    let alone = TrackFile {
        format: file.format,
        name: None,
        tracks: vec![track.clone()],
        waypoints: Vec::new(),
        repairs: Vec::new(),
    };
    let course = Course::from_file(&alone, None).ok();
    TrackReport {
        name: track.name.clone(),
        segments: track.segments.len(),
        points: points(track),
        distance_m: course.map(|course| rounded(course.figures().distance_m)),
    }
}

fn climb_report(climb: &Climb) -> ClimbReport {
    ClimbReport {
        start_m: rounded(climb.start_m),
        length_m: rounded(climb.length_m),
        gain_m: rounded(climb.gain_m),
        mean_grade_percent: rounded(climb.mean_grade * 100.0),
        steepest_grade_percent: rounded(climb.steepest_grade * 100.0),
        category: climb.category.map(category_name),
    }
}

fn category_name(category: ClimbCategory) -> &'static str {
    match category {
        ClimbCategory::Fourth => "4",
        ClimbCategory::Third => "3",
        ClimbCategory::Second => "2",
        ClimbCategory::First => "1",
        ClimbCategory::Hors => "HC",
    }
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Gpx => "GPX",
        Format::Tcx => "TCX",
        Format::Kml => "KML",
        Format::GeoJson => "GeoJSON",
    }
}

/// To one decimal: finer would pretend to know more than a recording does.
fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestFolder;
    use serde_json::Value;

    /// 21 points, one every 111.2 m (a thousandth of a degree) northwards.
    fn gpx(elevation_m: impl Fn(usize) -> String) -> String {
        let point =
            |index: usize| format!("<trkpt lat=\"39.{index:03}\" lon=\"127\">{}</trkpt>", elevation_m(index));
        let points: String = (0..21).map(point).collect();
        format!("<gpx version=\"1.1\"><trk><name>Way</name><trkseg>{points}</trkseg></trk></gpx>")
    }

    fn inspected(test: &str, contents: &[&str]) -> (Value, Vec<String>) {
        let folder = TestFolder::new(&format!("inspect-{test}"));
        let write = |(index, content): (usize, &&str)| folder.write(&format!("{index}.gpx"), content);
        let files: Vec<_> = contents.iter().enumerate().map(write).collect();
        let findings = inspect(&files).unwrap();
        (serde_json::from_str(&findings.json).unwrap(), findings.unreadable)
    }

    #[test]
    fn one_file_is_one_object_with_its_figures() {
        let hill = gpx(|index| format!("<ele>{}</ele>", 500 + index * 10));
        let (found, unreadable) = inspected("one", &[&hill]);
        assert!(unreadable.is_empty());
        assert_eq!(found["format"], "GPX");
        assert_eq!(found["points"], 21);
        assert_eq!(found["tracks"][0]["name"], "Way");
        assert_eq!(found["tracks"][0]["segments"], 1);
        assert_eq!(found["tracks"][0]["distance_m"], found["distance_m"]);
        let is_about = |key: &str, expected: f64, tolerance: f64| {
            let value = found[key].as_f64().unwrap();
            assert!((value - expected).abs() <= tolerance, "{key}: {value}");
        };
        is_about("distance_m", 2_223.9, 1.0);
        is_about("gain_m", 200.0, 2.0);
        is_about("loss_m", 0.0, 0.0);
        is_about("mean_m", 600.0, 1.0);
        assert_eq!(found["climbs"].as_array().unwrap().len(), 1);
        assert_eq!(found["climbs"][0]["mean_grade_percent"], 9.0);
        assert_eq!(found["effort"]["size"], "XXS");
        assert_eq!(found["descents"], Value::Array(Vec::new()));
    }

    #[test]
    fn descents_are_told_like_climbs_with_negative_figures() {
        let (found, _) = inspected("down", &[&gpx(|index| format!("<ele>{}</ele>", 700 - index * 10))]);
        assert_eq!(found["climbs"], Value::Array(Vec::new()));
        assert_eq!(found["descents"][0]["mean_grade_percent"], -9.0);
        assert_eq!(found["descents"][0]["category"], Value::Null);
    }

    #[test]
    fn no_elevation_is_null_rather_than_flat() {
        let (found, _) = inspected("flat", &[&gpx(|_| String::new())]);
        assert_eq!((&found["gain_m"], &found["effort"]), (&Value::Null, &Value::Null));
        assert!(found["distance_m"].as_f64() > Some(2_000.0));
    }

    #[test]
    fn one_bad_file_does_not_hide_the_others() {
        let (found, unreadable) = inspected("bad", &["# no track", &gpx(|_| String::new())]);
        let [line] = unreadable.as_slice() else { panic!("{unreadable:?}") };
        assert!(
            line.ends_with(
                "0.gpx: expected a GPX, TCX, KML or GeoJSON file, found text or data that begins with '#'"
            ),
            "{line}"
        );
        assert!(found[0]["error"].is_string() && found[0]["file"].as_str().unwrap().ends_with("0.gpx"));
        assert_eq!(found[1]["points"], 21);
    }

    #[test]
    fn a_missing_file_is_an_error_of_that_file() {
        let findings = inspect(&[PathBuf::from("no-such-file.gpx")]).unwrap();
        assert!(findings.unreadable[0].starts_with("no-such-file.gpx: "), "{:?}", findings.unreadable);
    }
}
