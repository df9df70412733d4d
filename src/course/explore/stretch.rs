//! A marked stretch of the course: its figures, and what can be done with it.

use super::zoom;
use crate::{
    course::{Shown, measure, place, profile::Profile},
    element::{Element, html},
    text::fill,
};

/// Shows a stretch with some air around it, marks it and points at its beginning.
pub fn show(shown: &Shown, from_m: f64, to_m: f64) {
    zoom::set(shown, zoom::window(shown).around(from_m, to_m));
    mark(shown, from_m, to_m);
    shown.race.point_at(from_m);
}

/// Marks what lies between two places, in either order.
pub fn mark(shown: &Shown, one_m: f64, other_m: f64) {
    let on_course = |distance_m: f64| distance_m.max(0.0).min(shown.length_m());
    let (one_m, other_m) = (on_course(one_m), on_course(other_m));
    shown.race.selection.set_if_new(Some((one_m.min(other_m), one_m.max(other_m))));
}

/// The figures of the marked stretch, with buttons; nothing while nothing is marked.
pub fn view(profile: &Profile) -> Vec<Element> {
    let shown = profile.shown.clone();
    let race = shown.race;
    let spoken = shown.clone();
    let status =
        html("p").class("stretch-figures").attr("role", "status").text_with(move || sentence(&spoken));
    let is_marked = move || race.selection.with(Option::is_some);
    let buttons = html("p").class("stretch-buttons").region(move || {
        if !is_marked() {
            return Vec::new();
        }
        let words = race.words();
        let zoomed = shown.clone();
        let to_it = button(words.zoom_to_stretch).on("click", move |_| {
            if let Some((from_m, to_m)) = race.selection.get_untracked() {
                zoom::set(&zoomed, zoom::window(&zoomed).between(from_m, to_m));
            }
        });
        vec![to_it, button(words.clear_stretch).on("click", move |_| race.selection.set(None))]
    });
    vec![html("div").class("stretch").child(status).child(buttons)]
}

fn button(text: &str) -> Element {
    html("button").attr("type", "button").class("tool").text(text)
}

fn sentence(shown: &Shown) -> String {
    let race = shown.race;
    race.units.track();
    let Some((from_m, to_m)) = race.selection.get() else { return String::new() };
    let stretch = shown.course.between(from_m, to_m);
    fill(
        race.words().stretch,
        &[
            ("from", &measure::distance(race, from_m)),
            ("to", &measure::distance(race, to_m)),
            ("length", &measure::distance(race, stretch.distance_m)),
            ("gain", &measure::height(race, stretch.gain_m)),
            ("loss", &measure::height(race, stretch.loss_m)),
            ("grade", &place::grade(race, stretch.mean_grade)),
        ],
    )
}
