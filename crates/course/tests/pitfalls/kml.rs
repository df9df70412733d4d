//! What is wrong with KML files.

use super::*;

#[test]
fn a_line_is_a_track() {
    let file = file("line.kml");
    assert_hill(&file);
    assert_eq!((file.name.as_deref(), track_names(&file)), (Some("The file"), vec!["The hill"]));
    assert_eq!(repairs(&file), NOTHING);
}

#[test]
fn the_lines_of_a_multi_geometry_have_gaps_between_them() {
    let file = file("multi_geometry.kml");
    assert_two_hills(&file);
    assert_eq!((file.tracks.len(), waypoint_names(&file)), (1, vec!["The hill"]));
}

#[test]
fn a_timed_track_is_a_track() {
    let file = file("timed_track.kml");
    assert_hill(&file);
    assert_eq!((track_names(&file), repairs(&file)), (vec!["The hill"], vec![]));
}

#[test]
fn the_tracks_of_a_multi_track_have_gaps_between_them() {
    let file = file("timed_tracks_with_gap.kml");
    assert_two_hills(&file);
    assert_eq!(file.tracks.len(), 1);
}

#[test]
fn several_placemarks_are_several_tracks() {
    let file = file("several_placemarks.kml");
    assert_two_hills(&file);
    assert_eq!((track_names(&file), waypoint_names(&file)), (vec!["Half", "Other half"], vec!["Top"]));
}

#[test]
fn namespaces_do_not_matter() {
    assert_hill(&file("no_namespace.kml"));
    assert_hill(&file("prefixed.kml"));
    let file = file("undeclared_prefix.kml");
    assert_hill(&file);
    assert_eq!(repairs(&file), ["the prefix \"gx:\" is not declared; strict readers will refuse the file"]);
}

#[test]
fn every_encoding_is_read() {
    for (name, track_name) in [("utf_16.kml", "마식령"), ("latin_1.kml", "Zürich")] {
        let file = file(name);
        assert_hill(&file);
        assert_eq!(track_names(&file), [track_name]);
    }
}

#[test]
fn longitudes_over_180_are_wrapped() {
    let file = file("longitude_over_180.kml");
    assert_hill(&file);
    assert_eq!(repairs(&file), ["longitudes beyond 180 degrees, wrapped: 2"]);
}

#[test]
fn spaces_after_commas_are_forgiven() {
    assert_hill(&file("spaces_after_commas.kml"));
}

#[test]
fn altitudes_that_are_none_are_filled_in() {
    let file = file("nan_and_zero_altitudes.kml");
    assert_hill(&file);
    assert_eq!(
        repairs(&file),
        [
            "elevations left out because they are not numbers: 1",
            "elevations of 0 dropped amid clearly different ones: 1",
            "missing elevations filled in between known ones: 2"
        ]
    );
}

#[test]
fn altitudes_that_are_all_zero_are_none() {
    let file = file("altitudes_all_zero.kml");
    assert_eq!(Course::from_file(&file, None).unwrap().figures().elevation, None);
    assert_eq!(repairs(&file), ["tracks whose altitudes are all 0, read as having none: 1"]);
}

#[test]
fn one_point_or_none_is_refused() {
    assert_eq!(refusal("one_point.kml"), "the track has no two points that are a metre apart");
    let nothing = "the KML file has no track, route or waypoint: no LineString, gx:Track or Point";
    assert_eq!(refusal("no_point.kml"), nothing);
    assert_eq!(refusal("area_only.kml"), nothing);
}

#[test]
fn a_file_cut_in_the_middle_keeps_what_came_before() {
    let file = file("truncated.kml");
    // The fifth point is cut within its latitude.
    assert_figures(&file, [3.0 * STEP_M, 30.0, 0.0, 100.0, 130.0]);
    assert_eq!(repairs(&file), ["the file breaks off; what came before line 13 was kept"]);
}
