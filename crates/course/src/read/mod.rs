//! Reads the bytes of a GPX, TCX, KML or GeoJSON file into tracks and waypoints, and says what it had to repair.

mod encoding;
mod error;
mod gathered;
mod geojson;
mod gpx;
mod kml;
mod number;
mod repair;
mod tcx;
mod xml;

use std::fmt;

use crate::Position;
use gathered::Gathered;

pub use error::ReadError;
pub use repair::Repair;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 100_000_000;

/// The most points, of tracks, routes and waypoints together, that are read from one file.
pub const MAX_POINTS: usize = 1_000_000;

/// The file formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// GPS Exchange Format, 1.0 or 1.1.
    Gpx,
    /// Garmin Training Center XML, a course or an activity.
    Tcx,
    /// Keyhole Markup Language, lines and `gx:Track`.
    Kml,
    /// GeoJSON (RFC 7946), lines and points.
    GeoJson,
}

/// One point of a track.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrackPoint {
    /// Where it is.
    pub position: Position,
    /// Elevation above sea level in metres, where the file has a finite one.
    pub elevation_m: Option<f64>,
}

/// A line through the terrain, in one or more unbroken segments.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// The track's own name, trimmed; `None` when missing or empty.
    pub name: Option<String>,
    /// The segments in file order; between two of them is a gap. None of them is empty.
    pub segments: Vec<Vec<TrackPoint>>,
}

/// A named place beside the track.
#[derive(Clone, Debug, PartialEq)]
pub struct Waypoint {
    /// The waypoint's name, trimmed; `None` when missing or empty.
    pub name: Option<String>,
    /// Where it is.
    pub position: Position,
    /// Elevation above sea level in metres, where the file has a finite one.
    pub elevation_m: Option<f64>,
}

/// Everything that was read from one file.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackFile {
    /// The format it was in.
    pub format: Format,
    /// The file's own name for itself, trimmed.
    pub name: Option<String>,
    /// The tracks in file order. Routes are tracks of one segment.
    pub tracks: Vec<Track>,
    /// The waypoints in file order.
    pub waypoints: Vec<Waypoint>,
    /// What was wrong with the file and how it was read all the same.
    pub repairs: Vec<Repair>,
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Gpx => "GPX",
            Self::Tcx => "TCX",
            Self::Kml => "KML",
            Self::GeoJson => "GeoJSON",
        })
    }
}

/// Reads a track file of any supported format, told apart by its content.
///
/// # Errors
///
/// See [`ReadError`]. A file that holds only waypoints is no error here.
pub fn read(bytes: &[u8]) -> Result<TrackFile, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    if let Some(found) = binary_format(bytes) {
        return Err(ReadError::NotATrackFile { found: found.to_owned() });
    }
    let (text, repair) = encoding::decode(bytes);
    let format = format_of(&text)?;
    let mut gathered = Gathered::default();
    repair.into_iter().for_each(|repair| gathered.note(repair));
    match format {
        Format::Gpx => gpx::gather(&text, &mut gathered)?,
        Format::Tcx => tcx::gather(&text, &mut gathered)?,
        Format::Kml => kml::gather(&text, &mut gathered)?,
        Format::GeoJson => geojson::gather(&text, &mut gathered)?,
    }
    gathered.finish(format)
}

/// The binary formats that people take for the ones that are read, by their signature.
fn binary_format(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => Some("a zip archive (a KMZ file has the KML file inside)"),
        [0x1F, 0x8B, ..] => Some("a gzip archive (unpack it first)"),
        [_, _, _, _, _, _, _, _, b'.', b'F', b'I', b'T', ..] => Some("a FIT file (export it as GPX or TCX)"),
        _ => None,
    }
}

fn format_of(text: &str) -> Result<Format, ReadError> {
    let found = match text.trim_start().chars().next() {
        None => return Err(ReadError::Empty),
        Some('{' | '[') => return Ok(Format::GeoJson),
        Some('<') => match xml::root_name(text)?.as_str() {
            "gpx" => return Ok(Format::Gpx),
            "TrainingCenterDatabase" => return Ok(Format::Tcx),
            "kml" | "Document" | "Folder" | "Placemark" => return Ok(Format::Kml),
            name if name.eq_ignore_ascii_case("html") => "a web page".to_owned(),
            name => format!("XML whose root element is \"{name}\""),
        },
        Some(first) => format!("text or data that begins with {first:?}"),
    };
    Err(ReadError::NotATrackFile { found })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gpx");

    /// A file from outside the project, or `None` with a printed line.
    fn shared(name: &str) -> Option<Vec<u8>> {
        let bytes = std::fs::read(format!("{SHARED}/{name}")).ok();
        if bytes.is_none() {
            println!("skipped: {SHARED}/{name} is not there");
        }
        bytes
    }

    fn small_gpx() -> String {
        let point = |index: usize| {
            format!(
                "<trkpt lat=\"39.{index:03}\" lon=\"127.5\"><ele>{index}.5</ele><time>2015-10-04T00:00:00Z</time></trkpt>\n"
            )
        };
        let points: String = (0..20).map(point).collect();
        format!(
            "<?xml version=\"1.0\"?>\n<gpx version=\"1.1\" xmlns:x=\"y\"><metadata><name>N</name></metadata>\n\
             <wpt lat=\"39\" lon=\"127\"><name><![CDATA[W]]></name></wpt><trk><name>T &amp; U</name><trkseg>\n{points}\
             </trkseg><trkseg>{points}<extensions><x:y/></extensions></trkseg></trk></gpx>"
        )
    }

    #[test]
    fn files_of_other_kinds_are_named() {
        let message = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
        assert_eq!(message(b""), "the file is empty");
        assert_eq!(message(b"\xEF\xBB\xBF \n"), "the file is empty");
        let expected = "expected a GPX, TCX, KML or GeoJSON file, found ";
        assert_eq!(message(b"<!DOCTYPE html>\n<HTML><body>404"), format!("{expected}a web page"));
        assert_eq!(message(b"<svg/>"), format!("{expected}XML whose root element is \"svg\""));
        assert_eq!(message(b"lat,lon"), format!("{expected}text or data that begins with 'l'"));
        assert!(message(b"PK\x03\x04....").contains("KMZ"));
        assert!(message(b"\x0E\x10\x01\x02\x03\x04\x05\x06.FIT").contains("FIT"));
        assert_eq!(message(b"<!-- nothing -->"), "line 1: there is no element");
    }

    #[test]
    fn files_without_points_say_so() {
        let message = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            message("<gpx version='1.1'></gpx>"),
            "the GPX file has no track, route or waypoint: no trkpt, rtept or wpt"
        );
        assert_eq!(
            message(r#"{"type":"FeatureCollection","features":[]}"#),
            "the GeoJSON file has no track, route or waypoint: no LineString, MultiLineString, Point or MultiPoint"
        );
        assert_eq!(
            message("<gpx version='1.1'><wpt lat='99' lon='0'/></gpx>"),
            "no trkpt, rtept or wpt of the GPX file has a latitude from -90 to 90 and a longitude; points without: 1"
        );
    }

    #[test]
    fn the_limits_are_exact() {
        assert_eq!(read(&vec![b' '; MAX_BYTES]), Err(ReadError::Empty));
        assert_eq!(read(&vec![b' '; MAX_BYTES + 1]), Err(ReadError::TooLarge { bytes: MAX_BYTES + 1 }));
        let with_points = |count: usize| {
            let coordinates = "1,1 ".repeat(count);
            format!(
                "<kml><Placemark><LineString><coordinates>{coordinates}</coordinates></LineString></Placemark></kml>"
            )
        };
        assert!(read(with_points(MAX_POINTS).as_bytes()).is_ok());
        assert_eq!(read(with_points(MAX_POINTS + 1).as_bytes()), Err(ReadError::TooManyPoints));
    }

    #[test]
    fn deep_nesting_ends_the_reading_and_keeps_the_points() {
        let deep = "<a>".repeat(1_000_000);
        let file = read(format!("<gpx version='1.1'><trk><trkseg><trkpt lat='1' lon='1'/>{deep}").as_bytes())
            .unwrap();
        assert_eq!(file.repairs, [Repair::Truncated { line: 1 }]);
        assert!(matches!(read(format!("<gpx>{deep}").as_bytes()), Err(ReadError::Xml { .. })));
        assert!(matches!(read("[".repeat(1_000_000).as_bytes()), Err(ReadError::Json { .. })));
    }

    /// Tracks, segments, track points and waypoints.
    fn shape(file: &TrackFile) -> [usize; 4] {
        let segments = || file.tracks.iter().flat_map(|track| &track.segments);
        [file.tracks.len(), segments().count(), segments().map(Vec::len).sum(), file.waypoints.len()]
    }

    #[test]
    fn real_files_read_whole() {
        let expected = [
            ("20130922.gpx", Format::Gpx, [1, 1, 408, 0]),
            ("blue-hills.gpx", Format::Gpx, [3, 14, 1243, 46]),
            ("via-emilia.gpx", Format::Gpx, [1, 1, 5698, 8]),
            ("waypoints.gpx", Format::Gpx, [1, 1, 197, 4]),
            ("with_routes.gpx", Format::Gpx, [2, 2, 77, 0]),
            ("with_segments.gpx", Format::Gpx, [1, 2, 77, 0]),
            ("with_surface.gpx", Format::Gpx, [1, 1, 80, 0]),
            ("with_time.gpx", Format::Gpx, [1, 1, 80, 0]),
            ("with_tracks_and_segments.gpx", Format::Gpx, [2, 4, 79, 0]),
            ("with_waypoint.gpx", Format::Gpx, [1, 1, 80, 1]),
            ("demo.tcx", Format::Tcx, [1, 1, 465, 0]),
            ("demo.kml", Format::Kml, [1, 1, 5698, 0]),
            ("demo.geojson", Format::GeoJson, [1, 1, 178, 0]),
            ("waypoints.geojson", Format::GeoJson, [1, 1, 197, 4]),
        ];
        for (name, format, expected_shape) in expected {
            if let Some(bytes) = shared(name) {
                let file = read(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
                assert_eq!((file.format, shape(&file)), (format, expected_shape), "{name}");
                assert_eq!(file.repairs, [], "{name}");
            }
        }
    }

    #[test]
    fn real_names_are_trimmed() {
        if let Some(bytes) = shared("blue-hills.gpx") {
            assert_eq!(read(&bytes).unwrap().name.as_deref(), Some("Blue Hills Reservation"));
        }
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
        }

        #[test]
        fn arbitrary_markup_never_panics(pieces in proptest::collection::vec(
            prop_oneof![
                Just("<gpx>"), Just("<kml>"), Just("<trk>"), Just("</trk>"), Just("<trkseg>"), Just("<trkpt lat='1' lon='2'>"),
                Just("<trkpt lat=1 lon=,>"), Just("</trkpt>"), Just("<ele>"), Just("</ele>"), Just("7"), Just(","), Just(" "),
                Just("<coordinates>"), Just("<LineString>"), Just("<Point>"), Just("</coordinates>"), Just("<a:b/>"), Just("<"),
                Just(">"), Just("&"), Just("&#0;"), Just("&#x110000;"), Just("<![CDATA["), Just("]]>"), Just("<!--"), Just("<?"),
                Just("<TrainingCenterDatabase>"), Just("<Track>"), Just("<Trackpoint>"), Just("</>"), Just("< >"), Just("<:>"),
            ], 0..60)) {
            let _ = read(pieces.concat().as_bytes());
        }

        #[test]
        fn a_mutated_file_never_panics(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
                                       end in any::<prop::sample::Index>()) {
            let mut bytes = small_gpx().into_bytes();
            for (place, byte) in changes {
                let index = place.index(bytes.len());
                bytes[index] = byte;
            }
            let _ = read(&bytes);
            let _ = read(&bytes[..end.index(bytes.len())]);
        }

        #[test]
        fn a_file_cut_anywhere_keeps_a_prefix_of_its_points(end in any::<prop::sample::Index>()) {
            let whole = small_gpx();
            let points = |file: &TrackFile| -> Vec<TrackPoint> { file.tracks.iter().flat_map(|track| &track.segments).flatten().copied().collect() };
            let all = points(&read(whole.as_bytes()).unwrap());
            if let Ok(file) = read(&whole.as_bytes()[..end.index(whole.len())]) {
                prop_assert!(all.starts_with(&points(&file)));
            }
        }
    }
}
