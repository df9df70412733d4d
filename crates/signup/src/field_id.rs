//! Which field of a sign-up: whose it is, and which question.

use crate::custom::CustomField;
use crate::form::FieldName;
use crate::message::DATE_OF_BIRTH;

/// One control's worth of a sign-up: a built-in field or one of the event's own, of one of its runners.
///
/// A field that all runners share is the first runner's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldId {
    /// Whose it is, from 0.
    pub runner: u8,
    /// What it asks.
    pub question: Question,
}

/// What a field asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// A built-in field.
    BuiltIn(FieldName),
    /// One of the event's own fields: its place in their list, and which input of a date; [`DatePart::Day`] for
    /// whatever is no date.
    Custom(u16, DatePart),
}

/// One of the three inputs of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DatePart {
    /// 1 to 31; stands for the whole date too.
    Day,
    /// 1 to 12.
    Month,
    /// Four digits.
    Year,
}

/// What the key of every field of a runner after the first begins with; the runner's number and `_` follow.
const RUNNER: &str = "runner_";

/// What the key of an input of a date ends in.
const MONTH: &str = "_month";
/// What the key of an input of a date ends in.
const YEAR: &str = "_year";

impl From<FieldName> for FieldId {
    /// That field of the first runner.
    fn from(name: FieldName) -> Self {
        Self { runner: 0, question: Question::BuiltIn(name) }
    }
}

impl PartialEq<FieldName> for FieldId {
    fn eq(&self, name: &FieldName) -> bool {
        *self == Self::from(*name)
    }
}

impl Question {
    /// One of the event's own fields, by its place in their list.
    pub const fn custom(index: u16) -> Self {
        Self::Custom(index, DatePart::Day)
    }

    /// Whether every runner answers it, and not one for all.
    pub fn is_of_each_runner(self, customs: &[CustomField]) -> bool {
        match self {
            Self::BuiltIn(name) => name.is_of_each_runner(),
            Self::Custom(index, _) => custom(customs, index).is_some_and(|field| field.each_runner),
        }
    }
}

impl FieldId {
    /// The built-in field, if it is one.
    pub const fn name(self) -> Option<FieldName> {
        match self.question {
            Question::BuiltIn(name) => Some(name),
            Question::Custom(..) => None,
        }
    }

    /// The same question to another runner.
    #[must_use]
    pub const fn of_runner(self, runner: u8) -> Self {
        Self { runner, ..self }
    }

    /// The field that stands for the whole question and carries its errors: the three inputs of a date are one field, at
    /// the day.
    #[must_use]
    pub const fn whole(self) -> Self {
        let question = match self.question {
            Question::BuiltIn(name) => Question::BuiltIn(name.error_field()),
            Question::Custom(index, _) => Question::custom(index),
        };
        Self { question, ..self }
    }

    /// The inputs for day, month and year of a date.
    pub const fn date_parts(self) -> [Self; 3] {
        let (day, month, year) = match self.question {
            Question::BuiltIn(_) => (
                Question::BuiltIn(FieldName::BirthDay),
                Question::BuiltIn(FieldName::BirthMonth),
                Question::BuiltIn(FieldName::BirthYear),
            ),
            Question::Custom(index, _) => (
                Question::Custom(index, DatePart::Day),
                Question::Custom(index, DatePart::Month),
                Question::Custom(index, DatePart::Year),
            ),
        };
        [Self { question: day, ..self }, Self { question: month, ..self }, Self { question: year, ..self }]
    }

    /// The key of the field, such as `name`, `runner_2_name` or `arrival_month`: it names the control on the page and the
    /// text in a draft. Empty for a field that the event does not have.
    pub fn key(self, customs: &[CustomField]) -> String {
        let (id, part) = match self.question {
            Question::BuiltIn(name) => (name.as_str(), ""),
            Question::Custom(index, part) => {
                let Some(field) = custom(customs, index) else { return String::new() };
                let part = match part {
                    DatePart::Day => "",
                    DatePart::Month => MONTH,
                    DatePart::Year => YEAR,
                };
                (field.id.as_str(), part)
            }
        };
        [&runner_prefix(self.runner), id, part].concat()
    }

    /// The field of a [`key`](Self::key), in upper or lower case; `None` if the event has none of it. The key under which a
    /// desk receives the date of birth stands for its first input.
    pub fn from_key(key: &str, customs: &[CustomField]) -> Option<Self> {
        let (runner, key) = split_runner(key);
        let is_birth = key.eq_ignore_ascii_case(DATE_OF_BIRTH);
        let key = if is_birth { FieldName::BirthDay.as_str() } else { key };
        if let Some(name) = FieldName::from_key(key) {
            return Some(Self { runner, question: Question::BuiltIn(name) });
        }
        for (index, field) in (0..).zip(customs) {
            for part in [DatePart::Day, DatePart::Month, DatePart::Year] {
                let id = Self { runner: 0, question: Question::Custom(index, part) };
                if (part == DatePart::Day || field.kind.is_date())
                    && id.key(customs).eq_ignore_ascii_case(key)
                {
                    return Some(id.of_runner(runner));
                }
            }
        }
        None
    }
}

fn custom(customs: &[CustomField], index: u16) -> Option<&CustomField> {
    customs.get(usize::from(index))
}

/// What the keys of a runner's fields begin with: `runner_2_` and so on, and nothing for the first.
pub(crate) fn runner_prefix(runner: u8) -> String {
    match runner {
        0 => String::new(),
        _ => [RUNNER, &(u32::from(runner) + 1).to_string(), "_"].concat(),
    }
}

/// The runner that a key names, and the rest of the key.
fn split_runner(key: &str) -> (u8, &str) {
    let named = || {
        let (start, rest) = key.split_at_checked(RUNNER.len())?;
        let (number, rest) = rest.split_once('_')?;
        let number = crate::digits::small_number(number)?;
        let runner = u8::try_from(number.checked_sub(1)?).ok()?;
        start.eq_ignore_ascii_case(RUNNER).then_some((runner, rest))
    };
    named().unwrap_or((0, key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::custom::tests::customs;
    use proptest::prelude::*;

    fn shared(index: u16) -> FieldId {
        FieldId { runner: 0, question: Question::custom(index) }
    }

    #[test]
    fn keys_say_whose_field_it_is_and_which() {
        let customs = customs();
        assert_eq!(FieldId::from(FieldName::Name).key(&customs), "name");
        assert_eq!(FieldId::from(FieldName::Name).of_runner(1).key(&customs), "runner_2_name");
        assert_eq!(shared(0).key(&customs), "shirt");
        assert_eq!(
            shared(1).date_parts().map(|id| id.key(&customs)),
            ["arrival", "arrival_month", "arrival_year"]
        );
        assert_eq!(shared(9).key(&customs), "");
    }

    #[test]
    fn every_key_is_found_again() {
        let customs = customs();
        for runner in [0, 1, 254] {
            let built_in = FieldName::ALL.map(|name| FieldId::from(name).of_runner(runner));
            let dates = shared(1).date_parts().map(|id| id.of_runner(runner));
            for id in built_in.into_iter().chain([shared(0).of_runner(runner)]).chain(dates) {
                let key = id.key(&customs);
                assert_eq!(FieldId::from_key(&key, &customs), Some(id), "{key}");
                assert_eq!(FieldId::from_key(&key.to_ascii_uppercase(), &customs), Some(id), "{key}");
            }
        }
        for key in
            ["", "passport", "runner_0_name", "runner_257_name", "runner_2_", "runner_x_name", "shirt_month"]
        {
            assert_eq!(FieldId::from_key(key, &customs), None, "{key}");
        }
    }

    #[test]
    fn three_inputs_are_one_question() {
        for id in shared(1).date_parts() {
            assert_eq!(id.whole(), shared(1));
        }
        for id in FieldId::from(FieldName::BirthDay).of_runner(2).date_parts() {
            assert_eq!(id.whole(), FieldId::from(FieldName::BirthDay).of_runner(2));
        }
    }

    proptest! {
        #[test]
        fn reading_a_key_never_panics(key in "(?s).*|(runner_|[0-9]{1,4}|_|name|é){0,5}") {
            let _ = FieldId::from_key(&key, &customs());
        }
    }
}
