//! JSON that is written: names and texts, which is all that a sign-up consists of.
//!
//! `serde_json` writes numbers too, and brings ten kilobytes of tables for them; here it only reads.

use crate::hex;

/// Writes a text with the quotes around it, escaped where it must be
/// (<https://www.rfc-editor.org/rfc/rfc8259#section-7>).
///
/// ```
/// let mut out = String::new();
/// saddle_signup::json::push_text(&mut out, "a \"word\"\n");
/// assert_eq!(out, r#""a \"word\"\n""#);
/// ```
pub fn push_text(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..' ' => {
                out.push_str("\\u00");
                hex::push(out, character as u8);
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// Writes the name of a member of an object, and the comma after the member before it.
pub(crate) fn push_name(out: &mut String, name: &str) {
    push_comma(out);
    push_text(out, name);
    out.push(':');
}

/// Writes a text as an item of a list, and the comma after the item before it.
pub(crate) fn push_item(out: &mut String, text: &str) {
    push_comma(out);
    push_text(out, text);
}

/// Writes a comma unless this is the start of an object or a list.
fn push_comma(out: &mut String) {
    if !out.ends_with(['{', '[']) {
        out.push(',');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    fn written(text: &str) -> String {
        let mut out = String::new();
        push_text(&mut out, text);
        out
    }

    #[test]
    fn every_character_that_must_be_escaped_is() {
        assert_eq!(written("\u{1}\u{1f} \"\\/马"), "\"\\u0001\\u001f \\\"\\\\/马\"");
    }

    proptest! {
        #[test]
        fn any_text_is_read_back(text in "(?s).*|[\u{0}-\u{40}\\\\]*") {
            prop_assert_eq!(serde_json::from_str::<String>(&written(&text)).unwrap(), text);
        }

        #[test]
        fn any_object_and_list_are_read_back(
            name in "(?s).*",
            items in proptest::collection::vec("[{\\[,]?", 0..4),
        ) {
            let mut out = "{".to_owned();
            for name in ["first", &name] {
                push_name(&mut out, name);
                out.push('[');
                items.iter().for_each(|item| push_item(&mut out, item));
                out.push(']');
            }
            out.push('}');
            let read: Value = serde_json::from_str(&out).unwrap();
            prop_assert_eq!(&read[&name], &Value::from(items.clone()));
            prop_assert_eq!(&read["first"], &Value::from(items));
        }
    }
}
