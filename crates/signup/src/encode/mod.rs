//! A message as the body of an HTTP request.

mod json;
mod multipart;
mod urlencoded;

use crate::delivery::Encoding;
use crate::message::Message;

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its `Content-Type`.
    pub content_type: String,
    /// Its content; every encoding here is text, to be sent as UTF-8.
    pub text: String,
}

/// Writes a message as its desk wants it. All encodings hold the same names and values, and every value is a
/// text; but where there are several runners, JSON has them as a list.
pub fn encode(message: &Message, encoding: Encoding) -> Body {
    match encoding {
        Encoding::Json => json::write(message),
        Encoding::Urlencoded => urlencoded::write(&message.pairs()),
        Encoding::Multipart => multipart::write(&message.pairs(), message.key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::tests::message_of;

    #[test]
    fn each_encoding_says_what_it_is() {
        let message = message_of(vec!["x".into()]);
        for (encoding, start) in [
            (Encoding::Json, "application/json"),
            (Encoding::Urlencoded, "application/x-www-form-urlencoded"),
            (Encoding::Multipart, "multipart/form-data; boundary="),
        ] {
            assert!(encode(&message, encoding).content_type.starts_with(start));
        }
    }
}
