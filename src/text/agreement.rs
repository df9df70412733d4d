//! What tests ask of the files of words: that every language says the same things.

use serde_json::{Map, Value};

/// The words of a file by their keys.
pub fn file(json: &str) -> Map<String, Value> {
    serde_json::from_str(json).expect("a JSON object")
}

/// The text under a key of a file.
pub fn text(json: &str, key: &str) -> String {
    file(json)[key].as_str().expect("a text").to_owned()
}

/// The keys in the order of the file, each of which begins a line.
fn keys(json: &str) -> Vec<&str> {
    json.lines().filter_map(|line| line.trim().strip_prefix('"')?.split('"').next()).collect()
}

/// The places for values in a text.
fn places(text: &str) -> Vec<&str> {
    let mut places: Vec<&str> =
        text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default()).collect();
    places.sort();
    places
}

/// Fails unless every file has the keys of the first, English one in its order, with the same places, and no empty text but
/// under a key that may be empty.
pub fn check(files: &[&str], may_be_empty: impl Fn(&str) -> bool) {
    let english = file(files[0]);
    for json in files {
        assert_eq!(keys(files[0]), keys(json), "in this order");
        let other = file(json);
        for (key, text) in &english {
            let (text, other) = (text.as_str().expect("a text"), other[key].as_str().expect("a text"));
            assert_eq!(places(text), places(other), "{key}: {other}");
            assert!(!other.contains('\n') && other.is_empty() == text.is_empty(), "{key}: {other}");
            assert!(!other.is_empty() || may_be_empty(key), "{key}");
        }
    }
}
