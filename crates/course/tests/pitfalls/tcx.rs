//! What is wrong with TCX files.

use super::*;

#[test]
fn a_course_has_its_points_and_course_points() {
    let file = file("course.tcx");
    assert_hill(&file);
    assert_eq!((track_names(&file), waypoint_names(&file)), (vec!["The hill"], vec!["Top"]));
    assert_eq!(repairs(&file), NOTHING);
}

#[test]
fn a_new_lap_is_no_gap() {
    let file = file("laps.tcx");
    // The second lap begins at the point where the first ended.
    assert_figures(&file, [4.0 * STEP_M, 40.0, 0.0, 100.0, 140.0]);
    assert_eq!(file.tracks[0].segments.len(), 1);
    assert_eq!(repairs(&file), ["points merged into one less than 1 m away: 1"]);
}

#[test]
fn a_pause_is_a_gap() {
    assert_two_hills(&file("pause.tcx"));
}

#[test]
fn several_courses_are_several_tracks() {
    let file = file("several_courses.tcx");
    assert_two_hills(&file);
    assert_eq!(track_names(&file), ["Half", "Other half"]);
}

#[test]
fn namespaces_do_not_matter() {
    assert_hill(&file("no_namespace.tcx"));
    let file = file("undeclared_prefix.tcx");
    assert_hill(&file);
    assert_eq!(repairs(&file), ["the prefix \"ns3:\" is not declared; strict readers will refuse the file"]);
}

#[test]
fn every_encoding_is_read() {
    for (name, track_name) in [("utf_16.tcx", "마식령"), ("latin_1.tcx", "Zürich")] {
        let file = file(name);
        assert_hill(&file);
        assert_eq!(track_names(&file), [track_name]);
    }
}

#[test]
fn altitudes_that_are_none_are_filled_in() {
    let file = file("nan_and_zero_altitudes.tcx");
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
fn decimal_commas_are_read() {
    let file = file("decimal_comma.tcx");
    assert_hill(&file);
    assert_eq!(repairs(&file), ["numbers with a decimal comma instead of a point: 11"]);
}

#[test]
fn a_point_that_has_a_pulse_only_is_dropped() {
    let file = file("pulse_without_position.tcx");
    assert_hill(&file);
    assert_eq!(repairs(&file), ["points dropped because they have no position on the Earth: 1"]);
}

#[test]
fn one_point_or_none_is_refused() {
    assert_eq!(refusal("one_point.tcx"), "the track has no two points that are a metre apart");
    assert_eq!(
        refusal("no_point.tcx"),
        "the TCX file has no track, route or waypoint: no Trackpoint or CoursePoint"
    );
}

#[test]
fn a_file_cut_in_the_middle_keeps_what_came_before() {
    let file = file("truncated.tcx");
    assert_figures(&file, [3.0 * STEP_M, 30.0, 0.0, 100.0, 130.0]);
    assert_eq!(repairs(&file), ["the file breaks off; what came before line 11 was kept"]);
}
