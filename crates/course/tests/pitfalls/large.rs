//! Files that are large, or hostile: bounded in memory, and in time linear in their size.

use std::time::{Duration, Instant};

use saddle_course::read::{MAX_BYTES, MAX_POINTS};
use saddle_course::{Course, ReadError, read};

/// A document that is padded in its middle to so many bytes.
fn padded(before: &str, filler: &str, after: &str, bytes: usize) -> Vec<u8> {
    let room = bytes - before.len() - after.len();
    let mut document = before.as_bytes().to_vec();
    document.reserve_exact(bytes);
    document.extend(filler.bytes().cycle().take(room / filler.len() * filler.len()));
    document.resize(bytes - after.len(), b' ');
    document.extend(after.bytes());
    document
}

/// Measures the time that this thread works; where the system does not tell it, the time of day, which a busy machine
/// makes longer.
struct Stopwatch {
    at: Instant,
    worked: Option<Duration>,
}

impl Stopwatch {
    fn start() -> Self {
        Self { at: Instant::now(), worked: worked() }
    }

    fn time(&self) -> Duration {
        match (self.worked, worked()) {
            (Some(before), Some(after)) => after - before,
            _ => self.at.elapsed(),
        }
    }
}

/// How long this thread has been running on a processor, as Linux counts it.
fn worked() -> Option<Duration> {
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(statistics.split_whitespace().next()?.parse().ok()?))
}

const TWO_POINTS: &str = r#"<trkpt lat="39.000" lon="127"/><trkpt lat="39.001" lon="127"/>"#;

#[test]
fn more_than_100_mb_are_refused_whatever_they_hold() {
    let file = padded("<gpx><trk><trkseg>", TWO_POINTS, "</trkseg></trk></gpx>", MAX_BYTES + 1);
    let error = read(&file).unwrap_err();
    assert_eq!(error.to_string(), "the file has 100000001 bytes; at most 100000000 are read");
}

#[test]
fn just_under_100_mb_of_nothing_much_are_read() {
    let after = format!("-->{TWO_POINTS}</trkseg></trk></gpx>");
    let file = read(&padded("<gpx version='1.1'><trk><trkseg><!--", " nothing ", &after, MAX_BYTES)).unwrap();
    assert_eq!(file.repairs, []);
    assert_eq!(Course::from_file(&file, None).unwrap().figures().distance_m.round(), 111.0);
}

#[test]
fn a_million_positions_and_no_more_however_they_are_nested() {
    let document = |kind: &str, coordinates: String| {
        format!(r#"{{"coordinates":[{coordinates}[1,2]],"type":"{kind}"}}"#)
    };
    let line = |count: usize| document("LineString", "[1,1],".repeat(count - 1));
    assert_eq!(read(line(MAX_POINTS).as_bytes()).unwrap().tracks[0].segments[0].len(), MAX_POINTS);
    for (kind, coordinates) in
        [("LineString", "[1,1],"), ("LineString", "[],"), ("MultiPolygon", "[[[1,1]]],")]
    {
        let error = read(document(kind, coordinates.repeat(MAX_POINTS)).as_bytes()).unwrap_err();
        assert_eq!(error, ReadError::TooManyPoints, "{kind} of {coordinates}");
    }
}

#[test]
fn time_grows_with_the_size_and_not_with_its_square() {
    // What makes careless readers go back to the beginning again and again.
    let hostile = [
        ("<gpx>", "<"),
        ("<gpx>", "<a"),
        ("<gpx>", "<a "),
        ("<gpx>", "<a b='"),
        ("<gpx>", "&"),
        ("<gpx>", "&amp"),
        ("<gpx>", "</a>"),
        ("<gpx>", "<a></b>"),
        ("<gpx>", "<x:a/>"),
        ("<gpx>", "<![CDATA["),
        ("<gpx>", "<!--"),
        ("<gpx>", "<?"),
        ("<gpx>", "<trk/>"),
        ("<gpx><trk><trkseg>", "<trkpt lat='1' lon='1'>"),
        ("<gpx><trk><trkseg><trkpt ", "a='1' "),
        ("<gpx><trk><name>", "&#x41;"),
        ("<gpx><trk><trkseg><trkpt lat='", "1"),
        ("<kml><Placemark><LineString><coordinates>", "1,"),
        ("<kml><Placemark><LineString><coordinates>", " ,"),
        ("<kml><Placemark><LineString><coordinates>", "1,1&"),
        ("<kml><Placemark>", "<LineString>"),
        ("{\"type\":", "["),
        ("{\"type\":", "{\"a\":"),
        ("{\"coordinates\":", "["),
        ("{\"coordinates\":[", "0,"),
        ("{\"features\":[", "{},"),
        ("{\"type\":\"", "\\u0041"),
    ];
    for (before, filler) in hostile {
        let file = padded(before, filler, "", 1_000_000);
        let start = Stopwatch::start();
        let _ = read(&file).map(|file| Course::from_file(&file, None));
        // An unoptimised build takes a tenth of a second; a square would take hours.
        let time = start.time();
        assert!(time < Duration::from_secs(20), "{before}{filler}…: {time:?}");
    }
}
