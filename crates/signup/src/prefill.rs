//! What a page knows before the visitor types, as texts of the form's fields.

use crate::country::is_country;
use crate::custom::CustomField;
use crate::date::Date;
use crate::field_id::{FieldId, Question};
use crate::kind::Kind;

/// One thing that a page knows of its visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The key of a field, as a desk receives it.
    pub key: String,
    /// The answer, as a desk receives it.
    pub text: String,
    /// Whether it stands where others can read it, such as an address: then it is never personal.
    pub is_public: bool,
}

/// What an event asks.
pub struct Questions<'q> {
    /// The event's own fields.
    pub customs: &'q [CustomField],
    /// Whether the form has a question.
    pub is_asked: &'q dyn Fn(Question) -> bool,
    /// Whether an id is among the choices of a built-in question.
    pub is_choice: &'q dyn Fn(Question, &str) -> bool,
}

/// The texts that go into the first runner's fields. Of one field the last that can be used counts: so `known` goes from what
/// holds for everyone to what holds for this visitor.
///
/// What no field takes is left out: an unknown key, an id that is no choice, a day that is none, and every box, since ticking
/// is the visitor's own act. Of what is [public](Known::is_public) only what says nothing of a person is taken.
pub fn prefill(known: &[Known], questions: &Questions<'_>) -> Vec<(FieldId, String)> {
    let mut texts: Vec<(FieldId, String)> = Vec::new();
    for known in known {
        for (field, text) in fields_of(known, questions) {
            texts.retain(|(earlier, _)| *earlier != field);
            texts.push((field, text));
        }
    }
    texts
}

/// Whether a field says nothing of a person: a choice that all runners share, and the distance.
pub fn is_public(field: FieldId, customs: &[CustomField]) -> bool {
    let is_shared = !field.question.is_of_each_runner(customs);
    let is_distance = field == crate::FieldName::Distance;
    matches!(kind(field.question, customs), Some(Kind::Choice(_))) && (is_shared || is_distance)
}

fn kind(question: Question, customs: &[CustomField]) -> Option<Kind> {
    match question {
        Question::BuiltIn(name) => Some(name.kind()),
        Question::Custom(index, _) => customs.get(usize::from(index)).map(|custom| custom.kind.clone()),
    }
}

fn fields_of(known: &Known, questions: &Questions<'_>) -> Vec<(FieldId, String)> {
    let customs = questions.customs;
    let text = known.text.trim();
    let Some(field) = FieldId::from_key(&known.key, customs) else { return Vec::new() };
    // The inputs of a date have no keys for desks; the whole date has.
    let is_for_desks = field == field.whole() && field.runner == 0;
    let is_taken = is_for_desks && !text.is_empty() && (questions.is_asked)(field.question);
    let Some(kind) = kind(field.question, customs).filter(|_| is_taken) else { return Vec::new() };
    if known.is_public && !is_public(field, customs) {
        return Vec::new();
    }
    let one = |text: &str| vec![(field, text.to_owned())];
    match kind {
        Kind::Checkbox | Kind::Choices(_) => Vec::new(),
        Kind::Choice(ids) => {
            let is_choice = match field.question {
                Question::BuiltIn(_) => (questions.is_choice)(field.question, text),
                Question::Custom(..) => ids.iter().any(|id| id == text),
            };
            if is_choice { one(text) } else { Vec::new() }
        }
        Kind::Country if is_country(text) => one(&text.to_ascii_uppercase()),
        Kind::Country => Vec::new(),
        Kind::Date | Kind::DateOfBirth { .. } => {
            let Some(date) = Date::parse(text) else { return Vec::new() };
            let [day, month, year] = field.date_parts();
            vec![
                (day, u32::from(date.day()).to_string()),
                (month, u32::from(date.month()).to_string()),
                (year, u32::from(date.year()).to_string()),
            ]
        }
        Kind::Line | Kind::LongText | Kind::Email | Kind::Phone | Kind::Number(_) => one(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::custom::tests::{custom, customs};
    use crate::form::FieldName;
    use proptest::prelude::*;

    fn known(is_public: bool, pairs: &[(&str, &str)]) -> Vec<Known> {
        let one = |(key, text): &(&str, &str)| Known { key: (*key).into(), text: (*text).into(), is_public };
        pairs.iter().map(one).collect()
    }

    /// The keys and texts that an event takes which asks everything but the remarks, and has the distance `21k` and the
    /// programme `4-days`.
    fn taken(known: &[Known]) -> Vec<(String, String)> {
        let mut customs = customs();
        customs.push(custom("camp", Kind::Choice(vec!["river".into(), "lake".into()]), Vec::new()));
        customs.push(custom("meals", Kind::Choices(vec!["rice".into()]), Vec::new()));
        let questions = Questions {
            customs: &customs,
            is_asked: &|question| question != Question::BuiltIn(FieldName::Remarks),
            is_choice: &|question, id| match question {
                Question::BuiltIn(FieldName::Distance) => id == "21k" || id == "10k",
                _ => id == "4-days",
            },
        };
        let fields = prefill(known, &questions);
        fields.into_iter().map(|(field, text)| (field.key(&customs), text)).collect()
    }

    fn keys(known: &[Known]) -> Vec<String> {
        taken(known).into_iter().map(|(key, _)| key).collect()
    }

    #[test]
    fn a_script_fills_everything_but_boxes() {
        let pairs = [
            ("name", " 김민수 "),
            ("email", "a@example.org"),
            ("nationality", "kr"),
            ("date_of_birth", "1979-02-01"),
            ("programme", "4-days"),
            ("shirt", "m"),
            ("arrival", "2015-10-02"),
            ("seats", "2"),
            ("consent", "yes"),
            ("guardian_consent", "yes"),
            ("reference", "yes"),
            ("bus", "yes"),
            ("meals", "rice"),
        ];
        let texts = taken(&known(false, &pairs));
        let text = |key: &str| texts.iter().find(|(known, _)| known == key).map(|(_, text)| text.as_str());
        assert_eq!(text("name"), Some("김민수"));
        assert_eq!(text("nationality"), Some("KR"));
        assert_eq!(
            ["birth_day", "birth_month", "birth_year"].map(text),
            [Some("1"), Some("2"), Some("1979")]
        );
        assert_eq!([text("arrival"), text("arrival_month")], [Some("2"), Some("10")]);
        for key in ["email", "programme", "shirt", "seats"] {
            assert!(text(key).is_some(), "{key}");
        }
        for key in ["consent", "guardian_consent", "reference", "bus", "meals"] {
            assert_eq!(text(key), None, "{key} is ticked");
        }
    }

    #[test]
    fn what_others_can_read_is_never_personal() {
        let pairs = [
            ("distance", "21k"),
            ("programme", "4-days"),
            ("camp", "lake"),
            // Each runner's own.
            ("shirt", "m"),
            ("name", "Ann"),
            ("email", "a@example.org"),
            ("phone", "12345678"),
            ("nationality", "NO"),
            ("residence", "NO"),
            ("date_of_birth", "1979-02-01"),
            ("arrival", "2015-10-02"),
            ("seats", "2"),
        ];
        assert_eq!(keys(&known(true, &pairs)), ["distance", "programme", "camp"]);
        assert_eq!(keys(&known(false, &pairs)).len(), pairs.len() + 4);
    }

    #[test]
    fn what_comes_later_wins_and_what_cannot_be_used_does_not() {
        let known = known(true, &[("distance", "21k"), ("distance", "10k"), ("distance", "99k")]);
        assert_eq!(taken(&known), [("distance".to_owned(), "10k".to_owned())]);
    }

    #[test]
    fn what_no_field_takes_is_left_out() {
        for (key, text) in [
            ("", "x"),
            ("passport", "x"),
            ("remarks", "not asked"),
            ("name", " "),
            ("nationality", "Norway"),
            ("programme", "9-days"),
            ("shirt", "xxl"),
            ("date_of_birth", "1.2.1979"),
            ("date_of_birth", "1979-02-30"),
            ("birth_month", "2"),
            ("runner_2_name", "Ola"),
        ] {
            assert_eq!(keys(&known(false, &[(key, text)])), [""; 0], "{key} {text}");
        }
    }

    proptest! {
        #[test]
        fn anything_known_is_taken_or_left_without_panic(
            key in "(name|shirt|date_of_birth|runner_[0-9]{1,3}_name|.*)", text in "(?s).*", is_public: bool,
        ) {
            for (key, _) in taken(&known(is_public, &[(&key, &text)])) {
                prop_assert!(!is_public || ["distance", "programme", "departure", "payment", "camp"].contains(&key.as_str()));
            }
        }
    }
}
