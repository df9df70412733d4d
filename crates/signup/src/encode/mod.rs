//! A message as the body of an HTTP request.

mod chat;
mod json;
mod multipart;
mod urlencoded;

use crate::delivery::{Encoding, Format};
use crate::message::Message;
use std::borrow::Cow;

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
pub fn encode(message: &Message, format: &Format) -> Body {
    match format.encoding {
        Encoding::Json => json::write(message, &format.names),
        Encoding::Urlencoded | Encoding::Chat => urlencoded::write(&fields(message, format)),
        Encoding::Multipart => multipart::write(&fields(message, format), message.key),
    }
}

/// The names and values of a message as a flat list: what is written urlencoded or in multipart, and what stands in a form of
/// the browser's own.
pub fn fields<'m>(message: &'m Message, format: &'m Format) -> Vec<(&'m str, Cow<'m, str>)> {
    let fields = format.names.apply(message, message.pairs());
    match format.encoding {
        Encoding::Chat => vec![chat::payload(message, &fields)],
        Encoding::Json | Encoding::Urlencoded | Encoding::Multipart => fields,
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
            (Encoding::Chat, "application/x-www-form-urlencoded"),
        ] {
            assert!(encode(&message, &encoding.into()).content_type.starts_with(start));
        }
    }
}
