//! The body as `application/x-www-form-urlencoded`.

use super::Body;
use crate::percent::push_text;
use std::borrow::Cow;

/// Writes as the standard's serialiser does (<https://url.spec.whatwg.org/#concept-urlencoded-serializer>).
pub(super) fn write(pairs: &[(&str, Cow<'_, str>)]) -> Body {
    let mut text = String::new();
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        push_component(&mut text, name);
        text.push('=');
        push_component(&mut text, value);
    }
    Body { content_type: "application/x-www-form-urlencoded;charset=UTF-8".into(), text }
}

fn push_component(out: &mut String, text: &str) {
    for (position, word) in text.split(' ').enumerate() {
        if position > 0 {
            out.push('+');
        }
        push_text(out, word, b"*-._");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn writes_what_another_serialiser_writes_and_is_read_back(
            sent in proptest::collection::vec(("(?s).*", "(?s).*"), 0..8)
        ) {
            let pairs: Vec<_> =
                sent.iter().map(|(name, value)| (name.as_str(), Cow::Borrowed(value.as_str()))).collect();
            let body = write(&pairs);
            let other = form_urlencoded::Serializer::new(String::new()).extend_pairs(&sent).finish();
            prop_assert_eq!(&body.text, &other);
            let received: Vec<_> = form_urlencoded::parse(body.text.as_bytes()).into_owned().collect();
            prop_assert_eq!(received, sent);
        }
    }
}
