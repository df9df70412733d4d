//! The answers and the mistakes in the visitor's words.

use super::session::Session;
use crate::{
    browser::intl::{self, RegionNames},
    element::Element,
    language,
    race::Race,
    text::fill,
};
use saddle_event::Texts;
use saddle_signup::{
    Asked, CustomField, Date, FieldError, FieldId, FieldName, Kind, NumberRange, Problem, Question,
    kind::chosen,
};

/// Puts values into words.
pub struct ShownAnswers {
    session: Session,
    regions: RegionNames,
}

impl ShownAnswers {
    /// In the race's current language.
    pub fn new(session: Session) -> Self {
        Self { session, regions: RegionNames::new(session.words().tag) }
    }

    /// A value as a person reads it.
    pub fn value(&self, asked: &Asked, value: &str) -> String {
        match &asked.kind {
            Kind::Choice(_) => self.choice(asked.field.question, value),
            Kind::Choices(_) => {
                let names: Vec<String> =
                    chosen(value).map(|id| self.choice(asked.field.question, id)).collect();
                names.join(", ")
            }
            Kind::Country => self.regions.name(value),
            Kind::Checkbox => self.session.words().yes.to_owned(),
            // What is no date stays as it was typed.
            Kind::Date | Kind::DateOfBirth { .. } if Date::parse(value).is_some() => {
                intl::date(&language::of_dates(self.session.race), value)
            }
            _ => value.to_owned(),
        }
    }

    /// What a choice is called.
    pub fn choice(&self, question: Question, id: &str) -> String {
        let language = self.session.race.language_untracked();
        let name = name_of_choice(self.session, question, id);
        name.map_or_else(|| id.to_owned(), |name| name.pick(&language).to_owned())
    }
}

/// Adds to an element what a choice is called.
pub fn with_choice(element: Element, session: Session, question: Question, id: &str) -> Element {
    match name_of_choice(session, question, id) {
        Some(name) => element.event_text(&name, &session.race.language_untracked()),
        None => element.text(id),
    }
}

fn name_of_choice(session: Session, question: Question, id: &str) -> Option<Texts> {
    if question == Question::BuiltIn(FieldName::Distance) {
        let event = session.race.event();
        event.distances.iter().find(|distance| distance.id == id).map(|distance| distance.name.clone())
    } else {
        let enrolment = session.enrolment();
        let choices = enrolment.form.choices(question).unwrap_or_default();
        choices.iter().find(|choice| choice.id == id).map(|choice| choice.name.clone())
    }
}

/// The label of a question.
pub fn label(session: Session, field: FieldId) -> String {
    match field.question {
        Question::BuiltIn(FieldName::BirthDay) => session.words().date_of_birth.to_owned(),
        Question::BuiltIn(FieldName::Consent) => {
            let controller = session.desk().privacy.controller;
            let controller = controller.pick(&session.race.language_untracked()).to_owned();
            fill(session.words().field(FieldName::Consent).label, &[("controller", &controller)])
        }
        Question::BuiltIn(name) => with_series(session.race, session.words().field(name).label),
        Question::Custom(index, _) => {
            let language = session.race.language_untracked();
            own_label(session, index).map_or_else(String::new, |label| label.pick(&language).to_owned())
        }
    }
}

/// Adds to an element the label of a question.
pub fn with_label(element: Element, session: Session, field: FieldId) -> Element {
    match field.question {
        Question::Custom(index, _) => match own_label(session, index) {
            Some(label) => element.event_text(&label, &session.race.language_untracked()),
            None => element,
        },
        Question::BuiltIn(_) => element.text(&label(session, field)),
    }
}

/// The label of one of the event's own questions.
fn own_label(session: Session, index: u16) -> Option<Texts> {
    session.enrolment().form.custom_words.get(usize::from(index)).map(|words| words.label.clone())
}

/// Puts the name of the race series into a text.
fn with_series(race: Race, template: &str) -> String {
    let event = race.event();
    let series = event.series.as_ref().map_or("", |series| series.name.pick(&race.language_untracked()));
    fill(template, &[("series", series)])
}

/// What a runner after the first is called on the page.
pub fn runner_title(session: Session, runner: u8) -> String {
    fill(session.words().runner, &[("number", &(u32::from(runner) + 1).to_string())])
}

/// What a mistake asks the visitor to do; for a runner after the first, which runner it is.
pub fn mistake(session: Session, error: &FieldError) -> String {
    let words = problem(session, error);
    if error.field.runner == 0 {
        return words;
    }
    fill(
        session.words().mistake_of_runner,
        &[("runner", &runner_title(session, error.field.runner)), ("mistake", &words)],
    )
}

fn problem(session: Session, error: &FieldError) -> String {
    let words = session.words();
    let number = |value: f64| intl::number(words.tag, value, 6, false);
    match &error.problem {
        Problem::Missing => match error.field.question {
            Question::BuiltIn(name) => words.field(name).missing.to_owned(),
            Question::Custom(index, _) => {
                let is_box = |customs: &[CustomField]| {
                    customs.get(usize::from(index)).is_some_and(|custom| custom.kind == Kind::Checkbox)
                };
                let template =
                    if session.with_customs(is_box) { words.not_ticked } else { words.not_answered };
                fill(template, &[("question", &label(session, error.field))])
            }
        },
        Problem::NotAChoice => words.not_a_choice.to_owned(),
        Problem::NotAnEmail => words.not_an_email.to_owned(),
        Problem::NotAPhone(_) => words.not_a_phone.to_owned(),
        Problem::NotADay => words.not_a_day.to_owned(),
        Problem::NotADate => words.not_a_date.to_owned(),
        Problem::InTheFuture => words.in_the_future.to_owned(),
        Problem::TooYoung { minimum } => fill(words.too_young, &[("age", &minimum.to_string())]),
        Problem::NotACountry => words.not_a_country.to_owned(),
        Problem::NotANumber { decimal: true } => words.not_a_number.to_owned(),
        Problem::NotANumber { decimal: false } => words.not_a_whole_number.to_owned(),
        Problem::OutOfRange(NumberRange { min: Some(min), max: Some(max), .. }) => {
            fill(words.number_between, &[("min", &number(*min)), ("max", &number(*max))])
        }
        Problem::OutOfRange(NumberRange { min: Some(min), .. }) => {
            fill(words.number_at_least, &[("min", &number(*min))])
        }
        Problem::OutOfRange(NumberRange { max, .. }) => {
            fill(words.number_at_most, &[("max", &number(max.unwrap_or_default()))])
        }
        Problem::TooLong { limit } => {
            fill(words.too_long, &[("limit", &intl::number(words.tag, *limit as f64, 0, false))])
        }
        Problem::Refused(reason) => reason.clone(),
    }
}
