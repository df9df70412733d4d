//! Reads Garmin Training Center XML, courses and activities:
//! <https://www8.garmin.com/xmlschemas/TrainingCenterDatabasev2.xsd>.

use super::ReadError;
use super::gathered::{Gathered, WrittenPoint};
use super::xml::{Elements, Token};

#[derive(Clone, Copy, Default, PartialEq)]
enum Tag {
    Course,
    Activity,
    Lap,
    Track,
    TrackPoint,
    CoursePoint,
    Latitude,
    Longitude,
    Altitude,
    Name,
    #[default]
    Other,
}

fn tag_of(name: &str) -> Tag {
    match name {
        "Trackpoint" => Tag::TrackPoint,
        "LatitudeDegrees" => Tag::Latitude,
        "LongitudeDegrees" => Tag::Longitude,
        "AltitudeMeters" => Tag::Altitude,
        "Name" => Tag::Name,
        "CoursePoint" => Tag::CoursePoint,
        "Track" => Tag::Track,
        "Lap" => Tag::Lap,
        "Course" => Tag::Course,
        "Activity" => Tag::Activity,
        _ => Tag::Other,
    }
}

/// Gathers the courses and activities of a TCX document as tracks, and its course points as waypoints.
pub(super) fn gather(source: &str, gathered: &mut Gathered) -> Result<(), ReadError> {
    let mut elements = Elements::new(source, tag_of);
    let mut point = WrittenPoint::default();
    let mut point_name = String::new();
    // A watch begins a new lap every kilometre without the runner stopping, so the first line of a lap goes on where
    // the one before ended; another line within a lap comes after a pause.
    let mut lap_has_line = false;

    while let Some(token) = elements.next() {
        match token {
            Token::Open(tag, _) => match tag {
                Tag::Course | Tag::Activity => gathered.begin_track(),
                Tag::Lap => lap_has_line = false,
                Tag::Track => {
                    if lap_has_line {
                        gathered.begin_segment();
                    }
                    lap_has_line = true;
                }
                Tag::TrackPoint | Tag::CoursePoint => {
                    point = WrittenPoint::default();
                    point_name.clear();
                }
                _ => {}
            },
            Token::Close(tag) => match tag {
                Tag::Latitude => point.latitude_deg = gathered.number(elements.text()),
                Tag::Longitude => point.longitude_deg = gathered.number(elements.text()),
                Tag::Altitude => point.elevation_m = gathered.elevation(elements.text()),
                Tag::Name => match elements.open().last() {
                    Some(Tag::Course) => gathered.name_track(elements.text()),
                    Some(Tag::CoursePoint) => point_name.push_str(elements.text()),
                    _ => {}
                },
                Tag::TrackPoint => gathered.add_point(point)?,
                Tag::CoursePoint => gathered.add_waypoint(&point_name, point)?,
                Tag::Course | Tag::Activity => gathered.end_track(),
                _ => {}
            },
        }
    }
    elements.finish(gathered)
}

#[cfg(test)]
mod tests {
    use super::super::{Repair, read};

    fn point(latitude: &str) -> String {
        format!(
            "<Trackpoint><Time>x</Time><Position><LatitudeDegrees>{latitude}</LatitudeDegrees>\
             <LongitudeDegrees>127</LongitudeDegrees></Position><AltitudeMeters>12.5</AltitudeMeters></Trackpoint>"
        )
    }

    #[test]
    fn a_course_has_a_name_points_and_course_points() {
        let document = format!(
            "<TrainingCenterDatabase><Courses><Course><Name>Pass</Name><Lap><BeginPosition><LatitudeDegrees>1</LatitudeDegrees>\
             <LongitudeDegrees>1</LongitudeDegrees></BeginPosition></Lap><Track>{}{}</Track>\
             <CoursePoint><Name>Top</Name><Position><LatitudeDegrees>39.05</LatitudeDegrees>\
             <LongitudeDegrees>127</LongitudeDegrees></Position><PointType>Summit</PointType></CoursePoint>\
             <Creator><Name>Watch</Name></Creator></Course></Courses></TrainingCenterDatabase>",
            point("39.0"),
            point("39.1")
        );
        let file = read(document.as_bytes()).unwrap();
        assert_eq!(file.tracks[0].name.as_deref(), Some("Pass"));
        assert_eq!(file.tracks[0].segments[0].len(), 2);
        assert_eq!(file.tracks[0].segments[0][0].position.latitude_deg, 39.0);
        assert_eq!(file.tracks[0].segments[0][0].elevation_m, Some(12.5));
        assert_eq!(file.waypoints[0].name.as_deref(), Some("Top"));
        assert_eq!(file.waypoints[0].elevation_m, None);
        assert_eq!(file.repairs, []);
    }

    #[test]
    fn laps_join_and_pauses_part() {
        let line = |latitude: &str| format!("<Track>{}</Track>", point(latitude));
        let document = format!(
            "<TrainingCenterDatabase><Activities><Activity><Lap>{}{}</Lap><Lap>{}</Lap></Activity></Activities></TrainingCenterDatabase>",
            line("39.0"),
            line("39.1"),
            line("39.2")
        );
        let file = read(document.as_bytes()).unwrap();
        let lengths: Vec<_> = file.tracks[0].segments.iter().map(Vec::len).collect();
        assert_eq!(lengths, [1, 2]);
    }

    #[test]
    fn points_with_a_pulse_but_no_position_are_dropped() {
        let document = format!(
            "<TrainingCenterDatabase><Activity><Lap><Track>{}<Trackpoint><HeartRateBpm><Value>99</Value></HeartRateBpm>\
             </Trackpoint></Track></Lap></Activity></TrainingCenterDatabase>",
            point("39.0")
        );
        assert_eq!(read(document.as_bytes()).unwrap().repairs, [Repair::PointsWithoutPosition { points: 1 }]);
    }
}
