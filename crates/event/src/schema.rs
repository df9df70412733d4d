//! The JSON Schema of the event file, made from the Rust types.
//!
//! Most types derive theirs. Here stand those whose text in the file differs from the type.

use crate::custom_field::TYPES;
use crate::delivery;
use crate::event::VERSION;
use crate::file::EventFile;
use crate::limits;
use crate::preset::PRESETS;
use crate::{Choice, Instant, Texts, TileTemplate, TimeOfDay, TimeZone, Track, Url};
use saddle_signup::delivery::USUAL_TIMEOUT_S;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};
use std::borrow::Cow;

/// The JSON Schema (draft 2020-12) of the event file.
///
/// It is for editors; [`read`](crate::read()) checks more: ids, references, the order of moments, tracks.
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(EventFile).to_value();
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        let version = json!({ "description": "The version of this format.", "const": VERSION });
        properties.insert("saddle".to_owned(), version);
        properties.insert(
            "$schema".to_owned(),
            json!({ "description": "Where this schema is.", "type": "string" }),
        );
    }
    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
        required.insert(0, json!("saddle"));
    }
    schema
}

/// Says what a type is in the file.
macro_rules! in_file {
    ($type:ty, $name:literal, $schema:expr) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let make: fn(&mut SchemaGenerator) -> Schema = $schema;
                make(generator)
            }
        }
    };
}

/// The edges of an image, in WGS 84 degrees.
pub(crate) struct EdgesInFile;

/// A day, as text.
pub(crate) struct DateInFile;
/// A rule of a desk.
pub(crate) struct RuleInFile;
/// A delivery.
pub(crate) struct DeliveryInFile;
/// A field of the form.
pub(crate) struct FieldInFile;

in_file!(DateInFile, "Date", |_| json_schema!({
    "description": "A day, `2015-10-04`.",
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}));

in_file!(EdgesInFile, "Edges", |_| {
    let edge = |of: &str, most: i16| {
        let description = ["Degrees ", of, "."].concat();
        json!({ "description": description, "type": "number", "minimum": -most, "maximum": most })
    };
    json_schema!({
        "type": "object",
        "properties": {
            "south": edge("north of the equator of its lower edge", 90),
            "west": edge("east of Greenwich of its left edge", 180),
            "north": edge("north of the equator of its upper edge, more than `south`", 90),
            "east": edge("east of Greenwich of its right edge; less than `west` if it lies across 180°", 180),
        },
        "required": ["south", "west", "north", "east"],
    })
});

in_file!(Instant, "Instant", |_| json_schema!({
    "description": "A moment with its offset from UTC, `2015-06-01T09:00:00+08:30` (RFC 3339).",
    "type": "string",
    "format": "date-time",
}));

in_file!(TimeOfDay, "TimeOfDay", |_| json_schema!({
    "description": "A time of day, `09:00`, in the event's time zone.",
    "type": "string",
    "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
}));

in_file!(TimeZone, "TimeZone", |_| json_schema!({
    "description": "The name of a time zone of the IANA database, `Asia/Pyongyang`.",
    "type": "string",
    "pattern": "^(UTC|[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z][A-Za-z0-9_+-]*)+)$",
    "maxLength": limits::WORD_CHARS,
}));

in_file!(Url, "Url", |_| json_schema!({
    "description": "`https:`, `http:` on localhost only, or relative to the event file; `mailto:` where a visitor follows it.",
    "type": "string",
    "format": "uri-reference",
    "pattern": "^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:|[^:/?#\\s\\\\]*([/?#]|$))[^\\s\\\\]*$",
    "minLength": 1,
    "maxLength": limits::URL_CHARS,
}));

in_file!(TileTemplate, "TileTemplate", |_| json_schema!({
    "description": "`https:`, `http:` on localhost only, or relative to the event file, with `{z}`, `{x}` and `{y}` after the host.",
    "type": "string",
    "allOf": [{ "pattern": "\\{z\\}" }, { "pattern": "\\{x\\}" }, { "pattern": "\\{y\\}" }],
    "maxLength": limits::URL_CHARS,
}));

in_file!(Texts, "Texts", |_| {
    let text = json!({ "type": "string", "pattern": "\\S", "maxLength": limits::TEXT_CHARS });
    json_schema!({
        "description": "A text: one for every reader, or one for each language tag.",
        "anyOf": [
            text,
            {
                "type": "object",
                "additionalProperties": text,
                "propertyNames": { "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$" },
                "minProperties": 1,
                "maxProperties": limits::LANGUAGES,
            },
        ],
    })
});

in_file!(Track, "Track", |generator| {
    let url = generator.subschema_for::<Url>();
    json_schema!({
        "description": "The URL of a GPX, TCX, KML or GeoJSON file; or the line itself, as `cargo xtask pack` puts it here.",
        "anyOf": [
            url,
            {
                "type": "object",
                "properties": { "packed": { "type": "object" }, "source": url },
                "required": ["packed", "source"],
            },
        ],
    })
});

in_file!(RuleInFile, "Rule", |_| {
    let countries = json!({
        "description": "Country codes of ISO 3166-1. Mainland China is `CN`, not `HK`, `MO` or `TW`.",
        "type": "array",
        "items": { "type": "string", "pattern": "^[A-Za-z]{2}$" },
        "minItems": 1,
    });
    json_schema!({
        "description": "Runners who live in, or are nationals of, one of these countries or regions.",
        "type": "object",
        "properties": { "residence": countries, "nationality": countries },
        "oneOf": [{ "required": ["residence"] }, { "required": ["nationality"] }],
    })
});

in_file!(DeliveryInFile, "Delivery", |generator| {
    let url = generator.subschema_for::<Url>();
    let word = json!({ "type": "string", "pattern": "\\S", "maxLength": limits::WORD_CHARS });
    let texts = |description: &str, most: usize| {
        let text = json!({ "type": "string", "pattern": "\\S", "maxLength": most });
        json!({ "description": description, "type": "object", "additionalProperties": text })
    };
    let named = |description: &str| {
        let mut named = word.clone();
        named["description"] = json!(description);
        named
    };
    let flag = |description: &str| json!({ "description": description, "type": "boolean", "default": false });
    let is =
        |key: &str, values: &[&str]| json!({ "properties": { key: { "enum": values } }, "required": [key] });
    let if_preset_requires =
        |preset: &str, key: &str| json!({ "if": is("preset", &[preset]), "then": { "required": [key] } });
    let challenge = generator.subschema_for::<Url>();
    json_schema!({
        "description": "How a sign-up reaches a desk. Every way ends in the desk's mailbox if the desk does not take it.",
        "type": "object",
        "properties": {
            "type": {
                "description": "`form` is urlencoded; `mailto` needs no `url`.",
                "enum": delivery::TYPES.map(|(name, _)| name),
            },
            "preset": {
                "description": "A form service, in place of `type`.",
                "enum": PRESETS.map(|(name, _)| name),
            },
            "url": url,
            "challenge": challenge,
            "idempotent": flag("The desk promises that one key twice is one sign-up; it may then be sent again by itself."),
            "hiddenAnswer": {
                "description": "The browser may not read the answer: visitors are told \"sent, not confirmed\".",
                "type": "boolean",
            },
            "byForm": flag("Where the page may not send by script, a form in a new window is offered."),
            "timeoutSeconds": {
                "description": "How long the desk may take to answer.",
                "type": "integer",
                "minimum": 1,
                "maximum": delivery::MOST_TIMEOUT_S,
                "default": USUAL_TIMEOUT_S,
            },
            "headers": texts("Further request headers. Everybody can read them.", limits::WORD_CHARS),
            "idempotencyHeader": named("A header that carries the key too, such as `Idempotency-Key`."),
            "constants": texts("Fixed fields that every sign-up brings along. Everybody can read them.", limits::TEXT_CHARS),
            "names": texts("Our keys, and what the backend calls them.", limits::WORD_CHARS),
            "rest": named("The field for all that has no name in `names`, a line each."),
            "honeypot": named("What the backend calls its honeypot."),
            "accessKey": named("The access key of Web3Forms; it may be public."),
            "formName": named("The name of the form on Netlify."),
        },
        "oneOf": [{ "required": ["type"] }, { "required": ["preset"] }],
        "allOf": [
            {
                "if": { "not": { "anyOf": [is("type", &["mailto"]), is("preset", &["web3forms", "netlify"])] } },
                "then": { "required": ["url"] },
            },
            if_preset_requires("web3forms", "accessKey"),
            if_preset_requires("netlify", "formName"),
            if_preset_requires("netlify", "rest"),
            if_preset_requires("google-forms", "rest"),
        ],
    })
});

in_file!(FieldInFile, "Field", |generator| {
    let texts = generator.subschema_for::<Texts>();
    let choices = generator.subschema_for::<Vec<Choice>>();
    let answer = json!({ "type": ["string", "boolean"] });
    json_schema!({
        "description": "One field of the form: a built-in one by its `name`, or one of your own with an `id`. `distance`, `name`, `email` and `consent` must be asked, and required.",
        "type": "object",
        "properties": {
            "name": { "enum": crate::form::names().collect::<Vec<_>>() },
            "required": { "type": "boolean", "default": false },
            "id": {
                "description": "The key under which a desk receives it.",
                "type": "string",
                "pattern": "^[A-Za-z][A-Za-z0-9_-]{0,39}$",
            },
            "type": { "enum": TYPES.map(|(name, _)| name) },
            "label": texts,
            "hint": texts,
            "choices": choices,
            "min": { "description": "The least number.", "type": "number" },
            "max": { "description": "The greatest number.", "type": "number" },
            "decimal": { "description": "Whether a number may have decimals.", "type": "boolean", "default": false },
            "eachRunner": {
                "description": "Whether every runner of a sign-up answers it.",
                "type": "boolean",
                "default": false,
            },
            "if": {
                "description": "It is asked only if each of these fields has this answer, or one of these; `true` and `false` are for boxes.",
                "type": "object",
                "minProperties": 1,
                "additionalProperties": {
                    "anyOf": [answer, { "type": "array", "items": { "type": "string" }, "minItems": 1 }],
                },
            },
        },
        "if": { "required": ["id"] },
        "then": {
            "required": ["type", "label"],
            "if": { "properties": { "type": { "enum": ["choice", "choices"] } } },
            "then": { "required": ["choices"], "properties": { "choices": { "minItems": 1 } } },
        },
        "else": { "required": ["name"] },
    })
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo;
    use crate::file::read_value;
    use jsonschema::Validator;

    fn validator() -> Validator {
        jsonschema::draft202012::new(&schema()).expect("the schema is one")
    }

    /// A demo event that has every key which a file may have.
    fn full() -> Value {
        let mut event = demo::with("/availability", json!("https://example.org/left"));
        event["$schema"] = json!("event.schema.json");
        event["organiser"] = json!("Organiser");
        event["capacity"]["waitingList"] = json!(true);
        event["registration"] =
            json!({"opens": "2015-07-31T00:00:00Z", "closes": "2015-09-30T00:00:00+08:30"});
        event["map"] = json!({
            "overlay": {
                "image": "map.webp", "south": 38.9, "west": 127, "north": 39.1, "east": 127.4, "attribution": "Club",
            },
            "tiles": { "url": "https://tiles.example/{z}/{x}/{y}.png", "attribution": "Maps", "maxZoom": 17 },
        });
        let distance = &mut event["distances"][0];
        distance["climbs"] = json!([{ "km": 12, "name": "Wall" }]);
        distance["download"] = json!(false);
        distance["trackName"] = json!("Course");
        distance["start"] = json!("09:00");
        distance["cutOffMinutes"] = json!(480);
        distance["minimumAge"] = json!(18);
        distance["fee"] = json!("Free");
        distance["places"] = json!(100);
        distance["published"] = json!({
            "distanceKm": 42, "gainM": 2000, "lossM": 2000, "highestM": 1300, "lowestM": 500, "meanM": 800,
        });
        distance["waypoints"][1]["approximate"] = json!(true);
        distance["waypoints"][1]["cutOffMinutes"] = json!(300);
        event["form"]["runners"] = json!(4);
        event["form"]["review"] = json!(true);
        let fields = event["form"]["fields"].as_array_mut().expect("a list");
        fields.push(json!({
            "id": "meal", "type": "choices", "label": "Meals", "hint": "As many as you like", "eachRunner": true,
            "required": false, "choices": [{ "id": "pasta", "name": "Pasta" }], "if": { "distance": ["42k"] },
        }));
        fields.push(json!({
            "id": "height", "type": "number", "label": "Height", "min": 100, "max": 250, "decimal": true,
        }));
        let mut desk = event["desks"][1].clone();
        for (id, delivery) in [
            ("web3", json!({ "preset": "web3forms", "accessKey": "k", "url": "https://example.org/submit" })),
            ("netlify", json!({ "preset": "netlify", "formName": "sign-up", "rest": "others" })),
            (
                "google",
                json!({ "preset": "google-forms", "url": "https://docs.google.com/forms/d/e/x/formResponse",
                        "names": { "name": "entry.1" }, "rest": "entry.2" }),
            ),
        ] {
            desk["id"] = json!(id);
            desk["delivery"] = delivery;
            event["desks"].as_array_mut().expect("a list").push(desk.clone());
        }
        for (key, value) in
            [("hiddenAnswer", json!(false)), ("byForm", json!(false)), ("honeypot", json!("fax"))]
        {
            event["desks"][0]["delivery"][key] = value;
        }
        for (key, value) in [
            ("headers", json!({ "X-Race": "1" })),
            ("constants", json!({ "form": "7" })),
            ("idempotencyHeader", json!("Idempotency-Key")),
            ("timeoutSeconds", json!(60)),
        ] {
            event["desks"][1]["delivery"][key] = value;
        }
        event["desks"][0]["serves"] = json!([{"residence": ["CN"]}, {"nationality": ["CN"]}]);
        event
    }

    /// The places of every value within a value, as JSON pointers.
    fn pointers(value: &Value, at: &str, into: &mut Vec<String>) {
        let entries: Vec<(String, &Value)> = match value {
            Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
            Value::Array(list) => {
                list.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
            }
            _ => Vec::new(),
        };
        for (key, value) in entries {
            let pointer = format!("{at}/{key}");
            pointers(value, &pointer, into);
            into.push(pointer);
        }
    }

    fn every_place(event: &Value) -> Vec<String> {
        let mut places = Vec::new();
        pointers(event, "", &mut places);
        places
    }

    #[test]
    fn the_demo_event_is_valid() {
        let validator = validator();
        for event in [demo::value(), full()] {
            let errors: Vec<_> = validator.iter_errors(&event).map(|error| error.to_string()).collect();
            assert_eq!(errors, [""; 0]);
            assert_eq!(demo::mistakes(&event), [""; 0]);
        }
    }

    #[test]
    fn the_schema_knows_every_key_that_the_reader_knows() {
        // A misspelt key in any object is a warning that lists the keys the reader asks for there.
        let schema = schema();
        let mut properties = std::collections::BTreeSet::new();
        let mut places = Vec::new();
        pointers(&schema, "", &mut places);
        for place in places.iter().filter(|place| place.ends_with("/properties")) {
            if let Some(map) = schema.pointer(place).and_then(Value::as_object) {
                properties.extend(map.keys().cloned());
            }
        }
        let mut known = std::collections::BTreeSet::new();
        let event = full();
        for place in every_place(&event).into_iter().chain([String::new()]) {
            let mut changed = event.clone();
            if let Some(map) = changed.pointer_mut(&place).and_then(Value::as_object_mut) {
                map.insert("x".to_owned(), json!("x"));
                if let Ok(event) = read_value(&changed) {
                    known.extend(
                        event.warnings.iter().flat_map(|warning| &warning.known).map(|key| (*key).to_owned()),
                    );
                }
            }
        }
        known.extend([Track::PACKED, Track::SOURCE].map(str::to_owned));
        assert_eq!(properties, known);
    }

    #[test]
    fn a_required_key_is_required_by_schema_and_reader_alike() {
        // What depends on another value is the reader's to check.
        const READER_ONLY: [&str; 5] =
            ["/form/programmes", "/form/departures", "/form/payments", "/place/latitude", "/place/longitude"];
        let (validator, event) = (validator(), full());
        let mut required = 0;
        for place in every_place(&event) {
            let (parent, key) = place.rsplit_once('/').unwrap_or_default();
            let mut without = event.clone();
            let Some(map) = without.pointer_mut(parent).and_then(Value::as_object_mut) else { continue };
            map.remove(key);
            let is_read = demo::mistakes(&without).is_empty();
            if !READER_ONLY.contains(&place.as_str()) && !place.ends_with("/required") {
                assert_eq!(validator.is_valid(&without), is_read, "without {place}");
                required += usize::from(!is_read);
            }
        }
        assert!(required > 100, "only {required} keys were missed");
    }

    #[test]
    fn the_schema_refuses_nothing_that_the_reader_takes() {
        let (validator, event) = (validator(), full());
        for place in every_place(&event) {
            for value in [json!(true), json!(7.5), json!(-1), json!("x"), json!(" "), json!([]), json!({})] {
                let mut changed = event.clone();
                *changed.pointer_mut(&place).expect("the place is there") = value.clone();
                let is_read = demo::mistakes(&changed).is_empty();
                assert!(!is_read || validator.is_valid(&changed), "{place} = {value}");
                // Which fields are boxes only the reader knows.
                if value == json!(true) && !place.contains("/if/") {
                    assert_eq!(is_read, validator.is_valid(&changed), "{place} = true");
                }
            }
        }
    }
}
