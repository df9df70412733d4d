//! What the visitor typed, kept exactly as typed.

use crate::form::FieldName;

/// The raw text of every field, by name. A ticked box is `"yes"`; an unticked one is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    // By the number of the field: for twenty fields, a map would be several kilobytes of code.
    texts: [String; FieldName::ALL.len()],
}

impl Answers {
    /// What stands in a field; empty if nothing was typed.
    pub fn get(&self, name: FieldName) -> &str {
        &self.texts[name as usize]
    }

    /// Puts a text into a field, replacing what stood there.
    pub fn set(&mut self, name: FieldName, value: impl Into<String>) {
        self.texts[name as usize] = value.into();
    }

    /// What stands in a field, without the white space and zero-width characters around it. Empty means that
    /// nothing can be seen in the field.
    pub fn trimmed(&self, name: FieldName) -> &str {
        self.get(name).trim_matches(|character: char| character.is_whitespace() || is_zero_width(character))
    }

    /// The fields that hold anything, with what they hold.
    pub fn iter(&self) -> impl Iterator<Item = (FieldName, &str)> {
        FieldName::ALL.into_iter().map(|name| (name, self.get(name))).filter(|(_, text)| !text.is_empty())
    }
}

/// Characters without width that pasted text carries: zero-width space and joiners, direction marks, byte
/// order mark.
const fn is_zero_width(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_text_exactly_as_typed() {
        let mut answers = Answers::default();
        assert_eq!(answers.get(FieldName::Name), "");
        answers.set(FieldName::Name, " 김 ");
        assert_eq!(answers.get(FieldName::Name), " 김 ");
    }

    #[test]
    fn trimming_takes_what_cannot_be_seen_and_no_more() {
        let mut answers = Answers::default();
        for (text, trimmed) in [
            ("", ""),
            (" \t\u{3000}\u{a0}\u{200b}\u{feff}", ""),
            ("李", "李"),
            ("\u{200e}run@example.org\u{200b} ", "run@example.org"),
            // A zero-width non-joiner inside a Persian name is spelling.
            ("می\u{200c}نا", "می\u{200c}نا"),
        ] {
            answers.set(FieldName::Name, text);
            assert_eq!(answers.trimmed(FieldName::Name), trimmed, "{text:?}");
        }
    }

    #[test]
    fn every_field_has_its_own_text() {
        let mut answers = Answers::default();
        for name in FieldName::ALL {
            answers.set(name, name.as_str());
        }
        answers.set(FieldName::Remarks, "");
        assert_eq!(answers.iter().count(), FieldName::ALL.len() - 1);
        assert!(answers.iter().all(|(name, text)| text == name.as_str()));
    }
}
