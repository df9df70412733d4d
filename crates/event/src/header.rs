//! Request headers that an event file may ask for: it is public, so none that holds a secret.

/// Names that the browser keeps to itself (<https://fetch.spec.whatwg.org/#forbidden-request-header>), and those that say how the
/// body is written.
const TAKEN: [&str; 24] = [
    "accept",
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "cookie2",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "via",
];

/// What is part of the name of a header that proves who sends it. Whoever reads the event file could send it too.
const SECRET: [&str; 8] =
    ["auth", "token", "secret", "apikey", "api-key", "password", "session", "signature"];

/// What a header's name must be, for those who write event files.
pub(crate) const EXPECTED: &str =
    "the name of a request header that is free to set and holds no secret (the event file is public)";

/// Whether an event file may set a header of this name.
pub(crate) fn is_free(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    // The characters of a token (https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2).
    let is_token = !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte));
    is_token
        && !name.starts_with("proxy-")
        && !name.starts_with("sec-")
        && !TAKEN.contains(&name.as_str())
        && !SECRET.iter().any(|part| name.contains(part))
}

/// Whether a header can have this value: what is printed in ASCII.
pub(crate) fn is_value(value: &str) -> bool {
    value.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_free_and_no_secret_can_be_set() {
        for name in ["X-Race", "Prefer", "Idempotency-Key", "x-form-id"] {
            assert!(is_free(name), "{name}");
        }
        for name in [
            "",
            "X Race",
            "X-Race:",
            "Läufer",
            "Cookie",
            "AUTHORIZATION",
            "Proxy-Authorization",
            "Sec-Fetch-Mode",
            "Host",
            "Content-Type",
            "X-Api-Key",
            "apikey",
            "X-Auth-User",
            "X-CSRF-Token",
            "X-Hub-Signature",
        ] {
            assert!(!is_free(name), "{name}");
        }
        assert!(is_value("return=minimal; a b") && !is_value("a\r\nb") && !is_value("길"));
    }
}
