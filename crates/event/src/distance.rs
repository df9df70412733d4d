//! One of the distances of an event.

use crate::capacity::read_places;
use crate::named_climb::{self, NamedClimb};
use crate::published::Published;
use crate::reader::Object;
use crate::texts::Texts;
use crate::time_of_day::TimeOfDay;
use crate::track::Track;
use crate::waypoint::{Waypoint, read_cut_off_minutes};
use crate::{id, limits};
use saddle_course::Climb;

/// One of the distances of an event.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Distance {
    /// Short name used in links and by the desks, e.g. `42k`.
    pub id: String,
    /// What the visitor reads.
    pub name: Texts,
    /// What the course is like.
    pub description: Option<Texts>,
    /// The line of the course.
    pub track: Track,
    /// Which of several tracks in the file it is; none means all of them, one after the other.
    pub track_name: Option<String>,
    /// Where the line comes from, if that is not a survey.
    pub track_note: Option<Texts>,
    /// When it starts, on the day and in the time zone of the event.
    pub start: Option<TimeOfDay>,
    /// Minutes after the start by which a runner must have finished.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 20_160)))]
    pub cut_off_minutes: Option<u32>,
    /// The least age on race day, in full years.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100)))]
    pub minimum_age: Option<u8>,
    /// What it costs, in words.
    pub fee: Option<Texts>,
    /// How many runners it takes.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1_000_000)))]
    pub places: Option<u32>,
    /// The figures that the organiser has published.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub published: Published,
    /// Its named points, in the order of the file.
    #[cfg_attr(feature = "schema", schemars(default, length(max = 200)))]
    pub waypoints: Vec<Waypoint>,
    /// Names of its climbs.
    #[cfg_attr(feature = "schema", schemars(default, length(max = 200)))]
    pub climbs: Vec<NamedClimb>,
    /// Whether visitors are offered the file of the track.
    #[cfg_attr(feature = "schema", schemars(default = "offered"))]
    pub download: bool,
}

/// What the file need not say.
const fn offered() -> bool {
    true
}

impl Distance {
    /// The organiser's name of each of the climbs that the course was found to have, in their order.
    ///
    /// A name belongs to the climb that it is on, or else to the nearest one.
    pub fn climb_names(&self, climbs: &[Climb]) -> Vec<Option<&Texts>> {
        named_climb::names(&self.climbs, climbs)
    }

    pub(crate) fn read(object: &Object<'_>) -> Self {
        const AGE: &str = "a whole number of years from 1 to 100";
        let id = id::read(object);
        let name = Texts::required(object, "name", "what the visitor reads");
        let track = Track::read(object);
        let track_name = object.text("trackName", limits::WORD_CHARS);
        // At most 100, so the cast loses nothing.
        let minimum_age = object.whole("minimumAge", 1, 100, AGE).map(|age| age as u8);
        let published = Published::read(&object.object("published"));
        let description = Texts::optional(object, "description");
        let track_note = Texts::optional(object, "trackNote");
        let start = object.optional("start").and_then(|at| TimeOfDay::read(&at));
        let cut_off_minutes = read_cut_off_minutes(object);
        let fee = Texts::optional(object, "fee");
        let places = object.optional("places").and_then(|at| read_places(&at));
        let mut waypoints = Vec::new();
        for at in object.items("waypoints", limits::WAYPOINTS) {
            waypoints.push(Waypoint::read(&at.object(), published.distance_km));
        }
        let mut climbs = Vec::new();
        for at in object.items("climbs", limits::WAYPOINTS) {
            climbs.push(NamedClimb::read(&at.object(), published.distance_km));
        }
        let download = object.flag_or("download", offered());
        Self {
            id,
            name,
            description,
            track,
            track_name,
            track_note,
            start,
            cut_off_minutes,
            minimum_age,
            fee,
            places,
            published,
            waypoints,
            climbs,
            download,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::{mistakes_with, read_with};
    use serde_json::json;

    #[test]
    fn reads_every_key() {
        let value = json!({
            "id": "50k", "name": "50 km", "description": "Long", "track": "50k.gpx", "trackName": "Day 1",
            "trackNote": "From a map", "start": "06:30", "cutOffMinutes": 600, "minimumAge": 20, "fee": "50 EUR",
            "places": 300, "published": {"distanceKm": 50}, "waypoints": [], "download": false,
            "climbs": [{"km": 12, "name": "Wall"}],
        });
        let distance = read_with("/distances/0", value).distances.remove(0);
        assert_eq!((distance.id.as_str(), distance.name.pick("en")), ("50k", "50 km"));
        assert_eq!(distance.track.source().as_str(), "50k.gpx");
        assert_eq!(distance.track_name.as_deref(), Some("Day 1"));
        assert_eq!(distance.start.map(|start| start.to_string()).as_deref(), Some("06:30"));
        assert_eq!(
            (distance.cut_off_minutes, distance.minimum_age, distance.places),
            (Some(600), Some(20), Some(300))
        );
        let text = |texts: &Option<crate::Texts>| texts.as_ref().map(|texts| texts.pick("en").to_owned());
        assert_eq!(text(&distance.description).as_deref(), Some("Long"));
        assert_eq!(text(&distance.track_note).as_deref(), Some("From a map"));
        assert_eq!(text(&distance.fee).as_deref(), Some("50 EUR"));
        assert_eq!(distance.published.distance_km, Some(50.0));
        assert_eq!((distance.climbs[0].km, distance.climbs[0].name.pick("en")), (12.0, "Wall"));
        assert!(!distance.download);
    }

    #[test]
    fn the_track_may_be_downloaded_unless_the_file_forbids_it() {
        let download = |value| read_with("/distances/0/download", value).distances[0].download;
        assert_eq!([json!(null), json!(true), json!(false)].map(download), [true, true, false]);
        assert_eq!(
            mistakes_with("/distances/0/download", json!("no")),
            ["$.distances[0].download: found \"no\", expected true or false"]
        );
    }

    #[test]
    fn says_what_is_wrong_with_it() {
        assert_eq!(
            mistakes_with("/distances/1", json!({"start": "6:30", "minimumAge": 101, "places": 1.5})),
            [
                "$.distances[1].id: found nothing, expected an id of letters a to z, digits, \"-\", \"_\" and \".\"",
                "$.distances[1].name: found nothing, expected what the visitor reads",
                "$.distances[1].track: found nothing, expected the URL of a GPX, TCX, KML or GeoJSON file",
                "$.distances[1].minimumAge: found the number 101, expected a whole number of years from 1 to 100",
                "$.distances[1].start: found \"6:30\", expected a time of day such as \"09:00\"",
                "$.distances[1].places: found the number 1.5, expected a whole number of places, from 1 to 1000000",
            ]
        );
    }
}
