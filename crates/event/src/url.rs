//! A URL that is safe to fetch or to follow, kept as written.

use crate::limits;
use crate::reader::{Cursor, Object};
use std::fmt;

/// A URL as the event file writes it: `https:`, `http:` on this computer only, `mailto:` where a link may be one, or
/// relative to the event file. Never `javascript:` or `data:`.
///
/// It is not resolved: the page does that with `new URL(url, eventFile)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url(String);

impl Url {
    /// The URL as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The URL as written, without a copy.
    pub(crate) fn into_string(self) -> String {
        self.0
    }

    /// The URL under a key that must be there: of what can be fetched, or be sent to, so everything but `mailto:`.
    pub(crate) fn required(object: &Object<'_>, key: &'static str, expected: &str) -> Self {
        match object.required(key, expected) {
            Some(at) => Self::read(&at),
            None => Self::gap(),
        }
    }

    /// Reads what can be fetched, or be sent to.
    pub(crate) fn read(at: &Cursor<'_>) -> Self {
        const EXPECTED: &str =
            "an https: URL or one relative to the event file (http: only on localhost), without spaces";
        Self::read_if(at, is_web, EXPECTED)
    }

    /// Reads what a visitor can follow: what can be fetched, and `mailto:`.
    pub(crate) fn read_link(at: &Cursor<'_>) -> Self {
        const EXPECTED: &str = "an https: or mailto: URL or one relative to the event file \
             (http: only on localhost), without spaces";
        Self::read_if(at, is_link, EXPECTED)
    }

    /// What stands where the file has a mistake.
    pub(crate) const fn gap() -> Self {
        Self(String::new())
    }

    /// Reads what `is_safe` takes.
    pub(crate) fn read_if(at: &Cursor<'_>, is_safe: fn(&str) -> bool, expected: &str) -> Self {
        let url = at.text(limits::URL_CHARS);
        if !url.is_empty() && !is_safe(url) {
            at.mistake(expected);
        }
        Self(url.to_owned())
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a URL can be fetched, or be sent to: a relative one, and of absolute ones those that nobody on the way can read.
pub fn is_web(url: &str) -> bool {
    if !is_clean(url) {
        return false;
    }
    if let Some(rest) = after_scheme(url, "https://") {
        return host(rest).is_some();
    }
    if let Some(rest) = after_scheme(url, "http://") {
        return host(rest).is_some_and(is_loopback);
    }
    // A colon before the first slash would make the start a scheme; two slashes would make it a host.
    let first_segment = before_any(url, b"/?#");
    !first_segment.contains(':') && !url.starts_with("//")
}

fn is_link(url: &str) -> bool {
    is_web(url) || (is_clean(url) && after_scheme(url, "mailto:").is_some())
}

/// Browsers drop tabs and line ends inside a URL and take `\` for `/`, so that either could hide a scheme or a host.
fn is_clean(url: &str) -> bool {
    !url.is_empty() && !url.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\')
}

fn after_scheme<'u>(url: &'u str, scheme: &str) -> Option<&'u str> {
    let start = url.get(..scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then(|| url.get(scheme.len()..)).flatten()
}

/// The host of what follows `//`; none if it is empty or has a user name before it, which `fetch` refuses.
fn host(rest: &str) -> Option<&str> {
    let authority = before_any(rest, b"/?#");
    let (host, after) = match authority.strip_prefix('[') {
        Some(bracketed) => bracketed.split_once(']')?,
        None => {
            let host = before_any(authority, b":");
            (host, authority.get(host.len()..)?)
        }
    };
    let ends_well = match after.strip_prefix(':') {
        Some(port) => port.bytes().all(|b| b.is_ascii_digit()),
        None => after.is_empty(),
    };
    (ends_well && !host.is_empty() && !host.contains('@')).then_some(host)
}

/// The start of a text, up to the first of some ASCII characters.
fn before_any<'t>(text: &'t str, ends: &[u8]) -> &'t str {
    let end = text.bytes().position(|byte| ends.contains(&byte));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The hosts that browsers take for this computer (Secure Contexts, "potentially trustworthy origin").
fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let is_127 = host.strip_prefix("127.").is_some_and(|rest| {
        rest.split('.').count() == 3 && rest.split('.').all(|part| part.parse::<u8>().is_ok())
    });
    is_127 || host == "::1" || host == "localhost" || host.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_can_be_fetched() {
        for url in [
            "https://example.org",
            "HTTPS://Example.org:8443/a?b=c#d",
            "https://[2001:db8::1]/x",
            "http://localhost:8080/desk",
            "http://127.0.0.1/desk",
            "http://[::1]:3000/",
            "http://desk.localhost/",
            "42k.gpx",
            "./42k.gpx",
            "../tracks/42k.gpx?v=2",
            "/desk/zx-tour",
            "?track=42k",
            "轨迹/42k.gpx",
            "a/b:c",
        ] {
            assert!(is_web(url), "{url}");
        }
    }

    #[test]
    fn refuses_what_runs_lies_or_cannot_be_fetched() {
        for url in [
            "",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\tscript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,x",
            "blob:https://example.org/1",
            "file:///etc/passwd",
            "ftp://example.org/",
            "mailto:a@example.org",
            "http://example.org/",
            "http://localhost.example.org/",
            "http://localhost@example.org/",
            "http://127.0.0.1.example.org/",
            "http://127.1/",
            "https://",
            "https:///path",
            "https:example.org",
            "https://user:secret@example.org/",
            "https://user@example.org/",
            "https://example.org:port/",
            "//example.org/x",
            "/\\example.org/x",
            "\\\\example.org",
            "a b.gpx",
            "a\nb.gpx",
        ] {
            assert!(!is_web(url), "{url:?}");
        }
    }
}
