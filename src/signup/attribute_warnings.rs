//! Says in the console which values on the element mean nothing: ids that the event does not have, words that no attribute takes.

use crate::{
    browser::{clock, host_events},
    element::follow,
    live::Live,
    race::Race,
};
use saddle_event::Enrolment;

/// The attributes that take only some words.
const CHOICES: [(&str, &[&str]); 3] =
    [("theme", &["light", "dark"]), ("units", &["metric", "imperial"]), ("view", &["course", "signup"])];

/// Looks at the words that the element says now, and at the distance and the desk that it asks for, also whenever they change.
pub fn warn(race: Race, enrolment: &Enrolment) {
    let said = |attribute| race.host().get_attribute(attribute).unwrap_or_default();
    for (attribute, known) in CHOICES {
        check(attribute, &said(attribute), known);
    }
    let now = said("now");
    if !now.is_empty() && clock::parse_moment_ms(&now).is_none() {
        host_events::log_warning(
            &["saddle: now \"", &now, "\" is no moment such as 2015-08-12T12:00:00+08:00"].concat(),
        );
    }
    let distances = race.event().distances.iter().map(|distance| distance.id.clone()).collect();
    watch("distance", race.distance_attribute, distances);
    watch("desk", race.desk, enrolment.desks.iter().map(|desk| desk.id.clone()).collect());
}

fn watch(attribute: &'static str, asked: Live<Option<String>>, known: Vec<String>) {
    follow(Box::new(move || {
        let known: Vec<_> = known.iter().map(String::as_str).collect();
        check(attribute, &asked.get().unwrap_or_default(), &known);
    }));
}

fn check(attribute: &str, value: &str, known: &[&str]) {
    if !value.is_empty() && !known.contains(&value) {
        let known = known.join(", ");
        host_events::log_warning(&["saddle: ", attribute, " \"", value, "\" is none of ", &known].concat());
    }
}
