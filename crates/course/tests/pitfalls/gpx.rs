//! What is wrong with GPX files.

use super::*;

#[test]
fn a_route_alone_is_the_track() {
    let file = file("route_only.gpx");
    assert_hill(&file);
    assert_eq!((track_names(&file), repairs(&file)), (vec!["The hill"], vec![]));
}

#[test]
fn a_route_beside_a_track_is_left_out() {
    let file = file("route_and_track.gpx");
    assert_hill(&file);
    assert_eq!(repairs(&file), ["routes left out because the file has tracks: 1"]);
}

#[test]
fn several_segments_have_gaps_between_them() {
    let file = file("segments_with_gap.gpx");
    assert_two_hills(&file);
    assert_eq!((file.tracks.len(), repairs(&file)), (1, vec![]));
}

#[test]
fn several_tracks_are_one_course_unless_one_is_named() {
    let file = file("several_tracks.gpx");
    assert_two_hills(&file);
    assert_eq!(track_names(&file), ["Half", "Other half"]);
    let half = Course::from_file(&file, Some("Other half")).unwrap();
    assert!((half.figures().distance_m - 4.0 * STEP_M).abs() < 0.05);
    assert_eq!(
        Course::from_file(&file, Some("Nothing")).unwrap_err().to_string(),
        "no track is named \"Nothing\"; there are: Half, Other half"
    );
}

#[test]
fn waypoints_are_no_track_points_wherever_they_stand() {
    let file = file("waypoints_inside_and_outside.gpx");
    assert_hill(&file);
    assert_eq!(waypoint_names(&file), ["Start", "In the track", "In a point", "In the segment", "Far away"]);
    let elevations_m: Vec<_> = file.waypoints.iter().map(|waypoint| waypoint.elevation_m).collect();
    assert_eq!(elevations_m, [Some(100.0), None, Some(9.0), None, None]);
    assert_eq!((track_names(&file), repairs(&file)), (vec!["The hill"], vec![]));
}

#[test]
fn prefixed_elements_are_the_same_elements() {
    let file = file("prefixed.gpx");
    assert_hill(&file);
    assert_eq!((track_names(&file), repairs(&file)), (vec!["The hill"], vec![]));
}

#[test]
fn an_undeclared_prefix_is_reported() {
    let file = file("undeclared_prefix.gpx");
    assert_hill(&file);
    assert_eq!(
        repairs(&file),
        ["the prefix \"gpxtpx:\" is not declared; strict readers will refuse the file"]
    );
}

#[test]
fn no_namespace_is_no_trouble() {
    let file = file("no_namespace.gpx");
    assert_hill(&file);
    assert_eq!(repairs(&file), NOTHING);
}

#[test]
fn a_byte_order_mark_is_no_trouble() {
    let file = file("byte_order_mark.gpx");
    assert_hill(&file);
    assert_eq!(repairs(&file), NOTHING);
}

#[test]
fn utf_16_is_read_both_ways_and_without_its_mark() {
    for name in ["utf_16_little_endian.gpx", "utf_16_big_endian.gpx", "utf_16_without_mark.gpx"] {
        let file = file(name);
        assert_hill(&file);
        assert_eq!(track_names(&file), ["마식령 Zürich"]);
        assert_eq!(repairs(&file), ["decoded from UTF-16"]);
    }
}

#[test]
fn latin_1_is_read() {
    let file = file("latin_1.gpx");
    assert_hill(&file);
    assert_eq!(track_names(&file), ["Zürich à pied"]);
    assert_eq!(repairs(&file), ["bytes that are not UTF-8, read as windows-1252: 2"]);
}

#[test]
fn windows_1252_is_read() {
    let file = file("windows_1252.gpx");
    assert_hill(&file);
    assert_eq!(track_names(&file), ["“Café” – 5 €"]);
    assert_eq!(repairs(&file), ["bytes that are not UTF-8, read as windows-1252: 5"]);
}

#[test]
fn a_missing_version_is_reported() {
    let file = file("missing_version.gpx");
    assert_hill(&file);
    assert_eq!(repairs(&file), ["the gpx element has no version; read as 1.1"]);
}

#[test]
fn bounds_with_min_over_max_mean_nothing() {
    let file = file("bounds_min_over_max.gpx");
    assert_hill(&file);
    assert_eq!(repairs(&file), NOTHING);
}

#[test]
fn course_and_speed_of_gpx_1_0_are_no_elevations() {
    let file = file("version_1_0_course_and_speed.gpx");
    assert_hill(&file);
    assert_eq!((file.name.as_deref(), repairs(&file)), (Some("From 2004"), vec![]));
}

#[test]
fn times_may_be_dates_only() {
    let file = file("date_only_times.gpx");
    assert_hill(&file);
    assert_eq!(repairs(&file), NOTHING);
}

#[test]
fn an_elevation_that_is_no_number_is_filled_in() {
    let file = file("nan_elevation.gpx");
    assert_hill(&file);
    assert_eq!(
        repairs(&file),
        [
            "elevations left out because they are not numbers: 1",
            "missing elevations filled in between known ones: 1"
        ]
    );
}

#[test]
fn decimal_commas_are_read() {
    let file = file("decimal_comma.gpx");
    assert_hill(&file);
    assert_eq!(repairs(&file), ["numbers with a decimal comma instead of a point: 15"]);
}

#[test]
fn longitudes_over_180_are_wrapped() {
    let file = file("longitude_over_180.gpx");
    assert_hill(&file);
    assert_eq!(repairs(&file), ["longitudes beyond 180 degrees, wrapped: 2"]);
}

#[test]
fn the_antimeridian_is_no_way_around_the_world() {
    let file = file("antimeridian.gpx");
    assert_hill(&file);
    assert_eq!(repairs(&file), NOTHING);
}

#[test]
fn an_isolated_zero_is_no_elevation() {
    let file = file("isolated_zero_elevation.gpx");
    assert_hill(&file);
    assert_eq!(
        repairs(&file),
        [
            "elevations of 0 dropped amid clearly different ones: 1",
            "missing elevations filled in between known ones: 1"
        ]
    );
}

#[test]
fn a_beach_at_0_m_stays() {
    let file = file("beach_at_zero.gpx");
    // From 20 m down to the beach, along it for 111 m, and up to 12 m.
    assert_figures(&file, [4.0 * STEP_M, 12.0, 20.0, 0.0, 20.0]);
    assert_eq!(repairs(&file), NOTHING);
}

#[test]
fn a_spike_is_no_mountain() {
    let file = file("spike.gpx");
    assert_hill(&file);
    assert_eq!(
        repairs(&file),
        [
            "elevations dropped that stand out from both neighbours: 1",
            "missing elevations filled in between known ones: 1"
        ]
    );
}

#[test]
fn thousands_of_duplicates_are_one_point() {
    // A recorder that goes on while its runner sleeps: each point of the hill 2,000 times.
    let point = |step: usize| {
        let point =
            format!("<trkpt lat=\"39.00{step}\" lon=\"127.5\"><ele>{}</ele></trkpt>\n", 100 + 10 * step);
        point.repeat(2_000)
    };
    let points: String = (0..5).map(point).collect();
    let gpx = format!("<gpx version=\"1.1\"><trk><trkseg>\n{points}</trkseg></trk></gpx>");
    let file = read(gpx.as_bytes()).unwrap();
    assert_figures(&file, [4.0 * STEP_M, 40.0, 0.0, 100.0, 140.0]);
    assert_eq!(Course::from_file(&file, None).unwrap().vertices().len(), 5);
    assert_eq!(repairs(&file), ["points merged into one less than 1 m away: 9995"]);
}

#[test]
fn missing_elevations_are_filled_in() {
    let file = file("missing_elevations.gpx");
    // The first point takes the elevation of the second; the others follow the distance.
    assert_figures(&file, [4.0 * STEP_M, 30.0, 0.0, 110.0, 140.0]);
    assert_eq!(repairs(&file), ["missing elevations filled in between known ones: 3"]);
}

#[test]
fn no_elevation_at_all_leaves_the_distance() {
    let file = file("no_elevations.gpx");
    let course = Course::from_file(&file, None).unwrap();
    assert!((course.figures().distance_m - 4.0 * STEP_M).abs() < 0.05);
    assert_eq!((course.figures().elevation, repairs(&file)), (None, vec![]));
}

#[test]
fn one_point_is_no_course() {
    assert_eq!(points(&file("one_point.gpx")), 1);
    assert_eq!(refusal("one_point.gpx"), "the track has no two points that are a metre apart");
}

#[test]
fn no_point_at_all_is_refused() {
    assert_eq!(
        refusal("no_point.gpx"),
        "the GPX file has no track, route or waypoint: no trkpt, rtept or wpt"
    );
}

#[test]
fn points_that_are_nowhere_are_refused() {
    assert_eq!(
        refusal("points_nowhere.gpx"),
        "no trkpt, rtept or wpt of the GPX file has a latitude from -90 to 90 and a longitude; points without: 2"
    );
}

#[test]
fn a_file_cut_in_the_middle_keeps_what_came_before() {
    let file = file("truncated.gpx");
    // Of the fifth point only half of its elevation is left.
    assert_figures(&file, [3.0 * STEP_M, 30.0, 0.0, 100.0, 130.0]);
    assert_eq!(repairs(&file), ["the file breaks off; what came before line 10 was kept"]);
}

#[test]
fn a_file_cut_before_its_points_is_refused_with_the_line() {
    assert_eq!(refusal("truncated_before_points.gpx"), "line 4: the file breaks off inside an element");
}

#[test]
fn a_comment_that_swallows_the_file_is_refused_with_the_line_where_it_begins() {
    assert_eq!(
        refusal("unclosed_comment.gpx"),
        "line 3: syntax error: comment not closed: `-->` not found before end of input"
    );
}

#[test]
fn what_is_not_xml_is_named() {
    let expected = "expected a GPX, TCX, KML or GeoJSON file, found ";
    assert_eq!(refusal("not_xml.gpx"), format!("{expected}text or data that begins with 'l'"));
    assert_eq!(refusal("web_page.gpx"), format!("{expected}a web page"));
}

#[test]
fn entities_of_a_document_type_are_not_followed() {
    let bomb: String =
        (1..9).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
    let text = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE gpx [<!ENTITY e0 \"ten bytes.\">{bomb}<!ENTITY file SYSTEM \"file:///etc/passwd\">]>\
         <gpx version=\"1.1\"><trk><name>&e8;&file;</name><trkseg><trkpt lat=\"39.0\" lon=\"127\"><ele>&e0;</ele></trkpt>\
         <trkpt lat=\"39.1\" lon=\"127\"/></trkseg></trk></gpx>"
    );
    let file = read(text.as_bytes()).unwrap();
    let names = track_names(&file).concat();
    assert!(names.len() < 100 && !names.contains("ten bytes"), "{names}");
    assert_eq!(file.tracks[0].segments[0].len(), 2);
}
