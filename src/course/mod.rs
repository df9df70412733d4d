//! The course on the screen: distance picker, figures, elevation profile, and what stands below it.

pub mod explore;
mod figures;
pub mod ground;
mod legend;
mod measure;
mod picker;
mod place;
pub mod plan;
mod pointer;
mod profile;
mod tools;

use crate::{
    element::{Element, html},
    race::{CourseState, Race},
};
use saddle_course::Course;
use saddle_event::{Distance, Texts};
use std::sync::Arc;

/// One distance with its course, as the views below show it.
#[derive(Clone)]
pub struct Shown {
    race: Race,
    distance: Arc<Distance>,
    course: Arc<Course>,
}

impl Shown {
    /// The length of the course in metres.
    fn length_m(&self) -> f64 {
        self.course.figures().distance_m
    }

    /// What a profile spans that shows the whole, in metres: the course, or in a comparison the longest one.
    fn span_m(&self) -> f64 {
        if self.race.is_comparing.get() { self.race.longest_m() } else { self.length_m() }
    }

    /// What the distance is called, in the visitor's language.
    fn name(&self) -> String {
        self.distance.name.pick(&self.race.language_untracked()).to_owned()
    }
}

/// The course part of the widget.
pub fn view(race: Race) -> Element {
    html("section")
        .class("course")
        .attr("part", "course")
        .child(picker::view(race))
        .region(move || chosen(race).into_iter().collect())
}

fn chosen(race: Race) -> Option<Element> {
    if !race.is_course_due.get() {
        return None;
    }
    let words = race.words();
    let index = race.distance.get();
    let distance = Arc::new(race.event().distances.get(index)?.clone());
    Some(match race.courses.with(|courses| courses.get(index).cloned())? {
        CourseState::Ready(course) => shown(&Shown { race, distance, course }),
        CourseState::Unreachable => status("trouble", "alert", words.track_unreachable),
        CourseState::Unreadable => status("trouble", "alert", words.track_unreadable),
        CourseState::Loading => status("quiet loading", "status", words.profile_loading),
    })
}

fn status(class: &str, role: &str, words: &str) -> Element {
    html("p").class(class).attr("role", role).text(words)
}

fn shown(shown: &Shown) -> Element {
    let language = shown.race.language_untracked();
    let text = |texts: &Option<Texts>, class: &str| {
        texts.as_ref().map(|texts| html("p").class(class).event_text(texts, &language))
    };
    html("div")
        .class("chosen")
        .children(text(&shown.distance.description, "description"))
        .child(html("div").region({
            let shown = shown.clone();
            move || {
                shown.race.units.track();
                vec![figures::view(&shown)]
            }
        }))
        .child(profile::view(shown))
        .child(ground::place(shown))
        .children(text(&shown.distance.track_note, "notice"))
}
