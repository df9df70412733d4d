//! What the visitor typed, kept exactly as typed.

use crate::field_id::FieldId;

/// The raw text of every field. A ticked box is `"yes"`; an unticked one is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// In the order of the fields, none empty: so equal answers are equal.
    texts: Vec<(FieldId, String)>,
    /// Runners beyond the first.
    further_runners: u8,
}

impl Answers {
    /// What stands in a field; empty if nothing was typed.
    pub fn get(&self, field: impl Into<FieldId>) -> &str {
        self.find(field.into())
    }

    /// Puts a text into a field, replacing what stood there.
    pub fn set(&mut self, field: impl Into<FieldId>, text: impl Into<String>) {
        self.put(field.into(), text.into());
    }

    /// What stands in a field, without the white space and zero-width characters around it. Empty means that
    /// nothing can be seen in the field.
    pub fn trimmed(&self, field: impl Into<FieldId>) -> &str {
        self.find(field.into())
            .trim_matches(|character: char| character.is_whitespace() || is_zero_width(character))
    }

    /// The fields that hold anything, with what they hold.
    pub fn iter(&self) -> impl Iterator<Item = (FieldId, &str)> {
        self.texts.iter().map(|(field, text)| (*field, text.as_str()))
    }

    /// How many runners sign up, 1 at least.
    pub const fn runners(&self) -> u8 {
        self.further_runners.saturating_add(1)
    }

    /// Another runner signs up. At most 255 do.
    pub const fn add_runner(&mut self) {
        if self.further_runners < u8::MAX - 1 {
            self.further_runners += 1;
        }
    }

    /// A runner after the first does not sign up after all. Those behind move up by one.
    pub fn remove_runner(&mut self, runner: u8) {
        if runner == 0 || runner > self.further_runners {
            return;
        }
        self.further_runners -= 1;
        self.texts.retain(|(field, _)| field.runner != runner);
        // The order of the rest stays as it was.
        for (field, _) in &mut self.texts {
            if field.runner > runner {
                field.runner -= 1;
            }
        }
    }

    fn place(&self, field: FieldId) -> Result<usize, usize> {
        self.texts.binary_search_by(|(known, _)| known.cmp(&field))
    }

    fn find(&self, field: FieldId) -> &str {
        self.place(field).ok().and_then(|index| self.texts.get(index)).map_or("", |(_, text)| text)
    }

    fn put(&mut self, field: FieldId, text: String) {
        let place = self.place(field);
        match place {
            Ok(index) if text.is_empty() => drop(self.texts.remove(index)),
            Ok(index) => {
                if let Some((_, before)) = self.texts.get_mut(index) {
                    *before = text;
                }
            }
            Err(_) if text.is_empty() => {}
            Err(index) => self.texts.insert(index, (field, text)),
        }
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
    use crate::field_id::{DatePart, Question};
    use crate::form::FieldName;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

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
        assert!(answers.iter().all(|(field, text)| field.name().is_some_and(|name| name.as_str() == text)));
    }

    #[test]
    fn a_runner_who_goes_takes_their_answers_along() {
        let name = |runner| FieldId::from(FieldName::Name).of_runner(runner);
        let mut answers = Answers::default();
        for (runner, text) in [(0, "a"), (1, "b"), (2, "c")] {
            answers.set(name(runner), text);
        }
        answers.add_runner();
        answers.add_runner();
        answers.remove_runner(0); // the first cannot go
        answers.remove_runner(3); // and nobody who is not there
        answers.remove_runner(1);
        assert_eq!(answers.runners(), 2);
        assert_eq!([0, 1, 2].map(|runner| answers.get(name(runner))), ["a", "c", ""]);
    }

    pub(crate) fn any_field() -> impl Strategy<Value = FieldId> {
        let question = prop_oneof![
            prop::sample::select(FieldName::ALL.to_vec()).prop_map(Question::BuiltIn),
            (0u16..4, prop::sample::select(vec![DatePart::Day, DatePart::Month, DatePart::Year]))
                .prop_map(|(index, part)| Question::Custom(index, part)),
        ];
        (0u8..3, question).prop_map(|(runner, question)| FieldId { runner, question })
    }

    proptest! {
        #[test]
        fn holds_what_a_map_holds(changes in proptest::collection::vec((any_field(), ".{0,2}"), 0..60)) {
            let (mut answers, mut map) = (Answers::default(), BTreeMap::new());
            for (field, text) in changes {
                answers.set(field, text.clone());
                map.insert(field, text);
            }
            map.retain(|_, text| !text.is_empty());
            let held: Vec<_> = answers.iter().map(|(field, text)| (field, text.to_owned())).collect();
            prop_assert_eq!(held, map.clone().into_iter().collect::<Vec<_>>());
            for (field, text) in map {
                prop_assert_eq!(answers.get(field), text);
            }
        }
    }
}
