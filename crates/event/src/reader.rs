//! A cursor over a JSON value that knows its path and notes mistakes instead of stopping at the first.

use crate::limits;
use crate::path::Path;
use serde_json::{Map, Value};
use std::cell::{Cell, RefCell};

/// What a reading has noted so far, shared by all its cursors.
#[derive(Default)]
pub(crate) struct Notes<'n> {
    pub(crate) has_mistakes: Cell<bool>,
    pub(crate) has_warnings: Cell<bool>,
    /// Who writes down what is wrong; nobody where that is not wanted.
    pub(crate) writer: Option<&'n dyn Writer>,
}

/// Writes down what is wrong with a file. Most files are right: whoever only wants to know that need not carry the code.
pub(crate) trait Writer {
    /// What was found at a place, or that nothing was, is not what was expected.
    fn mistake(&self, path: &Path<'_>, found: Option<&Value>, expected: Expected<'_>);

    /// Nothing reads this key of the object at a place; `known` are those that are read.
    fn warning(&self, path: &Path<'_>, key: &str, known: &[&'static str]);
}

/// What should stand at a place.
pub(crate) enum Expected<'e> {
    /// This.
    Text(&'e str),
    /// So many of something at most.
    AtMost { what: &'static str, most: usize, of_what: &'static str },
    /// One of these words.
    OneOf(&'e mut dyn Iterator<Item = &'static str>),
}

/// One value of the file and its path.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'v> {
    pub(crate) value: &'v Value,
    path: Path<'v>,
    notes: &'v Notes<'v>,
}

/// An object of the file, and which of its keys have been asked for.
///
/// When it is dropped, each key that was not asked for becomes a warning.
pub(crate) struct Object<'v> {
    /// None if there is something else where an object was expected, or nothing; that is one mistake at most, not one
    /// for every key.
    map: Option<&'v Map<String, Value>>,
    path: Path<'v>,
    notes: &'v Notes<'v>,
    known: RefCell<Vec<&'static str>>,
}

impl Notes<'_> {
    fn mistake(&self, path: &Path<'_>, found: Option<&Value>, expected: Expected<'_>) {
        self.has_mistakes.set(true);
        if let Some(writer) = self.writer {
            writer.mistake(path, found, expected);
        }
    }
}

impl<'v> Cursor<'v> {
    /// A cursor on the whole file.
    pub(crate) fn root(value: &'v Value, notes: &'v Notes<'v>) -> Self {
        Self { value, path: Path { parent: None, key: "$", index: None }, notes }
    }

    /// Notes that this value is not what was expected.
    pub(crate) fn mistake(&self, expected: &str) {
        self.unexpected(Expected::Text(expected));
    }

    fn unexpected(&self, expected: Expected<'_>) {
        self.notes.mistake(&self.path, Some(self.value), expected);
    }

    /// `value`, with a mistake noted if there is none.
    pub(crate) fn expect<T>(&self, value: Option<T>, expected: &str) -> Option<T> {
        if value.is_none() {
            self.mistake(expected);
        }
        value
    }

    /// An object; an empty one, and a mistake, if this is something else.
    pub(crate) fn object(&self) -> Object<'v> {
        let map = self.expect(self.value.as_object(), "an object");
        Object { map, path: self.path, notes: self.notes, known: RefCell::default() }
    }

    /// A text of 1 to `most_chars` characters; empty, and a mistake, if this is something else.
    pub(crate) fn text(&self, most_chars: usize) -> &'v str {
        let Value::String(text) = self.value else {
            self.mistake("a text");
            return "";
        };
        if text.chars().all(char::is_whitespace) {
            self.mistake("a text that is not empty");
            return "";
        }
        if text.chars().count() > most_chars {
            self.mistake_at_most("a text", most_chars, "characters");
            return "";
        }
        text
    }

    /// A number from `least` to `most`.
    pub(crate) fn number(&self, least: f64, most: f64, expected: &str) -> Option<f64> {
        match self.value.as_f64() {
            Some(number) if least <= number && number <= most => Some(number),
            _ => {
                self.mistake(expected);
                None
            }
        }
    }

    /// A whole number from `least` to `most`.
    pub(crate) fn whole(&self, least: u32, most: u32, expected: &str) -> Option<u32> {
        // `4.0` is a whole number in JSON Schema too.
        let number = self.number(f64::from(least), f64::from(most), expected)?;
        let whole = number as u32;
        self.expect((f64::from(whole) == number).then_some(whole), expected)
    }

    /// One of `words`, which are what the file writes for each value.
    pub(crate) fn word<T: Copy>(&self, words: &[(&'static str, T)]) -> Option<T> {
        let found = self.value.as_str().and_then(|text| words.iter().find(|(word, _)| *word == text));
        if found.is_none() {
            self.not_one_of(&mut words.iter().map(|(word, _)| *word));
        }
        found.map(|(_, value)| *value)
    }

    /// Notes that this value is none of `words`.
    pub(crate) fn not_one_of(&self, words: &mut dyn Iterator<Item = &'static str>) {
        self.unexpected(Expected::OneOf(words));
    }

    /// The items of a list of at most `most` items; none if this is not one.
    pub(crate) fn items(&self, most: usize) -> Vec<Self> {
        let mut items = Vec::new();
        let Some(list) = self.expect(self.value.as_array(), "a list") else { return items };
        if list.len() > most {
            self.mistake_at_most("a list", most, "items");
        }
        for (index, value) in list.iter().take(most).enumerate() {
            let path = Path { index: Some(index), ..self.path };
            items.push(Self { value, path, notes: self.notes });
        }
        items
    }

    /// The items of a list that must have one at least.
    pub(crate) fn filled_items(&self, most: usize) -> Vec<Self> {
        if self.value.as_array().is_some_and(Vec::is_empty) {
            self.mistake(FILLED_LIST);
        }
        self.items(most)
    }

    /// The values of an object with free keys, at most `most`, each with its key; none if this is not one.
    pub(crate) fn entries(&'v self, most: usize) -> Vec<(&'v str, Self)> {
        let mut entries = Vec::new();
        let Some(map) = self.expect(self.value.as_object(), "an object") else { return entries };
        if map.len() > most {
            self.mistake_at_most("an object", most, "keys");
        }
        for (key, value) in map.iter().take(most) {
            entries.push((key.as_str(), Self { value, path: self.path.child(key), notes: self.notes }));
        }
        entries
    }

    fn mistake_at_most(&self, what: &'static str, most: usize, of_what: &'static str) {
        self.unexpected(Expected::AtMost { what, most, of_what });
    }
}

const FILLED_LIST: &str = "a list of at least one item";

impl<'v> Object<'v> {
    fn get(&self, key: &str) -> Option<&'v Value> {
        self.map?.get(key)
    }

    /// Lets go of the object; the keys that nobody has asked for are somebody else's.
    pub(crate) fn leave(mut self) {
        self.map = None;
    }

    /// Whether there is a value under a key; `null` is none.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| !value.is_null())
    }

    /// The value of a key; `null` is the same as no key.
    pub(crate) fn optional(&self, key: &'static str) -> Option<Cursor<'_>> {
        self.known.borrow_mut().push(key);
        match self.get(key)? {
            Value::Null => None,
            value => Some(Cursor { value, path: self.path.child(key), notes: self.notes }),
        }
    }

    /// The value of a key that must be there.
    pub(crate) fn required(&self, key: &'static str, expected: &str) -> Option<Cursor<'_>> {
        let value = self.optional(key);
        if value.is_none() {
            self.mistake_at(key, expected);
        }
        value
    }

    /// Notes that what stands under a key, or that nothing does, is not what was expected.
    pub(crate) fn mistake_at(&self, key: &str, expected: &str) {
        if self.map.is_some() {
            self.notes.mistake(&self.path.child(key), self.get(key), Expected::Text(expected));
        }
    }

    /// The object under a key; an empty one if there is none.
    pub(crate) fn object(&self, key: &'static str) -> Object<'_> {
        match self.optional(key) {
            Some(at) => at.object(),
            None => {
                let path = self.path.child(key);
                Object { map: None, path, notes: self.notes, known: RefCell::default() }
            }
        }
    }

    /// The object under a key that must be there; an empty one, and a mistake, if there is none.
    pub(crate) fn required_object(&self, key: &'static str, expected: &str) -> Object<'_> {
        if !self.has(key) {
            self.mistake_at(key, expected);
        }
        self.object(key)
    }

    /// A box: false unless the file says true.
    pub(crate) fn flag(&self, key: &'static str) -> bool {
        self.flag_or(key, false)
    }

    /// A box of which the file need not say whether it is ticked.
    pub(crate) fn flag_or(&self, key: &'static str, unsaid: bool) -> bool {
        let Some(at) = self.optional(key) else { return unsaid };
        at.expect(at.value.as_bool(), "true or false").unwrap_or(unsaid)
    }

    /// A text that may be missing, of 1 to `most_chars` characters.
    pub(crate) fn text(&self, key: &'static str, most_chars: usize) -> Option<String> {
        Some(self.optional(key)?.text(most_chars).to_owned())
    }

    /// A number that may be missing, from `least` to `most`.
    pub(crate) fn number(&self, key: &'static str, least: f64, most: f64, expected: &str) -> Option<f64> {
        self.optional(key)?.number(least, most, expected)
    }

    /// A whole number that may be missing, from `least` to `most`.
    pub(crate) fn whole(&self, key: &'static str, least: u32, most: u32, expected: &str) -> Option<u32> {
        self.optional(key)?.whole(least, most, expected)
    }

    /// The items of a list that may be missing.
    pub(crate) fn items(&self, key: &'static str, most: usize) -> Vec<Cursor<'_>> {
        match self.optional(key) {
            Some(at) => at.items(most),
            None => Vec::new(),
        }
    }

    /// The items of a list that must have one at least.
    pub(crate) fn filled_items(&self, key: &'static str, most: usize) -> Vec<Cursor<'_>> {
        match self.required(key, FILLED_LIST) {
            Some(at) => at.filled_items(most),
            None => Vec::new(),
        }
    }

    /// The ids of the items of a list that someone else reads.
    pub(crate) fn ids(&self, key: &'static str) -> Vec<&'v str> {
        let mut ids = Vec::new();
        let Some(Value::Array(items)) = self.get(key) else { return ids };
        for item in items.iter().take(limits::ITEMS) {
            ids.extend(item.get("id").and_then(Value::as_str));
        }
        ids
    }

    /// The ids of the items of a list, each with a mistake noted if an earlier item has it.
    ///
    /// They are taken from the file itself, so that an item with another mistake is still known by its id.
    pub(crate) fn distinct_ids(&self, key: &'static str) -> Vec<&'v str> {
        let mut ids = Vec::new();
        let Some(Value::Array(items)) = self.get(key) else { return ids };
        for (index, item) in items.iter().take(limits::ITEMS).enumerate() {
            let found = item.get("id");
            let Some(Value::String(id)) = found else { continue };
            if ids.contains(&id.as_str()) {
                let item = Path { index: Some(index), ..self.path.child(key) };
                let expected = Expected::Text("an id that no earlier item has");
                self.notes.mistake(&item.child("id"), found, expected);
            }
            ids.push(id);
        }
        ids
    }
}

impl Drop for Object<'_> {
    fn drop(&mut self) {
        let Some(map) = self.map else { return };
        let known = self.known.get_mut();
        for key in map.keys() {
            if !known.contains(&key.as_str()) {
                self.notes.has_warnings.set(true);
                if let Some(writer) = self.notes.writer {
                    writer.warning(&self.path, key, known);
                }
            }
        }
    }
}

/// The texts of a list of words, each with a mistake noted unless it is right.
pub(crate) fn words(items: &[Cursor<'_>], is_right: &dyn Fn(&str) -> bool, expected: &str) -> Vec<String> {
    let mut words = Vec::new();
    for at in items {
        match at.value {
            Value::String(word) if is_right(word) => words.push(word.clone()),
            _ => at.mistake(expected),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::written::Written;
    use serde_json::json;

    /// What reading `value` with `read` notes: mistakes, then warnings.
    fn notes_of<T>(value: &Value, read: impl FnOnce(&Cursor<'_>) -> T) -> Vec<String> {
        let written = Written::default();
        let notes = Notes { writer: Some(&written), ..Notes::default() };
        read(&Cursor::root(value, &notes));
        let (mistakes, warnings) = (written.mistakes.take(), written.warnings.take());
        assert_eq!(
            (notes.has_mistakes.get(), notes.has_warnings.get()),
            (!mistakes.is_empty(), !warnings.is_empty())
        );
        let mistakes = mistakes.into_iter().map(|mistake| mistake.to_string());
        mistakes.chain(warnings.into_iter().map(|warning| warning.to_string())).collect()
    }

    #[test]
    fn paths_name_keys_and_items() {
        let value = json!({ "a_1": [true, { "zh-Hans": 1, "": 2 }] });
        let notes = notes_of(&value, |at| {
            let object = at.object();
            let list = object.items("a_1", 5);
            list[0].text(5);
            list[1].entries(5).iter().for_each(|(_, at)| at.mistake("true or false"));
        });
        assert_eq!(
            notes,
            [
                "$.a_1[0]: found true, expected a text",
                "$.a_1[1][\"\"]: found the number 2, expected true or false",
                "$.a_1[1][\"zh-Hans\"]: found the number 1, expected true or false",
            ]
        );
    }

    #[test]
    fn a_missing_key_a_null_and_a_wrong_value_are_told_apart() {
        let value = json!({ "null": null, "text": "", "long": "abcd" });
        let notes = notes_of(&value, |at| {
            let object = at.object();
            object.required("none", "a thing");
            object.required("null", "a thing");
            assert!(object.optional("null").is_none());
            object.required("text", "a thing").map(|at| at.text(3));
            object.required("long", "a thing").map(|at| at.text(3));
        });
        assert_eq!(
            notes,
            [
                "$.none: found nothing, expected a thing",
                "$.null: found null, expected a thing",
                "$.text: found \"\", expected a text that is not empty",
                "$.long: found \"abcd\", expected a text of at most 3 characters",
            ]
        );
    }

    #[test]
    fn what_is_no_object_is_one_mistake() {
        let notes = notes_of(&json!([]), |at| at.object().required("name", "a thing").is_some());
        assert_eq!(notes, ["$: found a list of 0, expected an object"]);
    }

    #[test]
    fn keys_that_nothing_asked_for_are_warnings() {
        let value = json!({ "name": "x", "nmae": "y" });
        let notes = notes_of(&value, |at| {
            let object = at.object();
            object.optional("id");
            object.optional("name");
        });
        assert_eq!(notes, ["$.nmae: nothing reads this key; known here: id, name"]);
    }

    #[test]
    fn numbers_have_bounds() {
        let least_and_most = |value: Value| notes_of(&value, |at| at.whole(1, 3, "1 to 3")).len();
        assert_eq!([json!(1), json!(3), json!(2.0)].map(least_and_most), [0, 0, 0]);
        assert_eq!([json!(0), json!(4), json!(2.5), json!("2"), json!(-1e300)].map(least_and_most), [1; 5]);
    }

    #[test]
    fn words_lists_and_objects_have_bounds() {
        let words = |at: &Cursor<'_>| at.word(&[("one", 1), ("two", 2)]);
        assert_eq!(notes_of(&json!("two"), words), [""; 0]);
        assert_eq!(notes_of(&json!("Two"), words), ["$: found \"Two\", expected one of \"one\" \"two\""]);
        let two_items = |at: &Cursor<'_>| at.items(2).len();
        assert_eq!(notes_of(&json!([1, 2]), two_items), [""; 0]);
        assert_eq!(
            notes_of(&json!([1, 2, 3]), two_items),
            ["$: found a list of 3, expected a list of at most 2 items"]
        );
        assert_eq!(notes_of(&json!({}), two_items), ["$: found an object, expected a list"]);
        let one_key = |at: &Cursor<'_>| at.entries(1).len();
        assert_eq!(
            notes_of(&json!({"a": 1, "b": 2}), one_key),
            ["$: found an object, expected an object of at most 1 keys"]
        );
    }

    #[test]
    fn stops_noting_when_there_are_more_mistakes_than_anyone_reads() {
        let value = json!(vec![true; 300]);
        let notes = notes_of(&value, |at| at.items(300).iter().map(|at| at.text(1).len()).sum::<usize>());
        assert_eq!(notes.len(), limits::MISTAKES);
    }
}
