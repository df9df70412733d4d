//! Which languages there are, and which of them are here.

use super::Words;
use crate::browser::{host_events, loader::Loader};
use std::cell::RefCell;

/// The languages that are fetched when wanted: the primary subtag that asks for them, and their file.
const FETCHED: [(&str, &str); 2] = [("zh", "zh-Hans"), ("ko", "ko")];

thread_local! {
    static ENGLISH: &'static Words = kept(include_str!(concat!(env!("OUT_DIR"), "/english.txt")));
    /// Those that have been fetched, for all widgets of the page.
    static HERE: RefCell<Vec<&'static Words>> = const { RefCell::new(Vec::new()) };
}

/// A language is read once for the life of the page, so its words are never given back.
fn kept(texts: &'static str) -> &'static Words {
    Box::leak(Box::new(Words::read(texts)))
}

/// The file for a BCP 47 tag; `None` for English, which is built in and serves every language that has no file yet.
fn file(tag: &str) -> Option<&'static str> {
    let language = tag.split('-').next().unwrap_or_default();
    let found = FETCHED.iter().find(|(known, _)| known.eq_ignore_ascii_case(language));
    found.map(|(_, file)| *file)
}

/// The words for a BCP 47 tag, if they are here; else English.
pub fn words(tag: &str) -> &'static Words {
    let file = file(tag);
    let here = HERE.with_borrow(|here| here.iter().find(|words| Some(words.tag) == file).copied());
    here.unwrap_or_else(|| ENGLISH.with(|words| *words))
}

/// Has the loader fetch the words for a tag, unless they are here.
///
/// Without them the widget speaks English, and the console says why.
pub async fn load(loader: &Loader, tag: &str) {
    let Some(file) = file(tag) else { return };
    if words(tag).tag == file {
        return;
    }
    match loader.words(file).await {
        Ok(texts) => {
            let words = kept(String::leak(texts));
            HERE.with_borrow_mut(|here| here.push(words));
        }
        Err(reason) => host_events::log_error(&["saddle: ", &reason].concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn a_tag_finds_its_file() {
        for (tag, expected) in [
            ("zh-CN", Some("zh-Hans")),
            ("ZH", Some("zh-Hans")),
            ("ko-KR", Some("ko")),
            ("fr", None),
            ("", None),
        ] {
            assert_eq!(file(tag), expected, "{tag}");
        }
    }

    #[wasm_bindgen_test]
    fn what_is_not_here_is_english() {
        assert_eq!(words("zh-CN").tag, "en");
        assert_eq!(words("fr").tag, "en");
    }
}
