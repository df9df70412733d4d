//! A field that an event adds to the form.

use crate::choice::Choice;
use crate::limits;
use crate::reader::{Cursor, Object};
use crate::texts::Texts;
use saddle_signup::custom::is_free_id;
use saddle_signup::kind::TICKED;
use saddle_signup::{Condition, CustomField, FieldId, FieldName, Kind, NumberRange, Question};

/// What visitors read of a field of the event's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomWords {
    /// The question.
    pub label: Texts,
    /// What helps to answer it.
    pub hint: Option<Texts>,
    /// What it offers, if it is chosen from a list.
    pub choices: Vec<Choice>,
}

/// The types as the file writes them.
pub(crate) const TYPES: [(&str, Type); 8] = [
    ("text", Type::Text),
    ("long-text", Type::LongText),
    ("choice", Type::Choice),
    ("choices", Type::Choices),
    ("number", Type::Number),
    ("date", Type::Date),
    ("checkbox", Type::Checkbox),
    ("country", Type::Country),
];

/// A type of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Text,
    LongText,
    Choice,
    Choices,
    Number,
    Date,
    Checkbox,
    Country,
}

/// What a field can wait for.
pub(crate) struct Known<'k> {
    /// The event's own fields above it.
    pub(crate) customs: &'k [CustomField],
    /// The ids that a built-in field offers; `None` if the form does not ask that field.
    pub(crate) built_in: &'k dyn Fn(FieldName) -> Option<Vec<String>>,
    /// The ids of the event's desks.
    pub(crate) desk_ids: &'k [&'k str],
}

const EXPECTED_ID: &str =
    "an id of its own: a letter, then letters, digits, \"-\" and \"_\", and no name of a built-in field";

impl CustomWords {
    /// Reads a field and the words for it.
    pub(crate) fn read(object: &Object<'_>, known: &Known<'_>) -> (CustomField, Self) {
        let kind_at = object.required("type", "the type of the answer");
        let of_type = kind_at.and_then(|at| at.word(&TYPES)).unwrap_or(Type::Text);
        let choices = match of_type {
            Type::Choice | Type::Choices => Choice::read_list(object, "choices", known.desk_ids),
            _ => Vec::new(),
        };
        if matches!(of_type, Type::Choice | Type::Choices) && choices.is_empty() {
            object.mistake_at("choices", "something to choose");
        }
        let ids = || choices.iter().map(|choice| choice.id.clone()).collect();
        let kind = match of_type {
            Type::Text => Kind::Line,
            Type::LongText => Kind::LongText,
            Type::Choice => Kind::Choice(ids()),
            Type::Choices => Kind::Choices(ids()),
            Type::Number => Kind::Number(read_range(object)),
            Type::Date => Kind::Date,
            Type::Checkbox => Kind::Checkbox,
            Type::Country => Kind::Country,
        };
        let id = read_id(object, &kind, known.customs);
        let each_runner = object.flag("eachRunner");
        let conditions = object.optional("if").map_or_else(Vec::new, |at| read_conditions(&at, known));
        let words = Self {
            label: Texts::required(object, "label", "what the field asks"),
            hint: Texts::optional(object, "hint"),
            choices,
        };
        (CustomField { id, kind, each_runner, conditions }, words)
    }
}

/// Reads an id whose keys no other field has: those of a date are three.
fn read_id(object: &Object<'_>, kind: &Kind, customs: &[CustomField]) -> String {
    let Some(at) = object.required("id", EXPECTED_ID) else { return String::new() };
    let id = at.text(limits::WORD_CHARS);
    if !is_free_id(id) {
        at.mistake(EXPECTED_ID);
        return id.to_owned();
    }
    let alone =
        [CustomField { id: id.to_owned(), kind: kind.clone(), each_runner: false, conditions: Vec::new() }];
    let field = FieldId { runner: 0, question: Question::custom(0) };
    let own_keys = if kind.is_date() { field.date_parts().to_vec() } else { vec![field] };
    let is_taken = own_keys.iter().any(|own| {
        let key = own.key(&alone);
        FieldName::from_key(&key).is_some() || FieldId::from_key(&key, customs).is_some()
    });
    // The other way round: the new one is a date whose inputs have the names of earlier fields.
    let is_taken = is_taken
        || (0..).zip(customs).any(|(index, _)| {
            let earlier = FieldId { runner: 0, question: Question::custom(index) };
            FieldId::from_key(&earlier.key(customs), &alone).is_some()
        });
    if is_taken {
        at.mistake("an id that no other field has");
    }
    id.to_owned()
}

fn read_range(object: &Object<'_>) -> NumberRange {
    const EXPECTED: &str = "a number of at most nine digits";
    const MOST: f64 = 999_999_999.0;
    let min = object.number("min", -MOST, MOST, EXPECTED);
    let max = object.number("max", -MOST, MOST, EXPECTED);
    if let (Some(min), Some(max)) = (min, max)
        && max < min
    {
        object.mistake_at("max", "no less than \"min\"");
    }
    NumberRange { min, max, decimal: object.flag("decimal") }
}

/// Reads `{"distance": ["42k"], "bus": true}`: all must hold.
fn read_conditions(at: &Cursor<'_>, known: &Known<'_>) -> Vec<Condition> {
    let mut conditions = Vec::new();
    if at.value.as_object().is_some_and(serde_json::Map::is_empty) {
        at.mistake("another field and what its answer must be");
    }
    for (key, wanted) in at.entries(limits::ITEMS) {
        let Some((question, answers)) = answers_of(key, known) else {
            wanted.mistake("the key to be a field that is asked, chosen from a list or a box; of your own, one above this");
            continue;
        };
        conditions.push(Condition { question, is: read_wanted(&wanted, &answers) });
    }
    conditions
}

/// What a field that another can wait for may hold.
enum Possible {
    /// One of these ids.
    Ids(Vec<String>),
    Country,
    Box,
}

fn answers_of(key: &str, known: &Known<'_>) -> Option<(Question, Possible)> {
    if let Some(name) = FieldName::ALL.into_iter().find(|name| name.as_str() == key) {
        let ids = (known.built_in)(name)?;
        let possible = match name.kind() {
            Kind::Choice(_) => Possible::Ids(ids),
            Kind::Country => Possible::Country,
            Kind::Checkbox => Possible::Box,
            _ => return None,
        };
        return Some((Question::BuiltIn(name), possible));
    }
    let (index, custom) = (0..).zip(known.customs).find(|(_, custom)| custom.id == key)?;
    let possible = match &custom.kind {
        Kind::Choice(ids) | Kind::Choices(ids) => Possible::Ids(ids.clone()),
        Kind::Country => Possible::Country,
        Kind::Checkbox => Possible::Box,
        _ => return None,
    };
    Some((Question::custom(index), possible))
}

/// Reads one answer, a list of them, or whether a box is ticked.
fn read_wanted(at: &Cursor<'_>, possible: &Possible) -> Vec<String> {
    if let Possible::Box = possible {
        let ticked = at.expect(at.value.as_bool(), "true if the box must be ticked, false if it must not");
        return vec![if ticked == Some(true) { TICKED } else { "" }.to_owned()];
    }
    let items = if at.value.is_array() { at.filled_items(limits::ITEMS) } else { vec![*at] };
    let mut wanted = Vec::new();
    for item in &items {
        match (item.value.as_str(), possible) {
            (Some(id), Possible::Ids(ids)) if ids.iter().any(|known| known == id) => {
                wanted.push(id.to_owned())
            }
            (Some(code), Possible::Country) if saddle_signup::country::is_country(code) => {
                wanted.push(code.to_owned());
            }
            (_, Possible::Country) => item.mistake("a country code of ISO 3166-1 such as \"CN\""),
            _ => item.mistake("the id of one of that field's choices"),
        }
    }
    wanted
}

#[cfg(test)]
mod tests {
    use crate::demo::{mistakes, mistakes_with, value, with};
    use crate::read_value;
    use saddle_signup::{Condition, FieldName, Kind, NumberRange, Question, Section};
    use serde_json::{Value, json};

    /// What is wrong with one field of an event's own, without where it stands.
    fn mistakes_of(field: Value) -> Vec<String> {
        let lines = mistakes_with("/form/fields/18", field);
        lines.into_iter().map(|line| line.replace("$.form.fields[18]", "$")).collect()
    }

    /// The demo's event with fields of its own behind the built-in ones.
    fn behind(fields: &[Value]) -> Value {
        let mut event = value();
        let list = event["form"]["fields"].as_array_mut().expect("a list");
        list.extend(fields.iter().cloned());
        event
    }

    #[test]
    fn each_type_is_a_kind_of_answer() {
        let choices = json!([{"id": "s", "name": "Small"}, {"id": "m", "name": "Medium"}]);
        let ids = vec!["s".to_owned(), "m".to_owned()];
        let range = NumberRange { min: Some(1.0), max: Some(2.5), decimal: true };
        for (field, kind) in [
            (json!({"type": "text"}), Kind::Line),
            (json!({"type": "long-text"}), Kind::LongText),
            (json!({"type": "choice", "choices": choices}), Kind::Choice(ids.clone())),
            (json!({"type": "choices", "choices": choices}), Kind::Choices(ids)),
            (json!({"type": "number"}), Kind::Number(NumberRange::default())),
            (json!({"type": "number", "min": 1, "max": 2.5, "decimal": true}), Kind::Number(range)),
            (json!({"type": "date"}), Kind::Date),
            (json!({"type": "checkbox"}), Kind::Checkbox),
            (json!({"type": "country"}), Kind::Country),
        ] {
            let mut field = field;
            field["id"] = json!("own");
            field["label"] = json!({"en": "Own", "ko": "고유"});
            let file = read_value(&with("/form/fields/18", field)).expect("it reads");
            assert_eq!(file.warnings, []);
            let form = file.enrolment.form;
            assert_eq!((form.customs[0].id.as_str(), &form.customs[0].kind), ("own", &kind));
            assert_eq!(form.custom_words[0].label.pick("ko"), "고유");
            assert_eq!(form.fields[18].question, Question::custom(0));
        }
    }

    #[test]
    fn it_stands_with_the_built_in_field_above_it() {
        let own = |id: &str| json!({"id": id, "type": "text", "label": id});
        let mut event = value();
        let list = event["form"]["fields"].as_array_mut().expect("a list");
        list.push(own("after-consent"));
        list.insert(9, own("after-guardian"));
        list.insert(2, own("after-name"));
        list.insert(0, own("first"));
        let form = read_value(&event).expect("it reads").enrolment.form;
        let section = |id: &str| {
            let index = form.customs.iter().position(|custom| custom.id == id).expect("it is there");
            let own = Question::custom(index as u16);
            form.fields.iter().find(|field| field.question == own).map(|field| field.section)
        };
        assert_eq!(section("first"), Some(Section::Race));
        assert_eq!(section("after-name"), Some(Section::Runner));
        assert_eq!(section("after-guardian"), Some(Section::Runner));
        assert_eq!(section("after-consent"), Some(Section::Consent));
    }

    #[test]
    fn says_what_is_wrong_with_it() {
        assert_eq!(
            mistakes_of(json!({"id": "shirt"})),
            [
                "$.type: found nothing, expected the type of the answer",
                "$.label: found nothing, expected what the field asks"
            ]
        );
        assert!(mistakes_of(json!({"id": "a", "type": "txet", "label": "A"}))[0].starts_with(
            "$.type: found \"txet\", expected one of \"text\" \"long-text\" \"choice\" \"choices\" \"number\""
        ));
        assert_eq!(
            mistakes_of(json!({"id": "a", "type": "choice", "label": "A"})),
            ["$.choices: found nothing, expected something to choose"]
        );
        assert_eq!(
            mistakes_of(json!({"id": "a", "type": "number", "label": "A", "min": 5, "max": 4})),
            ["$.max: found the number 4, expected no less than \"min\""]
        );
        assert_eq!(
            mistakes_of(json!({"required": true})),
            ["$.name: found nothing, expected the name of a field, or the \"id\" of one of your own"]
        );
    }

    #[test]
    fn its_id_is_nobody_elses() {
        let own = |id: &str, of_type: &str| json!({"id": id, "type": of_type, "label": "Own"});
        for id in ["email", "Birth_Day", "date_of_birth", "topic", "runner_2_name", "größe", "2nd"] {
            let lines = mistakes_of(own(id, "text"));
            assert_eq!(lines.len(), 1, "{id}");
            assert!(
                lines[0].starts_with("$.id: found ") && lines[0].contains("an id of its own"),
                "{lines:?}"
            );
        }
        for (first, second) in [
            (own("bus", "text"), own("BUS", "text")),
            (own("arrival", "date"), own("arrival_month", "text")),
            (own("arrival_year", "text"), own("arrival", "date")),
            // `birth_day` and its like are built in.
            (own("bus", "text"), own("birth", "date")),
        ] {
            let lines = mistakes(&behind(&[first, second]));
            assert_eq!(lines.len(), 1, "{lines:?}");
            assert!(
                lines[0].starts_with("$.form.fields[19].id: ")
                    && lines[0].ends_with("an id that no other field has")
            );
        }
        assert_eq!(mistakes(&behind(&[own("arrival", "date"), own("departing", "date")])), [""; 0]);
    }

    #[test]
    fn a_condition_names_fields_above_and_answers_that_they_can_have() {
        let bus = json!({"id": "bus", "type": "checkbox", "label": "Bus"});
        let seats = |wanted: Value| json!({"id": "seats", "type": "number", "label": "Seats", "if": wanted});
        let wanted = json!({"distance": ["42k", "21k"], "bus": true, "residence": "CN", "reference": false});
        let event = read_value(&behind(&[bus.clone(), seats(wanted)])).expect("it reads");
        let condition = |question, is: &[&str]| Condition {
            question,
            is: is.iter().map(|is| (*is).to_owned()).collect(),
        };
        let built_in = |name| Question::BuiltIn(name);
        let mut conditions = event.enrolment.form.customs[1].conditions.clone();
        conditions.sort_by_key(|condition| condition.question);
        assert_eq!(
            conditions,
            [
                condition(built_in(FieldName::Distance), &["42k", "21k"]),
                condition(built_in(FieldName::Residence), &["CN"]),
                condition(built_in(FieldName::Reference), &[""]),
                condition(Question::custom(0), &["yes"]),
            ]
        );

        const KEY: &str =
            "the key to be a field that is asked, chosen from a list or a box; of your own, one above this";
        const ID: &str = "the id of one of that field's choices";
        for (wanted, mistake) in [
            (json!({}), "$.form.fields[19].if: found an object, expected another field and what its answer must be".to_owned()),
            (json!({"distance": "43k"}), format!("$.form.fields[19].if.distance: found \"43k\", expected {ID}")),
            (json!({"payment": ["card", 3]}), format!("$.form.fields[19].if.payment[1]: found the number 3, expected {ID}")),
            (json!({"email": "x"}), format!("$.form.fields[19].if.email: found \"x\", expected {KEY}")),
            (json!({"shirt": "x"}), format!("$.form.fields[19].if.shirt: found \"x\", expected {KEY}")),
            (json!({"seats": true}), format!("$.form.fields[19].if.seats: found true, expected {KEY}")),
            (
                json!({"bus": "yes"}),
                "$.form.fields[19].if.bus: found \"yes\", expected true if the box must be ticked, false if it must not".to_owned(),
            ),
            (
                json!({"nationality": ["Korea"]}),
                "$.form.fields[19].if.nationality[0]: found \"Korea\", expected a country code of ISO 3166-1 such as \"CN\"".to_owned(),
            ),
        ] {
            assert_eq!(mistakes(&behind(&[bus.clone(), seats(wanted)])), [mistake]);
        }
        // Two that wait for each other: one of them names a field below it.
        let wait =
            |id: &str, other: &str| json!({"id": id, "type": "checkbox", "label": id, "if": {other: true}});
        assert_eq!(
            mistakes(&behind(&[wait("a", "b"), wait("b", "a")])),
            [format!("$.form.fields[18].if.b: found true, expected {KEY}")]
        );
    }

    #[test]
    fn a_built_in_field_that_is_not_asked_cannot_be_waited_for() {
        let mut event =
            behind(&[json!({"id": "a", "type": "text", "label": "A", "if": {"departure": "beijing"}})]);
        assert_eq!(mistakes(&event), [""; 0]);
        event["form"]["fields"].as_array_mut().expect("a list").retain(|field| field["name"] != "departure");
        let lines = mistakes(&event);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].starts_with("$.form.fields[17].if.departure: found \"beijing\""), "{lines:?}");
    }
}
