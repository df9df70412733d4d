//! The whole event file.

use crate::capacity::Capacity;
use crate::desk::Desk;
use crate::distance::Distance;
use crate::form::Form;
use crate::link::Link;
use crate::mistakes::{EventError, Warning};
use crate::place::Place;
use crate::reader::{Cursor, Notes, Object};
use crate::registration::RegistrationWindow;
use crate::series::Series;
use crate::texts::Texts;
use crate::time_zone::TimeZone;
use crate::url::Url;
use crate::written::Written;
use crate::{id, limits};
use saddle_signup::Date;
use serde_json::Value;

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
    /// Its distances, in the order in which they are shown.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 50)))]
    pub distances: Vec<Distance>,
    /// Who takes sign-ups; the last takes those whom no other serves.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 50)))]
    pub desks: Vec<Desk>,
    /// What the sign-up form asks.
    pub form: Form,
    /// The keys of the file that nothing reads, most often misspelt.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub warnings: Vec<Warning>,
}

/// The version of the format, under the key `saddle`.
pub(crate) const VERSION: u32 = 1;

const EXPECTED_VERSION: &str = "1, the version of this format";
const EXPECTED_DATE: &str = "a day such as \"2015-10-04\"";

/// Reads an event file.
///
/// # Errors
/// Not JSON, too large, or every mistake in it with its path.
pub fn read(json: &str) -> Result<Event, EventError> {
    read_value(&parse(json)?)
}

/// Reads an event file that has been parsed as JSON.
///
/// # Errors
/// Every mistake in it with its path.
pub fn read_value(value: &Value) -> Result<Event, EventError> {
    let written = Written::default();
    let notes = Notes { writer: Some(&written), ..Notes::default() };
    let mut event = Event::read(&Cursor::root(value, &notes).object());
    let mistakes = written.mistakes.take();
    if !mistakes.is_empty() {
        return Err(EventError::Mistakes(mistakes));
    }
    event.warnings = written.warnings.take();
    Ok(event)
}

/// What [`read_unexplained`] found.
pub struct Unexplained {
    /// The event; none if there is a mistake in the file.
    pub event: Option<Event>,
    /// Whether the file has keys that nothing reads.
    pub has_warnings: bool,
}

/// Reads an event file that has been parsed as JSON, and only notes whether something is wrong with it. If so,
/// [`read_value`] says what.
pub fn read_unexplained(value: &Value) -> Unexplained {
    let notes = Notes::default();
    let event = Event::read(&Cursor::root(value, &notes).object());
    Unexplained {
        event: (!notes.has_mistakes.get()).then_some(event),
        has_warnings: notes.has_warnings.get(),
    }
}

/// Reads a file as JSON, with or without a byte order mark.
pub(crate) fn parse(json: &str) -> Result<Value, EventError> {
    if json.len() > limits::FILE_BYTES {
        return Err(EventError::TooLarge { bytes: json.len(), limit_bytes: limits::FILE_BYTES });
    }
    serde_json::from_str(json.strip_prefix('\u{feff}').unwrap_or(json)).map_err(|error| EventError::NotJson {
        line: error.line(),
        column: error.column(),
        reason: error.to_string(),
    })
}

impl Event {
    /// The desks as routing and delivery know them, in the order of the file.
    pub fn signup_desks(&self) -> Vec<saddle_signup::Desk> {
        self.desks.iter().map(Desk::to_signup).collect()
    }

    /// An event with a gap wherever there is a mistake; with the first mistake, all of it is for nothing anyway.
    fn read(object: &Object<'_>) -> Self {
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
        object.distinct_ids("distances");
        let mut distances = Vec::new();
        for at in object.filled_items("distances", limits::DISTANCES) {
            distances.push(Distance::read(&at.object()));
        }
        let desk_ids = object.distinct_ids("desks");
        let mut desks = Vec::new();
        for at in object.filled_items("desks", limits::DESKS) {
            desks.push(Desk::read(&at.object()));
        }
        let form = Form::read(&object.required_object("form", "what the form asks"), &desk_ids);
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
            distances,
            desks,
            form,
            warnings: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn the_demo_event_reads_without_a_warning() {
        let event = read(demo::JSON).expect("the demo event is right");
        assert_eq!(event.warnings, []);
        assert_eq!(event.date.to_string(), "2015-10-04");
        assert_eq!(event.time_zone.as_str(), "Asia/Pyongyang");
        let ids: Vec<_> = event.distances.iter().map(|distance| distance.id.as_str()).collect();
        assert_eq!(ids, ["42k", "21k", "10k", "5k"]);
        let desks: Vec<_> = event.signup_desks().into_iter().map(|desk| desk.id).collect();
        assert_eq!(desks, ["zx-tour", "experience-north-korea"]);
        assert_eq!(event.capacity.map(|capacity| capacity.places), Some(200));
    }

    #[test]
    fn a_byte_order_mark_is_no_mistake() {
        assert!(read(&format!("\u{feff}{}", demo::JSON)).is_ok());
    }

    #[test]
    fn what_is_not_json_says_where() {
        let error = read("{\n  \"saddle\": 1,\n  \"id\" \"x\"\n}").expect_err("a colon is missing");
        assert!(matches!(error, EventError::NotJson { line: 3, column: 8, .. }), "{error:?}");
        assert!(error.to_string().contains("line 3 column 8"), "{error}");
        assert!(matches!(read(""), Err(EventError::NotJson { .. })));
    }

    #[test]
    fn what_is_too_large_is_not_parsed() {
        let bytes = limits::FILE_BYTES + 1;
        let expected = EventError::TooLarge { bytes, limit_bytes: limits::FILE_BYTES };
        assert_eq!(read(&" ".repeat(bytes)).expect_err("too large"), expected);
    }

    #[test]
    fn every_mistake_is_reported_at_once() {
        let mut event = demo::with("/date", json!("2015-02-29"));
        event["saddle"] = json!(2);
        event["timeZone"] = json!("Pyongyang");
        event["availability"] = json!("javascript:x");
        event["distances"][1]["track"] = json!(null);
        event["distances"][3]["waypoints"][0]["km"] = json!("zero");
        event["desks"][0]["email"] = json!("nobody");
        event["form"]["programmes"][2]["name"] = json!({});
        let paths: Vec<_> = demo::mistakes(&event)
            .iter()
            .map(|line| line.split(": ").next().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(
            paths,
            [
                "$.saddle",
                "$.date",
                "$.timeZone",
                "$.availability",
                "$.distances[1].track",
                "$.distances[3].waypoints[0].km",
                "$.desks[0].email",
                "$.form.programmes[2].name",
            ]
        );
    }

    #[test]
    fn an_empty_file_says_all_that_is_needed() {
        let one = "expected a list of at least one item";
        assert_eq!(
            demo::mistakes(&json!({})),
            [
                "$.saddle: found nothing, expected 1, the version of this format",
                "$.id: found nothing, expected an id of letters a to z, digits, \"-\", \"_\" and \".\"",
                "$.name: found nothing, expected what the race is called",
                "$.date: found nothing, expected a day such as \"2015-10-04\"",
                "$.timeZone: found nothing, expected the IANA time zone of the race",
                "$.place: found nothing, expected where the race is",
                &format!("$.distances: found nothing, {one}"),
                &format!("$.desks: found nothing, {one}"),
                "$.form: found nothing, expected what the form asks",
            ]
        );
        assert_eq!(demo::mistakes(&json!([])), ["$: found a list of 0, expected an object"]);
        assert_eq!(demo::mistakes_with("/desks", json!([]))[0], format!("$.desks: found a list of 0, {one}"));
    }

    #[test]
    fn there_is_an_end_to_what_is_read() {
        let distance = demo::value()["distances"][3].clone();
        let with_id = |index: usize| {
            let mut distance = distance.clone();
            distance["id"] = json!(index.to_string());
            distance
        };
        let distances: Vec<_> = (0..51).map(with_id).collect();
        assert_eq!(
            demo::mistakes_with("/distances", json!(distances)),
            ["$.distances: found a list of 51, expected a list of at most 50 items"]
        );
    }

    #[test]
    fn a_misspelt_key_is_a_warning() {
        let event = demo::read_with("/distances/0/minimunAge", json!(18));
        let paths: Vec<_> = event.warnings.iter().map(|warning| warning.path.as_str()).collect();
        assert_eq!(paths, ["$.distances[0].minimunAge"]);
        assert!(event.warnings[0].known.contains(&"minimumAge"));
        assert_eq!(demo::read_with("/$schema", json!("event.schema.json")).warnings, []);
    }

    #[test]
    fn without_words_the_same_is_right_and_wrong() {
        let right = read_unexplained(&demo::value());
        assert_eq!(
            (right.event.map(|event| event.id), right.has_warnings),
            (Some("masikryong-2015".to_owned()), false)
        );
        assert!(read_unexplained(&demo::with("/distances/0/minimunAge", json!(18))).has_warnings);
        assert!(read_unexplained(&demo::with("/date", json!("2015-02-29"))).event.is_none());
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            (-3..60i64).prop_map(Value::from),
            "\\PC{0,12}".prop_map(Value::from),
            prop::sample::select(vec![
                "2015-10-04",
                "42k.gpx",
                "zx-tour",
                "start",
                "CN",
                "zh-Hans",
                "a@b.c",
                "09:00"
            ])
            .prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec(("[a-zA-Z]{0,6}|id|name|km|track|packed", inner), 0..5)
                    .prop_map(|entries| entries.into_iter().collect::<Value>()),
            ]
        })
    }

    /// The JSON pointers of every value within a value.
    fn pointers(value: &Value, at: &str, into: &mut Vec<String>) {
        let mut inner = |key: &str, value: &Value| {
            let pointer = format!("{at}/{key}");
            pointers(value, &pointer, into);
            into.push(pointer);
        };
        match value {
            Value::Object(map) => map.iter().for_each(|(key, value)| inner(key, value)),
            Value::Array(list) => {
                list.iter().enumerate().for_each(|(index, value)| inner(&index.to_string(), value))
            }
            _ => {}
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,200}") {
            let _ = read(&text);
        }

        #[test]
        fn no_json_makes_it_panic(value in any_json()) {
            prop_assert!(read_value(&value).is_err());
        }

        #[test]
        fn no_change_of_an_event_makes_it_panic(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any_json()), 1..4)
        ) {
            let mut event = demo::value();
            for (place, value) in changes {
                let mut all = Vec::new();
                pointers(&event, "", &mut all);
                if let Some(slot) = event.pointer_mut(all[place.index(all.len())].as_str()) {
                    *slot = value;
                }
                if !event.is_object() || event.as_object().is_some_and(|map| map.is_empty()) {
                    break;
                }
            }
            if let Err(error) = read_value(&event) {
                prop_assert!(!error.to_string().is_empty());
                let EventError::Mistakes(mistakes) = error else { return Err(TestCaseError::fail("JSON is JSON")) };
                prop_assert!(!mistakes.is_empty(), "refused without a mistake");
                prop_assert!(mistakes.iter().all(|mistake| mistake.path.starts_with('$')));
            }
        }
    }
}
