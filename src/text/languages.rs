//! Which languages there are, and which of them are here.

use super::Words;
use crate::browser::{host_events, loader::Loader};
use std::cell::RefCell;

/// The languages that are fetched when wanted: the primary subtag that asks for them, and their file.
const FETCHED: [(&str, &str); 2] = [("zh", "zh-Hans"), ("ko", "ko")];

const ENGLISH_FILE: &str = "en";

thread_local! {
    static ENGLISH: &'static Words = kept(include_str!(concat!(env!("OUT_DIR"), "/english.txt")));
    /// Those that have been fetched, for all widgets of the page.
    static HERE: RefCell<Vec<&'static Words>> = const { RefCell::new(Vec::new()) };
}

/// A language is read once for the life of the page, so its words are never given back.
fn kept(texts: &'static str) -> &'static Words {
    Box::leak(Box::new(Words::read(texts)))
}

/// The name of the files for a BCP 47 tag: `en`, which serves every language that has no files yet, or another one.
pub fn file(tag: &str) -> &'static str {
    let language = tag.split('-').next().unwrap_or_default();
    let found = FETCHED.iter().find(|(known, _)| known.eq_ignore_ascii_case(language));
    found.map_or(ENGLISH_FILE, |(_, file)| *file)
}

/// The words for a BCP 47 tag, if they are here; else English.
pub fn words(tag: &str) -> &'static Words {
    let file = file(tag);
    let here = HERE.with_borrow(|here| here.iter().find(|words| words.tag == file).copied());
    here.unwrap_or_else(|| ENGLISH.with(|words| *words))
}

/// Has the loader fetch the words for a tag, unless they are here.
///
/// Without them the widget speaks English, and the console says why.
pub async fn load(loader: &Loader, tag: &str) {
    let file = file(tag);
    if words(tag).tag == file {
        return;
    }
    if let Some(texts) = fetch(loader, file).await {
        let words = kept(texts);
        HERE.with_borrow_mut(|here| here.push(words));
    }
}

/// Has the loader fetch a file of words, at once: its texts, one a line, kept for the life of the page. Nothing, and the
/// reason in the console, if it cannot be fetched.
pub fn fetch(loader: &Loader, file: &str) -> impl Future<Output = Option<&'static str>> + use<> {
    let texts = loader.words(file);
    async {
        match texts.await {
            Ok(texts) => Some(&*String::leak(texts)),
            Err(reason) => {
                host_events::log_error(&["saddle: ", &reason].concat());
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn a_tag_finds_its_file() {
        for (tag, expected) in
            [("zh-CN", "zh-Hans"), ("ZH", "zh-Hans"), ("ko-KR", "ko"), ("sw", "en"), ("", "en")]
        {
            assert_eq!(file(tag), expected, "{tag}");
        }
    }

    #[wasm_bindgen_test]
    fn what_is_not_here_is_english() {
        assert_eq!(words("zh-CN").tag, "en");
        assert_eq!(words("sw").tag, "en");
    }
}
