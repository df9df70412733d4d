//! The words of a language, from the files that the widget fetches.

use crate::project;
use anyhow::{Context, Result};
use saddle_event::language;
use serde_json::{Map, Value};
use std::fs;

/// The words of the first screen and of the form.
pub struct Words {
    /// The language of the words: the best of those that the widget speaks.
    pub tag: String,
    course: Map<String, Value>,
    form: Map<String, Value>,
}

impl Words {
    /// The words for a reader of a language.
    pub fn read(language: &str) -> Result<Self> {
        let tags = tags()?;
        let best = language::best(language, tags.iter().map(String::as_str));
        let tag = best.and_then(|index| tags.get(index)).context("there are no words")?.clone();
        Ok(Self { course: file("course", &tag)?, form: file("signup", &tag)?, tag })
    }

    /// The direction of these words, where it is not the usual one.
    pub fn direction(&self) -> Option<&'static str> {
        Some(language::direction(&self.tag)).filter(|direction| *direction == "rtl")
    }

    /// A word of the first screen.
    pub fn course(&self, key: &str) -> &str {
        self.course.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// A word of the form.
    pub fn form(&self, key: &str) -> &str {
        self.form.get(key).and_then(Value::as_str).unwrap_or_default()
    }
}

fn tags() -> Result<Vec<String>> {
    let folder = project::root().join("public/words/course");
    let entries = fs::read_dir(&folder).with_context(|| format!("could not read {}", folder.display()))?;
    let mut tags = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        tags.extend(name.strip_suffix(".json").map(str::to_owned));
    }
    tags.sort();
    Ok(tags)
}

fn file(part: &str, tag: &str) -> Result<Map<String, Value>> {
    let file = project::root().join(format!("public/words/{part}/{tag}.json"));
    let text = fs::read_to_string(&file).with_context(|| format!("could not read {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("in {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_without_words_gets_english_ones() {
        assert_eq!(Words::read("it").unwrap().tag, "en");
        let chinese = Words::read("zh-CN").unwrap();
        assert_eq!(chinese.tag, "zh-Hans");
        assert_ne!(chinese.form("send"), Words::read("en").unwrap().form("send"));
    }

    #[test]
    fn every_word_that_the_snippet_says_is_there() {
        let words = Words::read("en").unwrap();
        for key in super::super::COURSE_WORDS {
            assert_ne!(words.course(key), "", "{key}");
        }
        for key in super::super::FORM_WORDS {
            assert_ne!(words.form(key), "", "{key}");
        }
    }
}
