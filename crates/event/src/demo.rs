//! The demo event with something changed, for tests.

use crate::file::{EventFile, read_value};
use crate::{Enrolment, Event, EventError};
use serde_json::Value;

pub(crate) const JSON: &str = include_str!("../../../public/events/masikryong/event.json");

/// The demo event as JSON.
pub(crate) fn value() -> Value {
    serde_json::from_str(JSON).expect("the demo event is JSON")
}

/// The demo event with one value replaced; the place is a JSON pointer whose last part may be new.
pub(crate) fn with(pointer: &str, value: Value) -> Value {
    let mut event = self::value();
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    match event.pointer_mut(parent).expect("the parent is there") {
        Value::Object(map) => {
            map.insert(key.to_owned(), value);
        }
        Value::Array(list) => match key.parse::<usize>().ok().and_then(|index| list.get_mut(index)) {
            Some(place) => *place = value,
            None => list.push(value),
        },
        other => panic!("{other} holds nothing"),
    }
    event
}

/// What reading an event says is wrong, one line for each mistake.
pub(crate) fn mistakes(event: &Value) -> Vec<String> {
    match read_value(event) {
        Ok(_) => Vec::new(),
        Err(EventError::Mistakes(mistakes)) => mistakes.iter().map(ToString::to_string).collect(),
        Err(error) => panic!("{error}"),
    }
}

/// What reading the demo event with one value replaced says is wrong.
pub(crate) fn mistakes_with(pointer: &str, value: Value) -> Vec<String> {
    mistakes(&with(pointer, value))
}

/// The demo event's file with one value replaced, read.
pub(crate) fn file_with(pointer: &str, value: Value) -> EventFile {
    read_value(&with(pointer, value)).expect("the changed event reads")
}

/// The demo event with one value replaced, read.
pub(crate) fn read_with(pointer: &str, value: Value) -> Event {
    file_with(pointer, value).event
}

/// What the demo event's sign-up needs, with one value replaced, read.
pub(crate) fn enrolment_with(pointer: &str, value: Value) -> Enrolment {
    file_with(pointer, value).enrolment
}

mod tests {
    use super::JSON;
    use crate::read;
    use saddle_course::Course;
    use std::path::Path;

    /// A waypoint of the event file lies where the track file has the one of the same name.
    #[test]
    fn the_waypoints_lie_on_the_tracks() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/events/masikryong");
        let mut compared = 0;
        for distance in read(JSON).expect("the demo event is right").event.distances {
            let bytes =
                std::fs::read(folder.join(distance.track.source().as_str())).expect("the track is there");
            let file = saddle_course::read(&bytes).expect("the track reads");
            let course = Course::from_file(&file, None).expect("the track is a course");
            for waypoint in distance.waypoints {
                let same_name = |marked: &&saddle_course::Waypoint| {
                    marked.name.as_deref() == Some(waypoint.name.pick("en"))
                };
                let marked = file.waypoints.iter().find(same_name).expect("the track marks it");
                let place = course.at(waypoint.km * 1000.0);
                let apart_m = place.position.distance_m(marked.position);
                assert!(
                    apart_m < 100.0,
                    "{} is {apart_m} m from km {}",
                    waypoint.name.pick("en"),
                    waypoint.km
                );
                compared += 1;
            }
        }
        assert_eq!(compared, 11);
    }
}
