//! The series that a race belongs to, or asks to.

use crate::limits;
use crate::reader::Object;
use crate::texts::Texts;
use crate::url::Url;

/// The series that a race belongs to, or asks to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Series {
    /// What it is called.
    pub name: Texts,
    /// What the element's `partner` says on the series' own pages; there, the reference to it is ticked beforehand.
    pub partner: Option<String>,
    /// What the race is to it: a race of the series, a candidate.
    pub status: Option<Texts>,
    /// What else to know of it, such as another way to sign up.
    pub note: Option<Texts>,
    /// What those get who sign up through it, or refer to it.
    pub gift: Option<Texts>,
    /// Its page.
    pub url: Option<Url>,
    /// Whether the URL only stands in for a real one; the page then says so.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub placeholder: bool,
}

impl Series {
    pub(crate) fn read(object: &Object<'_>) -> Self {
        Self {
            name: Texts::required(object, "name", "what the series is called"),
            partner: object.text("partner", limits::WORD_CHARS),
            status: Texts::optional(object, "status"),
            note: Texts::optional(object, "note"),
            gift: Texts::optional(object, "gift"),
            url: object.optional("url").map(|at| Url::read_link(&at)),
            placeholder: object.flag("placeholder"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::{mistakes_with, read_with};
    use serde_json::json;

    #[test]
    fn only_its_name_is_needed() {
        let series = read_with("/series", json!({"name": "Cup"})).series.expect("a series");
        assert_eq!(series.name.pick("en"), "Cup");
        assert!(!series.placeholder && series.url.is_none());
        assert_eq!(
            mistakes_with("/series", json!({"gift": ""})),
            [
                "$.series.name: found nothing, expected what the series is called",
                "$.series.gift: found \"\", expected a text that is not empty",
            ]
        );
    }
}
