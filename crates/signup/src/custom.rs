//! The fields that an event adds to the built-in ones, without their texts.

use crate::answers::Answers;
use crate::challenge::SOLUTION;
use crate::field_id::{FieldId, Question};
use crate::form::FieldName;
use crate::kind::{Kind, chosen};
use crate::message::{DATE_OF_BIRTH, ENVELOPE, WAITING_LIST};

/// A field of an event's own.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomField {
    /// The key under which a desk receives it; see [`is_free_id`].
    pub id: String,
    /// What kind of answer it takes. The choices of all desks.
    pub kind: Kind,
    /// Whether every runner answers it, and not one for all.
    pub each_runner: bool,
    /// When it is asked: if all of these hold.
    pub conditions: Vec<Condition>,
}

/// What another answer must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The other field. One of the event's own stands earlier in their list, so that no two can wait for each other.
    pub question: Question,
    /// One of these must be the answer, or among the chosen ones. A box is `yes`, or empty where it is not ticked.
    pub is: Vec<String>,
}

/// The most characters of the id of a field.
const MOST_ID_BYTES: usize = 40;

/// Whether an event can give this id to a field of its own: ASCII letters, digits, `-` and `_`, at most 40, a letter first,
/// and none of the keys that a desk receives anyway.
pub fn is_free_id(id: &str) -> bool {
    let mut bytes = id.bytes();
    let is_plain = bytes.next().is_some_and(|first| first.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_plain
        && id.len() <= MOST_ID_BYTES
        && FieldName::from_key(id).is_none()
        && ENVELOPE
            .iter()
            .chain(&[DATE_OF_BIRTH, WAITING_LIST, SOLUTION])
            .all(|taken| !taken.eq_ignore_ascii_case(id))
        && id.split('_').next().is_none_or(|first| !first.eq_ignore_ascii_case("runner"))
}

/// Which of the event's own fields are asked of each runner: by runner, then by their place in the list. What all runners
/// share is asked of the first.
///
/// An answer to a field that is not asked counts as none. A condition on an answer that each runner gives looks at the
/// runner's own; for a field that all share, at every runner's.
pub fn asked_customs(customs: &[CustomField], answers: &Answers) -> Vec<Vec<bool>> {
    let runners = answers.runners();
    let mut asked: Vec<Vec<bool>> = (0..runners).map(|_| Vec::new()).collect();
    for custom in customs {
        let mut of_each = Vec::new();
        for runner in 0..runners {
            let is_asked = (runner == 0 || custom.each_runner)
                && custom.conditions.iter().all(|condition| {
                    let is_of_each = condition.question.is_of_each_runner(customs);
                    let mut looked_at = match (is_of_each, custom.each_runner) {
                        (false, _) => 0..1,
                        (true, true) => runner..runner + 1,
                        (true, false) => 0..runners,
                    };
                    looked_at.any(|runner| holds(condition, runner, answers, &asked))
                });
            of_each.push(is_asked);
        }
        for (row, is_asked) in asked.iter_mut().zip(of_each) {
            row.push(is_asked);
        }
    }
    asked
}

fn holds(condition: &Condition, runner: u8, answers: &Answers, asked: &[Vec<bool>]) -> bool {
    let is_there = match condition.question {
        Question::BuiltIn(_) => true,
        // A later field has no entry yet: it cannot be waited for.
        Question::Custom(index, _) => {
            let row = asked.get(usize::from(runner));
            row.and_then(|row| row.get(usize::from(index))).copied().unwrap_or_default()
        }
    };
    let id = FieldId { runner, question: condition.question };
    let answer = if is_there { answers.trimmed(id) } else { "" };
    let is_wanted = |given: &str| condition.is.iter().any(|wanted| wanted.eq_ignore_ascii_case(given));
    if answer.is_empty() { is_wanted("") } else { chosen(answer).any(is_wanted) }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::kind::TICKED;
    use proptest::prelude::*;

    pub(crate) fn custom(id: &str, kind: Kind, conditions: Vec<Condition>) -> CustomField {
        CustomField { id: id.into(), kind, each_runner: false, conditions }
    }

    fn if_answer(question: Question, is: &[&str]) -> Condition {
        Condition { question, is: is.iter().map(|is| (*is).to_owned()).collect() }
    }

    /// A shirt's size for each runner, the day of arrival, a bus, and how many seats of it.
    pub(crate) fn customs() -> Vec<CustomField> {
        let sizes = ["s", "m", "l"].map(str::to_owned).to_vec();
        vec![
            CustomField { each_runner: true, ..custom("shirt", Kind::Choice(sizes), Vec::new()) },
            custom("arrival", Kind::Date, Vec::new()),
            custom(
                "bus",
                Kind::Checkbox,
                vec![if_answer(Question::BuiltIn(FieldName::Distance), &["42k", "21k"])],
            ),
            custom(
                "seats",
                Kind::Number(Default::default()),
                vec![if_answer(Question::custom(2), &[TICKED])],
            ),
        ]
    }

    fn asked(answers: &Answers) -> Vec<Vec<bool>> {
        asked_customs(&customs(), answers)
    }

    #[test]
    fn conditions_are_followed_through_other_fields() {
        let mut answers = Answers::default();
        assert_eq!(asked(&answers), [[true, true, false, false]]);
        answers.set(FieldName::Distance, "21k");
        assert_eq!(asked(&answers), [[true, true, true, false]]);
        answers.set(FieldId { runner: 0, question: Question::custom(2) }, TICKED);
        assert_eq!(asked(&answers), [[true, true, true, true]]);
        // The box is still ticked, but it is not asked any more.
        answers.set(FieldName::Distance, "5k");
        assert_eq!(asked(&answers), [[true, true, false, false]]);
    }

    #[test]
    fn what_is_shared_looks_at_every_runner_and_what_is_not_at_its_own() {
        let mut answers = Answers::default();
        answers.set(FieldName::Distance, "5k");
        answers.add_runner();
        answers.set(FieldId::from(FieldName::Distance).of_runner(1), "42k");
        assert_eq!(asked(&answers), [[true, true, true, false], [true, false, false, false]]);

        let mut customs = customs();
        customs[2].each_runner = true;
        let asked = asked_customs(&customs, &answers);
        assert_eq!((asked[0][2], asked[1][2]), (false, true));
    }

    #[test]
    fn an_unticked_box_and_one_of_several_choices_can_be_waited_for() {
        let several = Kind::Choices(["a", "b"].map(str::to_owned).to_vec());
        let customs = [
            custom("meals", several, Vec::new()),
            custom("b", Kind::Line, vec![if_answer(Question::custom(0), &["b"])]),
            custom("none", Kind::Line, vec![if_answer(Question::BuiltIn(FieldName::Reference), &[""])]),
        ];
        let mut answers = Answers::default();
        assert_eq!(asked_customs(&customs, &answers), [[true, false, true]]);
        answers.set(FieldId { runner: 0, question: Question::custom(0) }, "a,b");
        answers.set(FieldName::Reference, TICKED);
        assert_eq!(asked_customs(&customs, &answers), [[true, true, false]]);
    }

    #[test]
    fn an_id_is_plain_and_not_taken() {
        for id in ["shirt", "T-shirt_2", "x", "runners-up"] {
            assert!(is_free_id(id), "{id}");
        }
        for id in [
            "",
            "2nd",
            "_hidden",
            "größe",
            "a b",
            "a.b",
            "email",
            "Email",
            "birth_day",
            "date_of_birth",
            "event",
            "Idempotency_Key",
            "topic",
            "runners",
            "runner_2_name",
            "runner",
            &"x".repeat(41),
        ] {
            assert!(!is_free_id(id), "{id}");
        }
    }

    proptest! {
        #[test]
        fn a_field_that_waits_for_itself_or_a_later_one_is_never_asked(
            waits in proptest::collection::vec(0u16..6, 5),
            runners in 1u8..4,
        ) {
            let customs: Vec<_> = waits
                .iter()
                .map(|wait| custom("x", Kind::Checkbox, vec![if_answer(Question::custom(*wait), &[TICKED])]))
                .collect();
            let mut answers = Answers::default();
            (1..runners).for_each(|_| answers.add_runner());
            for index in 0..5 {
                answers.set(FieldId { runner: 0, question: Question::custom(index) }, TICKED);
            }
            let asked = asked_customs(&customs, &answers);
            prop_assert_eq!(asked.len(), usize::from(runners));
            prop_assert!(asked.iter().flatten().all(|is_asked| !is_asked));
        }
    }
}
