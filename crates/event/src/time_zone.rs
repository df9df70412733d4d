//! The name of a time zone.

use crate::limits;
use crate::reader::Object;

/// The name of a time zone of the IANA database, `Asia/Pyongyang`.
///
/// Only its form is checked: whether there is such a zone is known to the browser, which has the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeZone(String);

impl TimeZone {
    /// The name, as `Intl.DateTimeFormat` takes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn read(object: &Object<'_>) -> Self {
        const EXPECTED: &str = "the name of an IANA time zone such as \"Asia/Pyongyang\"";
        let Some(at) = object.required("timeZone", "the IANA time zone of the race") else {
            return Self(String::new());
        };
        let name = at.text(limits::WORD_CHARS);
        if !name.is_empty() && !is_zone_name(name) {
            at.mistake(EXPECTED);
        }
        Self(name.to_owned())
    }
}

/// The form of names in the database (its file `theory.html`): parts of letters, digits, `-`, `+` and `_` between
/// slashes, each starting with a letter. `UTC` is the one name without a slash that says where it is.
fn is_zone_name(name: &str) -> bool {
    let is_part = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_alphabetic())
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'_'))
    };
    name == "UTC" || (name.contains('/') && name.split('/').all(is_part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_form_of_a_zone_name() {
        for name in
            ["Asia/Pyongyang", "America/Argentina/Buenos_Aires", "Etc/GMT+8", "America/Port-au-Prince", "UTC"]
        {
            assert!(is_zone_name(name), "{name}");
        }
        for name in ["", "Pyongyang", "GMT+8", "+08:30", "Asia/", "/Asia", "Asia/Pyong yang", "../../etc"] {
            assert!(!is_zone_name(name), "{name}");
        }
    }
}
