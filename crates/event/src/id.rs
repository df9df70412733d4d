//! The ids of events, distances, desks and choices.

use crate::limits;
use crate::reader::Object;

/// Reads the `id` of an object: letters, digits, `-`, `_` and `.`, since it stands in links and in a page's attributes.
pub(crate) fn read(object: &Object<'_>) -> String {
    const EXPECTED: &str = "an id of letters a to z, digits, \"-\", \"_\" and \".\"";
    let Some(at) = object.required("id", EXPECTED) else { return String::new() };
    let id = at.text(limits::WORD_CHARS);
    if !id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')) {
        at.mistake(EXPECTED);
    }
    id.to_owned()
}

#[cfg(test)]
mod tests {
    use crate::demo::mistakes_with;
    use serde_json::json;

    #[test]
    fn an_id_is_plain() {
        assert_eq!(mistakes_with("/distances/0/id", json!("Ultra_50.5-k")), [""; 0]);
        for id in [json!("4 2k"), json!("42/k"), json!("四十二"), json!(42), json!(null), json!("")] {
            let mistakes = mistakes_with("/distances/0/id", id);
            assert!(mistakes[0].starts_with("$.distances[0].id: found "), "{mistakes:?}");
        }
    }

    #[test]
    fn no_id_stands_twice_in_a_list() {
        for (list, path) in [
            ("/distances", "$.distances[1].id"),
            ("/desks", "$.desks[1].id"),
            ("/form/programmes", "$.form.programmes[1].id"),
            ("/form/payments", "$.form.payments[1].id"),
        ] {
            let first = crate::demo::value().pointer(&format!("{list}/0/id")).cloned().expect("an id");
            let expected = format!("{path}: found {first}, expected an id that no earlier item has");
            let mistakes = mistakes_with(&format!("{list}/1/id"), first);
            assert!(mistakes.contains(&expected), "{mistakes:?}");
        }
    }
}
