//! The body as `multipart/form-data`.

use super::Body;
use crate::key::IdempotencyKey;
use crate::newline::to_crlf;
use crate::search::contains_ignoring_case;
use std::borrow::Cow;

/// Writes RFC 7578 with the line ends and escapes of browsers
/// (<https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data>).
pub(super) fn write(pairs: &[(&str, Cow<'_, str>)], key: IdempotencyKey) -> Body {
    let mut parts = Vec::new();
    for (name, value) in pairs {
        let start = "Content-Disposition: form-data; name=\"";
        parts.push([start, &escape_name(name), "\"\r\n\r\n", &to_crlf(value), "\r\n"].concat());
    }
    let boundary = absent_boundary(&parts, key);
    let mut text = String::new();
    for part in &parts {
        for piece in ["--", &boundary, "\r\n", part] {
            text.push_str(piece);
        }
    }
    for piece in ["--", &boundary, "--\r\n"] {
        text.push_str(piece);
    }
    Body { content_type: ["multipart/form-data; boundary=", &boundary].concat(), text }
}

fn escape_name(name: &str) -> String {
    let mut out = String::new();
    for character in to_crlf(name).chars() {
        match character {
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            '"' => out.push_str("%22"),
            other => out.push(other),
        }
    }
    out
}

/// A boundary that occurs in none of the parts. The key is random, but it is also part of the message, and
/// whoever read it there could have typed it elsewhere.
fn absent_boundary(parts: &[String], key: IdempotencyKey) -> String {
    let first = ["saddle-", &key.to_string()].concat();
    let mut boundary = first.clone();
    let mut count = 0u32;
    while parts.iter().any(|part| contains_ignoring_case(part, &boundary)) {
        count += 1;
        boundary = [&first, "-", &count.to_string()].concat();
    }
    boundary
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: IdempotencyKey = IdempotencyKey::from_random([0; 16]);

    fn written(pairs: &[(String, String)]) -> Body {
        let pairs: Vec<_> =
            pairs.iter().map(|(name, value)| (name.as_str(), Cow::Borrowed(value.as_str()))).collect();
        write(&pairs, KEY)
    }

    /// What a server reads.
    fn received(body: Body) -> Vec<(String, String)> {
        let boundary = multer::parse_boundary(&body.content_type).unwrap();
        let stream = futures::stream::iter([Ok::<_, std::convert::Infallible>(body.text)]);
        let mut form = multer::Multipart::new(stream, boundary);
        futures::executor::block_on(async {
            let mut pairs = Vec::new();
            while let Some(field) = form.next_field().await.unwrap() {
                let name = field.name().unwrap().to_owned();
                // The bytes and not the text: a reader of text would take a leading byte order mark away.
                pairs.push((name, String::from_utf8(field.bytes().await.unwrap().to_vec()).unwrap()));
            }
            pairs
        })
    }

    #[test]
    fn writes_as_browsers_do() {
        let body = written(&[("na\"me\n".into(), "1\n2\r\n3".into())]);
        assert_eq!(
            body.text,
            "--saddle-00000000-0000-4000-8000-000000000000\r\n\
             Content-Disposition: form-data; name=\"na%22me%0D%0A\"\r\n\r\n\
             1\r\n2\r\n3\r\n\
             --saddle-00000000-0000-4000-8000-000000000000--\r\n"
        );
    }

    #[test]
    fn a_boundary_in_the_text_is_not_taken_for_the_boundary() {
        let boundary = format!("saddle-{KEY}");
        let sent = vec![
            ("remarks".to_owned(), format!("--{boundary}--\r\n\r\n--{boundary}-1\r\n")),
            (boundary.clone(), "x".to_owned()),
        ];
        let body = written(&sent);
        assert_eq!(body.content_type, format!("multipart/form-data; boundary={boundary}-2"));
        assert_eq!(received(body), sent);
    }

    proptest! {
        #[test]
        fn any_text_is_read_back(
            sent in proptest::collection::vec(("[a-z_]{1,12}|[가-힣 ]{1,6}", "(?s).*|([\r\n-]|saddle){0,20}"), 0..8)
        ) {
            let expected: Vec<_> = sent.iter().map(|(name, value)| (name.clone(), to_crlf(value))).collect();
            prop_assert_eq!(received(written(&sent)), expected);
        }
    }
}
