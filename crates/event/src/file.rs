//! The whole event file.

use crate::enrolment::Enrolment;
use crate::event::Event;
use crate::limits;
use crate::mistakes::{EventError, Warning};
use crate::reader::{Cursor, Notes, Object};
use crate::written::Written;
use serde_json::Value;

/// An event file as its organiser writes it.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Event"))]
pub struct EventFile {
    /// The race.
    #[cfg_attr(feature = "schema", schemars(flatten))]
    pub event: Event,
    /// Who takes sign-ups, and what they are asked.
    #[cfg_attr(feature = "schema", schemars(flatten))]
    pub enrolment: Enrolment,
    /// The keys of the file that nothing reads, most often misspelt.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub warnings: Vec<Warning>,
}

/// Reads an event file.
///
/// # Errors
/// Not JSON, too large, or every mistake in it with its path.
pub fn read(json: &str) -> Result<EventFile, EventError> {
    read_value(&parse(json)?)
}

/// Reads an event file that has been parsed as JSON.
///
/// # Errors
/// Every mistake in it with its path.
pub fn read_value(value: &Value) -> Result<EventFile, EventError> {
    let written = Written::default();
    let notes = Notes { writer: Some(&written), ..Notes::default() };
    let object = Cursor::root(value, &notes).object();
    let (event, enrolment) = (Event::read(&object), Enrolment::read(&object));
    drop(object);
    let mistakes = written.mistakes.take();
    if !mistakes.is_empty() {
        return Err(EventError::Mistakes(mistakes));
    }
    Ok(EventFile { event, enrolment, warnings: written.warnings.take() })
}

/// A part of an event file, read without writing down what is wrong with it; [`read_value`] says what.
pub struct Unexplained<T> {
    /// The part; none if there is a mistake in it.
    pub part: Option<T>,
    /// Whether the part has keys that nothing reads.
    pub has_warnings: bool,
}

/// Reads what shows the race from an event file that has been parsed as JSON.
pub fn read_event(value: &Value) -> Unexplained<Event> {
    unexplained(value, |object| {
        Enrolment::skip(&object);
        Event::read(&object)
    })
}

/// Reads what a sign-up needs from an event file whose [event](read_event) has been read.
pub fn read_enrolment(value: &Value) -> Unexplained<Enrolment> {
    unexplained(value, |object| {
        let enrolment = Enrolment::read(&object);
        // The other keys are the event's.
        object.leave();
        enrolment
    })
}

fn unexplained<T>(value: &Value, read: impl FnOnce(Object<'_>) -> T) -> Unexplained<T> {
    let notes = Notes::default();
    let part = read(Cursor::root(value, &notes).object());
    Unexplained { part: (!notes.has_mistakes.get()).then_some(part), has_warnings: notes.has_warnings.get() }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn the_demo_event_reads_without_a_warning() {
        let file = read(demo::JSON).expect("the demo event is right");
        assert_eq!(file.warnings, []);
        let event = &file.event;
        assert_eq!(event.date.to_string(), "2015-10-04");
        assert_eq!(event.time_zone.as_str(), "Asia/Pyongyang");
        let ids: Vec<_> = event.distances.iter().map(|distance| distance.id.as_str()).collect();
        assert_eq!(ids, ["42k", "21k", "10k", "5k"]);
        let desks: Vec<_> = file.enrolment.signup_desks().into_iter().map(|desk| desk.id).collect();
        assert_eq!(desks, ["zx-tour", "experience-north-korea"]);
        assert_eq!(event.capacity.as_ref().map(|capacity| capacity.places), Some(200));
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
        let file = demo::file_with("/distances/0/minimunAge", json!(18));
        let paths: Vec<_> = file.warnings.iter().map(|warning| warning.path.as_str()).collect();
        assert_eq!(paths, ["$.distances[0].minimunAge"]);
        assert!(file.warnings[0].known.contains(&"minimumAge"));
        assert_eq!(demo::file_with("/$schema", json!("event.schema.json")).warnings, []);
    }

    #[test]
    fn without_words_the_same_is_right_and_wrong() {
        let right = read_event(&demo::value());
        assert_eq!(
            (right.part.map(|event| event.id), right.has_warnings),
            (Some("masikryong-2015".to_owned()), false)
        );
        assert!(read_event(&demo::with("/distances/0/minimunAge", json!(18))).has_warnings);
        assert!(read_event(&demo::with("/date", json!("2015-02-29"))).part.is_none());
    }

    #[test]
    fn what_a_sign_up_needs_is_read_apart() {
        let right = read_enrolment(&demo::value());
        assert_eq!(right.part.map(|enrolment| enrolment.desks.len()), Some(2));
        assert!(!right.has_warnings);
        let misspelt = demo::with("/desks/0/emial", json!("a@example.org"));
        assert!(read_enrolment(&misspelt).has_warnings && !read_event(&misspelt).has_warnings);
        let wrong = demo::with("/desks/0/email", json!("nobody"));
        assert!(read_enrolment(&wrong).part.is_none() && read_event(&wrong).part.is_some());
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
