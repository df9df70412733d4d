//! A link to something that the organiser, or a partner, has published about the race.

use crate::reader::{Object, words};
use crate::texts::Texts;
use crate::url::Url;
use crate::{language, limits};

/// A link to something published about the race.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Link {
    /// What it leads to.
    pub kind: LinkKind,
    /// What the visitor reads.
    pub title: Texts,
    /// Where it leads.
    pub url: Url,
    /// The languages of the readers it is for, as tags; none means everyone.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub languages: Vec<String>,
    /// Whether the URL only stands in for a real one; the page then says so.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub placeholder: bool,
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum LinkKind {
    /// What happens when.
    Programme,
    /// A film.
    Video,
    /// A site about the race.
    Website,
}

impl Link {
    /// Whether it is for readers of that language.
    pub fn is_for(&self, language: &str) -> bool {
        self.languages.is_empty() || self.languages.iter().any(|range| language::covers(range, language))
    }

    pub(crate) fn read(object: &Object<'_>) -> Self {
        const KINDS: [(&str, LinkKind); 3] =
            [("programme", LinkKind::Programme), ("video", LinkKind::Video), ("website", LinkKind::Website)];
        let kind = object.required("kind", "what it leads to").and_then(|at| at.word(&KINDS));
        let title = Texts::required(object, "title", "what the visitor reads");
        let url = object.required("url", "where it leads");
        let languages = object.items("languages", limits::LANGUAGES);
        Self {
            kind: kind.unwrap_or(LinkKind::Website),
            title,
            url: url.map_or(Url::gap(), |at| Url::read_link(&at)),
            languages: words(&languages, &language::is_tag, "a language tag such as \"en\" or \"zh-Hans\""),
            placeholder: object.flag("placeholder"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::{mistakes_with, read_with};
    use serde_json::json;

    #[test]
    fn is_for_the_readers_it_names() {
        let links = read_with("/links/1/languages", json!(["zh-Hans"])).links;
        assert!(links[0].is_for("ko") && links[1].is_for("zh-CN"));
        assert!(!links[1].is_for("zh-TW") && !links[1].is_for("en"));
    }

    #[test]
    fn may_be_a_mail_address_but_no_script() {
        assert_eq!(mistakes_with("/links/0/url", json!("mailto:run@example.org")), [""; 0]);
        assert_eq!(
            mistakes_with(
                "/links/0",
                json!({"kind": "film", "title": "x", "url": "data:text/html,x", "languages": ["Chinese!"]})
            ),
            [
                "$.links[0].kind: found \"film\", expected one of \"programme\" \"video\" \"website\"",
                "$.links[0].url: found \"data:text/html,x\", expected an https: or mailto: URL \
                 or one relative to the event file (http: only on localhost), without spaces",
                "$.links[0].languages[0]: found \"Chinese!\", expected a language tag such as \"en\" or \"zh-Hans\"",
            ]
        );
    }
}
