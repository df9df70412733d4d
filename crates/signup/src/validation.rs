//! What is wrong with the answers, field by field, without words.

use crate::answers::Answers;
use crate::country::is_country;
use crate::date::Date;
use crate::digits::small_number;
use crate::email::is_email;
use crate::form::FieldName;
use crate::phone::{PhoneError, normalise_phone};

/// One field as the form asks it of this visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which field.
    pub name: FieldName,
    /// Whether the form can be sent without it.
    pub required: bool,
    /// The values that can be chosen; `None` where anything can be typed.
    pub choices: Option<Vec<String>>,
}

/// What the answers are judged against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conditions {
    /// The day of the race, where the race is.
    pub race_day: Date,
    /// Today.
    pub today: Date,
    /// The least age on race day, in full years, of the chosen distance.
    pub minimum_age: Option<u8>,
}

/// A mistake and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field; [`FieldName::BirthDay`] stands for the whole date of birth.
    pub field: FieldName,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing, or only white space, where something is required.
    Missing,
    /// Not one of the choices offered.
    NotAChoice,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a phone number.
    NotAPhone(PhoneError),
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

/// The most characters of the remarks.
const REMARKS_LIMIT: usize = 2000;

/// Everything that is wrong, in the order of the form.
///
/// A runner under 18 needs a guardian, whether the event asks for one or not and whatever it says of the two
/// fields; nobody else is asked for one. The three inputs of the date of birth are one field, in the place of
/// the first.
pub fn validate(answers: &Answers, asked: &[Asked], conditions: &Conditions) -> Vec<FieldError> {
    let is_minor = is_minor(answers, conditions);
    let mut errors = Vec::new();
    let mut report = |field, problem: Option<Problem>| {
        if let Some(problem) = problem {
            errors.push(FieldError { field, problem });
        }
    };
    let mut birth_is_done = false;
    for field in asked {
        if is_birth(field.name) {
            if !birth_is_done {
                birth_is_done = true;
                let required = asked.iter().any(|other| is_birth(other.name) && other.required);
                report(FieldName::BirthDay, problem_of_birth(answers, required, conditions));
            }
        } else if is_guardian(field.name) {
            if is_minor {
                report(field.name, problem_of_field(answers, field.name, true, field.choices.as_deref()));
            }
        } else {
            report(
                field.name,
                problem_of_field(answers, field.name, field.required, field.choices.as_deref()),
            );
        }
    }
    if is_minor {
        for guardian in [FieldName::GuardianName, FieldName::GuardianConsent] {
            if !asked.iter().any(|field| field.name == guardian) {
                report(guardian, problem_of_field(answers, guardian, true, None));
            }
        }
    }
    errors
}

/// The date of birth typed into the three inputs, in digits of any script, if it is a real day.
pub fn date_of_birth(answers: &Answers) -> Option<Date> {
    let number = |name| small_number(answers.trimmed(name));
    let month = u8::try_from(number(FieldName::BirthMonth)?).ok()?;
    let day = u8::try_from(number(FieldName::BirthDay)?).ok()?;
    Date::new(number(FieldName::BirthYear)?, month, day)
}

/// Whether the runner is under 18 on race day, as far as the date of birth typed tells.
pub fn is_minor(answers: &Answers, conditions: &Conditions) -> bool {
    date_of_birth(answers)
        .is_some_and(|birth| birth <= conditions.today && birth.age_on(conditions.race_day) < ADULT_AGE)
}

const fn is_birth(name: FieldName) -> bool {
    matches!(name.error_field(), FieldName::BirthDay)
}

const fn is_guardian(name: FieldName) -> bool {
    matches!(name, FieldName::GuardianName | FieldName::GuardianConsent)
}

fn problem_of_birth(answers: &Answers, required: bool, conditions: &Conditions) -> Option<Problem> {
    let inputs = [FieldName::BirthDay, FieldName::BirthMonth, FieldName::BirthYear];
    if inputs.into_iter().all(|name| answers.trimmed(name).is_empty()) {
        return required.then_some(Problem::Missing);
    }
    let Some(birth) = date_of_birth(answers) else { return Some(Problem::NotADate) };
    if birth > conditions.today {
        return Some(Problem::InTheFuture);
    }
    if birth.age_on(conditions.today) > LONGEST_LIFE_YEARS {
        return Some(Problem::NotADate);
    }
    let minimum = conditions.minimum_age?;
    (birth.age_on(conditions.race_day) < i32::from(minimum)).then_some(Problem::TooYoung { minimum })
}

fn problem_of_field(
    answers: &Answers,
    name: FieldName,
    required: bool,
    choices: Option<&[String]>,
) -> Option<Problem> {
    let text = answers.trimmed(name);
    if text.is_empty() {
        return required.then_some(Problem::Missing);
    }
    if choices.is_some_and(|choices| !choices.iter().any(|choice| choice == text)) {
        return Some(Problem::NotAChoice);
    }
    let limit = match name {
        FieldName::Email => EMAIL_LIMIT,
        FieldName::Remarks => REMARKS_LIMIT,
        _ => LINE_LIMIT,
    };
    if text.chars().count() > limit {
        return Some(Problem::TooLong { limit });
    }
    match name {
        FieldName::Email if !is_email(text) => Some(Problem::NotAnEmail),
        FieldName::Phone | FieldName::EmergencyPhone => normalise_phone(text).err().map(Problem::NotAPhone),
        FieldName::Nationality | FieldName::Residence if !is_country(text) => Some(Problem::NotACountry),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CONDITIONS: Conditions = Conditions {
        race_day: Date::new(2015, 10, 4).unwrap(),
        today: Date::new(2015, 6, 1).unwrap(),
        minimum_age: None,
    };

    fn required(name: FieldName) -> Asked {
        Asked { name, required: true, choices: None }
    }

    fn optional(name: FieldName) -> Asked {
        Asked { required: false, ..required(name) }
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

    fn birth_fields() -> [Asked; 3] {
        [FieldName::BirthDay, FieldName::BirthMonth, FieldName::BirthYear].map(required)
    }

    /// The problem of one required field that holds `text`.
    fn problem(name: FieldName, text: &str) -> Option<Problem> {
        let errors = validate(&answers([(name, text)]), &[required(name)], &CONDITIONS);
        assert!(errors.iter().all(|error| error.field == name));
        errors.into_iter().next().map(|error| error.problem)
    }

    fn birth_problems(answers: &Answers, conditions: &Conditions) -> Vec<Problem> {
        validate(answers, &birth_fields(), conditions)
            .into_iter()
            .filter(|error| error.field == FieldName::BirthDay)
            .map(|error| error.problem)
            .collect()
    }

    #[test]
    fn errors_come_in_the_order_of_the_form() {
        let asked = [
            FieldName::Email,
            FieldName::Name,
            FieldName::BirthYear,
            FieldName::BirthDay,
            FieldName::Consent,
        ]
        .map(required);
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
        assert_eq!(
            errors,
            [FieldError { field: FieldName::Phone, problem: Problem::NotAPhone(PhoneError::TooShort) }]
        );
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
    }

    #[test]
    fn a_choice_is_one_of_those_offered() {
        let asked = [Asked {
            name: FieldName::Distance,
            required: true,
            choices: Some(vec!["42k".into(), "21k".into()]),
        }];
        assert!(validate(&answers([(FieldName::Distance, "21k")]), &asked, &CONDITIONS).is_empty());
        let errors = validate(&answers([(FieldName::Distance, "100k")]), &asked, &CONDITIONS);
        assert_eq!(errors, [FieldError { field: FieldName::Distance, problem: Problem::NotAChoice }]);
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
            assert_eq!(birth_problems(&birth, &CONDITIONS), problems, "{birth:?}");
        }
    }

    #[test]
    fn the_minimum_age_counts_on_race_day() {
        let conditions = Conditions { minimum_age: Some(20), ..CONDITIONS };
        assert_eq!(birth_problems(&born("1995", "10", "4"), &conditions), []);
        assert_eq!(
            birth_problems(&born("1995", "10", "5"), &conditions),
            [Problem::TooYoung { minimum: 20 }]
        );
    }

    #[test]
    fn a_runner_under_18_on_race_day_needs_a_guardian_even_if_the_event_forgot_to_ask() {
        let guardian = [FieldName::GuardianName, FieldName::GuardianConsent];
        for asked in [birth_fields().to_vec(), [birth_fields().as_slice(), &guardian.map(optional)].concat()]
        {
            let minor = validate(&born("1997", "10", "5"), &asked, &CONDITIONS);
            assert_eq!(minor, guardian.map(|field| FieldError { field, problem: Problem::Missing }));
            assert_eq!(validate(&born("1997", "10", "4"), &asked, &CONDITIONS), []);
        }
        let mut answers = born("1997", "10", "5");
        answers.set(FieldName::GuardianName, "母");
        answers.set(FieldName::GuardianConsent, "yes");
        assert_eq!(validate(&answers, &birth_fields(), &CONDITIONS), []);
    }

    #[test]
    fn nobody_else_is_asked_for_a_guardian() {
        let asked = [FieldName::GuardianName, FieldName::GuardianConsent].map(required);
        assert_eq!(validate(&Answers::default(), &asked, &CONDITIONS), []);
        // A mistyped year is a mistake of its own, not a child.
        assert!(!is_minor(&born("2105", "1", "1"), &CONDITIONS));
    }

    proptest! {
        #[test]
        fn validating_never_panics(texts in proptest::collection::vec(".*", 20), minimum_age: Option<u8>) {
            let answers = answers(FieldName::ALL.into_iter().zip(texts.iter().map(String::as_str)));
            let errors =
                validate(&answers, &FieldName::ALL.map(required), &Conditions { minimum_age, ..CONDITIONS });
            // No field is reported twice.
            for (position, error) in errors.iter().enumerate() {
                prop_assert!(errors.iter().skip(position + 1).all(|later| later.field != error.field));
            }
        }
    }
}
