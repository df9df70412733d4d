//! Reads GPX 1.0 and 1.1: <https://www.topografix.com/GPX/1/1/>.

use quick_xml::events::BytesStart;

use super::gathered::{Gathered, WrittenPoint};
use super::xml::{Elements, Token, attributes};
use super::{ReadError, Repair};

#[derive(Clone, Copy, Default, PartialEq)]
enum Tag {
    Gpx,
    Metadata,
    Track,
    Segment,
    TrackPoint,
    Route,
    RoutePoint,
    Waypoint,
    Elevation,
    Name,
    Extensions,
    #[default]
    Other,
}

fn tag_of(name: &str) -> Tag {
    match name {
        "trkpt" => Tag::TrackPoint,
        "ele" => Tag::Elevation,
        "rtept" => Tag::RoutePoint,
        "wpt" => Tag::Waypoint,
        "name" => Tag::Name,
        "extensions" => Tag::Extensions,
        "trkseg" => Tag::Segment,
        "trk" => Tag::Track,
        "rte" => Tag::Route,
        "metadata" => Tag::Metadata,
        "gpx" => Tag::Gpx,
        _ => Tag::Other,
    }
}

/// Gathers the tracks and waypoints of a GPX document. Its routes are taken only where it has no track, since a
/// file with both usually holds the same course twice, the route as a sketch of the track.
pub(super) fn gather(source: &str, gathered: &mut Gathered) -> Result<(), ReadError> {
    let mut elements = Elements::new(source, tag_of);
    let mut routes = Vec::new();
    let mut point = WrittenPoint::default();
    // Apart from the point, since programs have put waypoints inside of track points.
    let mut waypoint = WrittenPoint::default();
    let mut waypoint_name = String::new();

    while let Some(token) = elements.next() {
        match token {
            // What an extension calls a point or a name is not the file's.
            _ if elements.open().contains(&Tag::Extensions) => {}
            Token::Open(tag, element) => match tag {
                Tag::Gpx if attributes(&element).all(|(name, _)| name != "version") => {
                    gathered.note(Repair::MissingVersion);
                }
                Tag::Track | Tag::Route => gathered.begin_track(),
                Tag::Segment => gathered.begin_segment(),
                Tag::TrackPoint | Tag::RoutePoint => point = written_point(&element, gathered),
                Tag::Waypoint => {
                    waypoint_name.clear();
                    waypoint = written_point(&element, gathered);
                }
                _ => {}
            },
            Token::Close(tag) => match (tag, elements.open().last()) {
                (Tag::Elevation, Some(Tag::TrackPoint | Tag::RoutePoint)) => {
                    point.elevation_m = gathered.elevation(elements.text());
                }
                (Tag::Elevation, Some(Tag::Waypoint)) => {
                    waypoint.elevation_m = gathered.elevation(elements.text());
                }
                (Tag::Name, Some(Tag::Track | Tag::Route)) => gathered.name_track(elements.text()),
                (Tag::Name, Some(Tag::Waypoint)) => waypoint_name.push_str(elements.text()),
                (Tag::Name, Some(Tag::Gpx | Tag::Metadata)) => gathered.name_file(elements.text()),
                (Tag::TrackPoint | Tag::RoutePoint, _) => gathered.add_point(point)?,
                (Tag::Waypoint, _) => gathered.add_waypoint(&waypoint_name, waypoint)?,
                (Tag::Track, _) => gathered.end_track(),
                (Tag::Route, _) => routes.extend(gathered.take_track()),
                _ => {}
            },
        }
    }
    // Where the file breaks off, the last track or route is still open.
    if elements.open().contains(&Tag::Route) {
        routes.extend(gathered.take_track());
    }
    gathered.end_track();

    if !gathered.has_tracks() {
        routes.into_iter().for_each(|route| gathered.add_track(route));
    } else if !routes.is_empty() {
        gathered.note(Repair::RoutesIgnored { routes: routes.len() });
    }
    elements.finish(gathered)
}

/// The position in the attributes of a point.
fn written_point(element: &BytesStart<'_>, gathered: &mut Gathered) -> WrittenPoint {
    let mut point = WrittenPoint::default();
    for (name, value) in attributes(element) {
        match name {
            "lat" => point.latitude_deg = gathered.number(&value),
            "lon" => point.longitude_deg = gathered.number(&value),
            _ => {}
        }
    }
    point
}

#[cfg(test)]
mod tests {
    use super::super::{Repair, TrackFile, read};

    const POINTS: &str = r#"<trkpt lat="39.0" lon="127.0"><ele>10</ele></trkpt><trkpt lat="39.1" lon="127.1"><ele>20.5</ele></trkpt>"#;

    fn one_track(file: &TrackFile) -> Vec<(f64, f64, Option<f64>)> {
        assert_eq!(file.tracks.len(), 1, "{file:?}");
        let points = file.tracks[0].segments.iter().flatten();
        points
            .map(|point| (point.position.latitude_deg, point.position.longitude_deg, point.elevation_m))
            .collect()
    }

    /// Reads a document that must hold exactly [`POINTS`].
    fn reads_the_points(document: &str) -> TrackFile {
        let file = read(document.as_bytes()).unwrap_or_else(|error| panic!("{error}: {document}"));
        assert_eq!(one_track(&file), [(39.0, 127.0, Some(10.0)), (39.1, 127.1, Some(20.5))], "{document}");
        file
    }

    #[test]
    fn a_plain_file_needs_no_repair() {
        let file = reads_the_points(&format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
            <gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">
            <metadata><name>The file</name><author><name>Not the file</name></author></metadata>
            <wpt lat="39.05" lon="127.05"><ele>768</ele><name>The pass</name></wpt>
            <trk><name>The track</name><trkseg>{POINTS}</trkseg></trk></gpx>"#
        ));
        assert_eq!(file.repairs, []);
        assert_eq!(file.name.as_deref(), Some("The file"));
        assert_eq!(file.tracks[0].name.as_deref(), Some("The track"));
        assert_eq!(file.waypoints[0].name.as_deref(), Some("The pass"));
        assert_eq!(file.waypoints[0].elevation_m, Some(768.0));
    }

    #[test]
    fn version_1_0_keeps_its_name_at_the_top() {
        let file = reads_the_points(&format!(
            r#"<gpx version="1.0"><name>Old</name><trk><trkseg>{POINTS}</trkseg></trk></gpx>"#
        ));
        assert_eq!(file.name.as_deref(), Some("Old"));
    }

    #[test]
    fn namespaces_may_be_prefixed_missing_or_undeclared() {
        let prefixed = format!(
            r#"<g:gpx version="1.1" xmlns:g="http://www.topografix.com/GPX/1/1"><g:trk><g:trkseg>{}</g:trkseg></g:trk></g:gpx>"#,
            POINTS.replace("</", "</g:").replace("<trkpt", "<g:trkpt").replace("<ele", "<g:ele")
        );
        assert_eq!(reads_the_points(&prefixed).repairs, []);
        let undeclared = format!(
            r#"<gpx version="1.1"><trk><trkseg>{}</trkseg></trk></gpx>"#,
            POINTS.replace("</ele>", "</ele><extensions><gpxtpx:hr>150</gpxtpx:hr></extensions>")
        );
        let repair = Repair::UndeclaredPrefix { prefix: "gpxtpx".into() };
        assert_eq!(reads_the_points(&undeclared).repairs, [repair]);
    }

    #[test]
    fn extensions_are_not_mistaken_for_the_file() {
        let file = reads_the_points(&format!(
            r#"<gpx version="1.1"><trk><extensions><name>colour</name></extensions><trkseg>{}</trkseg></trk></gpx>"#,
            POINTS.replace("</ele>", "</ele><extensions><ele>-5</ele><trkpt lat='1' lon='1'/></extensions>")
        ));
        assert_eq!(file.tracks[0].name, None);
    }

    #[test]
    fn a_missing_version_is_noted() {
        let file = reads_the_points(&format!("<gpx><trk><trkseg>{POINTS}</trkseg></trk></gpx>"));
        assert_eq!(file.repairs, [Repair::MissingVersion]);
    }

    #[test]
    fn bad_times_do_not_matter() {
        let bad_times = POINTS.replace("</ele>", "</ele><time>0000-99-99T</time>");
        reads_the_points(&format!(r#"<gpx version="1.1"><trk><trkseg>{bad_times}</trkseg></trk></gpx>"#));
    }

    #[test]
    fn every_encoding_gives_the_same_points() {
        let document =
            format!(r#"<gpx version="1.1"><trk><name>Café</name><trkseg>{POINTS}</trkseg></trk></gpx>"#);
        let utf16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            format!("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>{document}")
                .encode_utf16()
                .flat_map(unit)
                .collect()
        };
        let latin_1: Vec<u8> = document.chars().map(|character| character as u8).collect();
        let with_mark = format!("\u{FEFF}{document}").into_bytes();
        let declared_wrongly = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{document}").into_bytes();
        for bytes in [utf16(u16::to_le_bytes), utf16(u16::to_be_bytes), latin_1, with_mark, declared_wrongly]
        {
            let file = read(&bytes).unwrap();
            assert_eq!(one_track(&file), [(39.0, 127.0, Some(10.0)), (39.1, 127.1, Some(20.5))]);
            assert_eq!(file.tracks[0].name.as_deref(), Some("Café"));
        }
    }

    #[test]
    fn names_are_trimmed_and_unescaped() {
        let file = reads_the_points(&format!(
            "<gpx version='1.1'><name>\n  <![CDATA[ Blue & Hills ]]>\n</name>\
             <trk><name> Tom &amp; J&#233;r&eacute;me & co &lt;3 </name><trkseg>{POINTS}</trkseg></trk></gpx>"
        ));
        assert_eq!(file.name.as_deref(), Some("Blue & Hills"));
        assert_eq!(file.tracks[0].name.as_deref(), Some("Tom & Jér&eacute;me & co <3"));
    }

    #[test]
    fn elevations_that_are_not_numbers_are_left_out() {
        let file = read(
            br#"<gpx version="1.1"><trk><trkseg><trkpt lat="1" lon="1"><ele>NaN</ele></trkpt>
            <trkpt lat="1" lon="2"><ele></ele></trkpt><trkpt lat="1" lon="3"/>
            <trkpt lat="1" lon="4"><ele>-inf</ele></trkpt></trkseg></trk></gpx>"#,
        )
        .unwrap();
        assert!(one_track(&file).iter().all(|(_, _, elevation_m)| elevation_m.is_none()));
        assert_eq!(file.repairs, [Repair::BadElevations { elevations: 2 }]);
    }

    #[test]
    fn decimal_commas_are_understood() {
        let file = reads_the_points(&format!(
            r#"<gpx version="1.1"><trk><trkseg>{}</trkseg></trk></gpx>"#,
            POINTS.replace('.', ",")
        ));
        assert_eq!(file.repairs, [Repair::DecimalCommas { numbers: 5 }]);
    }

    #[test]
    fn points_that_are_nowhere_are_dropped() {
        let nowhere =
            r#"<trkpt lat="NaN" lon="1"/><trkpt lon="1"/><trkpt lat="91" lon="1"/><trkpt lat="" lon="x"/>"#;
        let file = reads_the_points(&format!(
            r#"<gpx version="1.1"><trk><trkseg>{nowhere}{POINTS}</trkseg><trkseg>{nowhere}</trkseg></trk></gpx>"#
        ));
        assert_eq!(file.repairs, [Repair::PointsWithoutPosition { points: 8 }]);
        assert_eq!(file.tracks[0].segments.len(), 1);
    }

    #[test]
    fn longitudes_past_the_date_line_are_wrapped() {
        let file = read(
            br#"<gpx version="1.1"><trk><trkseg><trkpt lat="-17" lon="179.9"/><trkpt lat="-17" lon="180.5"/></trkseg></trk></gpx>"#,
        )
        .unwrap();
        assert_eq!(one_track(&file), [(-17.0, 179.9, None), (-17.0, -179.5, None)]);
        assert_eq!(file.repairs, [Repair::LongitudesWrapped { points: 1 }]);
    }

    #[test]
    fn a_file_cut_anywhere_after_its_points_keeps_them() {
        let document = format!("<gpx version='1.1'>\n<trk><trkseg>\n{POINTS}\n</trkseg></trk></gpx>");
        let after_points = document.find("</trkseg>").unwrap();
        for end in after_points..document.len() {
            let file = reads_the_points(&document[..end]);
            assert_eq!(file.repairs, [Repair::Truncated { line: 4 }], "cut at {end}");
        }
        // Within a point, that point is dropped: half of its elevation would be a wrong elevation.
        let inside_elevation = document.find("20.5").unwrap() + 1;
        let file = read(&document.as_bytes()[..inside_elevation]).unwrap();
        assert_eq!(one_track(&file), [(39.0, 127.0, Some(10.0))]);
    }

    #[test]
    fn stray_markup_does_not_lose_the_track() {
        reads_the_points(&format!(
            "<gpx version='1.1'><trk><name>up < down</name><desc>one<br>two</desc></b><trkseg>{POINTS}</trkseg></trk></gpx>"
        ));
        reads_the_points(&format!(
            "<gpx version=1.1><trk><trkseg>{}</trkseg></trk></gpx>",
            POINTS.replace('"', "").replace("</ele></trkpt>", "</trkpt>")
        ));
    }

    #[test]
    fn several_segments_and_tracks_stay_apart() {
        let file = read(
            format!(
                r#"<gpx version="1.1"><trk><name>A</name><trkseg>{POINTS}</trkseg><trkseg/><trkseg>{POINTS}</trkseg></trk>
                <trk><name>empty</name><trkseg></trkseg></trk><trk><name>B</name><trkseg>{POINTS}</trkseg></trk></gpx>"#
            )
            .as_bytes(),
        )
        .unwrap();
        let shape: Vec<_> =
            file.tracks.iter().map(|track| (track.name.as_deref(), track.segments.len())).collect();
        assert_eq!(shape, [(Some("A"), 2), (Some("B"), 1)]);
    }

    #[test]
    fn routes_are_read_only_where_there_is_no_track() {
        let route = format!("<rte><name>R</name>{}</rte>", POINTS.replace("trkpt", "rtept"));
        let file = reads_the_points(&format!("<gpx version='1.1'>{route}</gpx>"));
        assert_eq!(file.tracks[0].name.as_deref(), Some("R"));
        let file = reads_the_points(&format!(
            "<gpx version='1.1'>{route}<trk><name>T</name><trkseg>{POINTS}</trkseg></trk></gpx>"
        ));
        assert_eq!(file.tracks[0].name.as_deref(), Some("T"));
        assert_eq!(file.repairs, [Repair::RoutesIgnored { routes: 1 }]);
    }

    #[test]
    fn an_error_before_the_first_point_names_its_line() {
        let error = read(b"<gpx version='1.1'>\n<trk>\n<!-- never closed").unwrap_err();
        assert_eq!(
            error.to_string(),
            "line 3: syntax error: comment not closed: `-->` not found before end of input"
        );
    }
}
