//! The race itself: everything of the event file but who takes sign-ups and what they are asked.

use crate::capacity::Capacity;
use crate::distance::Distance;
use crate::link::Link;
use crate::map::Map;
use crate::place::Place;
use crate::reader::Object;
use crate::registration::RegistrationWindow;
use crate::series::Series;
use crate::texts::Texts;
use crate::time_zone::TimeZone;
use crate::url::Url;
use crate::{id, limits};
use saddle_signup::Date;

/// A race, as its organiser's event file describes it.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Event {
    /// Short name of the event, e.g. `masikryong-2015`.
    pub id: String,
    /// What the race is called.
    pub name: Texts,
    /// The day of the race, where the race is.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::DateInFile"))]
    pub date: Date,
    /// The time zone of every time of day in the file.
    pub time_zone: TimeZone,
    /// Where the race is.
    pub place: Place,
    /// What kind of race it is, in a sentence or two.
    pub description: Option<Texts>,
    /// Who organises it.
    pub organiser: Option<Texts>,
    /// How many runners it takes.
    pub capacity: Option<Capacity>,
    /// From when until when sign-ups are taken; open until race day if the file does not say.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub registration: RegistrationWindow,
    /// Where to ask how many places are left: the answer is JSON, `{"left": 57}`.
    pub availability: Option<Url>,
    /// The series that the race belongs to, or asks to.
    pub series: Option<Series>,
    /// What has been published about it.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub links: Vec<Link>,
    /// What every visitor should know, such as that something is a placeholder.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub notices: Vec<Texts>,
    /// What lies under the course maps.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub map: Map,
    /// Its distances, in the order in which they are shown.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 50)))]
    pub distances: Vec<Distance>,
}

/// The version of the format, under the key `saddle`.
pub(crate) const VERSION: u32 = 1;

const EXPECTED_VERSION: &str = "1, the version of this format";
const EXPECTED_DATE: &str = "a day such as \"2015-10-04\"";

impl Event {
    /// An event with a gap wherever there is a mistake; with the first mistake, all of it is for nothing anyway.
    pub(crate) fn read(object: &Object<'_>) -> Self {
        // Editors find the schema by this key; it says nothing of the race.
        object.text("$schema", limits::URL_CHARS);
        if let Some(at) = object.required("saddle", EXPECTED_VERSION) {
            at.whole(VERSION, VERSION, EXPECTED_VERSION);
        }
        let id = id::read(object);
        let name = Texts::required(object, "name", "what the race is called");
        let date = object
            .required("date", EXPECTED_DATE)
            .and_then(|at| at.expect(at.value.as_str().and_then(Date::parse), EXPECTED_DATE))
            .unwrap_or(Date::FIRST);
        let time_zone = TimeZone::read(object);
        let place = Place::read(&object.required_object("place", "where the race is"));
        let description = Texts::optional(object, "description");
        let organiser = Texts::optional(object, "organiser");
        let capacity = object.optional("capacity").map(|at| Capacity::read(&at.object()));
        let registration = RegistrationWindow::read(&object.object("registration"));
        let availability = object.optional("availability").map(|at| Url::read(&at));
        let series = object.optional("series").map(|at| Series::read(&at.object()));
        let mut links = Vec::new();
        for at in object.items("links", limits::ITEMS) {
            links.push(Link::read(&at.object()));
        }
        let mut notices = Vec::new();
        for at in object.items("notices", limits::ITEMS) {
            notices.push(Texts::read(&at));
        }
        let map = Map::read(&object.object("map"));
        object.distinct_ids("distances");
        let mut distances = Vec::new();
        for at in object.filled_items("distances", limits::DISTANCES) {
            distances.push(Distance::read(&at.object()));
        }
        Self {
            id,
            name,
            date,
            time_zone,
            place,
            description,
            organiser,
            capacity,
            registration,
            availability,
            series,
            links,
            notices,
            map,
            distances,
        }
    }
}
