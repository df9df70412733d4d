//! How a sign-up reaches a desk, as the event file writes it.

use crate::reader::Object;
use crate::url::Url;
use saddle_signup::{Delivery, Encoding};

/// Reads a delivery: `{"type": "form", "url": "…", "idempotent": true}`, or `{"type": "mailto"}`.
pub(crate) fn read(object: &Object<'_>) -> Delivery {
    const TYPES: [(&str, Option<Encoding>); 4] = [
        ("json", Some(Encoding::Json)),
        ("form", Some(Encoding::Urlencoded)),
        ("multipart", Some(Encoding::Multipart)),
        ("mailto", None),
    ];
    let encoding = object.required("type", "how the desk takes sign-ups").and_then(|at| at.word(&TYPES));
    let Some(Some(encoding)) = encoding else { return Delivery::Mailto };
    let url = Url::required(object, "url", "the URL that sign-ups are sent to");
    Delivery::Post { url: url.into_string(), encoding, idempotent: object.flag("idempotent") }
}

#[cfg(test)]
mod tests {
    use crate::demo::{enrolment_with, mistakes_with};
    use saddle_signup::{Delivery, Encoding};
    use serde_json::json;

    #[test]
    fn reads_every_type() {
        for (kind, encoding) in
            [("json", Encoding::Json), ("form", Encoding::Urlencoded), ("multipart", Encoding::Multipart)]
        {
            let value = json!({"type": kind, "url": "http://localhost:3000/desk"});
            let url = "http://localhost:3000/desk".to_owned();
            let expected = Delivery::Post { url, encoding, idempotent: false };
            assert_eq!(enrolment_with("/desks/0/delivery", value).desks[0].delivery, expected);
        }
        assert_eq!(
            enrolment_with("/desks/0/delivery", json!({"type": "mailto"})).desks[0].delivery,
            Delivery::Mailto
        );
    }

    #[test]
    fn says_what_is_wrong_with_it() {
        let url = "expected an https: URL or one relative to the event file (http: only on localhost), without spaces";
        assert_eq!(
            mistakes_with("/desks/0/delivery", json!({"type": "json", "url": "http://example.org/"})),
            [format!("$.desks[0].delivery.url: found \"http://example.org/\", {url}")]
        );
        assert_eq!(
            mistakes_with("/desks/0/delivery", json!({"type": "form", "idempotent": 1})),
            [
                "$.desks[0].delivery.url: found nothing, expected the URL that sign-ups are sent to",
                "$.desks[0].delivery.idempotent: found the number 1, expected true or false",
            ]
        );
        assert_eq!(
            mistakes_with("/desks/0/delivery", json!({"type": "fax"})),
            [
                "$.desks[0].delivery.type: found \"fax\", expected one of \"json\" \"form\" \"multipart\" \"mailto\""
            ]
        );
    }
}
