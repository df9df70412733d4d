//! The course on the screen: distance picker, figures, elevation profile, map, what is on the way.

mod figures;
mod map;
mod on_the_way;
mod picker;
mod place;
mod pointer;
mod profile;

use crate::{
    element::{Element, html},
    race::{CourseState, Race},
};
use saddle_course::Course;
use saddle_event::{Distance, Texts};
use std::sync::Arc;

/// One distance with its course, as the views below show it.
#[derive(Clone)]
struct Shown {
    race: Race,
    distance: Arc<Distance>,
    course: Arc<Course>,
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
    let words = race.words();
    let index = race.distance.get();
    let distance = Arc::new(race.event().distances.get(index)?.clone());
    Some(match race.courses.with(|courses| courses.get(index).cloned())? {
        CourseState::Ready(course) => shown(&Shown { race, distance, course }),
        CourseState::Unreachable => trouble(words.track_unreachable),
        CourseState::Unreadable => trouble(words.track_unreadable),
        CourseState::Loading => html("p").class("quiet loading").text(words.profile_loading),
    })
}

fn trouble(words: &str) -> Element {
    html("p").class("trouble").attr("role", "status").text(words)
}

fn shown(shown: &Shown) -> Element {
    let language = shown.race.language_untracked();
    let text = |texts: &Option<Texts>, class: &str| {
        texts.as_ref().map(|texts| html("p").class(class).text(texts.pick(&language)))
    };
    html("div")
        .class("chosen")
        .children(text(&shown.distance.description, "description"))
        .child(figures::view(shown))
        .child(profile::view(shown))
        .child(html("div").class("ground").child(map::view(shown)).child(on_the_way::view(shown)))
        .children(text(&shown.distance.track_note, "notice"))
}
