//! What is wrong with GeoJSON files.

use super::*;

#[test]
fn a_line_may_stand_alone() {
    let file = file("line.geojson");
    assert_hill(&file);
    assert_eq!(repairs(&file), NOTHING);
}

#[test]
fn features_are_tracks_and_waypoints() {
    let file = file("feature_collection.geojson");
    assert_two_hills(&file);
    assert_eq!((track_names(&file), waypoint_names(&file)), (vec!["Half", "Other half"], vec!["Top"]));
    assert_eq!((file.name.as_deref(), repairs(&file)), (Some("The file"), vec![]));
}

#[test]
fn the_lines_of_a_multi_line_string_have_gaps_between_them() {
    let file = file("multi_line.geojson");
    assert_two_hills(&file);
    assert_eq!((track_names(&file), repairs(&file)), (vec!["The hill"], vec![]));
}

#[test]
fn a_geometry_collection_is_one_track_even_within_another() {
    let file = file("geometry_collection.geojson");
    assert_two_hills(&file);
    assert_eq!((track_names(&file), waypoint_names(&file)), (vec!["The hill"], vec!["The hill"]));
}

#[test]
fn members_may_come_in_any_order() {
    let file = file("members_in_any_order.geojson");
    assert_hill(&file);
    assert_eq!(track_names(&file), ["The hill"]);
}

#[test]
fn the_antimeridian_is_no_way_around_the_world() {
    assert_hill(&file("antimeridian.geojson"));
    let file = file("longitude_over_180.geojson");
    assert_hill(&file);
    assert_eq!(repairs(&file), ["longitudes beyond 180 degrees, wrapped: 2"]);
}

#[test]
fn elevations_that_are_none_are_filled_in() {
    let file = file("null_and_zero_elevations.geojson");
    assert_hill(&file);
    assert_eq!(
        repairs(&file),
        [
            "elevations of 0 dropped amid clearly different ones: 1",
            "missing elevations filled in between known ones: 2"
        ]
    );
}

#[test]
fn positions_that_are_none_are_dropped() {
    let file = file("positions_that_are_none.geojson");
    assert_hill(&file);
    assert_eq!(repairs(&file), ["points dropped because they have no position on the Earth: 3"]);
}

#[test]
fn every_encoding_is_read() {
    assert_hill(&file("byte_order_mark.geojson"));
    for (name, track_name) in [("utf_16.geojson", "마식령"), ("latin_1.geojson", "Zürich")] {
        let file = file(name);
        assert_hill(&file);
        assert_eq!(track_names(&file), [track_name]);
    }
}

#[test]
fn one_point_or_none_is_refused() {
    assert_eq!(refusal("one_point.geojson"), "the track has no two points that are a metre apart");
    let nothing = "the GeoJSON file has no track, route or waypoint: no LineString, MultiLineString, Point or MultiPoint";
    assert_eq!(refusal("no_point.geojson"), nothing);
    assert_eq!(refusal("area_only.geojson"), nothing);
}

#[test]
fn mistakes_of_the_json_have_a_line() {
    assert_eq!(refusal("truncated.geojson"), "line 7, column 14: EOF while parsing a list");
    assert_eq!(refusal("nan_elevation.geojson"), "line 6, column 19: expected value");
    assert_eq!(
        refusal("no_type.geojson"),
        "expected a GPX, TCX, KML or GeoJSON file, found JSON without GeoJSON's \"type\""
    );
}
