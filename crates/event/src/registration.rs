//! From when until when sign-ups are taken.

use crate::instant::Instant;
use crate::reader::Object;

/// From when until when sign-ups are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct RegistrationWindow {
    /// The moment they open; none means that they are open.
    pub opens: Option<Instant>,
    /// The moment they close; none means when race day begins.
    pub closes: Option<Instant>,
}

impl RegistrationWindow {
    pub(crate) fn read(object: &Object<'_>) -> Self {
        let opens = Instant::optional(object, "opens");
        let closes = Instant::optional(object, "closes");
        if let (Some(opens), Some(closes)) = (opens, closes)
            && closes <= opens
        {
            object.mistake_at("closes", "a moment after \"opens\"");
        }
        Self { opens, closes }
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::{mistakes_with, read_with};
    use serde_json::json;

    #[test]
    fn both_ends_are_optional() {
        let window = |value| {
            let window = read_with("/registration", value).registration;
            (window.opens.map(|at| at.unix_s()), window.closes.map(|at| at.unix_s()))
        };
        assert_eq!(window(json!(null)), (None, None));
        assert_eq!(window(json!({"opens": "1970-01-01T00:00:05Z"})), (Some(5), None));
        assert_eq!(window(json!({"closes": "1970-01-01T00:00:05Z"})), (None, Some(5)));
    }

    #[test]
    fn closes_after_it_opens() {
        let window = json!({"opens": "2015-09-01T00:00:00+08:30", "closes": "2015-08-31T15:30:00Z"});
        assert_eq!(
            mistakes_with("/registration", window),
            ["$.registration.closes: found \"2015-08-31T15:30:00Z\", expected a moment after \"opens\""]
        );
        assert_eq!(
            mistakes_with("/registration", json!({"opens": "2015-09-01"})),
            ["$.registration.opens: found \"2015-09-01\", \
              expected a moment with its offset from UTC, such as \"2015-06-01T09:00:00+08:30\""]
        );
    }
}
