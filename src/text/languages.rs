//! Which languages there are, and which of them are here.

use super::Words;
use crate::browser::{host_events, intl, loader::Loader};
use saddle_event::language::{best, is_plain_tag};
use std::cell::RefCell;

/// The languages that the widget has words for, by the names of their files, and what they call themselves; the first one is
/// built in. The browser knows such names too, and takes longer to say the first one than the rest of the widget to be drawn.
const LANGUAGES: [(&str, &str); 8] = [
    (ENGLISH, "English"),
    ("zh-Hans", "简体中文"),
    ("ko", "한국어"),
    ("ja", "日本語"),
    ("fr", "français"),
    ("de", "Deutsch"),
    ("es", "español"),
    ("ar", "العربية"),
];

const ENGLISH: &str = "en";

thread_local! {
    static BUILT_IN: &'static Words = kept(include_str!(concat!(env!("OUT_DIR"), "/english.txt")));
    /// Those that have been fetched, for all widgets of the page.
    static HERE: RefCell<Vec<&'static Words>> = const { RefCell::new(Vec::new()) };
    /// The languages that the page brings words for.
    static OWN: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// A language is read once for the life of the page, so its words are never given back.
fn kept(texts: &'static str) -> &'static Words {
    Box::leak(Box::new(Words::read(texts)))
}

/// Takes the languages that the page brings words for; they are the same for all its widgets.
pub fn take_own(tags: Vec<String>) {
    OWN.with_borrow_mut(|own| {
        if own.is_empty() {
            for tag in tags {
                // By any other the browser writes no dates and no numbers.
                if is_plain_tag(&tag) {
                    own.push(&*String::leak(tag));
                } else {
                    host_events::log_warning(&["saddle: words for no BCP 47 tag: ", &tag].concat());
                }
            }
        }
    });
}

/// The languages that can be spoken here, by the names of their files.
pub fn spoken() -> Vec<&'static str> {
    let mut tags: Vec<_> = LANGUAGES.iter().map(|(tag, _)| *tag).collect();
    OWN.with_borrow(|own| tags.extend(own.iter().filter(|tag| known_name(tag).is_none())));
    tags
}

/// What a language calls itself.
pub fn own_name(tag: &str) -> String {
    known_name(tag).map_or_else(|| intl::language_name(tag), str::to_owned)
}

fn known_name(tag: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(known, _)| *known == tag).map(|(_, name)| *name)
}

/// Whether the page brings words of its own for a file.
pub fn is_own(file: &str) -> bool {
    OWN.with_borrow(|own| own.contains(&file))
}

/// The name of the files for a BCP 47 tag: the language that suits it best, English if none does.
pub fn file(tag: &str) -> &'static str {
    let spoken = spoken();
    best(tag, spoken.iter().copied()).and_then(|index| spoken.get(index).copied()).unwrap_or(ENGLISH)
}

/// Whether there are words for the language of a BCP 47 tag, whatever its script and region.
pub fn is_spoken(tag: &str) -> bool {
    primary(file(tag)).eq_ignore_ascii_case(primary(tag))
}

fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or_default()
}

/// The words for a BCP 47 tag, if they are here; else English.
pub fn words(tag: &str) -> &'static Words {
    of_file(file(tag)).unwrap_or_else(|| BUILT_IN.with(|words| *words))
}

fn of_file(file: &str) -> Option<&'static Words> {
    HERE.with_borrow(|here| here.iter().find(|words| words.tag == file).copied())
}

/// Has the loader fetch the words for a tag, unless they are here.
///
/// Without them the widget speaks English, and the console says why.
pub async fn load(loader: &Loader, tag: &str) {
    let file = file(tag);
    let is_built_in = file == ENGLISH && !is_own(file);
    if is_built_in || of_file(file).is_some() {
        return;
    }
    if let Some(texts) = fetch(loader, "course", file).await {
        let words = kept(texts);
        HERE.with_borrow_mut(|here| here.push(words));
    }
}

/// Where a part of the widget has its words of a language. The folder's name changes with every change of its files: texts are
/// taken by their places, which another build may have changed.
pub fn address(part: &str, file: &str) -> String {
    [env!("SADDLE_WORDS"), "/", part, "/", file].concat()
}

/// Has the loader fetch a part's words of a language, at once: the texts, one a line, kept for the life of the page. Nothing, and
/// the reason in the console, if they cannot be fetched.
pub fn fetch(loader: &Loader, part: &str, file: &str) -> impl Future<Output = Option<&'static str>> + use<> {
    let texts = loader.words(&address(part, file));
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
    fn a_language_is_spoken_in_whatever_region() {
        for (tag, expected) in [("en-GB", true), ("ZH-tw", true), ("ko_KR", true), ("sw", false), ("", false)]
        {
            assert_eq!(is_spoken(tag), expected, "{tag}");
        }
    }

    #[wasm_bindgen_test]
    fn a_language_calls_itself_as_the_browser_knows_it() {
        for (tag, name) in LANGUAGES {
            assert_eq!(name, intl::language_name(tag), "{tag}");
        }
        assert_eq!(own_name("nb"), "norsk bokmål");
    }

    #[wasm_bindgen_test]
    fn what_is_not_here_is_english() {
        assert_eq!(words("zh-CN").tag, "en");
        assert_eq!(words("sw").tag, "en");
    }
}
