//! The words of this chunk: files of their own, `public/words/plan/<language>.json`, English built in.

use crate::{
    browser::{host_events, json},
    race::Race,
    text::{self, fill},
};
use serde_json::Value;
use std::cell::RefCell;

thread_local! {
    /// The languages that have been read, for all widgets of the page.
    static HERE: RefCell<Vec<(&'static str, PlanWords)>> = const { RefCell::new(Vec::new()) };
}

/// The words of one language. They are looked up by name when they are needed: they are many, and needed once.
#[derive(Clone, Copy)]
pub struct PlanWords(&'static Value);

impl PlanWords {
    /// The words of a language file; they are kept for the life of the page.
    fn read(text: &str) -> Self {
        Self(Box::leak(Box::new(json::parse(&text.into()).unwrap_or_default())))
    }

    /// The words under a key; a test sees to it that every language has every key.
    pub fn text(self, key: &str) -> &'static str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// The words under a key with values in their places.
    pub fn with(self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.text(key), values)
    }
}

/// The words of a language (the `tag` of a language file) if they are here.
pub fn here(tag: &str) -> Option<PlanWords> {
    if let Some(words) =
        HERE.with_borrow(|here| here.iter().find(|(known, _)| *known == tag).map(|(_, words)| *words))
    {
        return Some(words);
    }
    (tag == "en" && !text::is_own(tag))
        .then(|| keep("en", include_str!("../../../public/words/plan/en.json")))
}

fn keep(tag: &'static str, text: &str) -> PlanWords {
    let words = PlanWords::read(text);
    HERE.with_borrow_mut(|here| here.push((tag, words)));
    words
}

/// Has the words of the visitor's language here; where they cannot be fetched, English stands in for them, and the
/// console says why.
pub async fn load(race: Race) {
    let tag = race.words().tag;
    if here(tag).is_some() {
        return;
    }
    let fetched = race.loader().text(&text::address("plan", tag)).await;
    // Two parts may have been opened at once.
    if here(tag).is_some() {
        return;
    }
    match fetched {
        Ok(json) => keep(tag, &json),
        Err(reason) => {
            host_events::log_error(&["saddle: ", &reason].concat());
            keep(tag, include_str!("../../../public/words/plan/en.json"))
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::text::agreement;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    const FILES: [&str; 8] = [
        include_str!("../../../public/words/plan/en.json"),
        include_str!("../../../public/words/plan/zh-Hans.json"),
        include_str!("../../../public/words/plan/ko.json"),
        include_str!("../../../public/words/plan/ja.json"),
        include_str!("../../../public/words/plan/fr.json"),
        include_str!("../../../public/words/plan/de.json"),
        include_str!("../../../public/words/plan/es.json"),
        include_str!("../../../public/words/plan/ar.json"),
    ];

    /// The code that asks for words.
    const ASKING: [&str; 7] = [
        include_str!("planner.rs"),
        include_str!("goal_field.rs"),
        include_str!("timetable.rs"),
        include_str!("pace_band.rs"),
        include_str!("ribbon.rs"),
        include_str!("table.rs"),
        include_str!("take_away.rs"),
    ];

    #[wasm_bindgen_test]
    fn the_languages_agree() {
        agreement::check(&FILES, |_| false);
    }

    #[wasm_bindgen_test]
    fn the_code_asks_for_every_key() {
        for key in agreement::file(FILES[0]).keys() {
            let quoted = ["\"", key, "\""].concat();
            assert!(ASKING.iter().any(|code| code.contains(&quoted)), "nobody asks for {key}");
        }
    }

    #[wasm_bindgen_test]
    fn every_key_that_the_code_asks_for_is_there() {
        let english = agreement::file(FILES[0]);
        for code in ASKING {
            for asked in code.split("words.").skip(1) {
                let Some(call) = asked.strip_prefix("text(\"").or(asked.strip_prefix("with(\"")) else {
                    continue;
                };
                let key = call.split('"').next().unwrap_or_default();
                assert!(english.contains_key(key), "{key}");
            }
        }
    }
}
