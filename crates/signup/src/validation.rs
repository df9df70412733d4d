//! What is wrong with the answers, field by field, without words.

use crate::answers::Answers;
use crate::country::is_country;
use crate::date::Date;
use crate::email::is_email;
use crate::field_id::FieldId;
use crate::form::FieldName;
use crate::kind::{Kind, NumberRange, chosen, typed_date};
use crate::number::Number;
use crate::phone::{PhoneError, normalise_phone};
use crate::section::Section;

/// One field as the form asks it of this visitor.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Which field; of a date, its day.
    pub field: FieldId,
    /// Whether the form cannot be sent without it.
    pub required: bool,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// Where it stands.
    pub section: Section,
}

/// What the answers are judged against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conditions {
    /// The day of the race, where the race is.
    pub race_day: Date,
    /// Today.
    pub today: Date,
}

/// A mistake and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError {
    /// The field; of a date, its day.
    pub field: FieldId,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// Nothing, or only white space, where something is required.
    Missing,
    /// Not one of the choices offered.
    NotAChoice,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a phone number.
    NotAPhone(PhoneError),
    /// Not a day of the calendar.
    NotADay,
    /// Not a day of the calendar on which a living person can be born.
    NotADate,
    /// A day of birth after today.
    InTheFuture,
    /// Younger on race day than the distance allows.
    TooYoung {
        /// The least age, in full years.
        minimum: u8,
    },
    /// Not a code of ISO 3166-1.
    NotACountry,
    /// Not a number, or not a whole one.
    NotANumber {
        /// Whether there may be digits after a decimal point.
        decimal: bool,
    },
    /// A number that the field does not take.
    OutOfRange(NumberRange),
    /// More characters than a desk can be expected to store.
    TooLong {
        /// The most characters.
        limit: usize,
    },
    /// Refused by the desk, in its own words.
    Refused(String),
}

/// From this age on, a runner needs no guardian.
const ADULT_AGE: i32 = 18;

/// A longer life is taken for a typing mistake, such as a year of two digits.
const LONGEST_LIFE_YEARS: i32 = 120;

/// The most characters of an e-mail address: the 256 bytes of a path, less its angle brackets
/// (<https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1.3>).
const EMAIL_LIMIT: usize = 254;

/// The most characters of a field of one line.
const LINE_LIMIT: usize = 200;

/// The most characters of a field of several lines.
const LONG_TEXT_LIMIT: usize = 2000;

/// Everything that is wrong, in the order in which the fields are asked.
pub fn validate(answers: &Answers, asked: &[Asked], conditions: &Conditions) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for asked in asked {
        if let Some(problem) = problem(answers, asked, conditions) {
            errors.push(FieldError { field: asked.field, problem });
        }
    }
    errors
}

/// The date typed into the three inputs of a field, in digits of any script, if it is a real day.
pub fn date_of(answers: &Answers, field: FieldId) -> Option<Date> {
    typed_date(field.date_parts().map(|part| answers.trimmed(part)))
}

/// Whether a runner is under 18 on race day, as far as the date of birth typed tells.
pub fn is_minor(answers: &Answers, runner: u8, conditions: &Conditions) -> bool {
    date_of(answers, FieldId::from(FieldName::BirthDay).of_runner(runner))
        .is_some_and(|birth| birth <= conditions.today && birth.age_on(conditions.race_day) < ADULT_AGE)
}

fn problem(answers: &Answers, asked: &Asked, conditions: &Conditions) -> Option<Problem> {
    let text = answers.trimmed(asked.field);
    let is_empty = if asked.kind.is_date() {
        asked.field.date_parts().into_iter().all(|part| answers.trimmed(part).is_empty())
    } else {
        text.is_empty()
    };
    if is_empty {
        return asked.required.then_some(Problem::Missing);
    }
    let limit = match asked.kind {
        Kind::Email => EMAIL_LIMIT,
        Kind::LongText => LONG_TEXT_LIMIT,
        // Chosen, not typed.
        Kind::Choices(_) => usize::MAX,
        _ => LINE_LIMIT,
    };
    if text.chars().count() > limit {
        return Some(Problem::TooLong { limit });
    }
    match &asked.kind {
        Kind::Line | Kind::LongText | Kind::Checkbox => None,
        Kind::Email => (!is_email(text)).then_some(Problem::NotAnEmail),
        Kind::Phone => normalise_phone(text).err().map(Problem::NotAPhone),
        Kind::Country => (!is_country(text)).then_some(Problem::NotACountry),
        Kind::Choice(offered) => (!is_offered(text, offered)).then_some(Problem::NotAChoice),
        Kind::Choices(offered) => {
            chosen(text).any(|id| !is_offered(id, offered)).then_some(Problem::NotAChoice)
        }
        Kind::Number(range) => problem_of_number(text, *range),
        Kind::Date => date_of(answers, asked.field).is_none().then_some(Problem::NotADay),
        Kind::DateOfBirth { minimum_age } => {
            problem_of_birth(date_of(answers, asked.field), *minimum_age, conditions)
        }
    }
}

fn is_offered(id: &str, offered: &[String]) -> bool {
    offered.iter().any(|offered| offered == id)
}

fn problem_of_number(text: &str, range: NumberRange) -> Option<Problem> {
    let number = Number::parse(text).filter(|number| range.decimal || number.is_whole());
    match number {
        None => Some(Problem::NotANumber { decimal: range.decimal }),
        Some(number) => (!range.holds(&number)).then_some(Problem::OutOfRange(range)),
    }
}

fn problem_of_birth(
    birth: Option<Date>,
    minimum_age: Option<u8>,
    conditions: &Conditions,
) -> Option<Problem> {
    let Some(birth) = birth else { return Some(Problem::NotADate) };
    if birth > conditions.today {
        return Some(Problem::InTheFuture);
    }
    if birth.age_on(conditions.today) > LONGEST_LIFE_YEARS {
        return Some(Problem::NotADate);
    }
    let minimum = minimum_age?;
    (birth.age_on(conditions.race_day) < i32::from(minimum)).then_some(Problem::TooYoung { minimum })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field_id::Question;
    use proptest::prelude::*;

    const CONDITIONS: Conditions =
        Conditions { race_day: Date::new(2015, 10, 4).unwrap(), today: Date::new(2015, 6, 1).unwrap() };

    fn required(name: FieldName) -> Asked {
        Asked { field: name.into(), required: true, kind: name.kind(), section: Section::of(name) }
    }

    fn optional(name: FieldName) -> Asked {
        Asked { required: false, ..required(name) }
    }

    fn of_kind(kind: Kind) -> Asked {
        let field = FieldId { runner: 0, question: Question::custom(0) };
        Asked { field, required: true, kind, section: Section::Rest }
    }

    fn answers<'a>(pairs: impl IntoIterator<Item = (FieldName, &'a str)>) -> Answers {
        let mut answers = Answers::default();
        for (name, text) in pairs {
            answers.set(name, text);
        }
        answers
    }

    fn born(year: &str, month: &str, day: &str) -> Answers {
        answers([(FieldName::BirthYear, year), (FieldName::BirthMonth, month), (FieldName::BirthDay, day)])
    }

    fn born_to_run(minimum_age: Option<u8>) -> Asked {
        Asked { kind: Kind::DateOfBirth { minimum_age }, ..required(FieldName::BirthDay) }
    }

    /// The problem of one required field that holds `text`.
    fn problem_in(asked: &Asked, text: &str) -> Option<Problem> {
        let mut answers = Answers::default();
        answers.set(asked.field, text);
        let errors = validate(&answers, std::slice::from_ref(asked), &CONDITIONS);
        assert!(errors.len() < 2 && errors.iter().all(|error| error.field == asked.field));
        errors.into_iter().next().map(|error| error.problem)
    }

    fn problem(name: FieldName, text: &str) -> Option<Problem> {
        problem_in(&required(name), text)
    }

    fn birth_problems(answers: &Answers, minimum_age: Option<u8>) -> Vec<Problem> {
        let errors = validate(answers, &[born_to_run(minimum_age)], &CONDITIONS);
        errors.into_iter().map(|error| error.problem).collect()
    }

    #[test]
    fn errors_come_in_the_order_of_the_form() {
        let asked =
            [FieldName::Email, FieldName::Name, FieldName::BirthDay, FieldName::Consent].map(required);
        let errors = validate(&answers([(FieldName::Name, "李")]), &asked, &CONDITIONS);
        let fields: Vec<_> = errors.iter().map(|error| error.field).collect();
        assert_eq!(fields, [FieldName::Email, FieldName::BirthDay, FieldName::Consent]);
        assert!(errors.iter().all(|error| error.problem == Problem::Missing));
    }

    #[test]
    fn a_name_is_one_visible_character_of_any_script() {
        for name in ["李", "김", "A", "Ω", "𠮷"] {
            assert_eq!(problem(FieldName::Name, name), None, "{name}");
        }
        for name in ["", " ", "\u{3000}\t", "\u{200b}"] {
            assert_eq!(problem(FieldName::Name, name), Some(Problem::Missing), "{name:?}");
        }
    }

    #[test]
    fn optional_fields_may_be_empty_but_not_wrong() {
        let asked = [optional(FieldName::Phone)];
        assert!(validate(&answers([(FieldName::Phone, " ")]), &asked, &CONDITIONS).is_empty());
        let errors = validate(&answers([(FieldName::Phone, "123")]), &asked, &CONDITIONS);
        let problem = Problem::NotAPhone(PhoneError::TooShort);
        assert_eq!(errors, [FieldError { field: FieldName::Phone.into(), problem }]);
        assert_eq!(birth_problems(&Answers::default(), None), [Problem::Missing]);
        let asked = [optional(FieldName::BirthDay)];
        assert!(validate(&Answers::default(), &asked, &CONDITIONS).is_empty());
    }

    #[test]
    fn each_kind_of_field_has_its_rule() {
        assert_eq!(problem(FieldName::Email, " run@example.org\u{200b}"), None);
        assert_eq!(problem(FieldName::Email, "run@"), Some(Problem::NotAnEmail));
        assert_eq!(problem(FieldName::EmergencyPhone, "+86 10 1234 5678"), None);
        assert_eq!(
            problem(FieldName::EmergencyPhone, "n/a"),
            Some(Problem::NotAPhone(PhoneError::NotADigit('n')))
        );
        assert_eq!(problem(FieldName::Nationality, "KR"), None);
        assert_eq!(problem(FieldName::Residence, "XX"), Some(Problem::NotACountry));
        assert_eq!(problem_in(&of_kind(Kind::Country), "CN"), None);
        assert_eq!(problem_in(&of_kind(Kind::Checkbox), ""), Some(Problem::Missing));
    }

    #[test]
    fn a_choice_is_one_of_those_offered() {
        let offered = || vec!["42k".to_owned(), "21k".to_owned()];
        assert_eq!(problem_in(&of_kind(Kind::Choice(offered())), "21k"), None);
        for wrong in ["100k", "42k,21k"] {
            assert_eq!(problem_in(&of_kind(Kind::Choice(offered())), wrong), Some(Problem::NotAChoice));
        }
        let several = of_kind(Kind::Choices(offered()));
        assert_eq!(problem_in(&several, "21k"), None);
        assert_eq!(problem_in(&several, "42k,21k"), None);
        assert_eq!(problem_in(&several, "42k,100k"), Some(Problem::NotAChoice));
        assert_eq!(problem_in(&several, ""), Some(Problem::Missing));
    }

    #[test]
    fn a_number_is_one_and_in_its_range() {
        let range = NumberRange { min: Some(30.0), max: Some(50.0), decimal: false };
        let whole = of_kind(Kind::Number(range));
        assert_eq!(problem_in(&whole, " ٤٢ "), None);
        assert_eq!(problem_in(&whole, "42.0"), None);
        for wrong in ["42.5", "forty", "4 2"] {
            assert_eq!(problem_in(&whole, wrong), Some(Problem::NotANumber { decimal: false }), "{wrong}");
        }
        for outside in ["29", "51", "-40"] {
            assert_eq!(problem_in(&whole, outside), Some(Problem::OutOfRange(range)), "{outside}");
        }
        let decimal = of_kind(Kind::Number(NumberRange { decimal: true, ..range }));
        assert_eq!(problem_in(&decimal, "42,5"), None);
    }

    #[test]
    fn a_date_is_a_real_day_of_any_time() {
        let asked = of_kind(Kind::Date);
        let mut answers = Answers::default();
        let mut problems = |texts: [&str; 3]| {
            for (part, text) in asked.field.date_parts().into_iter().zip(texts) {
                answers.set(part, text);
            }
            validate(&answers, std::slice::from_ref(&asked), &CONDITIONS)
                .into_iter()
                .map(|error| error.problem)
                .collect::<Vec<_>>()
        };
        assert_eq!(problems(["2", "10", "2015"]), []);
        assert_eq!(problems(["", "10", "2015"]), [Problem::NotADay]);
        assert_eq!(problems(["31", "9", "2015"]), [Problem::NotADay]);
        assert_eq!(problems(["", "", " "]), [Problem::Missing]);
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(problem(FieldName::Name, &"李".repeat(200)), None);
        assert_eq!(problem(FieldName::Name, &"李".repeat(201)), Some(Problem::TooLong { limit: 200 }));
        assert_eq!(problem(FieldName::Remarks, &"x".repeat(2000)), None);
        assert_eq!(problem(FieldName::Remarks, &"x".repeat(2001)), Some(Problem::TooLong { limit: 2000 }));
    }

    #[test]
    fn a_birth_is_a_real_past_day_of_a_living_person() {
        for (birth, problems) in [
            (born("1990", "2", "3"), vec![]),
            (born(" १९९० ", "०२", "٣"), vec![]),
            (born("2015", "6", "1"), vec![]),
            (born("", "", " "), vec![Problem::Missing]),
            (born("1990", "2", ""), vec![Problem::NotADate]),
            (born("1990", "2", "29"), vec![Problem::NotADate]),
            (born("1990", "Feb", "3"), vec![Problem::NotADate]),
            (born("1990", "257", "3"), vec![Problem::NotADate]),
            (born("90", "2", "3"), vec![Problem::NotADate]),
            (born("2015", "6", "2"), vec![Problem::InTheFuture]),
        ] {
            assert_eq!(birth_problems(&birth, None), problems, "{birth:?}");
        }
    }

    #[test]
    fn the_minimum_age_counts_on_race_day() {
        assert_eq!(birth_problems(&born("1995", "10", "4"), Some(20)), []);
        assert_eq!(birth_problems(&born("1995", "10", "5"), Some(20)), [Problem::TooYoung { minimum: 20 }]);
    }

    #[test]
    fn each_runner_is_of_their_own_age() {
        let mut answers = born("1997", "10", "5");
        assert!(is_minor(&answers, 0, &CONDITIONS));
        assert!(!is_minor(&born("1997", "10", "4"), 0, &CONDITIONS));
        // A mistyped year is a mistake of its own, not a child.
        assert!(!is_minor(&born("2105", "1", "1"), 0, &CONDITIONS));

        answers.add_runner();
        let second = FieldId::from(FieldName::BirthDay).of_runner(1);
        for (part, text) in second.date_parts().into_iter().zip(["4", "10", "1997"]) {
            answers.set(part, text);
        }
        assert!(!is_minor(&answers, 1, &CONDITIONS));
        let asked = [born_to_run(Some(18)), Asked { field: second, ..born_to_run(Some(19)) }];
        let young = |field, minimum| FieldError { field, problem: Problem::TooYoung { minimum } };
        assert_eq!(
            validate(&answers, &asked, &CONDITIONS),
            [young(FieldName::BirthDay.into(), 18), young(second, 19)]
        );
    }

    fn any_kind() -> impl Strategy<Value = Kind> {
        let ids = || vec!["a".to_owned(), "b".to_owned()];
        prop_oneof![
            prop::sample::select(FieldName::ALL.to_vec()).prop_map(FieldName::kind),
            prop::option::of(0u8..100).prop_map(|minimum_age| Kind::DateOfBirth { minimum_age }),
            Just(Kind::Choice(ids())),
            Just(Kind::Choices(ids())),
            Just(Kind::Date),
            any::<(Option<f64>, Option<f64>, bool)>()
                .prop_map(|(min, max, decimal)| Kind::Number(NumberRange { min, max, decimal })),
        ]
    }

    proptest! {
        #[test]
        fn validating_never_panics(
            asked in proptest::collection::vec((any_kind(), any::<bool>(), 0u8..3, ".*|[0-9.,ab-]{0,9}"), 0..20),
        ) {
            let (mut answers, mut list) = (Answers::default(), Vec::new());
            for (index, (kind, required, runner, text)) in (0u16..).zip(asked) {
                let field = FieldId { runner, question: Question::custom(index) };
                field.date_parts().into_iter().for_each(|part| answers.set(part, text.clone()));
                list.push(Asked { field, required, kind, section: Section::Rest });
            }
            let errors = validate(&answers, &list, &CONDITIONS);
            // No field is reported twice.
            for (position, error) in errors.iter().enumerate() {
                prop_assert!(errors.iter().skip(position + 1).all(|later| later.field != error.field));
            }
        }
    }
}
