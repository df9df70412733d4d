//! The answers and the mistakes in the visitor's words.

use super::{session::Session, words::FormWords};
use crate::{
    browser::intl::{self, RegionNames},
    race::Race,
    text::fill,
};
use saddle_signup::{FieldError, FieldName, Problem};

/// Names fields and puts values into words.
pub struct ShownAnswers {
    session: Session,
    regions: RegionNames,
}

impl ShownAnswers {
    /// In the race's current language.
    pub fn new(session: Session) -> Self {
        Self { session, regions: RegionNames::new(session.words().tag) }
    }

    /// The label of a field; the three inputs of a date of birth are one line, named by its day.
    pub fn label(&self, name: FieldName) -> String {
        match name {
            FieldName::BirthDay => self.session.words().date_of_birth.to_owned(),
            _ => label(self.session, name),
        }
    }

    /// A value as a person reads it.
    pub fn value(&self, name: FieldName, value: &str) -> String {
        let (event, enrolment) = (self.session.race.event(), self.session.enrolment());
        let language = self.session.race.language_untracked();
        match name {
            FieldName::Distance => event
                .distances
                .iter()
                .find(|distance| distance.id == value)
                .map_or_else(|| value.to_owned(), |distance| distance.name.pick(&language).to_owned()),
            FieldName::Nationality | FieldName::Residence => self.regions.name(value),
            FieldName::Reference | FieldName::Consent | FieldName::GuardianConsent => {
                self.session.words().yes.to_owned()
            }
            FieldName::BirthDay => value.to_owned(),
            _ => enrolment
                .form
                .choices(name)
                .and_then(|choices| choices.iter().find(|choice| choice.id == value))
                .map_or_else(|| value.to_owned(), |choice| choice.name.pick(&language).to_owned()),
        }
    }
}

/// The label of a field, with the series' name where it is asked about.
pub fn label(session: Session, name: FieldName) -> String {
    with_series(session.race, session.words().field(name).label)
}

/// Puts the name of the race series into a text.
fn with_series(race: Race, template: &str) -> String {
    let event = race.event();
    let series = event.series.as_ref().map_or("", |series| series.name.pick(&race.language_untracked()));
    fill(template, &[("series", series)])
}

/// What a mistake asks the visitor to do.
pub fn mistake(words: &FormWords, error: &FieldError) -> String {
    match &error.problem {
        Problem::Missing => words.field(error.field).missing.to_owned(),
        Problem::NotAChoice => words.not_a_choice.to_owned(),
        Problem::NotAnEmail => words.not_an_email.to_owned(),
        Problem::NotAPhone(_) => words.not_a_phone.to_owned(),
        Problem::NotADate => words.not_a_date.to_owned(),
        Problem::InTheFuture => words.in_the_future.to_owned(),
        Problem::TooYoung { minimum } => fill(words.too_young, &[("age", &minimum.to_string())]),
        Problem::NotACountry => words.not_a_country.to_owned(),
        Problem::TooLong { limit } => {
            fill(words.too_long, &[("limit", &intl::number(words.tag, *limit as f64, 0, false))])
        }
        Problem::Refused(reason) => reason.clone(),
    }
}
