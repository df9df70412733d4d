//! A mail address.

use crate::limits;
use crate::reader::Object;

/// Reads the `email` of an object as a browser would take it.
pub(crate) fn read(object: &Object<'_>) -> String {
    let Some(at) = object.required("email", "the desk's mailbox") else { return String::new() };
    let text = at.text(limits::WORD_CHARS);
    if !text.is_empty() && !saddle_signup::email::is_email(text) {
        at.mistake("a mail address such as \"desk@example.org\"");
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use crate::demo::mistakes_with;
    use serde_json::json;

    #[test]
    fn a_mailbox_is_one_address() {
        assert_eq!(
            mistakes_with("/desks/0/email", json!("desk")),
            ["$.desks[0].email: found \"desk\", expected a mail address such as \"desk@example.org\""]
        );
        for other in [
            "a@example.org,b@example.org",
            "a@example.org?cc=b",
            "A <a@example.org>",
            "a@example.org\r\nBcc: b",
        ] {
            assert_eq!(mistakes_with("/desks/0/email", json!(other)).len(), 1, "{other}");
        }
    }
}
