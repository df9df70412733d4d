//! A text in one or more languages.

use crate::reader::{Cursor, Object};
use crate::{language, limits};
use serde_json::Value;

/// A text: one string for every reader, or one per language (`{"en": "…", "zh-Hans": "…"}`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// Never empty in an event that was read. The language is empty for a text that is for every reader.
    by_language: Vec<(String, String)>,
}

impl Texts {
    /// The text in the language that suits a reader of `language` (a BCP 47 tag) best; see [`language::best`].
    ///
    /// ```
    /// # let event = include_str!("../../../public/events/masikryong/event.json");
    /// # let event = saddle_event::read(event).unwrap().event;
    /// assert_eq!(event.name.pick("zh-CN"), "马息岭马拉松");
    /// assert_eq!(event.name.pick("fr"), "Masikryong Marathon");
    /// ```
    pub fn pick(&self, language: &str) -> &str {
        self.best(language).map_or("", |(_, text)| text)
    }

    /// The language of the text that [`pick`](Self::pick) gives, for the page's `lang` attribute; `None` if the
    /// file does not say.
    pub fn language_of_pick(&self, language: &str) -> Option<&str> {
        self.best(language).map(|(tag, _)| tag.as_str()).filter(|tag| !tag.is_empty())
    }

    fn best(&self, language: &str) -> Option<&(String, String)> {
        let index = language::best(language, self.by_language.iter().map(|(tag, _)| tag.as_str()))?;
        self.by_language.get(index)
    }

    /// The text under a key that must be there.
    pub(crate) fn required(object: &Object<'_>, key: &'static str, expected: &str) -> Self {
        match object.required(key, expected) {
            Some(at) => Self::read(&at),
            None => Self { by_language: Vec::new() },
        }
    }

    /// The text under a key that may be there.
    pub(crate) fn optional(object: &Object<'_>, key: &'static str) -> Option<Self> {
        Some(Self::read(&object.optional(key)?))
    }

    pub(crate) fn read(at: &Cursor<'_>) -> Self {
        let mut by_language = Vec::new();
        match at.value {
            Value::String(_) => by_language.push((String::new(), at.text(limits::TEXT_CHARS).to_owned())),
            Value::Object(map) if !map.is_empty() => {
                for (tag, entry) in at.entries(limits::LANGUAGES) {
                    if !language::is_tag(tag) {
                        entry.mistake("the key to be a language tag such as \"en\" or \"zh-Hans\"");
                    }
                    by_language.push((tag.to_owned(), entry.text(limits::TEXT_CHARS).to_owned()));
                }
            }
            _ => at.mistake("a text, or an object with a text for each language"),
        }
        Self { by_language }
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::{mistakes_with, read_with};
    use serde_json::json;

    #[test]
    fn one_string_is_for_every_reader() {
        let name = read_with("/name", json!("Race")).name;
        assert_eq!((name.pick("ko"), name.language_of_pick("ko")), ("Race", None));
    }

    #[test]
    fn a_map_is_picked_from_and_names_its_language() {
        let name = read_with("/name", json!({"fr": "Course", "zh-Hant": "賽", "zh-Hans": "赛"})).name;
        let picked = |language| (name.pick(language), name.language_of_pick(language));
        assert_eq!(picked("zh-TW"), ("賽", Some("zh-Hant")));
        assert_eq!(picked("zh-CN"), ("赛", Some("zh-Hans")));
        assert_eq!(picked("en"), ("Course", Some("fr")));
    }

    #[test]
    fn mistakes_name_the_language() {
        const EXPECTED: &str = "expected a text, or an object with a text for each language";
        assert_eq!(mistakes_with("/name", json!(3)), [format!("$.name: found the number 3, {EXPECTED}")]);
        assert_eq!(mistakes_with("/name", json!({})), [format!("$.name: found an object, {EXPECTED}")]);
        assert_eq!(
            mistakes_with("/name", json!({"en": " ", "english name": "x", "ko": 1})),
            [
                "$.name.en: found \" \", expected a text that is not empty",
                "$.name[\"english name\"]: found \"x\", expected the key to be a language tag such as \"en\" or \"zh-Hans\"",
                "$.name.ko: found the number 1, expected a text",
            ]
        );
        let long = mistakes_with("/notices/0", json!("x".repeat(5001)));
        assert!(long[0].ends_with("expected a text of at most 5000 characters"), "{long:?}");
    }
}
