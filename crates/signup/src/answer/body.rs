//! The words in the body of a desk's answer, in the shapes that form services and web frameworks use.

use super::KnownFields;
use crate::digits::small_number;
use crate::field_id::FieldId;
use crate::message::RUNNERS;
use serde_json::{Map, Value};

/// A desk's words are cut after so many characters, for they go into the form.
const LONGEST_WORDS: usize = 500;

/// The body of an answer, read as far as it can be.
pub(super) enum Body<'a> {
    /// A JSON object.
    Object(Map<String, Value>),
    /// Any other JSON.
    Other(Value),
    /// Text, perhaps empty or HTML.
    Text(&'a str),
    /// Said to be JSON, but is not.
    Garbled,
}

/// What a desk objects to.
pub(super) struct Objections<'k> {
    /// The fields that it may object to.
    known: &'k KnownFields<'k>,
    /// By field.
    pub(super) fields: Vec<(FieldId, String)>,
    /// About the whole.
    pub(super) general: Vec<String>,
}

impl<'a> Body<'a> {
    /// Reads a body. What is not said to be JSON but looks like an object is tried, since some services say
    /// `text/plain`.
    pub(super) fn read(content_type: Option<&str>, text: &'a str) -> Self {
        let text = text.trim();
        let is_declared = content_type.is_some_and(is_json);
        if text.is_empty() || !(is_declared || text.starts_with('{')) {
            return Self::Text(text);
        }
        match serde_json::from_str(text) {
            Ok(Value::Object(object)) => Self::Object(object),
            Ok(other) => Self::Other(other),
            Err(_) if is_declared => Self::Garbled,
            Err(_) => Self::Text(text),
        }
    }

    /// The desk's own reference for a sign-up that it accepted: `reference`, or else `id`.
    pub(super) fn reference(&self) -> Option<String> {
        let Self::Object(object) = self else { return None };
        reference_in(object, "reference").or_else(|| reference_in(object, "id"))
    }

    /// Whether the desk says that no place is left: `"full": true`.
    pub(super) fn is_full(&self) -> bool {
        matches!(self, Self::Object(object) if object.get("full") == Some(&Value::Bool(true)))
    }

    /// What the desk objects to, as far as it says so for people.
    pub(super) fn objections<'k>(&self, known: &'k KnownFields<'k>) -> Objections<'k> {
        let mut objections = Objections { known, fields: Vec::new(), general: Vec::new() };
        match self {
            Self::Object(object) => objections.add_object(object),
            Self::Other(value) => objections.add(value, None),
            Self::Text(text) if text.starts_with('<') => {} // a web page: its words are not for a form
            Self::Text(text) => objections.add_words(text, None),
            Self::Garbled => {}
        }
        objections
    }
}

fn reference_in(object: &Map<String, Value>, key: &str) -> Option<String> {
    match object.get(key)? {
        Value::String(text) => shortened(text),
        // A number that is not whole, or too large, is not kept exactly: as a reference it would be false.
        Value::Number(number) => match number.as_u64() {
            Some(number) => Some(number.to_string()),
            None => Some(number.as_i64()?.to_string()),
        },
        _ => None,
    }
}

/// Whether an object says that the sign-up failed: `success` or `ok` is false, or `error` or `errors` holds
/// anything.
pub(super) fn is_failure(object: &Map<String, Value>) -> bool {
    let is_false = |key| match object.get(key) {
        Some(Value::Bool(is_success)) => !is_success,
        // FormSubmit writes its booleans as text.
        Some(Value::String(text)) => text == "false",
        _ => false,
    };
    let holds_anything = |key| match object.get(key) {
        None | Some(Value::Null) => false,
        Some(Value::Bool(is_error)) => *is_error,
        Some(Value::Number(number)) => number.as_f64() != Some(0.0),
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(items)) => !items.is_empty(),
        Some(Value::Object(items)) => !items.is_empty(),
    };
    is_false("success") || is_false("ok") || holds_anything("error") || holds_anything("errors")
}

impl Objections<'_> {
    /// A whole answer: its errors, and the summary of RFC 9457 (`detail`, `title`) or of frameworks
    /// (`message`).
    fn add_object(&mut self, object: &Map<String, Value>) {
        for key in ["errors", "error", "detail", "message"] {
            if let Some(value) = object.get(key) {
                self.add(value, None);
            }
        }
        // A title names the kind of problem only, so it is the last resort.
        if let (Some(title), true, true) =
            (object.get("title"), self.fields.is_empty(), self.general.is_empty())
        {
            self.add(title, None);
        }
    }

    /// An error in any shape: words, a list, an object with words and a place, or an object of errors by
    /// field.
    fn add(&mut self, value: &Value, field: Option<FieldId>) {
        match value {
            Value::String(words) => self.add_words(words, field),
            Value::Array(items) => items.iter().for_each(|item| self.add(item, field)),
            Value::Object(object) => {
                let place = self.field_of(place(object));
                let words = ["message", "detail", "msg", "title"]
                    .into_iter()
                    .find_map(|key| object.get(key)?.as_str())
                    // A code alone says something of a field, and nothing of the whole.
                    .or_else(|| object.get("code")?.as_str().filter(|_| place.is_some()));
                if let Some(words) = words {
                    self.add_words(words, place.or(field));
                } else {
                    for (key, item) in object {
                        self.add(item, self.field_of(Some(key)).or(field));
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn field_of(&self, path: Option<&str>) -> Option<FieldId> {
        field_of(path?, self.known)
    }

    fn add_words(&mut self, words: &str, field: Option<FieldId>) {
        let Some(words) = shortened(words) else { return };
        match field {
            Some(field) => self.fields.push((field, words)),
            // The same words often stand in `error` and in `message`.
            None if self.general.contains(&words) => {}
            None => self.general.push(words),
        }
    }
}

/// Where an error object says the mistake is: `field`, the `path` or `param` of express-validator, or the
/// JSON pointer of RFC 9457 or JSON:API.
fn place(object: &Map<String, Value>) -> Option<&str> {
    let source = object.get("source").and_then(|source| source.get("pointer"));
    ["field", "path", "param", "pointer"].into_iter().find_map(|key| object.get(key)).or(source)?.as_str()
}

/// The field that a name or a path (`#/email`, `data.email`, `runners[1].name`) means; names are first looked for among the
/// desk's own, which may hold any character.
fn field_of(path: &str, known: &KnownFields<'_>) -> Option<FieldId> {
    if let Some(names) = known.names {
        // A JSON pointer writes "/" and "~" otherwise (https://www.rfc-editor.org/rfc/rfc6901#section-3).
        let pointed = path.strip_prefix('#').unwrap_or(path).strip_prefix('/');
        let name = pointed.map_or_else(|| path.to_owned(), |name| name.replace("~1", "/").replace("~0", "~"));
        let key = names.key_of(&name);
        if key != name {
            return Some(FieldId::from_key(key, known.customs)?.whole());
        }
    }
    let mut steps = path.rsplit(['/', '.', '[', ']']).filter(|step| !step.is_empty());
    let key = steps.next()?;
    let key = known.names.map_or(key, |names| names.key_of(key));
    let field = FieldId::from_key(key, known.customs)?;
    let runner = steps.next().and_then(small_number).filter(|_| steps.next() == Some(RUNNERS));
    let runner = runner.and_then(|runner| u8::try_from(runner).ok()).unwrap_or(field.runner);
    Some(field.of_runner(runner).whole())
}

/// Whether a content type is JSON: `application/json`, `text/json`, or any `+json`.
fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// Words without the white space around them and of bearable length; `None` if nothing is left.
fn shortened(words: &str) -> Option<String> {
    let words = words.trim();
    (!words.is_empty()).then(|| words.chars().take(LONGEST_WORDS).collect())
}
