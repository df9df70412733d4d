//! Texts of the event: they may be in another language than the words around them.

use crate::{element::Element, text};
use saddle_event::Texts;

impl Element {
    /// Adds a text of the event in the language that suits a reader of `language` best, and says which that is, where it is
    /// another than the widget's. Of a text that is in no particular language only the letters tell which way it runs.
    pub fn event_text(self, texts: &Texts, language: &str) -> Self {
        let element = match texts.language_of_pick(language) {
            Some(tag) if tag != text::words(language).tag => self.attr("lang", tag),
            Some(_) => self,
            None => self.attr("dir", "auto"),
        };
        element.text(texts.pick(language))
    }
}
